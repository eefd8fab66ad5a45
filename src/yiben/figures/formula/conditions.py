"""Conditions on one row in plain Python, three-valued as in SQL: None is unknown."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from yiben.figures.formula import nodes as n

Read = Callable[[str], Any]
Edges = tuple[date, date] | None
"""First and last day of the period asked; None where there is no period (rules of a register)."""
Get = Callable[[Read, Edges], Any]
Test = Callable[[Read, Edges], bool | None]

SIGNS: dict[str, Callable[[Any, Any], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


@lru_cache(maxsize=4096)
def compiled(condition: n.Condition | None) -> Test:
    """A function that tells whether a row meets the condition; made once for each condition."""
    match condition:
        case None:
            return lambda read, edges: True
        case n.Compare(left, sign, right):
            return _comparison(_operand(left), SIGNS[sign], _operand(right))
        case n.OneOf(name, values):
            return _membership(name.id, tuple(literal.value for literal in values))
        case n.Empty(name, negated):
            return lambda read, edges: (read(name.id) is None) is not negated
        case n.AllOf(parts):
            return _every([compiled(part) for part in parts])
        case n.AnyOf(parts):
            return _some([compiled(part) for part in parts])
        case n.Not(part):
            return _negation(compiled(part))


def _operand(operand: n.Operand) -> Get:
    match operand:
        case n.Name(name):
            return lambda read, edges: read(name)
        case n.Literal(value):
            return lambda read, edges: value
        case n.Edge(which):
            return lambda read, edges: edges and edges[which == "end"]


def _comparison(left: Get, sign: Callable[[Any, Any], bool], right: Get) -> Test:
    def test(read: Read, edges: Edges) -> bool | None:
        a, b = left(read, edges), right(read, edges)
        return None if a is None or b is None else sign(a, b)

    return test


def _membership(name: str, values: tuple[Any, ...]) -> Test:
    def test(read: Read, edges: Edges) -> bool | None:
        value = read(name)
        return None if value is None else value in values

    return test


def _every(tests: list[Test]) -> Test:
    def test(read: Read, edges: Edges) -> bool | None:
        answers = [one(read, edges) for one in tests]
        if False in answers:
            return False
        return None if None in answers else True

    return test


def _some(tests: list[Test]) -> Test:
    def test(read: Read, edges: Edges) -> bool | None:
        answers = [one(read, edges) for one in tests]
        if True in answers:
            return True
        return None if None in answers else False

    return test


def _negation(inner: Test) -> Test:
    def test(read: Read, edges: Edges) -> bool | None:
        answer = inner(read, edges)
        return None if answer is None else not answer

    return test
