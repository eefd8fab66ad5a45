"""Last days worked out by hand from the State Council's notices, over Spring Festival and National Day.

Days off and make-up days as announced:
2024 春节 2.10—2.17, work on 2.4 (Sun) and 2.18 (Sun) · 国庆 10.1—10.7, work on 9.29 (Sun) and 10.12 (Sat)
2025 春节 1.28—2.4, work on 1.26 (Sun) and 2.8 (Sat) · 国庆 10.1—10.8, work on 9.28 (Sun) and 10.11 (Sat)
2026 春节 2.15—2.23, work on 2.14 (Sat) and 2.28 (Sat) · 中秋 9.25—9.27 · 国庆 10.1—10.7, work on 10.10 (Sat)
"""

from datetime import date, datetime

import pytest

from yiben.kernel.limits.dues import due
from yiben.kernel.limits.tests.clocks import clock
from yiben.kernel.working_days import WorkingDays

CALENDAR = WorkingDays()

DAYS = [
    # 2.6, 7, 8, 9 are 1—4, then off to 2.17, Sunday 2.18 is the 5th.
    ("2024-02-05", 5, "working_days", "2024-02-18"),
    # 2.18 is 5, 2.19—23 are 6—10, 2.26—29 are 11—14, Friday 3.1 is the 15th.
    ("2024-02-05", 15, "working_days", "2024-03-01"),
    ("2024-02-05", 15, "days", "2024-02-20"),
    # 24 days to 2.29 (a leap year), 6 more.
    ("2024-02-05", 30, "days", "2024-03-06"),
    # 24 to 2.29, 55 to 3.31, 5 more: Tomb Sweeping Day, and stays.
    ("2024-02-05", 60, "days", "2024-04-05"),
    # Sunday 9.29 is 1, 9.30 is 2, off to 10.7, 10.8 is 3, 10.9 4, 10.10 5.
    ("2024-09-27", 5, "working_days", "2024-10-10"),
    # 10.11 is 6, Saturday 10.12 7, 10.14—18 are 8—12, 10.21, 22, 23 are 13—15.
    ("2024-09-27", 15, "working_days", "2024-10-23"),
    ("2024-09-27", 15, "days", "2024-10-12"),
    ("2024-09-27", 30, "days", "2024-10-27"),
    # 3 to 9.30, 34 to 10.31, 26 more.
    ("2024-09-27", 60, "days", "2024-11-26"),
    # 1.24 is 1, Sunday 1.26 2, 1.27 3, off to 2.4, 2.5 4, 2.6 5.
    ("2025-01-23", 5, "working_days", "2025-02-06"),
    # 2.7 is 6, Saturday 2.8 7, 2.10—14 are 8—12, 2.17, 18, 19 are 13—15.
    ("2025-01-23", 15, "working_days", "2025-02-19"),
    ("2025-01-23", 15, "days", "2025-02-07"),
    # 8 to 1.31, 22 more.
    ("2025-01-23", 30, "days", "2025-02-22"),
    # 36 to 2.28, 24 more.
    ("2025-01-23", 60, "days", "2025-03-24"),
    # Sunday 9.28 is 1, 9.29 2, 9.30 3, off to 10.8, 10.9 4, 10.10 5.
    ("2025-09-26", 5, "working_days", "2025-10-10"),
    # Saturday 10.11 is 6, 10.13—17 are 7—11, 10.20—23 are 12—15.
    ("2025-09-26", 15, "working_days", "2025-10-23"),
    ("2025-09-26", 15, "days", "2025-10-11"),
    ("2025-09-26", 30, "days", "2025-10-26"),
    # 35 to 10.31, 25 more.
    ("2025-09-26", 60, "days", "2025-11-25"),
    # 2.12 is 1, 2.13 2, Saturday 2.14 3, off to 2.23, 2.24 4, 2.25 5.
    ("2026-02-11", 5, "working_days", "2026-02-25"),
    # 2.26 is 6, 2.27 7, Saturday 2.28 8, 3.2—6 are 9—13, 3.9 14, 3.10 15.
    ("2026-02-11", 15, "working_days", "2026-03-10"),
    ("2026-02-11", 15, "days", "2026-02-26"),
    # 17 to 2.28, 13 more.
    ("2026-02-11", 30, "days", "2026-03-13"),
    # 48 to 3.31, 12 more: a Sunday, and stays.
    ("2026-02-11", 60, "days", "2026-04-12"),
    # 9.25—27 off, 9.28, 29, 30 are 1—3, off to 10.7, 10.8 4, 10.9 5.
    ("2026-09-24", 5, "working_days", "2026-10-09"),
    # Saturday 10.10 is 6, 10.12—16 are 7—11, 10.19—22 are 12—15.
    ("2026-09-24", 15, "working_days", "2026-10-22"),
    ("2026-09-24", 15, "days", "2026-10-09"),
    ("2026-09-24", 30, "days", "2026-10-24"),
    # 37 to 10.31, 23 more.
    ("2026-09-24", 60, "days", "2026-11-23"),
    # From a day of rest: 2.18 is the first, 2.22 the 5th.
    ("2024-02-10", 5, "working_days", "2024-02-22"),
    # From a make-up Saturday, which isn't counted itself: 10.14—18.
    ("2024-10-12", 5, "working_days", "2024-10-18"),
]
HOURS = [
    ("2024-02-09T16:00", 24, "hours", "2024-02-10T16:00"),
    # 1.5 hours to 17:30, 2.5 on Sunday 2.18 from 8:30.
    ("2024-02-09T16:00", 4, "working_hours", "2024-02-18T11:00"),
    ("2024-09-30T17:00", 24, "hours", "2024-10-01T17:00"),
    # Half an hour, then the 3.5 of the morning of 10.8.
    ("2024-09-30T17:00", 4, "working_hours", "2024-10-08T12:00"),
    ("2025-01-27T15:30", 24, "hours", "2025-01-28T15:30"),
    ("2025-01-27T15:30", 4, "working_hours", "2025-02-05T10:30"),
    ("2025-09-30T11:00", 24, "hours", "2025-10-01T11:00"),
    # One before noon, three after: the very end of the day.
    ("2025-09-30T11:00", 4, "working_hours", "2025-09-30T17:30"),
    # A make-up Saturday is a working day.
    ("2026-02-14T10:00", 24, "hours", "2026-02-15T10:00"),
    ("2026-02-14T10:00", 4, "working_hours", "2026-02-14T16:30"),
    # After the office has closed, before Mid-Autumn: Monday 9.28, 3.5 hours and half an hour.
    ("2026-09-24T17:45", 24, "hours", "2026-09-25T17:45"),
    ("2026-09-24T17:45", 4, "working_hours", "2026-09-28T15:00"),
    # From a holiday: Sunday 2.18.
    ("2024-02-10T09:00", 4, "working_hours", "2024-02-18T15:00"),
]


