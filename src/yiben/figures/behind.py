"""The records behind a figure: the same scopes and conditions as its value, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from yiben.declare.model import Register
from yiben.figures import scope
from yiben.figures.formula import nodes as n
from yiben.figures.formula.arithmetic import middle, quotient
from yiben.figures.fused import Query, compiled, measured, zero
from yiben.figures.live import Book
from yiben.figures.plan import Leaf, Made, Plan, Value, compute, leaves
from yiben.figures.results import Row
from yiben.figures.span import Ask

SHOWN = ("record", "version", "number", "title", "at_place", "happened_on", "state", "seq_from")


@dataclass
class Found:
    """One record with what each leaf reads of it, for the leaves that it is in."""

    register: str
    shown: dict[str, Any]
    read: dict[Leaf, tuple[Any, ...]]
    adds: dict[Leaf, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[Any, ...]:
        day = self.shown["happened_on"]
        return (day is not None, day, self.shown["seq_from"]) if day else (False, self.shown["seq_from"])


def read_behind(book: Book, ask: Ask, bound: Plan, registers: Mapping[str, Register]) -> list[Found]:
    """Every record in the scope of some leaf, by the day it happened and the order of entry."""
    found: list[Found] = []
    wanted = list(dict.fromkeys(leaves(bound)))
    if ask.merges:
        book.fill("merges", "old VARCHAR, new VARCHAR, from_end DATE, until_end DATE", list(ask.merges))
    for name in dict.fromkeys(leaf.register for leaf in wanted):
        mine = [leaf for leaf in wanted if leaf.register == name]
        found += _of_register(book, ask, mine, registers[name])
    return sorted(found, key=lambda one: one.order)


def _of_register(book: Book, ask: Ask, wanted: list[Leaf], register: Register) -> list[Found]:
    sql = compiled(Query(register, tuple(wanted), (), ask.shape, None, _listing))
    found = []
    for values in book.run(ask.fill(sql)):
        shown = dict(zip(SHOWN, values, strict=False))
        flags = values[len(SHOWN) : len(SHOWN) + len(wanted)]
        rest = iter(values[len(SHOWN) + len(wanted) :])
        reads = [tuple(next(rest) for _ in range(_width(leaf))) for leaf in wanted]
        read = {leaf: own for leaf, flag, own in zip(wanted, flags, reads, strict=True) if flag}
        found.append(Found(register.id, shown, read))
    return found


def _listing(rows: Any, query: Query) -> Any:
    """The rows that are in some leaf, each with which it is in and what these read of it."""
    inside = {
        f"in{place}": scope.contains(leaf, rows, query.register, query.shape, False)
        for place, leaf in enumerate(query.leaves)
    }
    flagged = rows.mutate(**inside)
    anywhere = flagged["in0"]
    for name in list(inside)[1:]:
        anywhere = anywhere | flagged[name]
    kept = flagged.filter(anywhere)
    parts = {
        f"r{place}_{number}": column
        for place, leaf in enumerate(query.leaves)
        for number, column in enumerate(_reads(leaf, kept, query.register))
    }
    return kept.select(*SHOWN, *inside, **parts)


def _width(leaf: Leaf) -> int:
    return {n.Count: 0, n.Persons: 2}.get(type(leaf.node), 1)


def _reads(leaf: Leaf, rows: Any, register: Register) -> list[Any]:
    def own(name: n.Name) -> Any:
        return rows[scope.column_name(register, name.id)]

    match leaf.node:
        case n.Sum(of) | n.Latest(of):
            return [own(of)]
        case n.Distinct(of):
            return [scope.distinct_of(of, rows, register)]
        case n.Mean(of) | n.Median(of):
            return [measured(of, rows, register)]
        case n.Persons(key, number):
            return [own(key), own(number)]
        case _:
            return []


def contributions(
    bound: Plan, found: list[Found], registers: Mapping[str, Register]
) -> tuple[Value, tuple[Row, ...]]:
    """The value that these rows add up to, and the rows with what each adds."""
    totals = {leaf: _add_up(leaf, found, registers[leaf.register]) for leaf in dict.fromkeys(leaves(bound))}
    return compute(bound, totals), tuple(_row(one, bound) for one in found)


def _add_up(leaf: Leaf, found: list[Found], register: Register) -> Value:
    inside = [one for one in found if leaf in one.read]
    if isinstance(leaf.node, n.Median):
        return _in_the_middle(leaf, inside)
    match leaf.node:
        case n.Count():
            adds: list[Any] = [1] * len(inside)
        case n.Sum():
            adds = [one.read[leaf][0] for one in inside]
        case n.Mean():
            values = [one.read[leaf][0] for one in inside]
            adds = [(value, 0 if value is None else 1) for value in values]
        case n.Distinct():
            adds = _firsts([one.read[leaf][0] for one in inside])
        case n.Persons():
            adds = _lasts([one.read[leaf] for one in inside])
        case n.Latest():
            adds = _lasts([(one.shown["at_place"], one.read[leaf][0]) for one in inside])
    none = zero(leaf, register)
    for one, add in zip(inside, adds, strict=True):
        one.adds[leaf] = add if add is not None else none
    if isinstance(leaf.node, n.Mean):
        return quotient(sum((v for v, _ in adds if v is not None), 0), sum(k for _, k in adds))
    return sum((one.adds[leaf] for one in inside), none)


def _in_the_middle(leaf: Leaf, inside: list[Found]) -> Value:
    """The median; each row has its own value, which adds nothing up."""
    for one in inside:
        one.adds[leaf] = {"value": one.read[leaf][0]}
    ordered = sorted(one.read[leaf][0] for one in inside if one.read[leaf][0] is not None)
    return middle(ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]) if ordered else None


def _firsts(keys: list[Any]) -> list[int]:
    """1 for the first row of each key, 0 for the others and for rows without one."""
    first = {key: place for place, key in reversed(list(enumerate(keys)))}
    return [int(key is not None and first[key] == place) for place, key in enumerate(keys)]


def _lasts(pairs: list[tuple[Any, Any]]) -> list[Any]:
    """The number of each key's last row, nothing for the others and for rows without a key."""
    last = {key: place for place, (key, _) in enumerate(pairs)}
    return [
        number if key is not None and last[key] == place else None
        for place, (key, number) in enumerate(pairs)
    ]


