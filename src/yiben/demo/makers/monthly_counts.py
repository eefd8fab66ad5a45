"""打击整治月报 and 纪检监督月报: counts by month only, without a case or a name."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from random import Random

from yiben.demo.days import after
from yiben.demo.spread import shares
from yiben.demo.town import Town

POLICE = "police_counts"
DISCIPLINE = "discipline_counts"


def make_police(town: Town) -> None:
    for year in town.of(POLICE)["years"]:
        _months(town, POLICE, "paichusuo", year["year"], year["months"], year["counts"])


def make_discipline(town: Town) -> None:
    for year in town.of(DISCIPLINE)["years"]:
        by = town.keeper(DISCIPLINE)
        _months(town, DISCIPLINE, by, year["year"], year["months"], year["counts"])


def _months(town: Town, register: str, by: str, year: int, months: int, counts: Mapping[str, int]) -> None:
    """One row a month; each count of the year is spread over the months."""
    rng, plan = town.rng(register), town.plan
    by_month = {name: _cut(rng, count, months) for name, count in counts.items()}
    corrected = rng.randint(2, months - 3)
    for month in range(1, months + 1):
        last = date(year, month, monthrange(year, month)[1])
        reported = after(last, rng.randint(1, 4))
        reported = min(reported, plan.last_day)
        values: dict[str, object] = {name: parts[month - 1] for name, parts in by_month.items()}
        values |= {"month_on": last, "reported_on": reported}
        field = next(iter(counts))
        right = by_month[field][month - 1]
        wrong = {field: right + 1} if month == corrected else {}
        record = plan.enter(register, values | wrong, reported, by)
        if wrong:
            seen = after(reported, rng.randint(3, 12))
            plan.correct(register, record, {field: right}, "与系统月报核对后更正", seen, by)


def _cut(rng: Random, count: int, months: int) -> list[int]:
    return shares(count, [rng.lognormvariate(0, 0.5) for _ in range(months)])
