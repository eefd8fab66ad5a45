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


def ensure_indexes(registers: Iterable[Register]) -> int:
    """Make the indexes that are missing; returns how many are wanted in all.

    A filter index ends in the day, so that the newest rows of one choice come in order.
    """
    wanted = 0
    with connection.cursor() as cursor:
        for register in registers:
            for field in marked(register):
                name = f"fx_{register.id}_{field.id}"[:60]
                cursor.execute(
                    f"CREATE INDEX IF NOT EXISTS {name} ON ledger_record "
                    f"(town, {sql(field, connection.vendor)}, happened_on, record) "
                    f"WHERE register = '{register.id}'"
                )
                wanted += 1
    return wanted
