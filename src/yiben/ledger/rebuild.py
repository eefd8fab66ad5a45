"""The projection made again from the entries, to prove that it says nothing of its own."""

from collections.abc import Iterator
from typing import Any

from yiben.declare.load import catalog
from yiben.kernel.problems import Problem, problem
from yiben.ledger import projection
from yiben.ledger.book import BATCH
from yiben.ledger.gate import writing
from yiben.ledger.models import COLUMNS, Entry, PastRecord, Record
from yiben.ledger.projection import Columns

HISTORY = "attached"
"""Entries of this kind say nothing about the record's fields."""


def replay() -> tuple[dict[str, Columns], list[Columns]]:
    """Present and past versions of every record, from the entries alone."""
    now: dict[str, Columns] = {}
    past: list[Columns] = []
    registers = catalog().registers
    for entry in Entry.objects.exclude(record="").order_by("seq").iterator(chunk_size=2000):
        if entry.kind.endswith(f".{HISTORY}"):
            continue
        before = now.get(entry.record)
        if before is not None:
            past.append(before | {"seq_to": entry.seq, "day_to": entry.day})
        body = projection.read_body(entry.body)
        now[entry.record] = projection.apply(before, entry, body, registers.get(entry.register))
    return now, past


def check() -> Iterator[Problem]:
    """Every record whose stored state differs from what its entries say."""
    now, past = replay()
    yield from _compare(now, {r.record: r for r in Record.objects.iterator(chunk_size=2000)})
    superseded = {f"{v['record']}@{v['version']}": v for v in past}
    stored = {f"{r.record}@{r.version}": r for r in PastRecord.objects.iterator(chunk_size=2000)}
    yield from _compare(superseded, stored)


def _compare(wanted: dict[str, Columns], stored: dict[str, Any]) -> Iterator[Problem]:
    for name, columns in wanted.items():
        row = stored.pop(name, None)
        if row is None:
            yield problem("L019", record=columns["number"] or name, fields="整条缺失")
            continue
        wrong = [c for c in COLUMNS if getattr(row, c) != columns[c]]
        if wrong:
            yield problem("L019", record=row.number or name, fields="、".join(wrong))
    for row in stored.values():
        yield problem("L019", record=row.number or row.record, fields="没有对应的流水")


def rebuild() -> int:
    """Drop the projection and fill it again from the entries; returns how many records there are."""
    with writing():
        now, past = replay()
        PastRecord.objects.all().delete()
        Record.objects.all().delete()
        Record.objects.bulk_create((Record(**v) for v in now.values()), batch_size=BATCH)
        PastRecord.objects.bulk_create((PastRecord(**v) for v in past), batch_size=BATCH)
    return len(now)
