"""The town's rhythm: who meets how often, and since when a prepared sheet looks back (MECHANISMS B4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop as noop

from yiben.capabilities.cases.supervision.meetings import last_of
from yiben.ledger.models import Record


@dataclass(frozen=True)
class Occasion:
    id: str
    """In addresses."""
    title: str
    """The option of `meetings.occasion`."""
    every: str
    days: int
    """How far back it looks where no such meeting is recorded."""
    compares: bool = False
    """Whether units stand side by side: no more often than by the quarter (DOMAIN 6.3)."""

    def topic(self, day: date) -> str:
        """How the ledger calls the meeting of a day, whatever language its clerk reads."""
        return f"{self.title}会（{day.year}年{day.month}月{day.day}日）"


OCCASIONS = {
    one.id: one
    for one in (
        Occasion("secretary", "书记月调度", noop("每月"), 31),
        Occasion("mayor", "镇长周调度", noop("每周"), 7),
        Occasion("deputy", "分管领导日调度", noop("每日"), 1),
        Occasion("supervision", "月督办", noop("每月"), 31),
        Occasion("comparison", "季比对", noop("每季"), 92, compares=True),
        Occasion("settlement", "年结账", noop("每年"), 366, compares=True),
    )
}


@dataclass(frozen=True)
class Turn:
    """An occasion on a day: what was the last meeting of the kind, and since when one looks."""

    occasion: Occasion
    day: date
    last: Record | None
    since: date
    """The day of the last meeting, or as far back as the occasion looks; itself not looked at."""

    @property
    def next(self) -> date:
        """When the next one falls, counted from the last; the day itself where it is past."""
        return max(self.since + timedelta(self.occasion.days), self.day)


def turn(occasion: Occasion, town: str, day: date) -> Turn:
    last = last_of(occasion.title, town, day)
    known = last.happened_on if last else None
    return Turn(occasion, day, last, known or day - timedelta(occasion.days))
