"""From a figure to what has to be counted: leaves over one register, and what is done with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yiben.declare.model import Catalog, Figure
from yiben.figures.formula import nodes as n
from yiben.figures.formula.arithmetic import growth, plus, quotient
from yiben.figures.formula.parse import parse


@dataclass(frozen=True)
class Leaf:
    """An aggregate with all that it depends on. Equal leaves of several figures are counted once."""

    register: str
    basis: str
    shift: int
    """How many years before the period asked."""
    node: n.Aggregate


@dataclass(frozen=True)
class Made:
    """A value made of others: share, growth (now, before), plus, minus, rank."""

    how: str
    parts: "tuple[Plan, ...]"


Plan = Leaf | Made
Value = int | Decimal | None


def plan(figure: Figure, catalog: Catalog) -> Plan:
    return _bind(parse(figure.formula), figure, catalog, 0)


def _bind(node: n.Value, figure: Figure, catalog: Catalog, shift: int) -> Plan:
    def inner(part: n.Value, more: int = 0) -> Plan:
        return _bind(part, figure, catalog, shift + more)

    match node:
        case n.Share(part, whole):
            return Made("share", (inner(part), inner(whole)))
        case n.Growth(of):
            return Made("growth", (inner(of), inner(of, 1)))
        case n.Add(left, right):
            return Made("plus", (inner(left), inner(right)))
        case n.Subtract(left, right):
            return Made("minus", (inner(left), inner(right)))
        case n.Rank(of):
            return Made("rank", (inner(of),))
        case n.Reference(name):
            other = catalog.figures[name]
            return _bind(parse(other.formula), other, catalog, shift)
        case _:
            return Leaf(figure.register, figure.time, shift, node)


def leaves(bound: Plan) -> Iterator[Leaf]:
    if isinstance(bound, Leaf):
        yield bound
    else:
        for part in bound.parts:
            yield from leaves(part)


def ranked(bound: Plan) -> Plan | None:
    """What is ranked, where the figure is a rank."""
    return bound.parts[0] if isinstance(bound, Made) and bound.how == "rank" else None


def compute(bound: Plan, counted: Mapping[Leaf, Value]) -> Value:
    """The value made of what was counted; of a rank, the value that is ranked."""
    if isinstance(bound, Leaf):
        return counted[bound]
    values = [compute(part, counted) for part in bound.parts]
    match bound.how:
        case "share":
            return quotient(values[0], values[1])
        case "growth":
            return growth(values[0], values[1])
        case "plus":
            return plus(values[0], values[1])
        case "minus":
            return plus(values[0], values[1], -1)
        case _:
            return values[0]
