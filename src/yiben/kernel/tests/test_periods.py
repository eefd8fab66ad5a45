"""Periods: their months, their year before, their names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiben.kernel.language import ENGLISH, speaking
from yiben.kernel.periods import (
    ALL_TIME,
    Period,
    day_period,
    half,
    month,
    parse_period,
    quarter,
    xun,
    year,
)
from yiben.kernel.problems import Refused

days = st.dates(date(1999, 1, 1), date(2030, 12, 31))
NINE_MONTHS = Period(date(2023, 1, 1), date(2023, 9, 30))


def test_both_end_days_belong_to_it() -> None:
    period = month(2024, 2)
    assert str(period) == "2024-02-01/2024-02-29"
    assert period.contains(date(2024, 2, 1))
    assert period.contains(date(2024, 2, 29))
    assert not period.contains(date(2024, 3, 1))
    assert not period.contains(date(2024, 1, 31))


@pytest.mark.parametrize(
    ("period", "title"),
    [
        (NINE_MONTHS, "2023年1—9月"),
        (month(2023, 9), "2023年9月"),
        (quarter(2023, 1), "2023年第一季度"),
        (quarter(2023, 4), "2023年第四季度"),
        (half(2023, 1), "2023年上半年"),
        (half(2023, 2), "2023年下半年"),
        (year(2023), "2023年"),
        (Period(date(2021, 1, 1), date(2023, 12, 31)), "2021—2023年"),
        (Period(date(2022, 12, 1), date(2023, 1, 31)), "2022年12月—2023年1月"),
        (xun(2023, 2, 1), "2023年2月上旬"),
        (xun(2023, 2, 3), "2023年2月下旬"),
        (day_period(date(2023, 10, 12)), "2023年10月12日"),
        (Period(date(2023, 10, 1), date(2023, 10, 8)), "2023年10月1—8日"),
        (Period(date(2023, 9, 29), date(2023, 10, 6)), "2023年9月29日—10月6日"),
        (Period(date(2022, 12, 30), date(2023, 1, 2)), "2022年12月30日—2023年1月2日"),
        (ALL_TIME, "全部时间"),
    ],
)
def test_it_is_called_as_in_a_sentence(period: Period, title: str) -> None:
    assert period.title() == title


@given(days, days)
def test_its_months_cover_each_day_once(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    months = period.months()
    assert months[0].start == period.start
    assert months[-1].end == period.end
    assert sum(m.days for m in months) == period.days
    assert all((m.start.year, m.start.month) == (m.end.year, m.end.month) for m in months)


def test_months_at_the_end_of_all_time() -> None:
    assert len(ALL_TIME.months()) == 1100 * 12


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (NINE_MONTHS, "2022-01-01/2022-09-30"),
        (month(2025, 2), "2024-02-01/2024-02-29"),
        (month(2024, 2), "2023-02-01/2023-02-28"),
        (day_period(date(2024, 2, 29)), "2023-02-28/2023-02-28"),
        (day_period(date(2025, 2, 28)), "2024-02-28/2024-02-28"),
        (Period(date(2024, 1, 15), date(2024, 2, 29)), "2023-01-15/2023-02-28"),
    ],
)
def test_the_same_days_of_the_year_before(period: Period, before: str) -> None:
    assert str(period.year_before()) == before


def test_a_period_is_read_from_two_days() -> None:
    assert parse_period("2023-01-01", "2023-09-30") == NINE_MONTHS


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2023-09-30", "2023-01-01"),
        ("2023-02-30", "2023-03-01"),
        ("20230101", "20230201"),
        ("2023-W01-1", "2023-02-01"),
        ("", ""),
        ("x" * 1000, "y"),
    ],
)
def test_what_is_no_period_is_refused(start: str, end: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_period(start, end)
    assert [p.number for p in refused.value.problems] == ["K024"]


def test_a_period_before_1900_or_after_2999_is_refused() -> None:
    for start, end in (("0001-01-01", "2023-09-30"), ("2023-01-01", "9999-12-31")):
        with pytest.raises(Refused, match="K015"):
            parse_period(start, end)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (ALL_TIME, "all time"),
        (year(2023), "2023"),
        (Period(date(2022, 1, 1), date(2023, 12, 31)), "2022–2023"),
        (half(2023, 1), "first half of 2023"),
        (half(2023, 2), "second half of 2023"),
        (quarter(2023, 1), "first quarter of 2023"),
        (quarter(2023, 4), "fourth quarter of 2023"),
        (NINE_MONTHS, "January–September 2023"),
        (month(2024, 2), "February 2024"),
        (Period(date(2022, 11, 1), date(2023, 1, 31)), "November 2022 – January 2023"),
        (day_period(date(2023, 10, 12)), "12 October 2023"),
        (xun(2023, 9, 1), "1–10 September 2023"),
        (Period(date(2023, 1, 1), date(2023, 10, 12)), "1 January – 12 October 2023"),
        (Period(date(2022, 12, 30), date(2023, 1, 2)), "30 December 2022 – 2 January 2023"),
    ],
)
def test_a_period_is_said_in_english_and_kept_in_chinese(period: Period, said: str) -> None:
    with speaking(ENGLISH):
        assert period.said() == said
    assert period.said() == period.title()
