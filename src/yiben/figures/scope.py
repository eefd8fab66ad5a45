"""Which rows are in scope, as Ibis: version, place, time basis, and the conditions of a formula."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import ibis

from yiben.declare.model import Register
from yiben.figures import slots
from yiben.figures.formula import nodes as n
from yiben.figures.formula.walk import names, parts
from yiben.figures.plan import Leaf
from yiben.figures.span import Shape, day_mark, mark

SHARED = (
    "record", "version", "number", "title", "place", "office", "state", "happened_on", "due_on", "closed_on",
    "seq_from",
)  # fmt: skip


def column_name(register: Register, name: str) -> str:
    return f"f_{name}" if name in register.fields else name


class Days:
    """The days that a row is measured by: marks, or the columns of the month it is joined to."""

    def __init__(self, table: Any, shape: Shape, shift: int) -> None:
        self.table, self.shift = table, shift
        self.monthly = shape.month and "cell" in table.columns

    def _day(self, name: str) -> Any:
        return self.table[f"cell_{name}{self.shift}"] if self.monthly else day_mark(f"{name}{self.shift}")

    @property
    def start(self) -> Any:
        return self._day("start")

    @property
    def end(self) -> Any:
        return self._day("end")

    @property
    def january(self) -> Any:
        return self._day("january")

    @property
    def number(self) -> Any:
        """The number of the month; None where it is not cut by month."""
        return self.table[f"cell_number{self.shift}"] if self.monthly else None


def in_time(table: Any, register: Register, basis: str, days: Days, coarse: bool = False) -> Any:
    """Whether the row counts by the time basis; `coarse` may let rows through that no month will take."""
    happened = table["happened_on"]
    match basis:
        case "standing":
            begun = table[column_name(register, register.since)] <= days.end
            if coarse or not register.until:
                return begun
            until = table[column_name(register, register.until)]
            return begun & (until.isnull() | (until > days.end))
        case "cumulative":
            return happened.between(days.january, days.end)
        case "ever":
            return happened <= days.end
        case _:
            day = table[_day_column(register, basis)]
            found = day.between(days.start, days.end)
            if days.number is None:
                return found
            # The equality lets DuckDB join by hash; a month has at most one cell.
            return (month_number(day) == days.number) & found


def month_number(day: Any) -> Any:
    return day.year().cast("int64") * 12 + day.month()


def _day_column(register: Register, basis: str) -> str:
    return "happened_on" if basis == "happened" else column_name(register, basis)


def has_plain_months(leaves: Iterable[Leaf], shape: Shape, basis: tuple[str, int] | None) -> bool:
    """Whether each row belongs to the month of its day and nothing else of the month is asked.

    Not a year back, where a month cut short may leave out 29 February.
    """
    if (
        not shape.month
        or shape.merged
        or basis is None
        or basis[1]
        or basis[0] in ("standing", "cumulative", "ever")
    ):
        return False
    return not any(isinstance(part, n.Edge) for leaf in leaves for part in parts(leaf.node))


def table(
    register: Register,
    needed: Iterable[str],
    shape: Shape,
    basis: tuple[str, int] | None,
    months: bool = True,
    plain_months: bool = False,
) -> Any:
    """The register's rows in the places asked, one for each month they count in, with `at_place`.

    With a basis (and shift) only rows that it takes; without, every row (beside every month). Without
    `months`, each row that some month may take, once. With `plain_months` the month is reckoned from the
    row's day, which spares the join.
    """
    whole = ibis.table(slots.ibis_schema(register), name=f"v_{register.id}")
    rows = whole.filter(*_alive(whole), *_near(whole, shape))
    if basis is not None:
        whole_span = Days(rows, Shape(), basis[1])
        rows = rows.filter(in_time(rows, register, basis[0], whole_span, coarse=shape.month))
    rows = rows.select(*dict.fromkeys((*SHARED, *needed)))
    if shape.month and plain_months and basis is not None:
        day = rows[_day_column(register, basis[0])]
        first = mark("first_month").cast("int64")
        rows = rows.mutate(cell=month_number(day) - first)
    elif shape.month and months:
        rows = _by_month(rows, register, shape, basis)
    return _placed(rows, shape)


def _alive(rows: Any) -> list[Any]:
    """Versions known on the day; the one known now ends never, so now is asked as the last of days."""
    day = day_mark("as_of")
    return [rows["day_from"] <= day, rows["day_to"].isnull() | (rows["day_to"] > day), ~rows["void"]]


def _near(rows: Any, shape: Shape) -> list[Any]:
    """Codes lie sorted in the Parquet, so a range skips most of it; merged places need the whole county."""
    low, high = ("wide_low", "wide_high") if shape.merged else ("low", "high")
    return [rows["place"] >= mark(low), rows["place"] < mark(high)]


def cells(shape: Shape) -> Any:
    kinds = {"cell": "int64"}
    for shift in range(shape.shifts):
        kinds |= {f"cell_{name}{shift}": "date" for name in ("start", "end", "january")}
        kinds[f"cell_number{shift}"] = "int64"
    return ibis.table(kinds, name="cells")


def _by_month(rows: Any, register: Register, shape: Shape, basis: tuple[str, int] | None) -> Any:
    months = cells(shape)
    if basis is None:
        return rows.cross_join(months)
    both = _Both(rows, months)
    return rows.inner_join(months, [in_time(both, register, basis[0], Days(both, shape, basis[1]))])


class _Both:
    """Two tables looked up as one, for join conditions."""

    def __init__(self, left: Any, right: Any) -> None:
        self.left, self.right = left, right
        self.columns = (*left.columns, *right.columns)

    def __getitem__(self, name: str) -> Any:
        return self.right[name] if name in self.right.columns else self.left[name]


def _placed(rows: Any, shape: Shape) -> Any:
    if not shape.merged:
        return rows.mutate(at_place=rows["place"])
    merges = ibis.table(
        {"old": "string", "new": "string", "from_end": "date", "until_end": "date"}, name="merges"
    )
    end = Days(rows, shape, 0).end
    village = rows["place"].left(12)
    joined = rows.left_join(
        merges, [village == merges["old"], end >= merges["from_end"], end < merges["until_end"]]
    )
    placed = joined.mutate(at_place=ibis.coalesce(joined["new"], joined["place"]))
    return placed.filter(placed["at_place"] >= mark("low"), placed["at_place"] < mark("high"))


def distinct_of(of: n.Name, rows: Any, register: Register) -> Any:
    """What is told apart: a column; of `place` the place that the row counts in, where it names one."""
    if of.id in register.fields or of.id != "place":
        return rows[column_name(register, of.id)]
    if not register.place:
        return ibis.null("string")
    return ibis.cases((rows[column_name(register, register.place)].notnull(), rows["at_place"]))


def needed(leaf: Leaf, register: Register) -> list[str]:
    """The columns that a leaf reads."""
    found = [column_name(register, name.id) for name in names(leaf.node)]
    if "place" in found and register.place:
        found.append(column_name(register, register.place))
    if leaf.basis == "standing":
        found += [column_name(register, name) for name in (register.since, register.until) if name]
    elif leaf.basis in register.fields:
        found.append(column_name(register, leaf.basis))
    return found


def condition(node: n.Condition | None, rows: Any, register: Register, days: Days) -> Any:
    """The condition on the rows; None for no condition."""
    match node:
        case None:
            return None
        case n.Compare(left, sign, right):
            kind = _kind(left, register) or _kind(right, register)
            sides = [_operand(side, rows, register, days, kind) for side in (left, right)]
            return _compare(sides[0], sign, sides[1])
        case n.OneOf(name, values):
            kind = _kind(name, register)
            return rows[column_name(register, name.id)].isin(
                [_literal(value.value, kind) for value in values]
            )
        case n.Empty(name, negated):
            own = rows[column_name(register, name.id)]
            return own.notnull() if negated else own.isnull()
        case n.Not(part):
            return ~condition(part, rows, register, days)
        case n.AllOf(parts) | n.AnyOf(parts):
            made = [condition(part, rows, register, days) for part in parts]
            whole = made[0]
            for one in made[1:]:
                whole = whole & one if isinstance(node, n.AllOf) else whole | one
            return whole


def _compare(left: Any, sign: str, right: Any) -> Any:
    match sign:
        case "=":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right


def _kind(operand: n.Operand, register: Register) -> str:
    """DuckDB's type of a field; "" for what is none."""
    if not isinstance(operand, n.Name) or operand.id not in register.fields:
        return ""
    return slots.TYPES.get(register.fields[operand.id].type, "")


