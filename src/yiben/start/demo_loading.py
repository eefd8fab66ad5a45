"""Loads the demo towns: tables, places, records, seals, an account; a load cut off is wiped later."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from yiben.kernel.problems import refuse
from yiben.start import datafolder
from yiben.start.book import migrate, ready_django
from yiben.start.output import screen

REPORT = "2023年前9月工作回顾.docx"


class Moved(Protocol):
    def __call__(self, done: int, total: int, what: str = "") -> None: ...


def load(data: Path, scale: float = 1.0) -> None:
    """Fill an empty data folder with the demo towns. Whatever stops it, the next `demo` begins anew.

    scale: for tests, only this share of the records.
    """
    datafolder.begin_loading(data)
    ready_django()
    drop_tables()
    migrate()
    from yiben.demo import generator
    from yiben.ledger.models import Mark
    from yiben.start.commands.seal import seal_finished
    from yiben.township.places import load_places

    Mark.objects.get_or_create(name=DEMO, defaults={"value": "1"})
    with not_waiting_for_the_disk():
        load_places()
        with progress() as moved:
            generator.load(progress=moved, scale=scale)
        print("封账……", flush=True)
        seal_finished()
    print("写工作回顾……", flush=True)
    write_reports(data)
    datafolder.loaded(data)


DEMO = "demo"
"""The mark that a database of its own carries from the first moment of a load."""


def refuse_foreign_database() -> None:
    """Refused S020 for a database beside the data folder (PostgreSQL) that holds anything but a demo."""
    ready_django()
    from django.db import connection

    from yiben.ledger.models import Entry, Mark

    if connection.vendor == "sqlite" or Entry._meta.db_table not in connection.introspection.table_names():
        return
    if Entry.objects.exists() and not Mark.objects.filter(name=DEMO).exists():
        raise refuse("S020", path=connection.settings_dict["NAME"])


def drop_tables() -> None:
    """Empty a database that outlives the data folder (PostgreSQL); only Yiben's own tables."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        ours = {*connection.introspection.django_table_names(), "django_migrations"}
        for table in sorted(there & ours):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")


@contextmanager
def not_waiting_for_the_disk() -> Iterator[None]:
    """Let SQLite write without waiting; safe here only, as a load cut off is wiped whole."""
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-65536")
        yield
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.sync()


def write_reports(data: Path) -> None:
    from yiben.kernel.periods import parse_period
    from yiben.start.book import who
    from yiben.start.commands.report import write
    from yiben.township.models import DemoTown
    from yiben.township.places import place

    folder = data / "reports"
    folder.mkdir(exist_ok=True)
    for demo in DemoTown.objects.order_by("town"):
        town = place(demo.town)
        period = parse_period(f"{demo.day.year}-01-01", f"{demo.day.year}-09-30")
        write("review", town.code, period, None, who(None), folder / f"{town.short}{REPORT}")


@contextmanager
def progress() -> Iterator[Moved]:
    """A bar on a terminal; elsewhere a line at each tenth."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=screen(error=True),
    ) as bar:  # fmt: skip
        task = bar.add_task("装入演示镇", total=None)

        def moved(done: int, total: int, what: str = "") -> None:
            bar.update(task, completed=done, total=total, description=f"装入演示镇 {what}")

        yield moved


class _Lines:
    def __init__(self) -> None:
        self.tenth = -1

    def __call__(self, done: int, total: int, what: str = "") -> None:
        tenth = done * 10 // max(total, 1)
        if tenth > self.tenth:
            self.tenth = tenth
            print(f"装入演示镇 {done:,}/{total:,} {what}", file=sys.stderr, flush=True)
