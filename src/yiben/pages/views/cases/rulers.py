"""The day ruler of a limit: a cell a day, told apart by shape so that it reads in grey print."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from yiben.kernel.limits.clocks import Clock, Moment, day_of
from yiben.kernel.limits.counts import Counted
from yiben.kernel.limits.rulers import RulerDay, ruler
from yiben.kernel.working_days import WorkingDays

EACH = 10
"""Up to so many days every cell has its day under it; beyond, only the first, the last and today."""
MOST = 92
"""Cells that can still be told apart; of longer limits a cell stands for several days."""
FIRST = ("due", "late", "used", "paused", "left", "rest")
"""What a cell of several days is called by: the first of these that is among them."""


@dataclass(frozen=True)
class Cell:
    kind: str
    past: bool
    """Whether the last day itself is past or today, so that it is drawn used."""
    label: str = ""
    today: bool = False
    rest: bool = False
    """Whether to write 休 over it."""


@dataclass(frozen=True)
class Ruler:
    cells: tuple[Cell, ...]
    start: str
    end: str
    every: bool
    """Whether each cell has its day under it."""
    said: str
    """The ruler in words, for who cannot see it."""


def ruler_of(kept: Clock, days: WorkingDays, now: Moment, count: Counted) -> Ruler:
    """Used, rest, stood still, left, the last day, late; today is marked."""
    today, found = day_of(now), ruler(kept, days, now)
    every = len(found) <= EACH
    cells = tuple(_cell(bunch, today, every) for bunch in _bunches(found))
    words = {
        "used": sum(d.kind == "used" for d in found) + (count.due.day <= today),
        "rest": sum(d.kind == "rest" for d in found),
        "left": sum(d.kind in ("left", "due") and d.day > today for d in found),
        "due": count.due.day.isoformat(),
    }
    said = _("日尺：已用%(used)s天，休息日%(rest)s天，还剩%(left)s天，到%(due)s") % words
    return Ruler(cells, f"{kept.start_day:%m-%d}", f"{count.due.day:%m-%d}", every, said)


def _bunches(found: tuple[RulerDay, ...]) -> list[list[RulerDay]]:
    size = -(-len(found) // MOST) or 1
    return [list(found[n : n + size]) for n in range(0, len(found), size)]


def _cell(bunch: list[RulerDay], today: date, every: bool) -> Cell:
    kinds = {d.kind for d in bunch}
    kind = next(k for k in FIRST if k in kinds)
    past = kind == "due" and any(d.kind == "due" and d.day <= today for d in bunch)
    label = f"{bunch[0].day:%m-%d}" if every else ""
    return Cell(kind, past, label, any(d.day == today for d in bunch), every and kind == "rest")
