"""Values cut by class: the field by which a register's shape of work tells its records apart.

Every option is listed, even with nothing; what has none, or one that the field no longer knows, comes last
as 未分类, so that the classes of a figure that adds up add up to it.
"""

from collections.abc import Collection, Mapping
from typing import Any

import ibis
from django.utils.translation import gettext as _

from yiben.declare.model import Catalog, Field, Register
from yiben.figures import slots
from yiben.figures.formula.columns import LEFT_OUT
from yiben.figures.plan import Plan, leaves
from yiben.kernel.problems import Refused, problem
from yiben.ledger.validation import own_options

UNCLASSED = ""
"""Key of the records that are of no class."""


def field_of(register: Register) -> Field | None:
    """The class field that `[uses.SHAPE]` names; None where it names none, or one that no figure reads."""
    named = (str(said["class"]) for said in register.uses.values() if said.get("class"))
    field = register.fields.get(next(named, ""))
    if field is None or field.is_identifier or field.type in (*LEFT_OUT, *slots.TYPES):
        return None
    return field


def may_cut(bound: Plan, register: Register) -> bool:
    """Whether a figure of the register can be cut by class: it has one, and no other register is counted."""
    return field_of(register) is not None and all(leaf.register == register.id for leaf in leaves(bound))


def require(plans: Mapping[str, Plan], catalog: Catalog) -> None:
    """Refused F017 for each figure that cannot be cut by class."""
    figures = [catalog.figures[name] for name in plans]
    wrong = [f for f in figures if not may_cut(plans[f.id], catalog.registers[f.register])]
    if wrong:
        raise Refused([problem("F017", "by", title=f.title, figure=f.id) for f in wrong])


def column_of(register: Register) -> str:
    """The column of the class in the register's table."""
    field = field_of(register)
    assert field is not None, register.id
    return f"f_{field.id}"


def of_row(rows: Any, register: Register) -> Any:
    """The class of each row, "" for none; an option that the field no longer has is none."""
    field = field_of(register)
    assert field is not None, register.id
    own = rows[column_of(register)]
    if field.options and not field.options_from:
        return ibis.cases((own.isin(field.options), own), else_=UNCLASSED)
    return ibis.coalesce(own, UNCLASSED)


def listed(register: Register, met: Collection[str], place: str) -> list[str]:
    """The classes in the order of the field's options, then what else was met, 未分类 last."""
    field = field_of(register)
    assert field is not None, register.id
    offered = (own_options(field, place[:9]) if len(place) >= 9 else ()) or field.options
    others = sorted(set(met) - {*offered, UNCLASSED})
    return [*offered, *others, *([UNCLASSED] if UNCLASSED in met else [])]


def title(register: Register, key: str) -> str:
    """A class as people read it."""
    field = field_of(register)
    return field.option_said(key) if key and field else _("未分类")
