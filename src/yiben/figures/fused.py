"""What has to be counted, in as few queries as can be: one for each register, time basis and shift."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import ibis

from yiben.declare.model import Register
from yiben.figures import classes, scope, slots, stock
from yiben.figures.formula import nodes as n
from yiben.figures.formula.arithmetic import middle, quotient
from yiben.figures.live import Book, book
from yiben.figures.plan import Leaf, Value
from yiben.figures.span import Ask, Shape

Key = tuple[str, int, str, str]
"""Place, number of the month, office, class; "" and -1 where it is not cut by them."""
Behind = frozenset[Leaf]
"""The leaves of one figure in one register: a record in any of them is behind the figure."""


@dataclass
class Counted:
    leaves: dict[Leaf, dict[Key, Value]]
    rows: dict[Behind, dict[Key, int]]

    def value(self, leaf: Leaf, key: Key, register: Register) -> Value:
        return self.leaves[leaf].get(key, nothing(leaf, register))


def nothing(leaf: Leaf, register: Register) -> Value:
    """The value over no rows."""
    return None if isinstance(leaf.node, n.Mean | n.Median) else zero(leaf, register)


def zero(leaf: Leaf, register: Register) -> int | Decimal:
    match leaf.node:
        case n.Sum(of) | n.Latest(of) | n.Persons(number=of):
            return 0 if register.fields[of.id].type == "integer" else Decimal(0)
        case _:
            return 0


def count(
    own: Book, ask: Ask, leaves: Iterable[Leaf], behind: Iterable[Behind], of: Mapping[str, Register]
) -> Counted:
    """Every leaf and every number of rows, by key."""
    prepare(own, ask)
    counted = Counted({leaf: {} for leaf in leaves}, {rows: {} for rows in behind})
    for query in queries(tuple(counted.leaves), tuple(counted.rows), ask.shape, of):
        _read(own, ask, query, counted)
    return counted


def prepare(own: Book, ask: Ask) -> None:
    """The small tables that the question's queries join: its months, and places under their successors."""
    if ask.shape.month:
        kinds = {"int64": "BIGINT", "date": "DATE"}
        columns = scope.cells(ask.shape).schema().items()
        own.fill("cells", ", ".join(f"{name} {kinds[str(kind)]}" for name, kind in columns), ask.cell_rows())
    if ask.merges:
        own.fill("merges", "old VARCHAR, new VARCHAR, from_end DATE, until_end DATE", list(ask.merges))


def queries(
    leaves: tuple[Leaf, ...], behind: tuple[Behind, ...], shape: Shape, of: Mapping[str, Register]
) -> "Iterator[Query]":
    """The fewest queries that count all of this: fused by register, time basis and shift."""
    groups: dict[tuple[str, str, int], list[Leaf]] = {}
    for leaf in leaves:
        groups.setdefault((leaf.register, leaf.basis, leaf.shift), []).append(leaf)
    simple = {rows for rows in behind if len({(leaf.basis, leaf.shift) for leaf in rows}) == 1}
    for (name, basis, shift), members in groups.items():
        mine = tuple(rows for rows in behind if rows in simple and rows <= set(members))
        flat = [leaf for leaf in members if not isinstance(leaf.node, n.Persons | n.Latest)]
        yield from _flat(of[name], flat, mine, shape, (basis, shift))
        for leaf in members:
            if leaf not in flat:
                yield Query(of[name], (leaf,), (), shape, (basis, shift), _winning)
    for name in dict.fromkeys(leaf.register for rows in behind if rows not in simple for leaf in rows):
        mixed = tuple(r for r in behind if r not in simple and next(iter(r)).register == name)
        yield Query(of[name], (), mixed, shape, None)


def _flat(
    register: Register, leaves: list[Leaf], rows: tuple[Behind, ...], shape: Shape, basis: tuple[str, int]
) -> "Iterator[Query]":
    """One query, or two where month-end stocks can be run up from comings and goings."""
    run_up = tuple(leaf for leaf in leaves if stock.fits(leaf, shape))
    runs = tuple(some for some in rows if all(stock.timeless(leaf, shape) for leaf in some))
    if run_up or runs:
        yield Query(register, run_up, runs, shape, basis, stock.run_up)
        leaves, rows = [x for x in leaves if x not in run_up], tuple(x for x in rows if x not in runs)
    if leaves or rows:
        yield Query(register, tuple(leaves), rows, shape, basis)


class Query:
    """One query to be compiled, known by what it asks, whatever object the register is."""

    def __init__(
        self,
        register: Register,
        leaves: tuple[Leaf, ...],
        rows: tuple[Behind, ...],
        shape: Shape,
        basis: tuple[str, int] | None,
        make: "Callable[[Any, Query], Any] | None" = None,
    ) -> None:
        self.register, self.leaves, self.rows = register, leaves, rows
        self.shape, self.basis, self.make = shape, basis, make or _aggregated
        schema = tuple(slots.columns(register).items())
        timing = (register.since, register.until, register.happened)
        own_class = classes.field_of(register) if shape.classed else None
        self._known = (register.id, schema, timing, leaves, rows, shape, basis, self.make, own_class)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Query) and self._known == other._known

    def __hash__(self) -> int:
        return hash(self._known)


