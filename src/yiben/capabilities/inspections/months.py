"""The months of a comparison: what was visited in each, what was published, and what was corrected since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from yiben.capabilities.inspections import publishing, roles, visited
from yiben.capabilities.inspections.publishing import Wanted
from yiben.capabilities.inspections.ranking import Ranked, Ranking
from yiben.capabilities.inspections.visited import Visit
from yiben.declare.model import Register
from yiben.kernel.periods import Period, month
from yiben.ledger.models import Record


@dataclass(frozen=True)
class Month:
    period: Period
    ranking: Ranking
    """As the ledger stands."""
    published: Record | None
    waiting: tuple[str, ...] = ()
    """Numbers of replies that are not settled."""

    @property
    def frozen(self) -> Ranking | None:
        """As it was published."""
        return Ranking.read(self.published.data[publishing.PART]) if self.published else None

    @property
    def shown(self) -> Ranking:
        return self.frozen or self.ranking

    @property
    def corrected(self) -> tuple[tuple[Ranked, Ranked | None], ...]:
        """Villages whose rate or rank is another now than when it was published: then, now."""
        frozen = self.frozen
        if frozen is None:
            return ()
        now = {row.village: row for row in self.ranking.rows}
        pairs = [(row, now.get(row.village)) for row in frozen.rows]
        return tuple((old, new) for old, new in pairs if new is None or _standing(old) != _standing(new))

    @property
    def mean(self) -> Decimal | None:
        rows = self.shown.rows
        if not rows:
            return None
        return (sum((r.rate for r in rows), Decimal(0)) / len(rows)).quantize(Decimal("0.01"))

    @property
    def key(self) -> str:
        return f"{self.period.start:%Y-%m}"


def _standing(row: Ranked) -> tuple[Decimal, int | None]:
    return row.rate, row.rank


def one(
    visits: Register,
    town: str,
    kind: str,
    asked: Period,
    as_of: date | None = None,
    seen: Sequence[Visit] | None = None,
) -> Month:
    """One month, with what was published of it; as of a past day only what the ledger said then."""
    ranks = roles.of_visits("ranks", visits.id)
    published = publishing.published(ranks, town, kind, asked) if ranks and as_of is None else None
    red, black = publishing.USUAL_LISTED, publishing.USUAL_LISTED
    if published is not None:
        red, black = (int(published.data.get(name) or 0) for name in ("red_count", "black_count"))
    wanted = Wanted(town, kind, asked, red, black)
    waiting = () if as_of else tuple(publishing.open_replies(visits, wanted, seen))
    return Month(asked, publishing.compute(visits, wanted, as_of, seen), published, waiting)


def several(
    visits: Register, town: str, kind: str, last: date, count: int = 12, as_of: date | None = None
) -> list[Month]:
    """So many months up to the one of that day, newest first; those before the first visit left out."""
    asked = list(_back(last, count))
    found = visited.visits(visits, town, Period(asked[-1].start, asked[0].end), kind, as_of)
    made = [
        one(visits, town, kind, period, as_of, [v for v in found if period.contains(v.day)])
        for period in asked
    ]
    while made and not made[-1].ranking.rows:
        made.pop()
    return made


def _back(last: date, count: int) -> Iterator[Period]:
    day = last
    for _ in range(count):
        found = month(day.year, day.month)
        yield found
        day = found.start - timedelta(1)
