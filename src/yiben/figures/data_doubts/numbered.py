"""What is asked of a register's records without refusing them, each under its number: 信访-03.

A register's own rules have the numbers of its file, up to 90; what is asked of all registers, over several
records at once, has the numbers from 91, so that a rule more in the file moves none of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yiben.declare.model import Register
from yiben.figures.formula import nodes as n
from yiben.figures.formula.columns import LEFT_OUT
from yiben.figures.formula.parse import parse_condition
from yiben.figures.formula.rules import code
from yiben.figures.formula.walk import names

TWICE, AGAIN, GAP = "upstream_twice", "person_again", "number_gap"
UPSTREAM = "upstream_no"
NEAR = 30
"""Days within which the same person with the same title is likely the same thing."""
ACROSS: Mapping[str, tuple[int, Any]] = {
    TWICE: (91, lazy("上级编号和别的记录相同")),
    AGAIN: (92, lazy("同一人三十日内有同一标题的记录")),
    GAP: (93, lazy("前面有断号")),
}


@dataclass(frozen=True)
class Numbered:
    """One thing asked; a rule of the register has a condition, one over several records has none."""

    id: str
    number: int
    code: str
    message: str
    fields: tuple[str, ...] = ()
    """What it reads; when one of them changes, what was settled is open again."""
    condition: n.Condition | None = None


def of_register(register: Register) -> dict[str, Numbered]:
    """Everything asked of the register's records, by id, in the order of the numbers."""
    own = {
        rule.id: Numbered(rule.id, rule.number, code(register, rule.number), rule.message, read, condition)
        for rule in register.rules
        if rule.doubt
        for condition in (_at_home(parse_condition(rule.check), register),)
        for read in (tuple(dict.fromkeys(name.id for name in names(condition))),)
    }
    across = {
        name: Numbered(name, number, code(register, number), str(said))
        for name, (number, said) in ACROSS.items()
        if asked_across(register, name)
    }
    return own | across


def asks(register: Register) -> bool:
    """Whether anything is asked of the register at all."""
    return any(rule.doubt for rule in register.rules) or any(asked_across(register, name) for name in ACROSS)


def asked_across(register: Register, name: str) -> bool:
    """Whether the register has what this is asked of."""
    if name == TWICE:
        return UPSTREAM in register.fields
    return bool(register.number_form) if name == GAP else bool(person_of(register) and _has_title(register))


def person_of(register: Register) -> str:
    """The field by which a case tells its person: an ID number before a telephone; "" without one."""
    named = [register.fields[f] for f in register.uses.get("cases", {}).get("person", ())]
    found = sorted((f for f in named if f.is_identifier), key=lambda f: f.type != "id_number")
    return found[0].id if found else ""


def _has_title(register: Register) -> bool:
    """Whether titles are read by figures, which names of persons are not."""
    field = register.fields.get(register.title_field)
    return field is not None and field.type not in LEFT_OUT and not field.is_identifier


def _at_home(node: Any, register: Register) -> Any:
    """The condition with `place` as the field that says it, for a row counts somewhere even without."""
    if isinstance(node, n.Name):
        return replace(node, id=register.place) if node.id == "place" and register.place else node
    changed = {}
    for slot in fields(node):
        inner = getattr(node, slot.name)
        if isinstance(inner, tuple):
            changed[slot.name] = tuple(_at_home(x, register) if isinstance(x, n.Part) else x for x in inner)
        elif isinstance(inner, n.Part):
            changed[slot.name] = _at_home(inner, register)
    return replace(node, **changed)


def detail(rule: str, said: Mapping[str, Any]) -> str:
    """What more there is to say than the message; "" for a rule of the register."""
    return _("缺%(numbers)s") % {"numbers": said["missing"]} if rule == GAP and "missing" in said else ""
