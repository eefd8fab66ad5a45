"""The count in front of the user: which day it is, how many are left or late, the ruler, the words."""

from dataclasses import replace
from datetime import date, datetime

from yiben.kernel.language import ENGLISH, speaking
from yiben.kernel.limits.amounts import Amount, unit_named
from yiben.kernel.limits.clocks import Extension, paused, resumed, stopped
from yiben.kernel.limits.counts import counted
from yiben.kernel.limits.rulers import ruler
from yiben.kernel.limits.saying import chain_said, said
from yiben.kernel.limits.tests.clocks import clock, petition
from yiben.kernel.working_days import WorkingDays

CALENDAR = WorkingDays()
SPRING = clock(5, "working_days", date(2026, 2, 11), source="《办法》", article="第三条")
"""2.12, 13, 14 are 1—3, then off to 2.23, 2.24 4, 2.25 5."""


def numbers(day: date) -> tuple[int, int, int]:
    count = counted(SPRING, CALENDAR, day)
    return count.used, count.left, count.late


def test_the_day_is_counted_and_what_is_left() -> None:
    assert numbers(date(2026, 2, 11)) == (0, 5, 0)
    assert numbers(date(2026, 2, 14)) == (3, 2, 0)
    assert numbers(date(2026, 2, 19)) == (3, 2, 0)
    assert numbers(date(2026, 2, 25)) == (5, 0, 0)
    # Late is counted in calendar days: 2.26, 2.27, the make-up Saturday, Sunday 3.1.
    assert numbers(date(2026, 3, 1)) == (5, 0, 4)


def test_a_stopped_clock_counts_no_further() -> None:
    count = counted(stopped(SPRING, date(2026, 2, 24)), CALENDAR, date(2026, 12, 1))
    assert (count.used, count.left, count.late, count.over) == (4, 1, 0, True)
    assert counted(stopped(SPRING, date(2026, 2, 27)), CALENDAR, date(2026, 12, 1)).late == 2


def test_hours_are_counted_within_office_hours() -> None:
    sign = clock(4, "working_hours", datetime(2024, 9, 30, 17))
    count = counted(sign, CALENDAR, datetime(2024, 10, 8, 10, 15))
    assert (count.used, count.left, count.late) == (2, 2, 0)
    assert counted(sign, CALENDAR, datetime(2024, 10, 8, 13, 30)).late == 2
    assert counted(sign, CALENDAR, date(2024, 10, 8)).late == 0


def test_in_an_extension_of_another_unit_its_own_days_are_counted() -> None:
    more = replace(SPRING, extensions=(Extension(Amount(10, "days"), date(2026, 2, 24)),))
    count = counted(more, CALENDAR, date(2026, 2, 28))
    assert (count.step, count.used, count.left, count.unit) == (1, 3, 7, "days")
    assert said(count).startswith("延长期第3日，应于2026年3月7日前办结（当天是休息日，不顺延）")


def test_the_count_is_said_with_its_basis() -> None:
    handling = petition(date(2026, 1, 11))
    text = "第3日，应于2026年3月12日前办结，依据《信访工作条例》第三十四条"
    assert said(counted(handling, CALENDAR, date(2026, 1, 14))) == text
    assert said(counted(SPRING, CALENDAR, date(2026, 2, 14))).startswith(
        "第3个工作日，应于2026年2月25日前办结"
    )
    with speaking(ENGLISH):
        english = said(counted(SPRING, CALENDAR, date(2026, 2, 14)))
    assert english == "working day 3, by 25 February 2026, under 《办法》第三条"


def test_late_standing_still_finished_and_local_are_said() -> None:
    on = date(2026, 2, 27)
    assert "，逾期2日，" in said(counted(SPRING, CALENDAR, on))
    assert said(counted(stopped(SPRING, on), CALENDAR, on)).startswith("逾期办结，")
    assert said(counted(stopped(SPRING, date(2026, 2, 24)), CALENDAR, on)).startswith("用时4个工作日，")
    held = paused(replace(SPRING, may_pause=True), date(2026, 2, 14))
    assert said(counted(held, CALENDAR, on)).startswith("计时中止，已用2个工作日，")
    local = replace(SPRING, local=True, source="", article="")
    assert said(counted(local, CALENDAR, on)).endswith("，地方默认")
    assert said(counted(SPRING, CALENDAR, date(2026, 2, 11))).startswith("自次日起算，")
    sign = clock(24, "hours", date(2026, 3, 4))
    text = said(counted(sign, CALENDAR, datetime(2026, 3, 5, 6)))
    assert text == "已过6小时，应于2026年3月5日 24:00前办结，地方默认"


def test_a_day_that_may_move_says_so() -> None:
    text = said(counted(clock(5, "working_days", date(2026, 12, 28)), CALENDAR, date(2026, 12, 29)))
    assert "2027年1月4日前办结（暂定：" in text
    more = replace(SPRING, extensions=(Extension(Amount(5, "working_days"), date(2026, 2, 24)),))
    assert chain_said(more) == "5个工作日，已延长5个工作日"
    assert said(Amount(4, "working_hours")) == "4个工作小时" and unit_named("工作小时") == "working_hours"


def test_the_ruler_shows_used_rest_left_and_the_last_day() -> None:
    days = ruler(SPRING, CALENDAR, date(2026, 2, 24))
    assert [d.kind for d in days] == ["used"] * 3 + ["rest"] * 9 + ["used", "due"]
    assert [d.number for d in days if d.number] == [1, 2, 3, 4, 5]
    assert days[0].day == date(2026, 2, 12)


def test_the_ruler_goes_on_while_it_is_late_and_ends_with_the_work() -> None:
    assert [d.kind for d in ruler(SPRING, CALENDAR, date(2026, 2, 27))][-3:] == ["due", "late", "late"]
    assert len(ruler(SPRING, CALENDAR, date(2027, 2, 27))) == 14 + 31
    done = stopped(SPRING, date(2026, 2, 13))
    assert [d.kind for d in ruler(done, CALENDAR, date(2026, 12, 1))][:3] == ["used", "used", "left"]


def test_the_ruler_shows_where_it_stood_still_and_rest_days_that_count() -> None:
    one = clock(5, "days", date(2024, 10, 1), may_pause=True)
    held = resumed(paused(one, date(2024, 10, 3)), date(2024, 10, 5))
    days = ruler(held, CALENDAR, date(2024, 10, 6))
    assert [d.kind for d in days] == ["used", "paused", "paused", "used", "used", "left", "due"]
    assert [d.rest for d in days] == [True, True, True, True, True, True, False]
    hours = ruler(clock(4, "working_hours", datetime(2024, 9, 30, 17)), CALENDAR, date(2024, 9, 30))
    assert [d.kind for d in hours] == ["used", *["rest"] * 7, "due"]
