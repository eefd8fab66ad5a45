"""Which days offices work, with the yearly moved holidays (放假调休) of the State Council.

Seeded from chinesecalendar; a township adds days of its own and years not yet in it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import chinese_calendar

from yiben.kernel.problems import refuse

_ONE = timedelta(1)


class WorkingDays:
    """A calendar; a year it doesn't know raises Refused K025 rather than guess."""

    def __init__(self, changed: Mapping[date, bool] | None = None, known_years: Iterable[int] = ()) -> None:
        """`changed`: day → whether it is worked. In a year of `known_years`, all else goes by the weekday."""
        self._changed = dict(changed or {})
        self._own_years = frozenset(known_years)

    def is_working(self, day: date) -> bool:
        if day in self._changed:
            return self._changed[day]
        if day.year in self._own_years:
            return day.weekday() < 5
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError as fault:
            raise refuse("K025", year=day.year) from fault

    def add(self, day: date, n: int) -> date:
        """The n-th working day after the day, which isn't counted itself; before it where n is negative.

        For n = 0 the day itself.
        """
        step, left = (_ONE if n > 0 else -_ONE), abs(n)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days end lies after start: `between(d, add(d, n))` is n. Negative if before."""
        if end < start:
            return -sum(self.is_working(start - _ONE * i) for i in range(1, (start - end).days + 1))
        return sum(self.is_working(start + _ONE * i) for i in range(1, (end - start).days + 1))
