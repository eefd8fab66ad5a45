"""Loads the demo towns: plans every act of two years, then lets the clerks do them day by day."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from itertools import groupby

from django.db import transaction

from yiben.declare.load import catalog
from yiben.demo import accounts
from yiben.demo.plan import Batch, Plan
from yiben.demo.planning import planned
from yiben.figures import store
from yiben.kernel import clock
from yiben.ledger import seals, service
from yiben.township import places
from yiben.township.models import Account, Place

Progress = Callable[[int, int, str], None]
"""Called with acts done, acts in all, and what is being done."""
OPENS, CLOSES = time(8, 30), time(17, 30)


def load(progress: Progress, scale: float = 1.0, registers: set[str] | None = None) -> None:
    """Load the demo towns with their accounts, through the same service as a clerk's entries.

    scale: only this share of the records (the published totals then no longer agree).
    """
    progress(0, 1, "正在编排演示记录")
    towns = planned(registers=registers)
    total = sum(len(t.plan.kept(scale)) for t in towns)
    done = 0
    if not Place.objects.exists():
        places.load_places()
    for town in towns:
        done = _write(town.plan, accounts.make_accounts(town), progress, done, total, scale)
        progress(done, total, "正在封账")
        with clock.stated(town.day):
            seals.seal_until(town.plan.last_day)
    progress(done, total, "正在汇集数据")
    for register in catalog().registers.values():
        store.fold(register)


def _write(
    plan: Plan, people: dict[str, Account], progress: Progress, done: int, total: int, scale: float
) -> int:
    for day, batches in groupby(plan.batches(keep=scale), key=lambda b: b.day):
        # One commit a day: three thousand single ones would take as long as all the rest.
        with transaction.atomic():
            for start, step, batch in _timetable(list(batches)):
                with clock.stated(start, step):
                    service.submit(batch.acts, by=people[batch.by], source=batch.source)
                done += len(batch.acts)
                progress(done, total, f"{day}")
    return done


def _timetable(batches: list[Batch]) -> list[tuple[datetime, timedelta, Batch]]:
    """When each batch of a day begins, and how far apart its acts lie: all within office hours."""
    day = batches[0].day
    opens, closes = (datetime.combine(day, t, clock.SHANGHAI) for t in (OPENS, CLOSES))
    acts = sum(len(b.acts) for b in batches) + len(batches)
    step = min((closes - opens) / acts, timedelta(minutes=7))
    found, at = [], opens
    for batch in batches:
        found.append((at, step, batch))
        at += step * (len(batch.acts) + 1)
    return found
