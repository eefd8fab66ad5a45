"""The catalog while it is being read: whatever could be made of it, and the files it came from."""

from collections.abc import Mapping
from dataclasses import dataclass

from yiben.declare.model import Catalog, Outline, Register
from yiben.declare.source import Source
from yiben.kernel.problems import Problem, problem


@dataclass(frozen=True)
class Draft:
    registers: tuple[tuple[Register, Source], ...]
    """All files, also two with the same id."""
    outlines: tuple[tuple[Outline, Source], ...]
    catalog: Catalog
    units: frozenset[str]
    sources: Mapping[str, Source]
    """The other files by name: offices, posts, groups."""
    rules_whole: bool = True
    """Whether every file of `catalog/rules/` could be read."""


def at(source: Source, number: str, *path: str | int, **values: object) -> Problem:
    """A problem on the line of that key."""
    return problem(number, where=source.where(*path), **values)
