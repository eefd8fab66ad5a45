"""The worked checks of a figure: their rows made complete, and whether a value is the one written.

A row says only what matters. One that leaves out the day it happened happened on the period's last day;
one that leaves out since when it is on the roll is on it from the period's first day. `state` may be
given and is the first state otherwise; `register` may be given where the figure reads another register.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from yiben.declare.model import Catalog, Field, Figure, Register, WorkedCheck
from yiben.figures.formula import plain
from yiben.figures.formula.columns import KINDS
from yiben.kernel.periods import Period
from yiben.kernel.problems import Problem, problem

ALL_TIME = Period(date(1900, 1, 1), date(2999, 12, 31))


def period_of(check: WorkedCheck) -> Period:
    return Period(check.start or ALL_TIME.start, check.end or ALL_TIME.end)


def rows_of(check: WorkedCheck, figure: Figure, catalog: Catalog) -> list[plain.Row]:
    period = period_of(check)
    return [_complete(row, seq, figure, catalog, period) for seq, row in enumerate(check.rows, start=1)]


def _complete(
    row: Mapping[str, Any], seq: int, figure: Figure, catalog: Catalog, period: Period
) -> plain.Row:
    register = catalog.registers[row.get("register", figure.register)]
    values = {name: value for name, value in row.items() if name != "register"}
    values.setdefault(register.happened, period.end)
    if register.since:
        values.setdefault(register.since, period.start)
    values.setdefault("state", register.first_state)
    return plain.Row(register.id, values, seq)


def place_of(check: WorkedCheck, figure: Figure, catalog: Catalog) -> str:
    """For rank: the place asked is that of the first row."""
    home = catalog.registers[figure.register].place
    return str(check.rows[0].get(home, "")) if check.rows else ""


def computed(check: WorkedCheck, figure: Figure, catalog: Catalog) -> Any:
    """What the figure gives over the check's rows, in plain Python."""
    rows = rows_of(check, figure, catalog)
    return plain.evaluate_figure(figure, catalog, rows, period_of(check), place_of(check, figure, catalog))


def agrees(wanted: Any, found: int | Decimal | None) -> bool:
    """Whether it is the value written: whole numbers exactly, others to the decimals written."""
    if found is None or wanted is None or wanted == "none":
        return found is None and wanted in (None, "none")
    written = Decimal(str(wanted))
    if isinstance(wanted, int):
        return written == found
    decimals = Decimal(1).scaleb(int(written.as_tuple().exponent))
    return Decimal(found).quantize(decimals, ROUND_HALF_UP) == written


def row_problems(check: WorkedCheck, figure: Figure, catalog: Catalog) -> Iterator[Problem]:
    """F011 for each value of a row that its field could not hold."""
    for row in check.rows:
        register = catalog.registers.get(row.get("register", figure.register))
        if register is None:
            yield _bad(check, "register", row["register"], "没有这个台账")
            continue
        for name, value in row.items():
            why = "" if name == "register" else _misfit(register, name, value)
            if why:
                yield _bad(check, name, value, why)


def _bad(check: WorkedCheck, name: str, value: object, why: str) -> Problem:
    return problem("F011", where=check.where, field=name, value=value, why=why)


def _misfit(register: Register, name: str, value: Any) -> str:
    field = register.fields.get(name)
    if field is None:
        known = name == "state" and value in register.states
        return "" if known else "没有这个栏目" if name != "state" else "没有这个状态"
    if field.type == "choice":
        return "" if value in field.options else f"可选：{'、'.join(field.options)}"
    return _of_kind(field, value)


def _of_kind(field: Field, value: Any) -> str:
    match KINDS.get(field.type, "text"):
        case "date":
            fits = isinstance(value, date) and not isinstance(value, datetime)
            return "" if fits else "应当是日期，不加引号"
        case "number":
            if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
                return "应当是数"
            return "应当是整数" if field.type == "integer" and value != int(value) else ""
        case "boolean":
            return "" if isinstance(value, bool) else "应当是 true 或 false"
        case _:
            return "" if isinstance(value, str) else "应当是加引号的文字"
