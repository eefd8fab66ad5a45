"""Month-end stocks run up from comings and goings, instead of joining each row to every month it stood.

A row comes in the month of its `since` and goes in the month of its `until`; what stands at a month's end
is the sum of comings less goings so far. Twenty months cost what one does.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ibis

from yiben.figures import scope
from yiben.figures.formula import nodes as n
from yiben.figures.formula.walk import parts
from yiben.figures.plan import Leaf
from yiben.figures.span import Shape, day_mark, mark

if TYPE_CHECKING:
    from yiben.figures.fused import Query


def timeless(leaf: Leaf, shape: Shape) -> bool:
    """Whether the leaf is a month-end stock whose rows stand or not whatever the month."""
    edges = any(isinstance(part, n.Edge) for part in parts(leaf.node))
    # A year back, a month cut short may end on 28 February and leave out the 29th; places may change too.
    return shape.month and leaf.basis == "standing" and not leaf.shift and not shape.merged and not edges


def fits(leaf: Leaf, shape: Shape) -> bool:
    """Whether it can be run up: numbers of rows and sums, not distinct keys."""
    return timeless(leaf, shape) and isinstance(leaf.node, n.Count | n.Sum)


def run_up(rows: Any, query: "Query") -> Any:
    """Keys, month and values, for every month of every key that has a row."""
    register = query.register
    since = rows[scope.column_name(register, register.since)]
    moves = rows.mutate(day=since, sign=ibis.literal(1))
    if register.until:
        until = rows[scope.column_name(register, register.until)]
        stood = rows.filter(until.isnull() | (until > since))
        # A day after the period's end, though in its last month, is none of ours.
        gone = stood.filter(stood[until.get_name()] <= day_mark("end0"))
        moves = stood.mutate(day=stood[since.get_name()], sign=ibis.literal(1)).union(
            gone.mutate(day=gone[until.get_name()], sign=ibis.literal(-1))
        )
    keys = _keys(moves, query.shape)
    months = scope.cells(query.shape)
    dated = moves.mutate(**keys)
    number = scope.month_number(dated["day"]) - mark("first_month").cast("int64")
    placed = dated.mutate(at=ibis.greatest(number, 0).cast("int64"))
    values = _signed(placed, query)
    by_month = placed.group_by([*keys, "at"]).aggregate(**values)
    return _dense(by_month, months, list(keys), list(values))


def _keys(rows: Any, shape: Shape) -> dict[str, Any]:
    keys = {"k_place": rows["at_place"].left(shape.level)} if shape.level else {}
    return keys | ({"k_office": rows["office"]} if shape.office else {})


def _signed(rows: Any, query: "Query") -> dict[str, Any]:
    still = replace(query.shape, month=False)
    sign, values = rows["sign"], []
    for leaf in query.leaves:
        inside = scope.contains(leaf, rows, query.register, still, True)
        added = sign
        if isinstance(leaf.node, n.Sum):
            added = rows[scope.column_name(query.register, leaf.node.of.id)] * sign
        values.append(added.sum(where=inside))
    for behind in query.rows:
        values.append(sign.sum(where=scope.anywhere(behind, rows, query.register, still, True)))
    return {f"v{place}": value for place, value in enumerate(values)}


def _dense(by_month: Any, months: Any, keys: list[str], values: list[str]) -> Any:
    """The running totals, in the order of columns that `fused` reads: place, month, office, values."""
    every = months.select(k_cell=months["cell"])
    if keys:
        every = by_month.select(*keys).distinct().cross_join(every)
    met = by_month.rename({f"{key}_": key for key in keys})
    joined = every.left_join(
        met, [every["k_cell"] == met["at"], *(every[key] == met[f"{key}_"] for key in keys)]
    )
    so_far = ibis.cumulative_window(group_by=[joined[key] for key in keys], order_by=joined["k_cell"])
    totals = {name: ibis.coalesce(joined[name].sum().over(so_far), 0) for name in values}
    order = [name for name in ("k_place", "k_cell", "k_office") if name == "k_cell" or name in keys]
    return joined.select(*order, **totals)
