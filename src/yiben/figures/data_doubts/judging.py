"""Which doubts one record raises by itself, in plain Python: at its page, and before it is imported."""

from collections.abc import Mapping
from typing import Any

from yiben.declare.model import Register
from yiben.figures.data_doubts.numbered import Numbered, of_register
from yiben.figures.formula.columns import reader
from yiben.figures.formula.conditions import compiled
from yiben.kernel.problems import Problem, problem


def raised(register: Register, data: Mapping[str, Any], state: str, place: str) -> list[Numbered]:
    """The register's own rules that the record breaks, as `finding` finds them; unknown is no doubt.

    `data` as kept or typed; `place` where the record counts.
    """
    read = reader(register, {**data, "state": state or None, "place": place})
    return [
        rule
        for rule in of_register(register).values()
        if rule.condition is not None and compiled(rule.condition)(read, None) is False
    ]


def told(register: Register, data: Mapping[str, Any], state: str, place: str) -> list[Problem]:
    """B001 for each, at the first field that the rule reads: told before an import, refusing nothing."""
    return [
        problem("B001", where=next(iter(rule.fields), ""), code=rule.code, message=rule.message)
        for rule in raised(register, data, state, place)
    ]
