"""Days and hours of a limit counted forward, without rest and pauses; by weekdays where the calendar ends."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from yiben.kernel.limits.amounts import Amount
from yiben.kernel.limits.clocks import Clock, Moment, as_instant, day_of
from yiben.kernel.working_days import WorkingDays

ONE = timedelta(1)


class Counting:
    """One count over one calendar; `guessed` once it met a year whose holidays are not known."""

    def __init__(self, clock: Clock, calendar: WorkingDays, now: Moment | None = None) -> None:
        self.calendar, self.hours = calendar, calendar.office_hours
        self.guessed = False
        self.known: dict[int, bool] = {}
        ends = [self._end(pause.end, now) for pause in clock.pauses]
        starts = [as_instant(pause.start) for pause in clock.pauses]
        self.spans = sorted((a, b) for a, b in zip(starts, ends, strict=True) if b is not None)

    @staticmethod
    def _end(end: Moment | None, now: Moment | None) -> datetime | None:
        """The end of a pause; of an open one the end of this day, None where nobody says which day it is."""
        if end is not None:
            return as_instant(end)
        return as_instant(day_of(now) + ONE) if now is not None else None

    def works(self, day: date) -> bool:
        if day.year not in self.known:
            self.known[day.year] = self.calendar.knows(day.year)
        if self.known[day.year]:
            return self.calendar.is_working(day)
        self.guessed = True
        return day.weekday() < 5

    def paused(self, day: date) -> bool:
        """P ≤ day < R."""
        return any(a.date() <= day < b.date() for a, b in self.spans)

    def counts(self, day: date, unit: str) -> bool:
        return not self.paused(day) and (unit != "working_days" or self.works(day))

    def day_after(self, start: date, amount: Amount) -> date:
        """The last day of so many days after the start, which isn't counted."""
        day, left = start, amount.number
        while left > 0:
            day += ONE
            left -= self.counts(day, amount.unit)
        return day

    def rolled(self, day: date) -> date:
        while not self.works(day) or self.paused(day):
            day += ONE
        return day

    def moment_after(self, start: datetime, amount: Amount) -> datetime:
        """When so many hours have run since."""
        left, running = timedelta(hours=amount.number), self.running(start, amount.unit)
        begin, end = next(running)
        while end - begin < left:
            left -= end - begin
            begin, end = next(running)
        return begin + left

    def running(self, start: datetime, unit: str) -> Iterator[tuple[datetime, datetime]]:
        """The spans in which hours run, from the start on, without end."""
        day = start.date()
        while True:
            for begin, end in self._open(day, unit):
                if end > start:
                    yield from self._without_pauses(max(begin, start), end)
            day += ONE

    def _open(self, day: date, unit: str) -> tuple[tuple[datetime, datetime], ...]:
        if unit == "hours":
            midnight = datetime(day.year, day.month, day.day)
            return ((midnight, midnight + ONE),)
        return self.hours.of(day) if self.works(day) else ()

    def _without_pauses(self, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        for a, b in self.spans:
            if a < end and b > begin:
                if begin < a:
                    yield begin, a
                begin = max(begin, b)
        if begin < end:
            yield begin, end
