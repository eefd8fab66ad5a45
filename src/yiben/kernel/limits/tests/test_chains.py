"""Pauses and extensions, with the days worked out by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from yiben.kernel.limits.amounts import Amount
from yiben.kernel.limits.clocks import (
    Clock,
    Extend,
    Extension,
    extended,
    paused,
    restarted,
    resumed,
    running_on,
    stopped,
)
from yiben.kernel.limits.counts import counted
from yiben.kernel.limits.dues import due, in_time, promised_due
from yiben.kernel.limits.saying import said
from yiben.kernel.limits.tests.clocks import clock, petition
from yiben.kernel.problems import Refused
from yiben.kernel.working_days import WorkingDays

CALENDAR = WorkingDays()


def longer(one: Clock, number: int, unit: str) -> Clock:
    return replace(one, extensions=(*one.extensions, Extension(Amount(number, unit), date(2024, 10, 9))))


def test_a_pause_over_national_day_takes_out_its_days_but_not_the_one_it_goes_on() -> None:
    one = clock(15, "working_days", date(2024, 9, 27), may_pause=True)
    held = resumed(paused(one, date(2024, 9, 30)), date(2024, 10, 9))
    # 9.29 is 1; 9.30 and 10.8 are out; 10.9—12 are 2—5, 10.14—18 6—10, 10.21—25 11—15.
    assert due(held, CALENDAR).day == date(2024, 10, 25)
    days = resumed(paused(replace(one, amount=Amount(15, "days")), date(2024, 9, 30)), date(2024, 10, 9))
    # Nine days out, 9.30 to 10.8: 10.12 becomes 10.21.
    assert due(days, CALENDAR).day == date(2024, 10, 21)


def test_hours_stand_still_to_the_minute() -> None:
    run = clock(24, "hours", datetime(2024, 9, 30, 17), may_pause=True)
    held = resumed(paused(run, datetime(2024, 9, 30, 20)), datetime(2024, 10, 8, 9))
    # Three hours ran, 21 are left.
    assert due(held, CALENDAR).moment == datetime(2024, 10, 9, 6)
    work = clock(4, "working_hours", datetime(2024, 9, 30, 16), may_pause=True)
    held = resumed(paused(work, datetime(2024, 10, 8, 10)), datetime(2024, 10, 8, 14, 30))
    # 1.5 on 9.30, 1.5 to ten o'clock, one after half past two.
    assert due(held, CALENDAR).moment == datetime(2024, 10, 8, 15, 30)


def test_an_open_pause_moves_the_last_day_on_with_every_day() -> None:
    held = paused(clock(15, "days", date(2024, 3, 1), may_pause=True), date(2024, 3, 11))
    assert due(held, CALENDAR, date(2024, 3, 11)).day == date(2024, 3, 17)
    assert due(held, CALENDAR, date(2024, 3, 20)).day == date(2024, 3, 26)
    assert due(held, CALENDAR).day == date(2024, 3, 16)


def test_a_rule_without_pauses_runs_on() -> None:
    one = clock(15, "days", date(2024, 3, 1))
    assert paused(one, date(2024, 3, 5)) == one and resumed(one, date(2024, 3, 6)) == one


def test_twice_paused_or_resumed_too_early_changes_nothing() -> None:
    held = paused(clock(15, "days", date(2024, 3, 1), may_pause=True), date(2024, 3, 11))
    assert paused(held, date(2024, 3, 12)) == held
    assert due(resumed(held, date(2024, 3, 5)), CALENDAR).day == date(2024, 3, 16)


def test_an_extension_in_the_same_unit_counts_from_the_start() -> None:
    handling = extended(petition(date(2024, 2, 5)), Extension(Amount(30, "days"), date(2024, 4, 1)))
    # 90 days: 55 to 3.31, 85 to 4.30, 5 more, within the holiday of May Day.
    assert due(handling, CALENDAR).day == date(2024, 5, 5)
    order = longer(clock(5, "working_days", date(2024, 9, 27)), 5, "working_days")
    # 10.10 is 5, 10.11 6, Saturday 10.12 7, 10.14, 15, 16 are 8—10.
    assert due(order, CALENDAR).day == date(2024, 10, 16)


def test_an_extension_in_another_unit_counts_on_from_the_last_day() -> None:
    work_then_days = longer(clock(5, "working_days", date(2024, 9, 27)), 10, "days")
    assert due(work_then_days, CALENDAR).day == date(2024, 10, 20)
    days_then_work = longer(clock(15, "days", date(2024, 9, 27)), 5, "working_days")
    assert due(days_then_work, CALENDAR).day == date(2024, 10, 18)
    # 10.8 12:00, then the whole of one calendar day.
    hours_then_days = longer(clock(4, "working_hours", datetime(2024, 9, 30, 17)), 1, "days")
    assert due(hours_then_days, CALENDAR).day == date(2024, 10, 9)


@pytest.mark.parametrize(
    ("allowed", "before", "asked", "numbers"),
    [
        (None, 0, Amount(5, "days"), ["H001"]),
        (Extend(Amount(30, "days")), 1, Amount(30, "days"), ["H002"]),
        (Extend(Amount(30, "days")), 0, Amount(5, "working_days"), ["H003"]),
        (Extend(Amount(30, "days")), 0, Amount(31, "days"), ["H004"]),
        (Extend(Amount(30, "days")), 0, Amount(0, "days"), ["H004"]),
        (Extend(Amount(30, "days")), 1, Amount(60, "days"), ["H002", "H004"]),
    ],
)
def test_no_extension_beyond_the_rule_it_began_with(
    allowed: Extend | None, before: int, asked: Amount, numbers: list[str]
) -> None:
    one = replace(petition(date(2024, 2, 5)), extend=allowed)
    for _ in range(before):
        one = longer(one, 30, "days")
    with pytest.raises(Refused) as refused:
        extended(one, Extension(asked, date(2024, 3, 1)))
    assert [p.number for p in refused.value.problems] == numbers


def test_stopped_on_the_last_day_is_in_time_and_a_day_later_is_not() -> None:
    one = petition(date(2024, 2, 5))
    assert in_time(one, CALENDAR) is None
    assert in_time(stopped(one, date(2024, 4, 5)), CALENDAR) is True
    assert in_time(stopped(one, date(2024, 4, 6)), CALENDAR) is False
    assert in_time(stopped(stopped(one, date(2024, 4, 5)), date(2024, 9, 1)), CALENDAR) is True
    assert in_time(running_on(stopped(one, date(2024, 4, 6))), CALENDAR) is None


def test_hours_are_in_time_to_the_minute_and_a_bare_day_by_the_day() -> None:
    one = clock(4, "working_hours", datetime(2024, 9, 30, 17))
    assert in_time(stopped(one, datetime(2024, 10, 8, 12)), CALENDAR) is True
    assert in_time(stopped(one, datetime(2024, 10, 8, 12, 1)), CALENDAR) is False
    assert in_time(stopped(one, date(2024, 10, 8)), CALENDAR) is True


def test_what_stops_ends_the_pause_and_a_restart_forgets_both() -> None:
    held = stopped(paused(petition(date(2024, 2, 5)), date(2024, 3, 1)), date(2024, 3, 4))
    assert held.paused_since is None and held.stopped == date(2024, 3, 4)
    anew = restarted(longer(held, 30, "days"), date(2024, 3, 10))
    assert (anew.pauses, anew.extensions, anew.stopped) == ((), (), None)
    assert due(anew, CALENDAR).day == date(2024, 5, 9)


def test_the_promise_is_counted_beside_the_law() -> None:
    one = clock(20, "working_days", date(2024, 2, 5), promised=Amount(5, "working_days"))
    promise = promised_due(one, CALENDAR)
    assert promise is not None and promise.day == date(2024, 2, 18)
    assert promised_due(petition(date(2024, 2, 5)), CALENDAR) is None


def test_a_clock_is_the_same_after_being_kept() -> None:
    full = longer(paused(petition(datetime(2024, 2, 5, 9, 30)), date(2024, 3, 1)), 30, "days")
    full = replace(full, promised=Amount(30, "days"), rolls=True, local=True, least=True)
    for one in (full, stopped(full, datetime(2024, 3, 2, 8)), clock(4, "working_hours", date(2024, 2, 5))):
        assert Clock.read(one.as_json()) == one


def test_an_instant_is_kept_as_the_minute_in_shanghai() -> None:
    one = stopped(petition(date(2024, 2, 5)), datetime(2024, 4, 5, 15, 59, 30, tzinfo=UTC))
    assert one.stopped == datetime(2024, 4, 5, 23, 59) and in_time(one, CALENDAR) is True


def test_a_minimum_may_not_end_sooner_and_is_never_late() -> None:
    notice = clock(5, "days", date(2024, 3, 4), least=True)
    assert in_time(stopped(notice, date(2024, 3, 8)), CALENDAR) is False
    assert in_time(stopped(notice, date(2024, 3, 9)), CALENDAR) is True
    assert in_time(stopped(notice, date(2024, 4, 1)), CALENDAR) is True
    long_over = counted(notice, CALENDAR, date(2024, 4, 1))
    assert long_over.late == 0 and "至少到2024年3月9日" in said(long_over)
