"""What turns up by itself, told to the administrators whom it concerns: jobs that fail, doubts."""

from django.db import transaction
from django.db.models import Count, Max

from yiben.audit.models import Doubt
from yiben.jobs.models import Job
from yiben.jobs.timetable import Timetable
from yiben.kernel.clock import SHANGHAI
from yiben.talk import notices, receivers
from yiben.talk.notices import Note, Notice
from yiben.talk.watching import Reached
from yiben.township.town_clock import living_in, towns

DOUBTS = "doubts"
TRIES = 2
"""Runs that fail one after another before anybody is told: most faults are gone by the second."""


def tell_faults(timetable: Timetable) -> str:
    """A notice for the system administrators for each job that keeps failing, once a row of failures."""
    failing = {j.name: j for j in Job.objects.filter(tries__gte=TRIES)}
    told = 0
    for timed in timetable:
        job = failing.get(timed.name)
        if job is not None and timed.wanted():
            told += sum(_tell(town, timed.title, job) for town in towns())
    return f"{len(failing)}项任务出错，新告诉{told}人"


def _tell(town: str, title: str, job: Job) -> int:
    # A row of failures begins after the last good run.
    since = job.ok_at.astimezone(SHANGHAI).isoformat() if job.ok_at else ""
    key = f"job:{job.name}:{since}"[:80]
    if Notice.objects.filter(town=town, kind=notices.FAULT, key=key).exists():
        return 0
    with living_in(town):
        note = Note(notices.FAULT, town, key, said={"job": title, "fault": job.fault[:200]})
        return notices.tell(receivers.administrators("system", town), note)


def tell_doubts() -> str:
    """A notice for the audit administrators of each town that has new doubts: how many, not about whom."""
    told = 0
    with transaction.atomic():
        reached, _ = Reached.objects.select_for_update().get_or_create(name=DOUBTS)
        fresh = Doubt.objects.filter(pk__gt=reached.seq)
        for town, count in fresh.values_list("town").annotate(n=Count("pk")).order_by("town"):
            with living_in(town):
                note = Note(notices.DOUBT, town, DOUBTS, count=count)
                told += notices.tell(receivers.administrators("audit", town), note)
        reached.seq = fresh.aggregate(last=Max("pk"))["last"] or reached.seq
        reached.save(update_fields=["seq"])
    return f"疑点新告诉{told}人"
