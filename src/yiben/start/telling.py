"""What goes wrong by itself, told to the administrators whom it concerns: jobs that fail."""

from yiben.jobs.models import Job
from yiben.jobs.timetable import Timetable
from yiben.kernel.clock import SHANGHAI
from yiben.talk import notices, receivers
from yiben.talk.notices import Note, Notice
from yiben.talk.town_clock import living_in, towns

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
