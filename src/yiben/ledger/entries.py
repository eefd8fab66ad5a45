"""Writing entries: numbering, time, chain. Whoever uses a `Pen` holds the gate."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from yiben.kernel import clock
from yiben.ledger import chain, projection
from yiben.ledger.models import Entry
from yiben.ledger.seals import seal_finished_days
from yiben.township.models import Account


class Pen:
    """Writes entries one after another, for one person and from one source."""

    def __init__(self, by: Account, source: str) -> None:
        self.by, self.source = by, source
        self.seq: int = Entry.objects.aggregate(last=Max("seq"))["last"] or 0
        self.ends: dict[str, chain.End] = {}

    def entry(
        self,
        town: str,
        register: str,
        record: str,
        version: int,
        kind: str,
        body: Mapping[str, Any],
        client_id: str = "",
        why: str = "",
        corrects: int | None = None,
    ) -> Entry:
        """The next entry, not yet saved. Its time is never before the town's entry before it."""
        end = self.ends.get(town)
        if end is None:
            end = self.ends[town] = chain.end_of(town)
        at = clock.now()
        at = max(at, end.at) if end.at else at
        self.seq += 1
        entry = Entry(
            seq=self.seq,
            client_id=client_id or uuid.uuid4().hex,
            town=town,
            town_seq=end.town_seq + 1,
            register=register,
            record=record,
            version=version,
            kind=kind,
            at=at,
            day=clock.day_of(at),
            by=self.by.username,
            by_name=self.by.name,
            why=why,
            source=self.source,
            corrects=corrects,
            body=projection.canonical(body),
        )
        entry.digest = chain.digest(end.digest, entry)
        end.take(entry)
        return entry


def append(
    town: str,
    register: str,
    record: str,
    version: int,
    kind: str,
    body: Mapping[str, Any],
    by: Account,
    why: str = "",
) -> Entry:
    """Write one entry that changes no field (an attachment, an erasure) and seal the days that it ends."""
    pen = Pen(by, "form")
    entry = pen.entry(town, register, record, version, kind, body, why=why)
    entry.save(force_insert=True)
    seal_finished_days(pen.ends)
    return entry
