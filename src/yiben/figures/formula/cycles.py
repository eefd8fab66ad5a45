"""Figures that come round to themselves by `figure()`."""

from collections.abc import Iterator, Mapping

from yiben.declare.model import Catalog
from yiben.figures.formula.parse import parse
from yiben.figures.formula.walk import references
from yiben.kernel.problems import Problem, Refused, problem


def cycles(catalog: Catalog) -> Iterator[Problem]:
    """F007 for each figure that is part of its own formula, with the way round."""
    links = {figure.id: _named(figure.formula) for figure in catalog.figures.values()}
    for figure in catalog.figures.values():
        path = _back_to(figure.id, links)
        if path:
            yield problem("F007", where=figure.where, figure=figure.id, path=" → ".join(path))


def _named(formula: str) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(r.figure for r in references(parse(formula))))
    except Refused:
        return ()


def _back_to(start: str, links: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest way from a figure back to itself, or nothing."""
    seen: set[str] = set()
    ways: list[tuple[str, ...]] = [(start, other) for other in links.get(start, ())]
    while ways:
        way = ways.pop(0)
        if way[-1] == start:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [(*way, other) for other in links.get(way[-1], ())]
    return ()
