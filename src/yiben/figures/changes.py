"""What the ledger's tables say of a register since an entry: whole versions, as at one entry.

Reading takes no transaction: it reads the present versions first and the superseded ones after, so a
version that is superseded in between is met at least once, and everything later than `upto` is undone.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from yiben.figures.slots import SHARED
from yiben.ledger.models import Entry, PastRecord, Record, Version

CHUNK = 20_000
_ARROW = {
    "VARCHAR": pa.string(), "INTEGER": pa.int32(), "BIGINT": pa.int64(), "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
}  # fmt: skip
SCHEMA = pa.schema([*((name, _ARROW[sql]) for name, sql in SHARED.items()), ("data", pa.string())])
_PLACE = {name: at for at, name in enumerate(SCHEMA.names)}


def last(register: str) -> int:
    """Number of the latest entry that changed the register; 0 where there is none."""
    found = Record.objects.filter(register=register).order_by("-seq_from")
    return next(iter(found.values_list("seq_from", flat=True)[:1]), 0)


def digests(seqs: Iterable[int]) -> dict[int, str]:
    """The digests of these entries: by them a replaced or rolled-back ledger is told from a grown one."""
    return dict(Entry.objects.filter(seq__in=set(seqs)).values_list("seq", "digest"))


def since(register: str, after: int, upto: int) -> Iterator[pa.Table]:
    """Every version begun or ended after entry `after`, as at entry `upto`; none comes twice."""
    met: set[tuple[str, int]] = set()
    own = Record.objects.filter(register=register)
    past = PastRecord.objects.filter(register=register)
    if after:
        own, past = own.filter(seq_from__gt=after), past.filter(seq_to__gt=after)
    for rows in (own, past):
        for chunk in _chunks(rows):
            kept = [_as_at(row, upto) for row in chunk if row[_PLACE["seq_from"]] <= upto]
            fresh = [row for row in kept if (row[0], row[_PLACE["version"]]) not in met]
            met.update((row[0], row[_PLACE["version"]]) for row in fresh)
            if fresh:
                columns = zip(*fresh, strict=True)
                arrays = [pa.array(c, f.type) for c, f in zip(columns, SCHEMA, strict=True)]
                yield pa.Table.from_arrays(arrays, schema=SCHEMA)


def _chunks(rows: "QuerySet[Any]") -> Iterator[list[tuple[Any, ...]]]:
    # The JSON stays text: DuckDB reads it many times faster than Python would.
    named = rows.annotate(_text=Cast(F("data"), TextField())).values_list(*SHARED, "_text")
    chunk: list[tuple[Any, ...]] = []
    for row in named.iterator(chunk_size=CHUNK):
        chunk.append(row)
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _as_at(row: tuple[Any, ...], upto: int) -> tuple[Any, ...]:
    ended = row[_PLACE["seq_to"]]
    if ended is None or ended <= upto:
        return row
    undone = list(row)
    undone[_PLACE["seq_to"]] = undone[_PLACE["day_to"]] = None
    return tuple(undone)


def count(register: str) -> int:
    """How many versions the ledger holds of a register."""
    kinds: tuple[type[Version], ...] = (Record, PastRecord)
    return sum(kind._default_manager.filter(register=register).count() for kind in kinds)
