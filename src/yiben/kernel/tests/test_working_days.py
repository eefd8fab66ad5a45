"""Working days: the moved holidays, and a second package that knows them."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiben.kernel.problems import Refused
from yiben.kernel.working_days import WorkingDays

days = st.dates(date(2023, 1, 20), date(2026, 11, 1))


def test_a_moved_saturday_is_worked_and_a_holiday_is_not() -> None:
    calendar = WorkingDays()
    assert calendar.is_working(date(2023, 10, 7))
    assert not calendar.is_working(date(2023, 10, 2))
    assert not calendar.is_working(date(2023, 10, 14))


def test_the_day_itself_is_not_counted() -> None:
    calendar = WorkingDays()
    assert calendar.add(date(2023, 9, 28), 1) == date(2023, 10, 7)
    assert calendar.between(date(2023, 9, 28), date(2023, 10, 7)) == 1
    assert calendar.add(date(2023, 10, 7), -1) == date(2023, 9, 28)
    assert calendar.add(date(2023, 10, 1), 0) == date(2023, 10, 1)


@given(days, st.integers(-20, 20))
def test_between_undoes_add(day: date, n: int) -> None:
    calendar = WorkingDays()
    assert calendar.between(day, calendar.add(day, n)) == n


def test_a_second_package_agrees_on_every_day() -> None:
    calendar, other = WorkingDays(), holidays.country_holidays("CN", years=range(2023, 2027))
    all_days = [date(2023, 1, 1) + timedelta(n) for n in range(365 * 4 + 1)]
    assert [d for d in all_days if calendar.is_working(d) != other.is_working_day(d)] == []


def test_a_year_not_yet_announced_says_so() -> None:
    with pytest.raises(Refused) as refused:
        WorkingDays().add(date(2030, 1, 1), 3)
    assert [(p.number, "2030年" in p.sentence) for p in refused.value.problems] == [("K025", True)]


def test_a_township_adds_days_and_years_of_its_own() -> None:
    holiday = {date(2030, 1, 1): False, date(2023, 10, 13): False}
    calendar = WorkingDays(holiday, known_years=[2030])
    assert not calendar.is_working(date(2030, 1, 1))
    assert calendar.is_working(date(2030, 1, 2))
    assert not calendar.is_working(date(2030, 1, 5))
    assert not calendar.is_working(date(2023, 10, 13))
