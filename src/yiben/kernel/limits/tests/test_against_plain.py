"""Random clocks against a second, simpler count: so many counted days lie up to the last, which is one."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yiben.kernel.limits.amounts import Amount
from yiben.kernel.limits.clocks import Clock, Pause
from yiben.kernel.limits.counts import counted
from yiben.kernel.limits.dues import due
from yiben.kernel.limits.rulers import ruler
from yiben.kernel.working_days import WorkingDays

CALENDAR = WorkingDays()
days = st.dates(date(2023, 1, 1), date(2026, 6, 30))
ONE = timedelta(1)


@st.composite
def clocks(draw: st.DrawFn, units: tuple[str, ...] = ("days", "working_days")) -> Clock:
    start = draw(days)
    first = start + timedelta(draw(st.integers(-5, 40)))
    pauses = []
    for _ in range(draw(st.integers(0, 3))):
        end = first + timedelta(draw(st.integers(0, 20)))
        pauses.append(Pause(first, end))
        first = end + timedelta(draw(st.integers(0, 10)))
    amount = Amount(draw(st.integers(1, 60)), draw(st.sampled_from(units)))
    return Clock("rule", "办理", amount, start, may_pause=True, pauses=tuple(pauses))


def counts(clock: Clock, day: date) -> bool:
    still = any(p.start <= day < p.end for p in clock.pauses if p.end is not None)
    return not still and (clock.amount.unit == "days" or CALENDAR.is_working(day))


@given(clocks())
def test_so_many_counted_days_lie_up_to_the_last_which_is_one_of_them(clock: Clock) -> None:
    end = due(clock, CALENDAR).day
    span = [clock.start_day + ONE * n for n in range(1, (end - clock.start_day).days + 1)]
    assert sum(counts(clock, day) for day in span) == clock.amount.number and counts(clock, end)


@given(clocks(), st.integers(-3, 120))
def test_what_ran_and_what_is_left_make_the_whole(clock: Clock, later: int) -> None:
    count = counted(clock, CALENDAR, clock.start_day + timedelta(later))
    assert count.used + count.left == clock.amount.number
    assert (count.late > 0) == (clock.start_day + timedelta(later) > count.due.day)


@given(clocks(), st.integers(0, 90))
def test_the_ruler_has_the_counted_days_once_each(clock: Clock, later: int) -> None:
    drawn = ruler(clock, CALENDAR, clock.start_day + timedelta(later))
    assert [d.number for d in drawn if d.number] == list(range(1, clock.amount.number + 1))
    assert [d.day for d in drawn if d.kind == "due"] == [due(clock, CALENDAR).day]


@given(clocks(units=("hours", "working_hours")), st.integers(0, 1439))
def test_hours_run_out_minute_by_minute(clock: Clock, minute: int) -> None:
    begun = datetime(*clock.start_day.timetuple()[:3]) + timedelta(minutes=minute)
    short = Clock("rule", "签收", Amount(clock.amount.number % 6 + 1, clock.amount.unit), begun)
    end = due(short, CALENDAR).moment
    assert end is not None
    ran, at = 0, begun
    while at < end:
        open_ = any(a <= at < b for a, b in CALENDAR.office_hours.of(at.date()))
        ran += clock.amount.unit == "hours" or (open_ and CALENDAR.is_working(at.date()))
        at += timedelta(minutes=1)
    assert ran == short.amount.number * 60
