"""What time it is: the machine's own, or a stated one (a demo town's day, a test's).

Instants are aware and in UTC; days are counted in Asia/Shanghai, so a day ends at 24:00 there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class _Stated:
    """A clock that starts at a stated instant and moves on by `step` at each look."""

    def __init__(self, start: datetime, step: timedelta) -> None:
        self.next, self.step = start.astimezone(UTC), step

    def look(self) -> datetime:
        seen, self.next = self.next, self.next + self.step
        return seen


_stated: ContextVar[_Stated | None] = ContextVar("yiben_clock", default=None)


def now() -> datetime:
    stated = _stated.get()
    return stated.look() if stated else datetime.now(UTC)


def today() -> date:
    """The day in Asia/Shanghai; looking does not move a stated clock on."""
    stated = _stated.get()
    return day_of(stated.next if stated else datetime.now(UTC))


def day_of(instant: datetime) -> date:
    return instant.astimezone(SHANGHAI).date()


@contextmanager
def stated(start: datetime | date, step: timedelta = timedelta(0)) -> Iterator[None]:
    """Run the block at a stated time: a day means 09:00 of it in Asia/Shanghai."""
    if not isinstance(start, datetime):
        start = datetime(start.year, start.month, start.day, 9, tzinfo=SHANGHAI)
    token = _stated.set(_Stated(start, step))
    try:
        yield
    finally:
        _stated.reset(token)
