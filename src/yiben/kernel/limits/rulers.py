"""A limit day by day, as a page draws it: used, of rest, standing still, left, the last one, late."""

from dataclasses import dataclass
from datetime import date, timedelta

from yiben.kernel.limits.clocks import Clock, Moment, day_of
from yiben.kernel.limits.counting import ONE, Counting
from yiben.kernel.limits.dues import due, ends, last_day
from yiben.kernel.working_days import WorkingDays

KINDS = ("used", "rest", "paused", "left", "due", "late")
AS_DAYS = {"hours": "days", "working_hours": "working_days"}
MOST_LATE = 31
"""Days after the last that are drawn; a limit a year late needs no year of marks."""


@dataclass(frozen=True)
class RulerDay:
    day: date
    kind: str
    """One of KINDS; the last day is due, also when it is past."""
    number: int
    """Which day of the count it is, 0 for one that isn't counted."""
    rest: bool = False
    """Whether offices are closed, also where rest days count."""


def ruler(clock: Clock, calendar: WorkingDays, on: Moment) -> tuple[RulerDay, ...]:
    """The days from the first counted to the last, and beyond to the day looked from while it is late.

    A limit in hours is drawn by the days that it touches.
    """
    end, counting = due(clock, calendar, on), Counting(clock, calendar, on)
    now = min(day_of(on), day_of(clock.stopped)) if clock.stopped is not None else day_of(on)
    by_hours = clock.chain[-1].by_hours
    steps = [
        (last_day(at), amount.unit) for at, amount in zip(ends(clock, counting), clock.chain, strict=True)
    ]
    first = clock.start_day + timedelta(0 if by_hours else 1)
    final = max(end.day, min(now, end.day + ONE * MOST_LATE))
    number, made = 0, []
    for position in range((final - first).days + 1):
        day = first + ONE * position
        unit = next((AS_DAYS.get(unit, unit) for last, unit in steps if day <= last), "days")
        rest, counts = not counting.works(day), counting.counts(day, unit) and day <= end.day
        number += counts
        kind = _kind(day, end.day, now, counting.paused(day), counts)
        made.append(RulerDay(day, kind, number if counts else 0, rest))
    return tuple(made)


def _kind(day: date, end: date, now: date, standing: bool, counts: bool) -> str:
    if day == end:
        return "due"
    if day > end:
        return "late"
    if standing:
        return "paused"
    if not counts:
        return "rest"
    return "used" if day <= now else "left"
