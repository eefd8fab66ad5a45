"""Brings a data folder up to this program: on a copy of the file, or in one transaction."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from yiben.kernel.problems import Problem, Refused, refuse
from yiben.start import datafolder, fault_log
from yiben.start.book import migrate

COPY = f"{datafolder.DATABASE}.upgrading"


def pending() -> list[str]:
    """Migrations of this program that the database has not seen."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def carry_out(data: Path, demo: bool, look: Callable[[], list[Problem]]) -> None:
    """Migrate and look at the outcome; Refused J018 with the reason, and all stays as it was."""
    try:
        if connection.vendor == "sqlite":
            _on_a_copy(data, look)
        else:
            with transaction.atomic():
                _migrate(look)
    except Exception as fault:
        log = fault_log.keep(fault, "upgrade")
        # What the database said is behind the plain words that a command would give it.
        told = str(fault.__cause__ or fault).strip().partition("\n")[0]
        raise refuse("J018", why=told or type(fault).__name__, log=log) from fault
    datafolder.write_version(data, demo)


def _migrate(look: Callable[[], list[Problem]]) -> None:
    migrate()
    faults = look()
    if faults:
        raise Refused(faults)


def _on_a_copy(data: Path, look: Callable[[], list[Problem]]) -> None:
    """SQLite remakes tables outside a transaction, so a copy is worked on and then takes the place."""
    original, copy = data / datafolder.DATABASE, data / COPY
    _remove(copy)
    name = connection.settings_dict["NAME"]
    connection.close()
    try:
        _copy(original, copy)
        connection.settings_dict["NAME"] = copy
        try:
            _migrate(look)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
            connection.settings_dict["NAME"] = name
        _flush(copy)
        _remove(original, keep_itself=True)
        copy.replace(original)
    finally:
        _remove(copy)


def _copy(original: Path, copy: Path) -> None:
    old, new = sqlite3.connect(original), sqlite3.connect(copy)
    try:
        # Everything of the write-ahead log goes into the file, as the log is dropped with the old file.
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old.backup(new)
    finally:
        old.close()
        new.close()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _remove(path: Path, keep_itself: bool = False) -> None:
    for end in ("-wal", "-shm", "-journal", *([] if keep_itself else [""])):
        path.with_name(path.name + end).unlink(missing_ok=True)
