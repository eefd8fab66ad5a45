"""Indexes on the fields that the catalog marks as filter or sort, one small partial index each."""

from collections.abc import Iterable

from django.db import connection

from yiben.declare.model import Field, Register
from yiben.ledger.jsonpath import sql


def marked(register: Register) -> Iterable[Field]:
    """Fields offered as filter or sort that have no typed column of their own."""
    typed = {register.place, register.happened, register.due, register.closed, register.title_field}
    return [
        f
        for f in register.fields.values()
        if (f.filter or f.sort or f.type == "id_number") and f.id not in typed
    ]


def days(register: Register) -> Iterable[str]:
    """The typed days that lists of the register are sorted by, the happened day first."""
    return ["happened_on", *(["due_on"] if register.due else []), *(["closed_on"] if register.closed else [])]


def ensure_indexes(registers: Iterable[Register]) -> int:
    """Make the indexes that are missing; returns how many are wanted in all.

    Each ends in a day, so that the rows of one choice come in the order of that day. They are partial,
    so a record is only in those of its own register.
    """
    wanted = 0
    with connection.cursor() as cursor:
        for register in registers:
            for field in marked(register):
                for day in days(register):
                    suffix = "" if day == "happened_on" else f"_{day.removesuffix('_on')}"
                    name = f"fx_{register.id}_{field.id}"[:56] + suffix
                    cursor.execute(
                        f"CREATE INDEX IF NOT EXISTS {name} ON ledger_record "
                        f"(town, {sql(field, connection.vendor)}, {day}, record) "
                        f"WHERE register = '{register.id}'"
                    )
                    wanted += 1
    return wanted
