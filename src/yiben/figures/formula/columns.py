"""What a name in a formula stands for: a field of the register, or a column that every register has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yiben.declare.model import Field, Register

KINDS = {
    "integer": "number", "number": "number", "money": "number", "date": "date", "moment": "date",
    "boolean": "boolean",
}  # fmt: skip
"""Field type → how it compares; every other type compares as text. A moment counts by its day."""
TITLES = {
    "text": "文字", "number": "数", "date": "日期", "boolean": "是否", "secret": "加密的栏目",
    "left_out": "人名或长文",
}  # fmt: skip
DATES = ("happened_on", "due_on", "closed_on")
SYSTEM = ("state", "place", *DATES)
LEFT_OUT = ("person_name", "staff", "long_text")
"""Types that no figure reads: names and long texts stay in the ledger."""


@dataclass(frozen=True)
class Column:
    """A name resolved. `kind` is one of the keys of TITLES."""

    name: str
    kind: str
    field: Field | None
    options: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether its sums are whole numbers."""
        return self.field is not None and self.field.type == "integer"


def column(register: Register, name: str) -> Column | None:
    """The column of this name, a field before a column that all registers have; None if there is none."""
    field = register.fields.get(name)
    if field is not None:
        return Column(name, _kind(field), field, field.options)
    if name == "state" and register.states:
        return Column(name, "text", None, tuple(register.states))
    if name in DATES:
        return Column(name, "date", None)
    return Column(name, "text", None) if name == "place" else None


def _kind(field: Field) -> str:
    if field.is_identifier:
        return "secret"
    return "left_out" if field.type in LEFT_OUT else KINDS.get(field.type, "text")


def reader(register: Register, values: Mapping[str, Any]) -> Callable[[str], Any]:
    """Reads a column out of one record's values (as kept, or typed), ready for comparing."""
    homes = {
        "happened_on": register.happened,
        "due_on": register.due,
        "closed_on": register.closed,
        "place": register.place,
    }

    def read(name: str) -> Any:
        field = register.fields.get(name)
        if field is None and name in homes:
            field = register.fields.get(homes[name])
        return typed(field, values.get(field.id)) if field else values.get(name)

    return read


def typed(field: Field, value: Any) -> Any:
    """A value as it is compared: dates as dates, numbers as int or Decimal, identifiers as their index."""
    if value is None or value == "":
        return None
    if KINDS.get(field.type) == "date":
        if isinstance(value, datetime):
            return value.date()
        return date.fromisoformat(value[:10]) if isinstance(value, str) else value
    if KINDS.get(field.type) == "number":
        return Decimal(str(value)) if isinstance(value, float | str) else value
    if field.is_identifier and isinstance(value, Mapping):
        return value.get("x")
    return value
