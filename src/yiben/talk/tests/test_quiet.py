"""Nothing is sent in the evening, at night, on rest days."""

from datetime import datetime

import pytest

from yiben.kernel.clock import SHANGHAI
from yiben.kernel.problems import Refused
from yiben.talk import quiet


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2023-05-08 09:00", "2023-05-08 09:00"),
        ("2023-05-08 07:59", "2023-05-08 08:00"),
        ("2023-05-08 20:00", "2023-05-09 08:00"),
        ("2023-05-05 21:00", "2023-05-06 08:00"),  # a Saturday worked for the Labour Day holiday
        ("2023-05-13 10:00", "2023-05-15 08:00"),
        ("2023-09-28 20:30", "2023-10-07 08:00"),  # over Mid-Autumn and National Day
        ("2055-01-02 10:00", "2055-01-04 08:00"),  # a year without a calendar goes by the weekday
    ],
)
def test_the_first_moment_to_send(now: str, opens: str) -> None:
    found = quiet.open_from(datetime.fromisoformat(now).replace(tzinfo=SHANGHAI))
    assert found.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") == opens


def test_a_site_sets_its_own_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIBEN_QUIET", "18:00-09:30")
    found = quiet.open_from(datetime(2023, 5, 8, 18, 0, tzinfo=SHANGHAI))
    assert found == datetime(2023, 5, 9, 9, 30, tzinfo=SHANGHAI)


@pytest.mark.parametrize("told", ["晚上", "08:00-20:00", "20:00", "20:00-08:00-09:00", "25:00-08:00"])
def test_hours_that_cannot_be_read_are_refused(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIBEN_QUIET", told)
    with pytest.raises(Refused) as refused:
        quiet.hours()
    assert refused.value.problems[0].number == "N020"
