"""A doubt about a record, and the note that settles it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Note:
    """已核实无误: who says so, when and why."""

    why: str
    by: str
    by_name: str
    on: str


@dataclass(frozen=True)
class Row:
    """What the queries find."""

    record: str
    version: int
    place: str
    happened_on: date | None
    rule: str
    said: Mapping[str, Any]
    """What the doubt rests on beside the record's own fields: the other records, the numbers missing."""


@dataclass(frozen=True)
class Doubt(Row):
    note: Note | None = None
    """None while it stands."""

    @property
    def others(self) -> tuple[str, ...]:
        """The other records that it is about."""
        return tuple(self.said.get("others", ()))
