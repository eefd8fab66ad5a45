"""The published totals of the demo towns as facts, and how the ledger answers to each.

A fact says what an account states, where and when; `figure` names the figure of ours that states the
same. The computed value is always evaluated over records.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from yiben.declare.load import catalog
from yiben.figures import engine
from yiben.figures.results import Result
from yiben.kernel.locate import demo_dir
from yiben.kernel.numerals import matches
from yiben.kernel.periods import Period
from yiben.kernel.problems import Problem, Refused, problem

FILE = "published.toml"
BOUNDS = ("exact", "about", "at_least", "at_most")
ALLOWED = (
    "source", "start", "end", "value", "unit", "bound", "kind", "from", "to", "place", "what",
    "mechanism", "figure",
)  # fmt: skip
NEEDED = ("source", "start", "value", "unit", "bound", "from", "to", "place", "what", "mechanism")


@dataclass(frozen=True)
class Fact:
    source: str
    """Number of the account: 001."""
    start: int
    """Where the number begins in the account's text."""
    end: int
    value: Decimal
    unit: str
    bound: str
    kind: str
    period: Period
    place: str
    """Code of the place."""
    what: str
    mechanism: str
    figure: str
    """Id of our figure that states it; empty where none does yet."""
    where: str


@dataclass(frozen=True)
class Verdict:
    """What an account states beside what the ledger gives."""

    fact: Fact
    computed: Decimal | None
    rows: int
    verdict: str
    """equal, differs, not_stated."""

    def as_json(self) -> dict[str, Any]:
        """The row of `./yiben published --json`."""
        return {
            "source": self.fact.source,
            "start": self.fact.start,
            "stated": _number(self.fact.value),
            "bound": self.fact.bound,
            "unit": self.fact.unit,
            "figure": self.fact.figure or None,
            "computed": None if self.computed is None else _number(self.computed),
            "rows": self.rows,
            "verdict": self.verdict,
            "what": self.fact.what,
            "place": self.fact.place,
            "from": str(self.fact.period.start),
            "to": str(self.fact.period.end),
        }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def facts(folder: Path | None = None) -> list[Fact]:
    """The facts of all demo towns, in the order of the accounts; Refused with every fault of the files."""
    found: list[Fact] = []
    wrong: list[Problem] = []
    for path in sorted((folder or demo_dir()).glob(f"*/{FILE}")):
        where = f"demo/{path.parent.name}/{FILE}"
        try:
            rows = tomllib.loads(path.read_text(encoding="utf-8")).get("figure", [])
        except tomllib.TOMLDecodeError as fault:
            wrong.append(problem("C001", where, why=fault))
            continue
        for number, row in enumerate(rows, 1):
            here = f"{where} [[figure]] {number}"
            faults = list(_faults(row, here))
            wrong += faults
            if not faults:
                found.append(_fact(row, here))
    wrong += _doubles(found)
    if wrong:
        raise Refused(wrong)
    return sorted(found, key=lambda f: (f.source, f.start))


def _faults(row: Mapping[str, Any], where: str) -> Iterable[Problem]:
    for key in row:
        if key not in ALLOWED:
            yield problem("C002", where, key=key, allowed="、".join(ALLOWED))
    for key in NEEDED:
        if key not in row:
            yield problem("C003", where, key=key)
    if row.get("bound", "exact") not in BOUNDS:
        yield problem("C005", where, key="bound", value=row["bound"], allowed="、".join(BOUNDS))
    if isinstance(row.get("value", 0), bool) or not isinstance(row.get("value", 0), int | float):
        yield problem("C004", where, key="value", wanted="数", found=row["value"])
    for key in ("from", "to"):
        if key in row and not isinstance(row[key], date):
            yield problem("C004", where, key=key, wanted="日期", found=row[key])
    figure = row.get("figure", "")
    if figure and figure not in catalog().figures:
        yield problem("C014", where, key="figure", figure=figure)


def _doubles(found: Iterable[Fact]) -> Iterable[Problem]:
    seen: dict[tuple[str, int], str] = {}
    for fact in found:
        key = (fact.source, fact.start)
        if key in seen:
            yield problem("C006", fact.where, id=f"{fact.source}:{fact.start}", other=seen[key])
        seen.setdefault(key, fact.where)


def _fact(row: Mapping[str, Any], where: str) -> Fact:
    return Fact(
        source=str(row["source"]),
        start=row["start"],
        end=row.get("end", row["start"]),
        value=Decimal(str(row["value"])),
        unit=row["unit"],
        bound=row["bound"],
        kind=row.get("kind", ""),
        period=Period(row["from"], row["to"]),
        place=str(row["place"]),
        what=row["what"],
        mechanism=row["mechanism"],
        figure=row.get("figure", ""),
        where=where,
    )


def compare(as_of: date | None = None, known: list[Fact] | None = None) -> list[Verdict]:
    """A verdict on each fact, from the records as they stand now or stood at the end of a day."""
    stated = facts() if known is None else known
    groups: dict[tuple[str, Period], list[str]] = defaultdict(list)
    for fact in stated:
        if fact.figure:
            groups[fact.place, fact.period].append(fact.figure)
    results = {
        (result.figure.id, place, period): result
        for (place, period), ids in groups.items()
        for result in engine.evaluate(list(dict.fromkeys(ids)), place, period, as_of=as_of)
    }
    return [verdict(fact, results.get((fact.figure, fact.place, fact.period))) for fact in stated]


def verdict(fact: Fact, result: Result | None) -> Verdict:
    if result is None:
        return Verdict(fact, None, 0, "not_stated")
    computed = None if result.value is None else Decimal(result.value)
    equal = computed is not None and matches(fact.value, fact.bound, computed)
    return Verdict(fact, computed, result.rows, "equal" if equal else "differs")
