"""What everybody in the town may see of the complaint box: how many, how soon answered, what was changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from yiben.kernel.problems import Refused
from yiben.kernel.working_days import calendar
from yiben.talk.complaints import ANSWERED, CHANGED, KINDS, OPEN, Complaint

SOON = 5
"""Working days in which an answer is to be expected."""


@dataclass(frozen=True)
class Line:
    id: str
    total: int
    open: int
    answered: int
    changed: int


@dataclass(frozen=True)
class Done:
    on: date
    kind: str
    area: str
    said: str


@dataclass(frozen=True)
class Counts:
    whole: Line
    soon: int
    """Answered within five working days."""
    days: float | None
    """The median of working days to the first answer; None where nothing was answered."""
    by_kind: tuple[Line, ...]
    by_area: tuple[Line, ...]
    done: tuple[Done, ...]
    """What was changed, newest first."""


def counts(town: str, start: date | None = None, end: date | None = None) -> Counts:
    """Of the complaints put in between two days (both included)."""
    asked = Complaint.objects.filter(town=town)
    asked = asked.filter(on__gte=start) if start else asked
    asked = asked.filter(on__lte=end) if end else asked
    rows = list(asked.only("kind", "area", "state", "on", "answered_on", "changed"))
    days = [working_days(r.on, r.answered_on) for r in rows if r.answered_on]
    areas = [a for a, _n in Counter(r.area for r in rows).most_common()]
    done = sorted((r for r in rows if r.state == CHANGED), key=lambda r: (r.answered_on or r.on, r.pk))
    return Counts(
        whole=_line("", rows),
        soon=sum(d <= SOON for d in days),
        days=median(days) if days else None,
        by_kind=tuple(_line(k, [r for r in rows if r.kind == k]) for k in KINDS),
        by_area=tuple(_line(a, [r for r in rows if r.area == a]) for a in areas),
        done=tuple(Done(r.answered_on or r.on, r.kind, r.area, r.changed) for r in reversed(done)),
    )


def _line(id: str, rows: Iterable[Complaint]) -> Line:
    found = Counter(r.state for r in rows)
    return Line(id, found.total(), found[OPEN], found[ANSWERED], found[CHANGED])


def working_days(start: date, end: date) -> int:
    """Between two days; calendar days in a year whose holidays are not known."""
    try:
        return calendar().between(start, end)
    except Refused:
        return (end - start).days
