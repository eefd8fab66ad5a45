"""Which tables a backup holds, and how a value of each kind is written down for either database.

A row is a JSON list in the order of the columns. Kinds: int, bool, moment (`2023-10-12 01:02:03.000400` in
UTC), bytes (hex), and text for all else (days, JSON and decimals as the database writes them).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

MIGRATIONS = "django_migrations"
LEFT_OUT = frozenset({MIGRATIONS, "django_session"})
"""Told in words instead; and log-ins, which end with the machine that they were made on."""
INDEX, LINKS = "search_", "search_link"
"""The tables of search: an index, which is made again from the ledger, and the links between records."""


@dataclass(frozen=True)
class Column:
    name: str
    kind: str


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[Column, ...]

    def told(self) -> list[list[str]]:
        return [[c.name, c.kind] for c in self.columns]

    def positions(self, *kinds: str) -> list[int]:
        return [at for at, column in enumerate(self.columns) if column.kind in kinds]


def kept(names: Iterable[str]) -> list[str]:
    """The tables that go into a backup, in a steady order."""
    return sorted(n for n in names if n not in LEFT_OUT and not made_again(n))


def made_again(name: str) -> bool:
    return name.startswith(INDEX) and name != LINKS


def kind_of(declared: str) -> str:
    """The kind of a column by what its database calls it."""
    told = declared.lower()
    if told.startswith("bool"):
        return "bool"
    if told.startswith(("datetime", "timestamp")):
        return "moment"
    if told.startswith(("blob", "bytea")):
        return "bytes"
    return "int" if "int" in told and not told.startswith("interval") else "text"


def from_sqlite(table: Table, row: Sequence[Any]) -> list[Any]:
    made = list(row)
    for at in table.positions("bool"):
        made[at] = None if made[at] is None else bool(made[at])
    for at in table.positions("bytes"):
        made[at] = None if made[at] is None else bytes(made[at]).hex()
    for at in table.positions("text"):
        if made[at] is not None and not isinstance(made[at], str):
            made[at] = str(made[at])
    return made


def to_sqlite(table: Table, row: list[Any]) -> list[Any]:
    for at in table.positions("bytes"):
        row[at] = None if row[at] is None else bytes.fromhex(row[at])
    return row


def from_postgres(table: Table, row: Sequence[str | None]) -> list[Any]:
    """What COPY writes as text, with the session in UTC."""
    made: list[Any] = list(row)
    for at in table.positions("int"):
        made[at] = None if made[at] is None else int(made[at])
    for at in table.positions("bool"):
        made[at] = None if made[at] is None else made[at] == "t"
    for at in table.positions("moment"):
        made[at] = None if made[at] is None else _moment(made[at])
    for at in table.positions("bytes"):
        made[at] = None if made[at] is None else made[at].removeprefix("\\x")
    return made


def _moment(text: str) -> str:
    """As Django keeps it in SQLite: six digits after the point, or none."""
    whole, point, part = text.removesuffix("+00").partition(".")
    return f"{whole}.{part:0<6}" if point else whole


def to_postgres(table: Table, row: list[Any]) -> list[Any]:
    for at in table.positions("moment"):
        row[at] = None if row[at] is None else f"{row[at]}+00"
    for at in table.positions("bytes"):
        row[at] = None if row[at] is None else f"\\x{row[at]}"
    return row
