"""The days on which a township works, and how busy they are."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from yiben.kernel.working_days import WorkingDays

SPRING = (date(2023, 1, 14), date(2023, 2, 5))
"""Around the Spring Festival of 2023 little is recorded."""
FLOODS = (date(2023, 6, 20), date(2023, 7, 31))
"""The rains bring more hazards, blocked roads and calls."""


FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)


@lru_cache
def _all() -> tuple[date, ...]:
    """Every working day that demo records may fall on; looked up once, asked for a hundred thousand times."""
    calendar = WorkingDays()
    span = (FIRST + timedelta(i) for i in range((LAST - FIRST).days + 1))
    return tuple(day for day in span if calendar.is_working(day))


@lru_cache(maxsize=4096)
def working(start: date, end: date) -> tuple[date, ...]:
    """The working days from start to end, both included."""
    return _all()[bisect_left(_all(), start) : bisect_right(_all(), end)]


def busy(day: date) -> float:
    """How much is recorded on a day, against 1 on an ordinary one."""
    if SPRING[0] <= day <= SPRING[1]:
        return 0.25
    month_end = 1.25 if day.day >= 25 else 1.0
    return month_end * (1.2 if FLOODS[0] <= day <= FLOODS[1] else 1.0)


def pick(rng: Random, start: date, end: date, weight: Callable[[date], float] = busy) -> date:
    """A working day in the span, the busier the likelier."""
    days = working(start, end)
    if not days:
        raise ValueError(f"no working day from {start} to {end}")
    return rng.choices(days, [weight(d) for d in days])[0]


def picks(
    rng: Random, count: int, start: date, end: date, weight: Callable[[date], float] = busy
) -> list[date]:
    """So many working days of the span, in order."""
    days = working(start, end)
    return sorted(rng.choices(days, [weight(d) for d in days], k=count))


def on_or_after(day: date) -> date:
    """The day itself if people work on it, else the next working day."""
    return after(day, 0)


def on_or_before(day: date) -> date:
    return _all()[bisect_right(_all(), day) - 1]


def after(day: date, working_days: int) -> date:
    """The day so many working days later (for none the day itself, or the next that people work on)."""
    return _all()[bisect_left(_all(), day) + working_days]
