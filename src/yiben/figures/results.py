"""What the engine gives back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yiben.declare.model import Figure
from yiben.kernel import numerals
from yiben.kernel.periods import Period

Value = int | Decimal | None
"""In the figure's base unit; None is "no value" (a share of nothing)."""


@dataclass(frozen=True)
class Cell:
    key: str
    """Code of a village (of the town itself for rows of no village), 2023-01, id of an office, or a class."""
    title: str
    value: Value
    rows: int


@dataclass(frozen=True)
class Result:
    figure: Figure
    place: str
    period: Period
    as_of: date | None
    base_unit: str
    value: Value
    rows: int
    """How many records are behind the value."""
    cells: tuple[Cell, ...] = ()
    """The parts asked for: villages in code order, months in order, offices by id, classes as declared."""


def shown(figure: Figure, value: Value) -> str:
    """The value in the figure's own unit, as tables show it: 1,008万元."""
    return numerals.write(value, figure.unit, figure.decimals) + (figure.unit if value is not None else "")


@dataclass(frozen=True)
class Row:
    """A record behind a figure, as it was on the day asked."""

    record: str
    register: str
    version: int
    number: str
    title: str
    """Empty where the record's title is a person's name."""
    place: str
    """Where it counts: the village it happened in, or that one's successor."""
    date: date | None
    state: str
    contributes: Value | Mapping[str, Value]
    """What it adds to the value; for shares, means and growth to each side: numerator and denominator; for
    a median the row's own `value`.
    None where no number of its own can be told (a sum of shares)."""


@dataclass(frozen=True)
class Rows:
    figure: Figure
    place: str
    period: Period
    as_of: date | None
    value: Value
    """Worked out from these rows alone; the same as the engine's value."""
    rows: tuple[Row, ...]
