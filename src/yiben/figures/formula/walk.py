"""Walking through nodes: the names, figures and aggregates that a formula speaks of."""

from collections.abc import Iterator
from dataclasses import fields

from yiben.figures.formula import nodes as n


def parts(node: n.Part) -> Iterator[n.Part]:
    """The node and everything in it, from left to right."""
    yield node
    for slot in fields(node):
        inner = getattr(node, slot.name)
        for one in inner if isinstance(inner, tuple) else (inner,):
            if isinstance(one, n.Part):
                yield from parts(one)


def names(node: n.Part) -> Iterator[n.Name]:
    return (part for part in parts(node) if isinstance(part, n.Name))


def references(node: n.Part) -> Iterator[n.Reference]:
    return (part for part in parts(node) if isinstance(part, n.Reference))
