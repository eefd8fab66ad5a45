"""Keeping the listing level with the look log and the ledger; it says nothing of its own."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Max, QuerySet

from yiben.audit import columns
from yiben.audit.models import ENTRY, LOOK, Line, Reached
from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.ledger.gate import writing
from yiben.ledger.models import Entry
from yiben.township.models import Look

BATCH = 500
"""Rows taken in at one go; the gate is held for it, well under half a second."""
BACK = 500
"""Ids before the last one that are looked at again: on PostgreSQL a look with a lower id may come later."""


def catch_up(batches: int | None = None) -> int:
    """Take in what is not listed yet; returns how many lines were added. Run twice it adds nothing more."""
    added = 0
    for name, take in ((LOOK, _take_looks), (ENTRY, _take_entries)):
        done = 0
        while batches is None or done < batches:
            if not _behind(name):
                break
            with writing():
                added += take(BACK if done == 0 else 0)
            done += 1
    return added


def keep_up() -> str:
    """The worker's job."""
    return f"编入审计清单 {catch_up()} 行"


def _behind(name: str) -> bool:
    return _end(name) > reached(name)


def _end(name: str) -> int:
    if name == LOOK:
        return Look.objects.aggregate(last=Max("pk"))["last"] or 0
    return Entry.objects.aggregate(last=Max("seq"))["last"] or 0


def reached(name: str) -> int:
    found = Reached.objects.filter(name=name).first()
    return found.last if found else 0


def _take_looks(back: int) -> int:
    last = reached(LOOK)
    again = set(
        Line.objects.filter(source=LOOK, source_id__gt=last - back).values_list("source_id", flat=True)
    )
    batch = list(Look.objects.filter(pk__gt=last - back).order_by("pk")[: back + BATCH])
    fresh = [look for look in batch if look.pk not in again]
    made = Line.objects.bulk_create(columns.of_looks(fresh), batch_size=500)
    _reach(LOOK, max([last, *(look.pk for look in batch)]))
    return len(made)


def _take_entries(_back: int) -> int:
    """Entries are numbered in the order in which they are committed, so none comes late."""
    last = reached(ENTRY)
    batch = list(Entry.objects.filter(seq__gt=last).order_by("seq")[:BATCH])
    Line.objects.bulk_create(columns.of_entries(batch), batch_size=500)
    _reach(ENTRY, max([last, *(e.seq for e in batch)]))
    return len(batch)


def _reach(name: str, last: int) -> None:
    Reached.objects.update_or_create(name=name, defaults={"last": last})


def rebuild() -> int:
    """Drop the listing and make it again; the logs themselves are not touched."""
    with writing():
        Line.objects.all().delete()
        Reached.objects.filter(name__in=(LOOK, ENTRY)).delete()
    return catch_up()


def verify() -> Iterator[Problem]:
    """Lines that say something else than the look or entry that they stand for (U012), or are missing."""
    yield from _verify(LOOK, Look.objects.order_by("pk"), columns.of_looks)
    yield from _verify(ENTRY, Entry.objects.order_by("seq"), columns.of_entries)


def _verify(name: str, rows: QuerySet[Any], made: Callable[..., Iterator[Line]]) -> Iterator[Problem]:
    listed = Line.objects.filter(source=name).count()
    seen, start, end = 0, 0, reached(name)
    while batch := list(rows.filter(pk__gt=start, pk__lte=end)[:BATCH]):
        kept = {
            k.source_id: k
            for k in Line.objects.filter(source=name, source_id__gte=batch[0].pk, source_id__lte=batch[-1].pk)
        }
        for wanted in made(batch):
            line = kept.get(wanted.source_id)
            seen += line is not None
            if line is None or _told(line) != _told(wanted):
                yield problem("U012", day=clock.day_of(wanted.at), source=name, id=wanted.source_id)
        start = batch[-1].pk
    if listed > seen:
        yield problem("U013", count=listed - seen)


def _told(line: Line) -> tuple[object, ...]:
    """What a line says in the log's own words; titles may have been renamed in the catalog since."""
    return (line.at, line.by, line.action, "" if line.action == "export" else line.reason)
