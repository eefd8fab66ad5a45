"""Who may run a job: one lease a job, taken in one statement, renewed while it runs, freed when it ends.

Times are the machine's. Workers on several machines need clocks that agree within half a lease.
"""

from dataclasses import dataclass
from datetime import timedelta

from yiben.jobs.models import Job, Run
from yiben.jobs.timetable import Timed, Timetable
from yiben.kernel import clock
from yiben.ledger.gate import writing

LEASE = timedelta(seconds=60)
BEAT = LEASE / 4
"""How often the holder renews."""
KEPT = timedelta(days=180)
"""How long runs are remembered at most (DOMAIN 2.14: logs stay at least six months)."""
RUNS_KEPT = 200
"""Of those that went well, how many of each job; some jobs run every few seconds."""
CUT_OFF = "运行中断：进程被停下，或机器断了电；已重新排上。"


@dataclass(frozen=True)
class Lease:
    job: str
    holder: str
    run: int
    """The Run that records it."""


def enrol(timetable: Timetable) -> None:
    """A row for each job that has none yet."""
    known = set(Job.objects.values_list("name", flat=True))
    now = clock.now()
    new = [Job(name=t.name, due_at=t.first(now)) for t in timetable if t.name not in known]
    if new:
        with writing():
            Job.objects.bulk_create(new, ignore_conflicts=True)


def due(timetable: Timetable) -> list[Timed]:
    """Jobs whose time has come and that nobody runs, the longest overdue first."""
    waiting = Job.objects.filter(due_at__lte=clock.now(), held_until=None).order_by("due_at")
    named = {t.name: t for t in timetable}
    return [named[n] for n in waiting.values_list("name", flat=True) if n in named and named[n].wanted()]


def take(timed: Timed, worker: str) -> Lease | None:
    """The lease, or None where another worker was quicker."""
    now = clock.now()
    with writing():
        free = Job.objects.filter(name=timed.name, due_at__lte=now, held_until=None)
        if not free.update(holder=worker, held_until=now + LEASE):
            return None
        run = Run.objects.create(job=timed.name, worker=worker, started_at=now)
    return Lease(timed.name, worker, run.pk)


def renew(lease: Lease) -> bool:
    """Hold on for another while; False where the lease was lost meanwhile."""
    with writing():
        kept = Job.objects.filter(name=lease.job, holder=lease.holder).exclude(held_until=None)
        return bool(kept.update(held_until=clock.now() + LEASE))


def succeed(timed: Timed, lease: Lease, said: str) -> None:
    now = clock.now()
    with writing():
        _end(lease, Run.OK, said)
        Job.objects.filter(name=lease.job, holder=lease.holder).update(
            holder="", held_until=None, tries=0, due_at=timed.after(now), ok_at=now, ok_said=said[:300]
        )


def fail(timed: Timed, lease: Lease, said: str) -> None:
    """Free the job and put it on again after a pause."""
    with writing():
        _end(lease, Run.FAULT, said)
        job = Job.objects.filter(name=lease.job, holder=lease.holder).first()
        if job is not None:
            _put_off(timed, job, said)


def _end(lease: Lease, outcome: str, said: str) -> None:
    Run.objects.filter(pk=lease.run).update(ended_at=clock.now(), outcome=outcome, said=said[:600])


def _put_off(timed: Timed, job: Job, said: str) -> None:
    now = clock.now()
    job.holder, job.held_until, job.tries = "", None, job.tries + 1
    job.due_at = timed.again(now, job.tries)
    job.fault_at, job.fault = now, said[:600]
    job.save()


def reap(timetable: Timetable) -> int:
    """Free the jobs whose worker is gone; returns how many there were."""
    gone = Job.objects.filter(held_until__lt=clock.now())
    if not gone.exists():
        return 0
    named = {t.name: t for t in timetable}
    freed = 0
    with writing():
        for job in gone.all():
            lost = Run.objects.filter(job=job.name, worker=job.holder, outcome=Run.RUNNING)
            lost.update(ended_at=clock.now(), outcome=Run.LOST, said=CUT_OFF)
            if job.name in named:
                _put_off(named[job.name], job, CUT_OFF)
                freed += 1
            else:
                job.delete()
    return freed


def forget_runs() -> int:
    """Delete old records of runs: of those that went well all but the newest, of others after half a year."""
    with writing():
        gone = Run.objects.filter(started_at__lt=clock.now() - KEPT).delete()[0]
        for job in Run.objects.values_list("job", flat=True).distinct():
            well = Run.objects.filter(job=job, outcome=Run.OK).order_by("-pk")
            oldest = well.values_list("pk", flat=True)[RUNS_KEPT : RUNS_KEPT + 1]
            gone += well.filter(pk__lte=next(iter(oldest), 0)).delete()[0]
    return gone
