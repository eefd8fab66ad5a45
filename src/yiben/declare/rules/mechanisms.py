"""A register covers mechanisms of the list A1 to H8, of which there are 78."""

from collections.abc import Iterator

from yiben.declare.draft import Draft, at
from yiben.kernel.problems import Problem

COUNTS = {"A": 11, "B": 16, "C": 5, "D": 4, "E": 11, "F": 11, "G": 12, "H": 8}
MECHANISMS = frozenset(f"{group}{n}" for group, last in COUNTS.items() for n in range(1, last + 1))


def check(draft: Draft) -> Iterator[Problem]:
    for register, source in draft.registers:
        for number, mechanism in enumerate(register.covers):
            if mechanism not in MECHANISMS:
                yield at(source, "C016", "register", "covers", number, mechanism=mechanism)
