"""The standard figures of cases worked out by pandas from the rows of a list, as an office would in Excel.

For any register that uses cases: `listed` gives its rows, `value` one figure over them. Shares nothing with
the engine: no formula is read.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd  # type: ignore[import-untyped]

from yiben.declare.model import Register
from yiben.kernel.periods import Period
from yiben.ledger.models import Record

Table = Any
"""A data frame with `village`, `class` and every date as a day; what a record doesn't have is missing."""


def listed(register: Register, town: str) -> Table:
    """The rows of a town's list, as they are now."""
    kind = str(register.uses["cases"].get("class", ""))
    rows = [
        {**dict.fromkeys(register.fields), **r.data, "village": r.place[:12], "class": r.data.get(kind, "")}
        for r in Record.objects.filter(register=register.id, town=town, void=False)
    ]
    table = pd.DataFrame(rows)
    for field in register.fields.values():
        if field.type == "date":
            table[field.id] = pd.to_datetime(table[field.id])
    columns = {"happened": register.happened, "due": register.due, "closed": register.closed}
    limit = register.main_limit
    columns["due_met"] = f"{limit.id}_in_time" if limit else "in_time"
    return table.assign(**{name: table[column] for name, column in columns.items()})


class Asked:
    """A list looked at for a period."""

    def __init__(self, table: Table, period: Period) -> None:
        self.table, self.start, self.end = table, pd.Timestamp(period.start), pd.Timestamp(period.end)

    def during(self, column: str) -> Table:
        return self.table[self.table[column].between(self.start, self.end)]

    @property
    def open(self) -> Table:
        rows = self.table[self.table.happened <= self.end]
        return rows[~(rows.closed <= self.end) & ~(rows.left_on <= self.end)]

    def kept(self, column: str) -> Table:
        """Those of the period that did not go elsewhere."""
        rows = self.during(column)
        return rows[rows.left_on.isna()]

    def more_than_none(self, counter: str) -> int:
        return int((pd.to_numeric(self.during("happened")[counter]) > 0).sum())


def share(part: Any, whole: Any) -> Decimal | None:
    return Decimal(int(part)) / Decimal(int(whole)) if whole else None


def true(column: Any) -> Any:
    return column.map(lambda one: one is True)


def mean(values: list[Any]) -> Decimal | None:
    there = [Decimal(int(one)) for one in values if not pd.isna(one)]
    return sum(there, Decimal(0)) / len(there) if there else None


def middle(values: Any) -> Decimal | None:
    there = pd.to_numeric(values).dropna()
    return Decimal(str(there.median())) if len(there) else None


def accepted(asked: Asked) -> Decimal | None:
    rows = asked.during("accept_due")
    counted = rows[rows.accept_in_time.notna() | rows.left_on.isna()]
    return share(true(counted.accept_in_time).sum(), len(counted))


def satisfied(asked: Asked) -> Decimal | None:
    said = asked.during("closed").satisfaction
    return share(said.isin(["满意", "基本满意"]).sum(), said.isin(["满意", "基本满意", "不满意"]).sum())


def dispatched(asked: Asked) -> Decimal | None:
    rows = asked.during("happened")
    return mean(list((rows.dispatched_on - rows.happened).dt.days))


def overdue(asked: Asked) -> int:
    rows = asked.open[asked.open.due < asked.end]
    return int((rows.due_met.isna() | (rows.closed > asked.end)).sum())


FIGURES: dict[str, Callable[[Asked], Any]] = {
    "received": lambda a: len(a.during("happened")),
    "accepted_in_time_share": accepted,
    "dispatch_days": dispatched,
    "closed": lambda a: len(a.kept("closed")),
    "closed_of_due": lambda a: share((a.kept("due").closed <= a.end).sum(), len(a.kept("due"))),
    "closed_of_received": lambda a: share(a.kept("happened").closed.notna().sum(), len(a.kept("happened"))),
    "in_time_share": lambda a: share(true(a.kept("due").in_time).sum(), len(a.kept("due"))),
    "mean_days": lambda a: mean(list(a.kept("closed").days_taken)),
    "median_days": lambda a: middle(a.kept("closed").days_taken),
    "open_now": lambda a: len(a.open),
    "overdue_now": overdue,
    "long_standing": lambda a: int((a.open.happened < a.start).sum()),
    "returned": lambda a: a.more_than_none("times_returned"),
    "extended": lambda a: a.more_than_none("times_extended"),
    "urged": lambda a: a.more_than_none("times_urged"),
    "escalated": lambda a: a.more_than_none("times_escalated"),
    "redone": lambda a: a.more_than_none("times_redone"),
    "reopened": lambda a: a.more_than_none("times_reopened"),
    "repeat": lambda a: int(true(a.during("happened").repeated).sum()),
    "satisfied_share": satisfied,
}
"""Figure (without its register) → its value."""


def value(figure: str, table: Table, period: Period) -> Any:
    """One figure of the shape over these rows; `figure` may carry its register's id."""
    return FIGURES[figure.rpartition(".")[2]](Asked(table, period))


def same(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return abs(Decimal(found) - Decimal(wanted)) < Decimal("1e-20")


def disagreeing(results: Any, table: Table, period: Period, by: str | None) -> list[str]:
    """Each value and cell of the engine that the list does not give, in words."""
    told = []
    for result in results:
        asked: list[tuple[str, Any, Table, Period]] = [("", result.value, table, period)]
        months = {f"{m.start:%Y-%m}": m for m in period.months()}
        for cell in result.cells:
            column = {"village": "village", "class": "class"}.get(by or "")
            part = table if column is None else table[table[column] == cell.key]
            asked.append((cell.key, cell.value, part, months.get(cell.key, period)))
        for key, found, part, span in asked:
            wanted = value(result.figure.id, part, span)
            if not same(found, wanted):
                told.append(f"{result.figure.id} {key}: {found} in the engine, {wanted} from the list")
    return told
