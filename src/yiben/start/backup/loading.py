"""Puts a backup's rows into the database of the settings, whichever of the two it is."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from yiben.kernel.problems import Problem, Refused, refuse
from yiben.ledger.gate import said
from yiben.start.backup.manifest import About
from yiben.start.backup.snapshot import ours, quoted
from yiben.start.backup.tables import MIGRATIONS, Table, made_again, to_postgres, to_sqlite
from yiben.start.book import migrate
from yiben.start.version import DATA_VERSION

RESTORING = 0x59494246
"""PostgreSQL: the advisory lock of a restore."""
BATCH = 1000


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """PostgreSQL: one transaction, so that a restore that stops leaves the database as it was.

    SQLite: the whole file is new, so nothing waits for the disk until it is put in its place at the end.
    Refused J011 for a second restore.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "cache_size=-131072"):
                cursor.execute(f"PRAGMA {pragma}")
        yield
        with _refusing("references"):
            connection.check_constraints()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [RESTORING])
            if not cursor.fetchone()[0]:
                raise refuse("J011")
        yield


def in_the_way() -> list[str]:
    """Our tables in a database that outlives the data folder."""
    if connection.vendor == "sqlite":
        return []
    return [name for name in connection.introspection.table_names() if ours(name)]


def holds_entries(tables: Iterable[str]) -> bool:
    if "ledger_entry" not in tables:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM ledger_entry LIMIT 1")
        return cursor.fetchone() is not None


def move_aside(tables: list[str], schema: str) -> None:
    """Put the tables of an old ledger into a schema of their own, where nothing looks for them."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {quoted([schema])}")
        for name in tables:
            cursor.execute(f"ALTER TABLE {quoted([name])} SET SCHEMA {quoted([schema])}")


def make_tables(about: About) -> None:
    """Empty tables as the backup's program had them; Refused L011, J005 where this program is older."""
    if about.data_version > DATA_VERSION:
        raise refuse("L011", found=about.data_version, known=DATA_VERSION)
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, name in about.migrations}
    if wanted - set(executor.loader.disk_migrations):
        raise refuse("J005", path=about.program)
    executor.migrate(_last(executor.loader, wanted))
    if connection.vendor == "sqlite":
        # Rows come table by table, so a reference may come before what it refers to.
        connection.disable_constraint_checking()
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name != MIGRATIONS and ours(name) and not made_again(name):
                cursor.execute(f"DELETE FROM {quoted([name])}")


def _last(loader: MigrationLoader, wanted: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of each app the migration that all others of the backup lead to; squashed ones by their new name."""
    squashed = {old: new for new, migration in loader.replacements.items() for old in migration.replaces}
    nodes = {m if m in loader.graph.nodes else squashed[m] for m in wanted}
    node_map = loader.graph.node_map
    return sorted(
        m for m in nodes if not any(c.key in nodes and c.key[0] == m[0] for c in node_map[m].children)
    )


def load(table: Table, rows: Iterable[list[Any]]) -> None:
    """Fill one empty table; Refused J016 where a row does not fit, J001 where the disk is full."""
    with _refusing(table.name):
        if connection.vendor == "sqlite":
            _into_sqlite(table, rows)
        else:
            _into_postgres(table, rows)


@contextmanager
def _refusing(what: str) -> Iterator[None]:
    try:
        yield
    except DatabaseError as fault:
        if isinstance(said(fault), Refused):
            raise refuse("J001", path=connection.settings_dict["NAME"]) from fault
        raise refuse("J016", table=what, why=str(fault).strip().partition("\n")[0]) from fault


def _into_sqlite(table: Table, rows: Iterable[list[Any]]) -> None:
    marks = ", ".join(["%s"] * len(table.columns))
    names = quoted(c.name for c in table.columns)
    told = f"INSERT INTO {quoted([table.name])} ({names}) VALUES ({marks})"
    ready = (to_sqlite(table, row) for row in rows)
    with transaction.atomic(), connection.cursor() as cursor:
        while batch := list(islice(ready, BATCH)):
            cursor.executemany(told, batch)


def _into_postgres(table: Table, rows: Iterable[list[Any]]) -> None:
    names = quoted(c.name for c in table.columns)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.cursor.copy(f"COPY {quoted([table.name])} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(to_postgres(table, row))


def finish() -> None:
    """Running numbers set behind the last, references looked at, tables brought up to this program."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, _refusing("references"):
            _count_on(cursor)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    migrate()


def _count_on(cursor: Any) -> None:
    cursor.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND (is_identity = 'YES' OR column_default LIKE 'nextval%')"
    )
    for table, column in cursor.fetchall():
        if ours(table):
            told = f"coalesce(max({quoted([column])}), 0) + 1, false) FROM {quoted([table])}"
            cursor.execute(f"SELECT setval(pg_get_serial_sequence(%s, %s), {told}", [quoted([table]), column])


def verify() -> list[Problem]:
    """What `./yiben verify` would say."""
    from yiben.ledger import files, rebuild, seals

    return [*seals.verify(), *files.verify_files(), *rebuild.check()]
