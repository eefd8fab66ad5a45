"""When an office is open, for what is counted only within office hours."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from yiben.kernel.language import CHINESE, spoken

Spans: TypeAlias = tuple[tuple[time, time], ...]
_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-—–~至到]+\s*(\d{1,2})[:：](\d{2})")


@dataclass(frozen=True)
class OfficeHours:
    spans: Spans
    seasons: tuple[tuple[date, date, Spans], ...] = ()
    """First day, last day and the hours then, where they change with the season; a later one counts first."""
    local: bool = True
    """No law says them: a town sets its own."""

    def of(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        found = [spans for first, last, spans in self.seasons if first <= day <= last]
        spans = found[-1] if found else self.spans
        return tuple((datetime.combine(day, a), datetime.combine(day, b)) for a, b in spans)

    def said(self) -> str:
        """08:30—12:00、14:30—17:30."""
        between, to = ("、", "—") if spoken() == CHINESE else (", ", "–")
        return between.join(f"{a:%H:%M}{to}{b:%H:%M}" for a, b in self.spans)


USUAL = OfficeHours(((time(8, 30), time(12, 0)), (time(14, 30), time(17, 30))))
"""A default of ours; summer and winter hours differ by place."""


def read_hours(text: str) -> Spans:
    """The spans of 08:30-12:00 14:30-17:30; ValueError where they are none, or not one after the other."""
    try:
        spans = tuple((time(int(a), int(b)), time(int(c), int(d))) for a, b, c, d in _SPAN.findall(text))
    except ValueError as fault:
        raise ValueError(text) from fault
    ends = [end for span in spans for end in span]
    if not spans or _SPAN.sub("", text).strip(" 、，,;；和") or ends != sorted(set(ends)):
        raise ValueError(text)
    return spans
