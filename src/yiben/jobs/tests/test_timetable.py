from datetime import UTC, datetime, time, timedelta

import pytest

from yiben.jobs.timetable import Timed

NIGHT = Timed("backup", "备份", str, at=time(2, 30))
OFTEN = Timed("tidy", "清理", str, every=timedelta(hours=1))
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
"""12:00 in Asia/Shanghai."""


def test_a_daily_job_is_due_at_its_time_in_shanghai() -> None:
    assert NIGHT.after(NOON) == datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
    assert NIGHT.after(NIGHT.after(NOON)) == datetime(2026, 3, 3, 18, 30, tzinfo=UTC)
    assert NIGHT.first(NOON) == NIGHT.after(NOON)


def test_a_repeated_job_begins_at_once() -> None:
    assert OFTEN.first(NOON) == NOON
    assert OFTEN.after(NOON) == NOON + timedelta(hours=1)


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 4), (3, 16), (4, 60), (50, 60)])
def test_the_pause_grows_but_never_beyond_the_next_time(tries: int, minutes: int) -> None:
    assert OFTEN.again(NOON, tries) == NOON + timedelta(minutes=minutes)


def test_a_job_is_either_repeated_or_daily() -> None:
    with pytest.raises(ValueError, match="both"):
        Timed("both", "两样", str, every=timedelta(hours=1), at=time(1, 0))


def test_when_it_runs_is_told_in_words() -> None:
    assert (NIGHT.told(), OFTEN.told()) == ("每天02:30", "每60分钟")
    assert Timed("a", "甲", str, every=timedelta(seconds=20)).told() == "每20秒"
