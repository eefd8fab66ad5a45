"""How each job stands, for the administrator's list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from yiben.jobs.models import Job
from yiben.jobs.timetable import Timetable
from yiben.kernel import clock


@dataclass(frozen=True)
class Standing:
    name: str
    title: str
    when: str
    state: str
    """未启用, 待运行, 运行中 or 出错."""
    due_at: datetime | None
    ok_at: datetime | None
    ok_said: str
    fault_at: datetime | None
    fault: str


def standings(timetable: Timetable) -> Iterator[Standing]:
    rows = {job.name: job for job in Job.objects.all()}
    now = clock.now()
    for timed in timetable:
        job = rows.get(timed.name) or Job(name=timed.name, due_at=timed.first(now))
        state = "待运行"
        if not timed.wanted():
            state = "未启用"
        elif job.held_until is not None and job.held_until >= now:
            state = "运行中"
        elif job.tries:
            state = "出错"
        due = job.due_at if timed.wanted() else None
        yield Standing(
            timed.name, timed.title, timed.told(), state, due, job.ok_at, job.ok_said, job.fault_at, job.fault
        )
