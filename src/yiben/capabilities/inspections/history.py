"""One village over the months: its share, its rank among how many, its visits and its faults."""

from dataclasses import dataclass
from datetime import date

from yiben.capabilities.inspections import months, visited
from yiben.capabilities.inspections.months import Month
from yiben.capabilities.inspections.ranking import Ranked
from yiben.capabilities.inspections.visited import Visit
from yiben.declare.model import Register
from yiben.kernel.periods import Period
from yiben.township import places


@dataclass(frozen=True)
class OfMonth:
    month: Month
    row: Ranked | None
    """None where it was not visited."""

    @property
    def among(self) -> int:
        return len(self.month.shown.rows)


@dataclass(frozen=True)
class History:
    months: tuple[OfMonth, ...]
    """Oldest first."""
    visits: tuple[Visit, ...]
    """Newest first."""


def of_village(
    visits: Register, town: str, kind: str, village: str, last: date, as_of: date | None = None
) -> History:
    """Twelve months up to the day; visits of villages merged into this one are among them."""
    found = list(reversed(months.several(visits, town, kind, last, as_of=as_of)))
    told = tuple(OfMonth(m, next((r for r in m.shown.rows if r.village == village), None)) for m in found)
    if not found:
        return History((), ())
    whole = Period(found[0].period.start, found[-1].period.end)
    heirs = places.successor_map(town, last)
    seen = visited.visits(visits, town, whole, kind, as_of)
    own = [v for v in seen if heirs.get(v.village, v.village) == village]
    return History(told, tuple(reversed(own)))
