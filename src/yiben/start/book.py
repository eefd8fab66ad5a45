"""Opens the ledger for a command: Django ready, the data folder and its keys fit."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from yiben.kernel.problems import refuse
from yiben.start import datafolder
from yiben.start.places_of_things import data_dir

if TYPE_CHECKING:
    from yiben.township.models import Account


def ready_django() -> None:
    """Load the settings and the apps; touches no data but the folder's own secret."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiben.start.settings")
    import django

    django.setup()


def open_book() -> Path:
    """Everything that a command needs to read and write; returns the data folder.

    Refused L011 (newer data), S004 (no ledger yet), S005 (no database), L009 or L010 (keys), L021.
    """
    data = data_dir()
    datafolder.check(data)
    ready_django()
    check_database()
    check_keys()
    return data


def check_database() -> None:
    from django.db import DatabaseError, OperationalError, connection

    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ledger_mark")
    except OperationalError as fault:
        # A database file that was emptied can be opened, and holds nothing.
        number = "L021" if "no such table" in str(fault) else "S005"
        raise refuse(number, why=str(fault).strip()) from fault
    except DatabaseError as fault:
        raise refuse("L021", why=str(fault).strip()) from fault


def check_keys() -> None:
    from yiben.ledger import keys

    keys.ring()


def migrate() -> None:
    """Bring the database's tables up to this program."""
    from django.core.management import call_command
    from django.db import OperationalError

    from yiben.declare.load import catalog
    from yiben.ledger.indexes import ensure_indexes

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as fault:
        raise refuse("S005", why=str(fault).strip()) from fault
    ensure_indexes(catalog().registers.values())


def who(name: str | None, register: str = "") -> "Account":
    """The account that acts: the one named, or in the demo the clerk whose work it is.

    That is the clerk of the office that keeps the register, else of the Party and government office.
    Refused S014 outside a demo, T002 for a name that is nobody's.
    """
    from yiben.demo.town import OFFICE_ACCOUNTS
    from yiben.township import people

    if name:
        return people.find(name)
    if not datafolder.is_demo(data_dir()):
        raise refuse("S014")
    office = catalog_office(register)
    return people.find(OFFICE_ACCOUNTS.get(office, office))


def catalog_office(register: str) -> str:
    from yiben.declare.load import catalog

    found = catalog().registers.get(register)
    return found.owner if found else "dangzheng"


@contextmanager
def town_clock(town: str) -> Iterator[None]:
    """Run the block on the day that a demo town lives on; a real town's day is today."""
    from yiben.kernel import clock
    from yiben.township.places import demo_day

    living = demo_day(town)
    if living is None:
        yield
        return
    with clock.stated(living):
        yield
