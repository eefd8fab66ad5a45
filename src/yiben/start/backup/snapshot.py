"""The database as it stood at one moment, read while others go on writing.

SQLite: a read transaction on the write-ahead log. PostgreSQL: one REPEATABLE READ transaction, read by
COPY over psycopg, so that no client program is needed. Both on a connection of their own.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from django.apps import apps
from django.db import connection

from yiben.ledger import keys
from yiben.ledger.gate import writing
from yiben.start.backup.tables import (
    MIGRATIONS,
    Column,
    Table,
    from_postgres,
    from_sqlite,
    kept,
    kind_of,
)

ORDER = {"ledger_entry": "seq"}
"""Tables that are read in an order: entries along their chains."""


class Snapshot(Protocol):
    key_files: dict[str, bytes]
    """The key file and, where a rotation was cut off, the one before, as they lay there at the moment."""

    def ask(self, sql: str) -> list[tuple[Any, ...]]: ...
    def tables(self) -> list[Table]: ...
    def rows(self, table: Table) -> Iterator[list[Any]]: ...


def applied(snapshot: Snapshot) -> list[list[str]]:
    """Every migration that made these tables, in its order."""
    return [[app, name] for app, name in snapshot.ask(f"SELECT app, name FROM {MIGRATIONS} ORDER BY id")]


@contextmanager
def taken() -> Iterator[Snapshot]:
    """A snapshot begun while nobody writes, so that the key file read beside it is of the same moment."""
    shot = _postgres() if connection.vendor == "postgresql" else _sqlite()
    with connection.wrap_database_errors, shot as snapshot:
        yield snapshot


@contextmanager
def _sqlite() -> Iterator[Snapshot]:
    own = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, timeout=20)
    try:
        with writing():
            own.execute("BEGIN")
            # The snapshot is taken by the first read, not by BEGIN.
            own.execute("SELECT count(*) FROM sqlite_master").fetchone()
            beside = key_files()
        yield _Sqlite(own, beside)
    finally:
        own.close()


class _Sqlite:
    def __init__(self, own: sqlite3.Connection, beside: dict[str, bytes]) -> None:
        self.own, self.key_files = own, beside

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self.own.execute(sql).fetchall()

    def tables(self) -> list[Table]:
        names = self.ask(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
            " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
        return [self._table(name) for name in kept(n for (n,) in names)]

    def _table(self, name: str) -> Table:
        told = self.own.execute("SELECT name, type FROM pragma_table_info(?)", [name])
        return Table(name, tuple(Column(column, kind_of(kind)) for column, kind in told))

    def rows(self, table: Table) -> Iterator[list[Any]]:
        cursor = self.own.execute(reading(table))
        while part := cursor.fetchmany(2000):
            for row in part:
                yield from_sqlite(table, row)


@contextmanager
def _postgres() -> Iterator[Snapshot]:
    import psycopg

    own = psycopg.connect(**{**connection.get_connection_params(), "autocommit": True})
    try:
        own.execute("SET TIME ZONE 'UTC'")
        own.execute("SET DateStyle = 'ISO, YMD'")
        with writing():
            own.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            own.execute("SELECT 1 FROM pg_class LIMIT 1").fetchone()
            beside = key_files()
        yield _Postgres(own, beside)
    finally:
        own.close()


class _Postgres:
    def __init__(self, own: Any, beside: dict[str, bytes]) -> None:
        self.own, self.key_files = own, beside

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.own.execute(sql).fetchall()]

    def tables(self) -> list[Table]:
        found = self.own.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        )
        names = [name for (name,) in found.fetchall()]
        return [self._table(name) for name in kept(n for n in names if ours(n))]

    def _table(self, name: str) -> Table:
        told = self.own.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'"
            " ORDER BY ordinal_position",
            [name],
        ).fetchall()
        return Table(name, tuple(Column(column, kind_of(kind)) for column, kind in told))

    def rows(self, table: Table) -> Iterator[list[Any]]:
        with self.own.cursor().copy(f"COPY ({reading(table)}) TO STDOUT") as copy:
            for row in copy.rows():
                yield from_postgres(table, row)


def reading(table: Table) -> str:
    order = f" ORDER BY {ORDER[table.name]}" if table.name in ORDER else ""
    return f"SELECT {quoted(c.name for c in table.columns)} FROM {quoted([table.name])}{order}"


def key_files() -> dict[str, bytes]:
    path = keys.key_file()
    return {p.name: p.read_bytes() for p in (path, path.with_suffix(".old")) if p.exists()}


def ours(table: str) -> bool:
    """Whether a table of a database that others may use too is one of Yiben's."""
    return table.startswith(("django_", *(f"{app.label}_" for app in apps.get_app_configs())))


def quoted(names: Any) -> str:
    return ", ".join(f'"{name}"' for name in names)


def ends(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Each town's chain: how many entries, and the digest of the last."""
    found = snapshot.ask(
        "SELECT e.town, e.town_seq, e.digest, p.name FROM ledger_entry e"
        " JOIN (SELECT town, max(town_seq) AS last FROM ledger_entry GROUP BY town) l"
        " ON l.town = e.town AND l.last = e.town_seq"
        " LEFT JOIN township_place p ON p.code = e.town ORDER BY e.town"
    )
    return [{"town": t, "entries": n, "digest": d, "name": name or ""} for t, n, d, name in found]


def attached(snapshot: Snapshot) -> dict[str, str]:
    """Digest and name of every attachment."""
    return dict(snapshot.ask("SELECT digest, name FROM ledger_attachment"))


def key_mark(snapshot: Snapshot) -> str:
    """Fingerprint of the key file that belongs to this moment."""
    found: Sequence[tuple[Any, ...]] = snapshot.ask("SELECT value FROM ledger_mark WHERE name = 'key'")
    return str(found[0][0]) if found else ""
