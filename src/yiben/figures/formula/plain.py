"""Figures over plain rows in Python: slow, without an engine, and easy to read.

The worked checks of the catalog are asked of this and of DuckDB, and both must give what is written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from yiben.declare.model import Catalog, Figure, Register
from yiben.figures.formula import nodes as n
from yiben.figures.formula.arithmetic import growth, middle, place_in, plus, quotient
from yiben.figures.formula.columns import reader
from yiben.figures.formula.conditions import compiled
from yiben.figures.formula.parse import parse
from yiben.kernel.periods import Period


@dataclass(frozen=True)
class Row:
    register: str
    values: Mapping[str, Any]
    """Field → value in base units; `state` too, where the register has states."""
    seq: int = 0
    """Which of two rows of one day is the later."""


@dataclass(frozen=True)
class Asked:
    """What a node is evaluated in: whose field names it uses, by which time basis, for which period."""

    catalog: Catalog
    register: Register
    time: str
    period: Period
    place: str = ""
    """For rank: which of the places in the rows."""


def evaluate_figure(
    figure: Figure, catalog: Catalog, rows: Sequence[Row], period: Period, place: str = ""
) -> Any:
    """The figure's value over these rows, in its base unit: int, Decimal, or None for no value."""
    asked = Asked(catalog, catalog.registers[figure.register], figure.time, period, place)
    return evaluate(parse(figure.formula), rows, asked)


def evaluate(node: n.Value, rows: Sequence[Row], asked: Asked) -> Any:
    """The node's value over these rows: int, Decimal, or None for no value."""
    match node:
        case n.Share(part, whole):
            return quotient(evaluate(part, rows, asked), evaluate(whole, rows, asked))
        case n.Growth(of):
            before = replace(asked, period=asked.period.year_before())
            return growth(evaluate(of, rows, asked), evaluate(of, rows, before))
        case n.Add(left, right):
            return plus(evaluate(left, rows, asked), evaluate(right, rows, asked))
        case n.Subtract(left, right):
            return plus(evaluate(left, rows, asked), evaluate(right, rows, asked), -1)
        case n.Reference(name):
            other = asked.catalog.figures[name]
            there = replace(asked, register=asked.catalog.registers[other.register], time=other.time)
            return evaluate(parse(other.formula), rows, there)
        case n.Rank(of):
            return _rank(of, rows, asked)
        case _:
            return _aggregate(node, rows, asked)


def _rank(of: n.Value, rows: Sequence[Row], asked: Asked) -> int | None:
    by_place: dict[str, list[Row]] = {}
    for row in rows:
        home = asked.catalog.registers[row.register].place
        by_place.setdefault(row.values.get(home) or "", []).append(row)
    values = {place: evaluate(of, mine, asked) for place, mine in by_place.items()}
    own = values.get(asked.place)
    return place_in(own, [value for place, value in values.items() if place != asked.place])


Read = Callable[[str], Any]


def _aggregate(node: n.Aggregate, rows: Iterable[Row], asked: Asked) -> Any:
    test = compiled(node.condition)
    edges = (asked.period.start, asked.period.end)
    kept: list[tuple[Read, Row]] = []
    for row in rows:
        read = reader(asked.register, row.values)
        if row.register == asked.register.id and in_time(read, asked) and test(read, edges):
            kept.append((read, row))
    match node:
        case n.Count():
            return len(kept)
        case n.Sum(of):
            return _total(read(of.id) for read, _ in kept)
        case n.Distinct(of):
            return len({value for read, _ in kept if (value := read(of.id)) is not None})
        case n.Persons(key, number):
            return _total(read(number.id) for read in _latest(kept, key.id))
        case n.Latest(of):
            return _total(read(of.id) for read in _latest(kept, "place", missing=""))
        case n.Mean(of):
            found = [value for read, _ in kept if (value := _measure(of, read)) is not None]
            return quotient(_total(found), len(found))
        case n.Median(of):
            ordered = sorted(value for read, _ in kept if (value := _measure(of, read)) is not None)
            return middle(ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]) if ordered else None


def _total(values: Iterable[Any]) -> int | Decimal:
    total: int | Decimal = sum((value for value in values if value is not None), 0)
    return total


def _measure(of: n.Name | n.Days, read: Read) -> Any:
    if isinstance(of, n.Name):
        return read(of.id)
    start, end = read(of.start.id), read(of.end.id)
    return None if start is None or end is None else (end - start).days


def _latest(kept: list[tuple[Read, Row]], key: str, missing: str | None = None) -> list[Read]:
    """The reader of each key's latest row: by the day it happened, then by the order of entry."""
    best: dict[Any, tuple[tuple[date, int], Read]] = {}
    for read, row in kept:
        name = read(key) if read(key) is not None else missing
        when = (read("happened_on") or date.min, row.seq)
        if name is not None and (name not in best or when > best[name][0]):
            best[name] = (when, read)
    return [read for _, read in best.values()]


def in_time(read: Read, asked: Asked) -> bool:
    """Whether the row counts in the period by the figure's time basis."""
    period, register = asked.period, asked.register
    match asked.time:
        case "standing":
            since, until = read(register.since), read(register.until) if register.until else None
            return since is not None and since <= period.end and (until is None or until > period.end)
        case "cumulative":
            day = read("happened_on")
            return day is not None and date(period.end.year, 1, 1) <= day <= period.end
        case "ever":
            day = read("happened_on")
            return day is not None and day <= period.end
        case basis:
            day = read("happened_on" if basis == "happened" else basis)
            return day is not None and period.contains(day)
