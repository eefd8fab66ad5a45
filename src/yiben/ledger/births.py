"""What was born of a record: cases of a meeting, faults of an inspection, parts of an item."""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import Func, QuerySet, TextField

from yiben.ledger.models import Record

FIELD = "born_of"


class _BornOf(Func):
    """`data`'s born_of, written so that the index on it is used."""

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **kwargs: Any) -> tuple[str, Any]:
        return expression(connection.vendor), ()


def expression(vendor: str) -> str:
    return f"json_extract(data, '$.{FIELD}')" if vendor == "sqlite" else f"(data ->> '{FIELD}')"


def born_of(records: str | Collection[str]) -> QuerySet[Record]:
    """The records, of whatever register, that say they come from this record (or one of these)."""
    told = Record.objects.annotate(comes_from=_BornOf(output_field=TextField()))
    if isinstance(records, str):
        return told.filter(comes_from=records)
    return told.filter(comes_from__in=list(records))


def ensure_index() -> None:
    """One index for all registers; few records have such a field, and a page of a record asks for it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS record_born_of ON ledger_record ({expression(connection.vendor)})"
        )