def _read(on: Book, ask: Ask, query: Query, counted: Counted) -> None:
    shape = query.shape
    cuts = sum(map(bool, (shape.level, shape.month, shape.office, shape.classed)))
    for found in on.run(ask.fill(compiled(query))):
        own = iter(found[:cuts])
        key = (
            next(own) if shape.level else "",
            next(own) if shape.month else -1,
            next(own) if shape.office else "",
            next(own) if shape.classed else "",
        )
        rest = iter(found[cuts:])
        for leaf in query.leaves:
            value = next(rest)
            if isinstance(leaf.node, n.Mean):
                counted.leaves[leaf][key] = quotient(value, next(rest))
            elif isinstance(leaf.node, n.Median):
                counted.leaves[leaf][key] = middle(value, next(rest))
            else:
                counted.leaves[leaf][key] = zero(leaf, query.register) if value is None else value
        for rows in query.rows:
            counted.rows[rows][key] = next(rest)


@lru_cache(maxsize=1024)
def compiled(query: Query) -> str:
    register, shape = query.register, query.shape
    leaves = [*query.leaves, *(leaf for rows in query.rows for leaf in rows)]
    columns = [name for leaf in leaves for name in scope.needed(leaf, register)]
    columns += [classes.column_of(register)] if shape.classed else []
    if query.make is stock.run_up:
        rows = scope.table(register, columns, shape, query.basis, months=False)
    else:
        plain = scope.has_plain_months(leaves, shape, query.basis)
        rows = scope.table(register, columns, shape, query.basis, plain_months=plain)
    return book().compile(query.make(rows, query))


def _cuts(rows: Any, query: Query) -> dict[str, Any]:
    shape = query.shape
    cuts: dict[str, Any] = {}
    if shape.level:
        cuts["k_place"] = rows["at_place"].left(shape.level)
    if shape.month:
        cuts["k_cell"] = rows["cell"]
    if shape.office:
        cuts["k_office"] = rows["office"]
    if shape.classed:
        cuts["k_class"] = classes.of_row(rows, query.register)
    return cuts


def _aggregated(rows: Any, query: Query) -> Any:
    timed = query.basis is not None
    values: list[Any] = []
    for leaf in query.leaves:
        inside = scope.contains(leaf, rows, query.register, query.shape, timed)
        values += _aggregate(leaf, rows, query.register, inside)
    for behind in query.rows:
        anywhere = scope.anywhere(behind, rows, query.register, query.shape, timed)
        values.append(rows.count(where=anywhere))
    named = {f"v{place}": value for place, value in enumerate(values)}
    cuts = _cuts(rows, query)
    return rows.group_by(**cuts).aggregate(**named) if cuts else rows.aggregate(**named)


def _aggregate(leaf: Leaf, rows: Any, register: Register, inside: Any) -> Sequence[Any]:
    match leaf.node:
        case n.Sum(of):
            return [rows[scope.column_name(register, of.id)].sum(where=inside)]
        case n.Distinct(of):
            return [scope.distinct_of(of, rows, register).nunique(where=inside)]
        case n.Mean(of):
            measure = measured(of, rows, register)
            return [measure.sum(where=inside), measure.count(where=inside)]
        case n.Median(of):
            return _middles(measured(of, rows, register), inside)
        case _:
            return [rows.count(where=inside)]


@ibis.udf.agg.builtin(name="quantile_disc", signature=((None, None), "float64"))  # type: ignore[untyped-decorator]
def _lower_middle(values: Any, part: float) -> Any:
    """A value that some row has, in the column's own type: DuckDB's `median` would go through floats."""


def _middles(measure: Any, inside: Any) -> list[Any]:
    """The two middle values; the upper one is the lower one from the other side."""
    return [_lower_middle(measure, 0.5, where=inside), -_lower_middle(-measure, 0.5, where=inside)]


def measured(of: n.Name | n.Days, rows: Any, register: Register) -> Any:
    if isinstance(of, n.Name):
        return rows[scope.column_name(register, of.id)]
    start, end = (rows[scope.column_name(register, name.id)] for name in (of.start, of.end))
    return end.delta(start, unit="day")


def _winning(rows: Any, query: Query) -> Any:
    """The latest row of each household or place, summed."""
    (leaf,), register = query.leaves, query.register
    test = scope.contains(leaf, rows, register, query.shape, True)
    inside = rows if test is None else rows.filter(test)
    if isinstance(leaf.node, n.Persons):
        key, of = scope.column_name(register, leaf.node.key.id), leaf.node.number
        inside = inside.filter(inside[key].notnull())
    else:
        assert isinstance(leaf.node, n.Latest)
        key, of = "at_place", leaf.node.of
    cuts = _cuts(inside, query)
    order = [ibis.desc(inside["happened_on"], nulls_first=False), ibis.desc(inside["seq_from"])]
    window = ibis.window(group_by=[*cuts.values(), inside[key]], order_by=order)
    numbered = inside.mutate(_turn=ibis.row_number().over(window))
    first = numbered.filter(numbered["_turn"] == 0)
    total = {"v0": first[scope.column_name(register, of.id)].sum()}
    again = _cuts(first, query)
    return first.group_by(**again).aggregate(**total) if again else first.aggregate(**total)
