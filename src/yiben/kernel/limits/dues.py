"""When a limit ends.

The day of the start isn't counted (民法典 201); a pause takes out its days; the last day stays where it is a
day of rest, unless the rule rolls it on (民法典 203).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from yiben.kernel.limits.clocks import Clock, Moment, as_instant, day_of, first_counted
from yiben.kernel.limits.counting import Counting
from yiben.kernel.working_days import WorkingDays

MIDNIGHT = time(0, 0)


@dataclass(frozen=True)
class Due:
    day: date
    """The last day; what is done on it is in time."""
    moment: datetime | None = None
    """The last minute, for limits in hours; 00:00 is the end of the day before."""
    provisional: bool = False
    """A year whose holidays are not yet known was counted by weekdays: the day may move."""
    rest: bool = False
    """The last day is a day of rest, and stays."""
    least: bool = False
    """It is the day up to which a thing must last, as a publicity."""

    @property
    def end(self) -> datetime:
        """The instant after which it is late."""
        return self.moment or as_instant(self.day + timedelta(1))


def due(clock: Clock, calendar: WorkingDays, now: Moment | None = None) -> Due:
    """When the clock ends. `now`: where it stands still, the days up to and with this one are left out."""
    counting = Counting(clock, calendar, now)
    at = ends(clock, counting)[-1]
    day, known = last_day(at), not counting.guessed
    return Due(day, at if isinstance(at, datetime) else None, not known, not counting.works(day), clock.least)


def ends(clock: Clock, counting: Counting) -> list[Moment]:
    """The end of each amount of the chain, one counted on from the other: of a plain limit just one."""
    found: list[Moment] = []
    at: Moment = clock.start_day
    for position, amount in enumerate(clock.chain):
        if amount.by_hours:
            at = counting.moment_after(_from(clock, at, position), amount)
        else:
            at = counting.day_after(last_day(at) if position else clock.start_day, amount)
            at = counting.rolled(at) if clock.rolls else at
        found.append(at)
    return found


def promised_due(clock: Clock, calendar: WorkingDays, now: Moment | None = None) -> Due | None:
    """When what was promised ends, None where nothing was."""
    if clock.promised is None:
        return None
    return due(replace(clock, amount=clock.promised, promised=None), calendar, now)


def in_time(clock: Clock, calendar: WorkingDays) -> bool | None:
    """Whether the clock was stopped by its last day or minute (a minimum: not before); None while it runs."""
    if clock.stopped is None:
        return None
    end = due(clock, calendar)
    return day_of(clock.stopped) >= end.day if clock.least else not is_late(end, clock.stopped)


def is_late(end: Due, at: Moment) -> bool:
    """A day without its time counts as in time on the last day; a minimum is never late."""
    if end.least:
        return False
    if end.moment is not None and isinstance(at, datetime):
        return as_instant(at) > end.moment
    return day_of(at) > end.day


def last_day(at: Moment) -> date:
    """The day that a moment ends: 00:00 is the end of the day before."""
    if isinstance(at, datetime) and at.time() == MIDNIGHT:
        return at.date() - timedelta(1)
    return day_of(at)


def _from(clock: Clock, at: Moment, position: int) -> datetime:
    if position == 0:
        return first_counted(clock)
    return at if isinstance(at, datetime) else as_instant(at + timedelta(1))
