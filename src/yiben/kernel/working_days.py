"""Which days offices work, with the yearly moved holidays (放假调休) of the State Council.

Seeded from chinesecalendar; a township adds days of its own and years not yet in it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import chinese_calendar

from yiben.kernel.office_hours import USUAL, OfficeHours
from yiben.kernel.problems import refuse

_ONE = timedelta(1)


@lru_cache(maxsize=20_000)
def _announced(day: date) -> bool | None:
    """Whether the State Council has the day worked, None for a year not yet known; kept, as imports ask."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


class WorkingDays:
    """A calendar; a year it doesn't know raises Refused K025 rather than guess."""

    def __init__(
        self,
        changed: Mapping[date, bool] | None = None,
        known_years: Iterable[int] = (),
        office_hours: OfficeHours = USUAL,
    ) -> None:
        """`changed`: day → whether it is worked. In a year of `known_years`, all else goes by the weekday."""
        self._changed = dict(changed or {})
        self._own_years = frozenset(known_years)
        self.office_hours = office_hours

    def knows(self, year: int) -> bool:
        """Whether the holidays of the year are known."""
        if year in self._own_years:
            return True
        return _announced(date(year, 1, 1)) is not None

    def is_working(self, day: date) -> bool:
        if day in self._changed:
            return self._changed[day]
        if day.year in self._own_years:
            return day.weekday() < 5
        said = _announced(day)
        if said is None:
            raise refuse("K025", year=day.year)
        return said

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


_plain: Final = WorkingDays()
_sources: Final[list[Callable[[str], WorkingDays]]] = []


class _Keeping:
    """The town whose working days a block goes by, asked for once within it."""

    def __init__(self, town: str) -> None:
        self.town = town
        self.asked: WorkingDays | None = None

    def calendar(self) -> WorkingDays:
        self.asked = self.asked or _of(self.town)
        return self.asked


_keeping: ContextVar[_Keeping | None] = ContextVar("yiben_working_days", default=None)


def set_source(source: Callable[[str], WorkingDays]) -> None:
    """Have `calendar()` ask a higher room, which knows the days that a town has added."""
    _sources[:] = [source]


def calendar(town: str = "") -> WorkingDays:
    """The working days of a town, with what it added; if none is named, of the one that the block runs by."""
    keeping = _keeping.get()
    if not town and keeping is not None:
        return keeping.calendar()
    return _of(town)


@contextmanager
def kept_by(town: str) -> Iterator[None]:
    """Run the block by the working days of a town, as they stand when they are first asked for."""
    token = _keeping.set(_Keeping(town))
    try:
        yield
    finally:
        _keeping.reset(token)


def _of(town: str) -> WorkingDays:
    return _sources[0](town) if _sources and town else _plain
