"""What a job is, and when it is due again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from yiben.kernel.clock import SHANGHAI

FIRST_PAUSE = timedelta(minutes=1)
"""Before the second try of a run that failed; each further pause is four times as long."""


def always() -> bool:
    return True


@dataclass(frozen=True)
class Timed:
    """One line of the timetable: either `every` so long, or once a day `at` a time in Asia/Shanghai."""

    name: str
    title: str
    run: Callable[[], str]
    """Does the work and says in a few Chinese words what was done. A second run right after must do no harm:
    a worker that is cut off from the database may still be at it when another begins."""
    every: timedelta | None = None
    at: time | None = None
    wanted: Callable[[], bool] = always
    """Whether this site has it at all."""

    def __post_init__(self) -> None:
        if (self.every is None) == (self.at is None):
            raise ValueError(f"{self.name}: either every or at")

    def first(self, now: datetime) -> datetime:
        return now if self.at is None else self.after(now)

    def after(self, now: datetime) -> datetime:
        """The next regular time later than `now`."""
        if self.every is not None:
            return now + self.every
        assert self.at is not None
        here = now.astimezone(SHANGHAI)
        today = datetime.combine(here.date(), self.at, SHANGHAI)
        return today if today > here else today + timedelta(days=1)

    def again(self, now: datetime, tries: int) -> datetime:
        """When to try after `tries` failures: after a pause that grows, at the latest at the next time."""
        pause: timedelta = FIRST_PAUSE * 4 ** min(tries - 1, 10)
        return min(now + pause, self.after(now))

    def told(self) -> str:
        """When it runs, in words."""
        if self.at is not None:
            return f"每天{self.at:%H:%M}"
        assert self.every is not None
        seconds = int(self.every.total_seconds())
        return f"每{seconds // 60}分钟" if seconds >= 60 else f"每{seconds}秒"


Timetable = Sequence[Timed]
