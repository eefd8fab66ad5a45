"""A month's villages in order: by the mean share of full marks of their visits, ties share one (1, 1, 3).

Villages are ranked, never persons; a month is the shortest stretch; how often and on which days each was
visited stands beside it, and fewer than three villages are not ranked at all (DOMAIN 6.3, 6.4).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from yiben.capabilities.inspections.sheets import exact, plain
from yiben.capabilities.inspections.visited import Visit

LEAST_VILLAGES = 3
RED, BLACK = "red", "black"


@dataclass(frozen=True)
class Ranked:
    """One village of the month."""

    village: str
    name: str
    rank: int | None
    """None where nobody is ranked."""
    rate: Decimal
    """Percent of full marks, two decimals: what is compared, so that a tie is seen as one."""
    days: tuple[date, ...]
    """The days of its visits."""
    reason: str
    """One line: what cost most."""
    on: str = ""
    """red, black or empty."""
    merged: tuple[str, ...] = ()
    """Names of villages merged into it whose visits are counted here."""

    def as_json(self) -> dict[str, Any]:
        return {
            "village": self.village, "name": self.name, "rank": self.rank, "rate": self.rate,
            "days": [day.isoformat() for day in self.days], "reason": self.reason, "on": self.on,
            "merged": list(self.merged),
        }  # fmt: skip

    @staticmethod
    def read(data: Mapping[str, Any]) -> "Ranked":
        return Ranked(
            data["village"], data["name"], data["rank"], exact(data["rate"]).quantize(Decimal("0.01")),
            tuple(date.fromisoformat(day) for day in data["days"]), data["reason"], data["on"],
            tuple(data["merged"]),
        )  # fmt: skip


@dataclass(frozen=True)
class Ranking:
    rows: tuple[Ranked, ...]
    """Best first; of one rank in the order of their codes."""
    unvisited: tuple[str, ...]
    """Names of the villages that nobody went to: 本月未查."""
    sheets: tuple[str, ...]
    """The sheets used, in order of their first use; more than one where it was changed in mid-month."""

    @property
    def ranked(self) -> bool:
        return len(self.rows) >= LEAST_VILLAGES

    @property
    def changed(self) -> bool:
        return len(self.sheets) > 1

    @property
    def count(self) -> int:
        return sum(len(row.days) for row in self.rows)

    def on(self, which: str) -> tuple[Ranked, ...]:
        return tuple(row for row in self.rows if row.on == which)

    def as_json(self) -> dict[str, Any]:
        rows = [row.as_json() for row in self.rows]
        return {"rows": rows, "unvisited": list(self.unvisited), "sheets": list(self.sheets)}

    @staticmethod
    def read(data: Mapping[str, Any]) -> "Ranking":
        rows = tuple(Ranked.read(row) for row in data["rows"])
        return Ranking(rows, tuple(data["unvisited"]), tuple(data["sheets"]))


def rank(
    visits: Sequence[Visit],
    names: Mapping[str, str],
    successors: Mapping[str, str],
    red: int,
    black: int,
    reasons: Mapping[str, str],
) -> Ranking:
    """The month's order.

    names: villages valid at the month's end, code → name. successors: of merged ones, old code → code that
    counts them, and their names under the old code in `names_of_old`. reasons: village → a line in place of
    the one made from the deductions.
    """
    by_village: dict[str, list[Visit]] = {}
    for visit in visits:
        by_village.setdefault(successors.get(visit.village, visit.village), []).append(visit)
    rows = [
        _row(code, names[code], found, reasons.get(code, ""))
        for code, found in by_village.items()
        if code in names
    ]
    rows.sort(key=lambda row: (-row.rate, row.village))
    if len(rows) >= LEAST_VILLAGES:
        rows = [replace(row, rank=1 + sum(other.rate > row.rate for other in rows)) for row in rows]
        rows = _listed(rows, red, black)
    unvisited = tuple(name for code, name in sorted(names.items()) if code not in by_village)
    return Ranking(tuple(rows), unvisited, _sheets(visits))


def _row(code: str, name: str, visits: Sequence[Visit], reason: str) -> Ranked:
    mean = sum((v.share for v in visits), Decimal(0)) / len(visits)
    rate = (mean * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    others = tuple(sorted({v.village for v in visits} - {code}))
    days = tuple(sorted(v.day for v in visits))
    return Ranked(code, name, None, rate, days, reason or why(visits), merged=others)


def _listed(rows: list[Ranked], red: int, black: int) -> list[Ranked]:
    """Red: ranks up to so many. Black: as many from the end; all of a tie or none; not who lost nothing, nor
    who is on the red list."""
    made = []
    for row in rows:
        worse = sum(other.rate < row.rate for other in rows)
        assert row.rank is not None
        on = RED if row.rank <= red else BLACK if worse < black and row.rate < 100 else ""
        made.append(replace(row, on=on))
    return made


def _sheets(visits: Iterable[Visit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v.sheet for v in sorted(visits, key=lambda v: (v.day, v.number))))


def why(visits: Sequence[Visit]) -> str:
    """One line: the item that lost most, in how many of the visits, and what was found there last."""
    lost: dict[str, Decimal] = {}
    for visit in visits:
        for one in visit.deductions:
            lost[one.item] = lost.get(one.item, Decimal(0)) + one.points
    if not lost:
        return f"{len(visits)}次检查没有扣分"
    item = max(lost, key=lambda name: (lost[name], name))
    seen = [d for v in visits for d in v.deductions if d.item == item]
    return f"{item}共扣{plain(lost[item])}分（{len(seen)}处）：{seen[-1].reason}"
