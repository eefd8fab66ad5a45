"""The question a query answers: which places, which days, cut how; and the values put into its SQL.

Ibis compiles a query once for each shape of question. Days and codes stand in it as marks, which
`Ask.fill` replaces, so that asking the same of another town or month costs no compiling.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import ibis

from yiben.kernel.periods import Period

_MARK = re.compile(r"⟦(\w+)⟧")


def mark(name: str) -> Any:
    return ibis.literal(f"⟦{name}⟧")


def day_mark(name: str) -> Any:
    return mark(name).cast("date")


@dataclass(frozen=True)
class Shape:
    """What of a question shapes its SQL."""

    level: int = 0
    """Digits of the place that values are cut by; 0 for not by place."""
    month: bool = False
    office: bool = False
    classed: bool = False
    """Whether values are cut by the class field of their register."""
    merged: bool = False
    """Whether some places count under their successors."""
    shifts: int = 1
    """How many years the table of months goes back, this one included; 1 where there is none."""


@dataclass(frozen=True)
class Ask:
    """A place, a period, and how it is cut."""

    place: str
    period: Period
    as_of: date | None
    shape: Shape
    cells: tuple[Period, ...] = ()
    """The months, where it is cut by month."""
    shifts: int = 1
    """How many years the question goes back, this one included."""
    merges: tuple[tuple[str, str, date, date], ...] = ()
    """Old code, the code it counts under, and from which period's end until which (not included)."""
    values: dict[str, str] = field(default_factory=dict, compare=False)

    def fill(self, sql: str) -> str:
        """The SQL with days and codes in place of the marks."""
        known = self.values or self._values()
        return _MARK.sub(lambda found: known[found[1]], sql)

    def _values(self) -> dict[str, str]:
        values = {"low": self.place, "high": _after(self.place), "as_of": str(self.as_of or FOREVER)}
        wide = self.place[:6]
        values |= {"wide_low": wide, "wide_high": _after(wide)}
        spans = self.cells or (self.period,)
        for shift in range(self.shifts):
            values |= {
                f"start{shift}": str(min(span.start for span in spans)),
                f"end{shift}": str(max(span.end for span in spans)),
                f"january{shift}": f"{min(span.end.year for span in spans):04}-01-01",
            }
            spans = tuple(span.year_before() for span in spans)
        first = min(span.start for span in self.cells or (self.period,))
        values["first_month"] = str(first.year * 12 + first.month)
        self.values.update(values)
        return values

    def cell_rows(self) -> list[tuple[Any, ...]]:
        """The table of months: number, then for each shift start, end, 1 January, and month number."""
        rows = []
        for place, cell in enumerate(self.cells):
            row: list[Any] = [place]
            span = cell
            for _ in range(self.shifts):
                number = span.start.year * 12 + span.start.month
                row += [span.start, span.end, date(span.end.year, 1, 1), number]
                span = span.year_before()
            rows.append(tuple(row))
        return rows


def _after(code: str) -> str:
    """The first text after all that begin with the code (codes are digits; ":" follows 9)."""
    return f"{code}:"


FOREVER = date.max - timedelta(1)
