"""How far a limit has run by some day: the third working day, so many left, so many late."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yiben.kernel.limits.clocks import Clock, Moment, as_instant, day_of, first_counted, local
from yiben.kernel.limits.counting import ONE, Counting
from yiben.kernel.limits.dues import Due, due, ends, is_late, last_day
from yiben.kernel.working_days import WorkingDays

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Counted:
    clock: Clock
    due: Due
    used: int
    """Days of the unit that have run, this one included (3 on the third), or whole hours."""
    unit: str
    left: int
    """Days after this one up to the last, or hours with the one begun; 0 on the last day and when late."""
    left_unit: str
    late: int
    """Calendar days, or hours with the one begun, after the end; 0 in time."""
    late_unit: str
    standing: bool = False
    """Whether it stands still."""
    step: int = 0
    """0 in the limit itself, 1 in an extension that counts in another unit."""

    @property
    def over(self) -> bool:
        """Whether it was stopped."""
        return self.clock.stopped is not None


def counted(clock: Clock, calendar: WorkingDays, at: Moment) -> Counted:
    """The count on a day or at a minute; that of its end where the clock was stopped before."""
    at = local(at)
    if clock.stopped is not None and day_of(clock.stopped) <= day_of(at):
        at = local(clock.stopped)
    end, counting = due(clock, calendar, at), Counting(clock, calendar, at)
    since = clock.paused_since
    standing = since is not None and as_instant(since) <= as_instant(at)
    start, step = _step(clock, counting, at)
    unit, last = clock.chain[step].unit, clock.chain[-1]
    if last.by_hours:
        used, left, late = _hours(counting, start, end, at, (unit, last.unit))
        return Counted(clock, end, used, unit, left, last.unit, late, "hours", standing, step)
    day, first = day_of(at), last_day(start)
    used = _days(counting, first, min(day, end.day), unit)
    left = _days(counting, max(day, first), end.day, last.unit)
    late = (day - end.day).days if is_late(end, at) else 0
    return Counted(clock, end, used, unit, left, last.unit, late, "days", standing, step)


def _step(clock: Clock, counting: Counting, at: Moment) -> tuple[datetime, int]:
    """From when the amount of the chain runs that is under way at that moment, and which one it is."""
    start, step = first_counted(clock), 0
    if not clock.chain[0].by_hours:
        start = as_instant(clock.start_day + ONE)
    for position, end in enumerate(ends(clock, counting)[:-1], start=1):
        instant = end if isinstance(end, datetime) else as_instant(end + ONE)
        if as_instant(at) >= instant:
            start, step = instant, position
    return start, step


def _days(counting: Counting, start: date, end: date, unit: str) -> int:
    """Days of the unit after the start, up to the end."""
    span = (start + ONE * n for n in range(1, (end - start).days + 1))
    return sum(counting.counts(day, unit) for day in span)


def _hours(
    counting: Counting, start: datetime, end: Due, at: Moment, units: tuple[str, str]
) -> tuple[int, int, int]:
    # A day without its time counts as its first minute, so that nobody is told too early that he is late.
    now = as_instant(at)
    used = _ran(counting, start, min(now, end.end), units[0]) // HOUR
    left = _begun(_ran(counting, max(now, start), end.end, units[1]))
    late = _begun(now - end.end) if is_late(end, at) else 0
    return used, left, max(late, 0)


def _ran(counting: Counting, start: datetime, end: datetime, unit: str) -> timedelta:
    """How long hours of the unit run between the two."""
    total = timedelta(0)
    if start >= end:
        return total
    for begin, stop in counting.running(start, unit):
        if begin >= end:
            break
        total += min(stop, end) - begin
    return total


def _begun(span: timedelta) -> int:
    return -(-span // HOUR)
