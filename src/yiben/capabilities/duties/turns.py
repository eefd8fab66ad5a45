"""How often a duty is owed, as stretches of days: the week, 旬, month, quarter, half or year of a day."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yiben.kernel import periods
from yiben.kernel.language import CHINESE, spoken
from yiben.kernel.periods import Period

MOST = 100
"""Turns that one run makes up for; a worker that stood still for two years is no patrol log."""
ENOUGH = 30
"""Days of a long turn that are enough for it to be owed (of a shorter one it is half)."""
_WHICH = re.compile("第([0-9]+)次")


@dataclass(frozen=True)
class Rhythm:
    """So often, in this season: what a rule says."""

    every: str
    """week, xun, month, quarter, half or year."""
    times: int = 1
    months: tuple[int, int] | None = None
    """First and last month of the season, which may pass the new year; None for the whole year."""
    said: str = ""
    """Where it stands, for the reason of the entry."""


RhythmOn = Callable[[date], Rhythm | None]


@dataclass(frozen=True)
class Owed:
    """One time that a duty is owed."""

    span: Period
    number: int = 1
    """Which of several in the same turn."""
    times: int = 1
    said: str = ""

    @property
    def title(self) -> str:
        """2023年9月上旬, or 2023年9月（第2次）."""
        return f"{self.span.title()}（第{self.number}次）" if self.times > 1 else self.span.title()


def said(kept: str, span: Period) -> str:
    """A turn as it is kept, 2023年9月（第2次）; in English said of its days: September 2023 (no. 2)."""
    if spoken() == CHINESE:
        return kept
    which = _WHICH.search(kept)
    return f"{span.said()} (no. {which[1]})" if which else span.said()


def turn(every: str, day: date) -> Period:
    """The whole turn that the day lies in; weeks go from Monday to Sunday."""
    match every:
        case "week":
            monday = day - timedelta(day.weekday())
            return Period(monday, monday + timedelta(6))
        case "xun":
            return periods.xun(day.year, day.month, min(3, (day.day + 9) // 10))
        case "month":
            return periods.month(day.year, day.month)
        case "quarter":
            return periods.quarter(day.year, (day.month + 2) // 3)
        case "half":
            return periods.half(day.year, 1 if day.month < 7 else 2)
        case "year":
            return periods.year(day.year)
    raise ValueError(every)


def owed_in(rhythm: Rhythm, whole: Period, since: date | None, until: date | None) -> Period | None:
    """The days of a turn in which the duty is owed: within the season, from `since` to the day before
    `until`. None where too little is left: less than half of the turn, and less than a month."""
    start, end = max(whole.start, since or whole.start), whole.end
    if until is not None:
        end = min(end, until - timedelta(1))
    if start > end:
        return None
    left = max(
        (
            Period(max(start, s.start), min(end, s.end))
            for s in _seasons(rhythm, whole)
            if s.start <= end and s.end >= start
        ),
        key=lambda p: p.days,
        default=None,
    )
    if left is None or left.days < min((whole.days + 1) // 2, ENOUGH):
        return None
    return left


def _seasons(rhythm: Rhythm, whole: Period) -> list[Period]:
    """The season's stretches that can touch the turn."""
    if rhythm.months is None:
        return [whole]
    first, last = rhythm.months
    across = last < first
    return [
        Period(date(year, first, 1), periods.month(year + across, last).end)
        for year in range(whole.start.year - 1, whole.end.year + 1)
    ]


def missing(
    rhythm_on: RhythmOn,
    held: Sequence[Period],
    last_due: date | None,
    since: date | None,
    until: date | None,
    day: date,
) -> list[Owed]:
    """What is owed up to the turn of `day` and has not been made.

    held: spans of the duties made whose last day is not before `day`. last_due: the last day of the latest
    one made. An assignment without any duty owes the present turn alone: nobody patrols the past. What a
    worker that stood still has left out is made up for.
    """
    if held:
        at = max(span.start for span in held)
    elif last_due is not None:
        at = last_due + timedelta(1)
    else:
        at = max(day, since) if since else day
    made: list[Owed] = []
    while at <= day and len(made) < MOST:
        found = _holding(rhythm_on, at)
        if found is None:
            return made
        rhythm, whole = found
        made += _left(rhythm, owed_in(rhythm, whole, since, until), held, day)
        at = whole.end + timedelta(1)
    return made


def _holding(rhythm_on: RhythmOn, at: date) -> tuple[Rhythm, Period] | None:
    """The rhythm of the turn that the day lies in: that of the turn's first day, so that a changed frequency
    holds from the next turn on."""
    now = rhythm_on(at)
    if now is None:
        return None
    whole = turn(now.every, at)
    first = rhythm_on(whole.start) or now
    return first, whole if first.every == now.every else turn(first.every, at)


def _left(rhythm: Rhythm, span: Period | None, held: Sequence[Period], day: date) -> list[Owed]:
    """The times of a span that are not made yet; none where another span made before lies across it."""
    if span is None or span.start > day:
        return []
    if any(h.start <= span.end and span.start <= h.end and h.start != span.start for h in held):
        return []
    there = sum(h.start == span.start for h in held)
    return [Owed(span, number, rhythm.times, rhythm.said) for number in range(there + 1, rhythm.times + 1)]
