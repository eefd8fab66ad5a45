"""Jobs on a database: taken once, renewed, freed when their worker is gone, tried again after a pause."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from yiben.jobs import leases
from yiben.jobs.models import Job, Run
from yiben.jobs.standing import standings
from yiben.jobs.timetable import Timed, Timetable
from yiben.jobs.worker import Worker
from yiben.kernel import clock
from yiben.kernel.problems import refuse

pytestmark = [pytest.mark.services, pytest.mark.django_db]
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def job(run: Callable[[], str], name: str = "seal") -> Timed:
    return Timed(name, "封账", run, every=HOUR)


def counted(ran: list[str]) -> Callable[[], str]:
    """A job's work that keeps count of its runs."""

    def run() -> str:
        ran.append("x")
        return "封账 1 天"

    return run


def words(fault: Exception) -> str:
    return f"坏了：{fault}"


def run_at(at: datetime, *timetable: Timed, name: str = "甲") -> int:
    with clock.stated(at):
        return Worker(timetable, words, name).once()


def test_a_job_runs_when_it_is_due_and_not_before() -> None:
    ran: list[str] = []
    timed = job(counted(ran))

    assert run_at(START, timed) == 1
    assert run_at(START + HOUR / 2, timed) == 0
    assert run_at(START + HOUR, timed) == 1
    assert len(ran) == 2
    kept = Job.objects.get(name="seal")
    assert (kept.ok_said, kept.tries, kept.holder, kept.held_until) == ("封账 1 天", 0, "", None)
    assert list(Run.objects.values_list("outcome", "said")) == [(Run.OK, "封账 1 天")] * 2


def test_a_fault_is_kept_in_words_and_tried_again_after_a_pause() -> None:
    def refused() -> str:
        raise refuse("L012")

    timed = job(refused)
    assert run_at(START, timed) == 1
    kept = Job.objects.get()
    assert kept.tries == 1 and "L012" in kept.fault and kept.due_at == START + timedelta(minutes=1)
    assert run_at(START + timedelta(seconds=59), timed) == 0
    assert run_at(START + timedelta(minutes=1), timed) == 1
    assert Job.objects.get().due_at == START + timedelta(minutes=5)
    assert Run.objects.filter(outcome=Run.FAULT, said__contains="Traceback").count() == 0

    assert run_at(START + timedelta(minutes=5), job(lambda: "好了")) == 1
    kept = Job.objects.get()
    assert (kept.tries, kept.ok_said) == (0, "好了") and "L012" in kept.fault


def test_a_fault_of_one_job_does_not_stop_the_next() -> None:
    def broken() -> str:
        raise RuntimeError("断了")

    assert run_at(START, job(broken, "a"), job(lambda: "好", "b")) == 2
    assert Job.objects.get(name="a").fault == "坏了：断了"
    assert Job.objects.get(name="b").ok_said == "好"


def test_a_job_that_is_held_is_not_taken_by_another() -> None:
    timed = job(lambda: "好")
    with clock.stated(START):
        leases.enrol([timed])
        held = leases.take(timed, "甲")
        assert held is not None
        assert leases.take(timed, "乙") is None
        assert leases.due([timed]) == []


def test_a_killed_worker_leaves_a_lease_that_is_freed_and_the_run_is_told_lost() -> None:
    timed = job(lambda: "好")
    with clock.stated(START):
        leases.enrol([timed])
        assert leases.take(timed, "甲")
    later = START + leases.LEASE + timedelta(seconds=1)

    assert run_at(later - timedelta(seconds=2), timed, name="乙") == 0
    assert run_at(later, timed, name="乙") == 0
    kept = Job.objects.get()
    assert kept.held_until is None and "中断" in kept.fault and kept.due_at == later + timedelta(minutes=1)
    assert Run.objects.get().outcome == Run.LOST
    assert run_at(later + timedelta(minutes=1), timed, name="乙") == 1
    assert Job.objects.get().ok_said == "好"


def test_a_lease_that_is_renewed_is_not_freed_and_a_lost_one_cannot_be_renewed() -> None:
    timed = job(lambda: "好")
    with clock.stated(START):
        leases.enrol([timed])
        held = leases.take(timed, "甲")
        assert held is not None
    with clock.stated(START + leases.BEAT):
        assert leases.renew(held)
    with clock.stated(START + leases.LEASE + timedelta(seconds=1)):
        assert leases.reap([timed]) == 0
    with clock.stated(START + leases.LEASE * 3):
        assert leases.reap([timed]) == 1
        assert not leases.renew(held)
        leases.succeed(timed, held, "迟到的")
    assert Job.objects.get().ok_said == "" and Job.objects.get().tries == 1


def test_what_a_site_did_not_set_up_never_runs() -> None:
    timed = Timed("backup", "备份", lambda: "好", every=HOUR, wanted=lambda: False)

    assert run_at(START, timed) == 0
    with clock.stated(START):
        (told,) = standings([timed])
    assert (told.state, told.due_at) == ("未启用", None)


def test_the_list_says_how_each_job_stands() -> None:
    def broken() -> str:
        raise RuntimeError("断了")

    timetable: Timetable = [job(lambda: "好", "a"), job(broken, "b")]
    run_at(START, *timetable)
    with clock.stated(START):
        states = [(s.name, s.state, s.ok_said, s.fault) for s in standings(timetable)]
    assert states == [("a", "待运行", "好", ""), ("b", "出错", "", "坏了：断了")]


def test_of_runs_that_went_well_the_newest_stay_and_of_faults_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise RuntimeError("断了")

    monkeypatch.setattr(leases, "RUNS_KEPT", 2)
    for hours in range(5):
        run_at(START + HOUR * hours, job(lambda: "好", "a"), job(broken, "b"))
    with clock.stated(START + HOUR * 5):
        assert leases.forget_runs() == 3
        assert leases.forget_runs() == 0
    assert Run.objects.filter(job="a").count() == 2 and Run.objects.filter(job="b").count() == 5


def test_old_runs_are_forgotten_after_half_a_year() -> None:
    run_at(START, job(lambda: "好"))
    with clock.stated(START + timedelta(days=170)):
        assert leases.forget_runs() == 0
    with clock.stated(START + timedelta(days=190)):
        assert leases.forget_runs() == 1


@pytest.mark.threads
@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_one_runs_the_job() -> None:
    ran: list[str] = []
    timed = job(counted(ran))
    leases.enrol([timed])
    begin = threading.Barrier(8)

    def work(name: str) -> None:
        begin.wait()
        Worker([timed], words, name).once()
        connections.close_all()

    workers = [threading.Thread(target=work, args=[f"工{n}"]) for n in range(8)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert len(ran) == 1 and Run.objects.count() == 1