def _operand(operand: n.Operand, rows: Any, register: Register, days: Days, kind: str) -> Any:
    match operand:
        case n.Name(name):
            return rows[column_name(register, name)]
        case n.Edge(which):
            return days.end if which == "end" else days.start
        case n.Literal(value):
            return _literal(value, kind)


def _literal(value: str | Decimal | date | bool, kind: str) -> Any:
    """The value in the type of the column beside it where it fits, so that rows are compared as they lie."""
    if not isinstance(value, Decimal):
        return ibis.literal(value)
    if value == value.to_integral_value():
        return ibis.literal(int(value))
    scale = -int(value.as_tuple().exponent)
    if kind.startswith("DECIMAL") and scale <= int(kind[:-1].partition(",")[2]) and abs(value) < 10**12:
        return ibis.literal(value, type=slots.IBIS[kind])
    # Ibis compares decimals only where one type holds the other: at least the scale of any column.
    scale = max(4, scale)
    return ibis.literal(value, type=f"decimal(38,{scale})")


def anywhere(leaves: Iterable[Leaf], rows: Any, register: Register, shape: Shape, timed: bool) -> Any:
    """Whether the row is in the scope of any of the leaves; None where all are."""
    tests = [contains(leaf, rows, register, shape, timed) for leaf in sorted(leaves, key=repr)]
    if any(test is None for test in tests):
        return None
    whole = tests[0]
    for test in tests[1:]:
        whole = whole | test
    return whole


def contains(leaf: Leaf, rows: Any, register: Register, shape: Shape, timed: bool) -> Any:
    """Whether the row is in the leaf's scope, None where all are; `timed` where the table is cut to it."""
    days = Days(rows, shape, leaf.shift)
    tests = [] if timed else [in_time(rows, register, leaf.basis, days)]
    own = condition(leaf.node.condition, rows, register, days)
    tests += [] if own is None else [own]
    return tests[0] & tests[1] if len(tests) == 2 else tests[0] if tests else None
