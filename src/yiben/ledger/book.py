"""One batch of acts being written: the records as they stand, the entries and versions to save."""

from collections.abc import Iterable, Mapping
from typing import Any

from yiben.declare.model import Register
from yiben.ledger import projection
from yiben.ledger.entries import Pen
from yiben.ledger.models import COLUMNS, DataKey, Entry, PastRecord, Record, Serial
from yiben.ledger.projection import Columns
from yiben.ledger.vault import Shelf
from yiben.township.models import Account

BATCH = 400


class Book:
    """Holds what a batch has read and what it is about to write; `save` writes all of it."""

    def __init__(self, by: Account, source: str, shelf: Shelf) -> None:
        self.pen, self.by, self.shelf = Pen(by, source), by, shelf
        self.now: dict[str, Columns] = {}
        self.fresh: set[str] = set()
        self.touched: set[str] = set()
        self.entries: list[Entry] = []
        self.trail: dict[str, list[Entry]] = {}
        self.past: list[PastRecord] = []
        self.serials: dict[tuple[str, str, int], Serial] = {}

    def open(self, records: Iterable[str]) -> None:
        """Read the records that the batch acts on."""
        for found in Record.objects.in_bulk(list(dict.fromkeys(records))).values():
            self.now[found.record] = {name: getattr(found, name) for name in COLUMNS}

    def number(self, register: Register, town: str, year: int) -> str:
        """The next running number: 信访2023-0074."""
        key = (town, register.id, year)
        if key not in self.serials:
            self.serials[key], _ = Serial.objects.get_or_create(town=town, register=register.id, year=year)
        self.serials[key].last += 1
        if register.number_form:
            return register.number_form.format(year=year, n=self.serials[key].last)
        return f"{register.number}{year}-{self.serials[key].last:04d}"

    def write(
        self,
        register: Register,
        record: str,
        town: str,
        kind: str,
        body: Mapping[str, Any],
        client_id: str,
        why: str,
        corrects: int | None = None,
    ) -> Entry:
        """Add one entry to the batch and bring the record up to it."""
        before = self.now.get(record)
        version = before["version"] + 1 if before else 1
        entry = self.pen.entry(
            town, register.id, record, version, f"{register.id}.{kind}", body, client_id, why, corrects
        )
        self.entries.append(entry)
        self.trail.setdefault(record, []).append(entry)
        if before is None:
            self.fresh.add(record)
        else:
            self.past.append(PastRecord(**before | {"seq_to": entry.seq, "day_to": entry.day}))
        self.now[record] = projection.apply(before, entry, body, register)
        self.touched.add(record)
        return entry

    def save(self) -> None:
        """Write everything of the batch; the caller holds the gate."""
        DataKey.objects.bulk_create(self.shelf.made, batch_size=BATCH)
        self.shelf.made = []
        Entry.objects.bulk_create(self.entries, batch_size=BATCH)
        PastRecord.objects.bulk_create(self.past, batch_size=BATCH)
        Record.objects.bulk_create(
            [Record(**self.now[name]) for name in sorted(self.touched & self.fresh)], batch_size=BATCH
        )
        changed = [Record(**self.now[name]) for name in sorted(self.touched - self.fresh)]
        if changed:
            Record.objects.bulk_create(
                changed,
                batch_size=BATCH,
                update_conflicts=True,
                unique_fields=["record"],
                update_fields=[c for c in COLUMNS if c != "record"],
            )
        Serial.objects.bulk_update(self.serials.values(), ["last"], batch_size=BATCH)