@pytest.mark.parametrize(("start", "number", "unit", "last"), DAYS)
def test_the_last_day_is_the_one_worked_out_by_hand(start: str, number: int, unit: str, last: str) -> None:
    end = due(clock(number, unit, date.fromisoformat(start)), CALENDAR)
    assert (end.day.isoformat(), end.provisional, end.moment) == (last, False, None)


@pytest.mark.parametrize(("start", "number", "unit", "last"), HOURS)
def test_the_last_minute_is_the_one_worked_out_by_hand(start: str, number: int, unit: str, last: str) -> None:
    end = due(clock(number, unit, datetime.fromisoformat(start)), CALENDAR)
    assert end.moment == datetime.fromisoformat(last) and end.day == datetime.fromisoformat(last).date()


@pytest.mark.parametrize(
    ("start", "number", "rolled"),
    [
        # 4.5 is a holiday, 4.6 a Saturday, Sunday 4.7 is worked in its place.
        ("2024-02-05", 60, "2024-04-07"),
        ("2024-09-27", 30, "2024-10-28"),
        ("2025-01-23", 30, "2025-02-24"),
        ("2026-02-11", 60, "2026-04-13"),
        # A working day stays.
        ("2024-02-05", 15, "2024-02-20"),
    ],
)
def test_where_the_rule_says_so_a_last_day_of_rest_rolls_on(start: str, number: int, rolled: str) -> None:
    one = clock(number, "days", date.fromisoformat(start), rolls=True)
    assert due(one, CALENDAR).day.isoformat() == rolled


def test_a_last_day_of_rest_stays_and_is_told() -> None:
    assert due(clock(60, "days", date(2024, 2, 5)), CALENDAR).rest
    assert not due(clock(15, "days", date(2024, 2, 5)), CALENDAR).rest


def test_hours_from_a_day_without_its_time_begin_with_the_next() -> None:
    end = due(clock(24, "hours", date(2024, 3, 4)), CALENDAR)
    assert end.day == date(2024, 3, 5) and end.moment == datetime(2024, 3, 6)


def test_a_year_without_a_holiday_table_is_counted_by_weekdays_and_said_to_be_provisional() -> None:
    one = clock(5, "working_days", date(2026, 12, 28))
    # 29, 30, 31 are 1—3, Friday 2027-01-01 by its weekday 4, Monday 5.
    assert (due(one, CALENDAR).day, due(one, CALENDAR).provisional) == (date(2027, 1, 4), True)
    assert not CALENDAR.knows(2027) and CALENDAR.knows(2026)
    # The table comes: New Year is off, so all moves on by one working day.
    table = WorkingDays({date(2027, 1, 1): False}, known_years=[2027])
    assert (due(one, table).day, due(one, table).provisional) == (date(2027, 1, 5), False)
    # Calendar days need no table.
    assert not due(clock(15, "days", date(2026, 12, 28)), CALENDAR).provisional
