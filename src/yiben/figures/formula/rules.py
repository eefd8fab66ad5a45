"""A register's [rules] asked of one record; the ledger asks at every save."""

from collections.abc import Mapping
from typing import Any

from yiben.declare.model import Register
from yiben.figures.formula import nodes as n
from yiben.figures.formula.columns import reader
from yiben.figures.formula.conditions import compiled
from yiben.figures.formula.parse import parse_condition
from yiben.figures.formula.walk import names
from yiben.kernel.problems import Problem, problem


def evaluate(register: Register, values: Mapping[str, Any]) -> list[Problem]:
    """L008 for each rule that the record breaks; `where` is the first field that the rule names.

    `values` are the record's own, as kept (dates as text) or typed. A rule whose compared fields are
    empty passes, and one that only raises a doubt refuses nothing (`data_doubts`).
    """
    if not register.rules:
        return []
    read = reader(register, values)
    return [
        problem("L008", where=_field(condition), message=rule.message, rule=code(register, rule.number))
        for rule in register.rules
        if not rule.doubt
        for condition in (parse_condition(rule.check),)
        if compiled(condition)(read, None) is False
    ]


def code(register: Register, number: int) -> str:
    """The number by which people speak of a rule: 信访-03."""
    return f"{register.number or register.title}-{number:02}"


def _field(condition: n.Condition) -> str:
    return next((name.id for name in names(condition)), "")