def _row(one: Found, bound: Plan) -> Row:
    shown = one.shown
    return Row(
        record=shown["record"],
        register=one.register,
        version=shown["version"],
        number=shown["number"],
        title=shown["title"],
        place=shown["at_place"],
        date=shown["happened_on"],
        state=shown["state"],
        contributes=_contributes(bound, one),
    )


def _contributes(bound: Plan, one: Found) -> Any:
    if isinstance(bound, Leaf):
        return _of_leaf(bound, one)
    parts = [_contributes(part, one) for part in bound.parts]
    if bound.how == "rank":
        return parts[0]
    if not all(isinstance(part, int | Decimal) for part in parts):
        return None
    return _together(bound, parts[0], parts[1])


def _of_leaf(leaf: Leaf, one: Found) -> Any:
    match leaf.node:
        case n.Mean():
            total, number = one.adds.get(leaf, (None, 0))
            return _sides(total or 0, number)
        case n.Median():
            return one.adds.get(leaf, {"value": None})
        case _:
            return one.adds.get(leaf, 0)


def _together(bound: Made, left: Any, right: Any) -> Any:
    match bound.how:
        case "plus":
            return left + right
        case "minus":
            return left - right
        case _:
            return _sides(left, right)


def _sides(numerator: Any, denominator: Any) -> dict[str, Any]:
    return {"numerator": numerator, "denominator": denominator}
