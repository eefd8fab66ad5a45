"""Jobs that keep failing are told to the system administrator, doubts to the audit administrator; once."""

from datetime import timedelta

import pytest

from yiben.administration.tests.conftest import TOWN, Staff, small_town, staff
from yiben.audit.models import Doubt
from yiben.jobs.models import Job
from yiben.jobs.timetable import Timed
from yiben.kernel import clock
from yiben.start.telling import tell_doubts, tell_faults
from yiben.talk.notices import Notice

__all__ = ["small_town", "staff"]
pytestmark = pytest.mark.django_db
TIMETABLE = (Timed("backup", "每夜备份", lambda: "", every=timedelta(days=1)),)


def test_the_second_failure_is_told_once_until_it_ran_well(staff: Staff) -> None:
    job = Job.objects.create(
        name="backup", due_at=clock.now(), tries=1, fault="磁盘满了", fault_at=clock.now()
    )
    tell_faults(TIMETABLE)
    assert not Notice.objects.exists()
    Job.objects.update(tries=2)
    tell_faults(TIMETABLE)
    Notice.objects.update(read=True)
    tell_faults(TIMETABLE)
    [told] = Notice.objects.all()
    assert (told.account, told.said) == (staff.system, {"job": "每夜备份", "fault": "磁盘满了"})
    job.tries, job.ok_at = 2, clock.now()
    job.save()
    tell_faults(TIMETABLE)
    assert Notice.objects.count() == 2


def doubted(rule: str) -> None:
    Doubt.objects.create(
        town=TOWN, rule=rule, day=clock.today(), by="clerk", by_name="向示范", numbers={}, lines=[], count=3,
        found_at=clock.now(),
    )  # fmt: skip


def test_new_doubts_are_told_as_a_number_without_names(staff: Staff) -> None:
    doubted("night")
    doubted("exports")
    tell_doubts()
    tell_doubts()
    [told] = Notice.objects.all()
    assert (told.account, told.count, told.by, told.said) == (staff.audit, 2, None, {})
    doubted("looks")
    tell_doubts()
    assert Notice.objects.get().count == 3
