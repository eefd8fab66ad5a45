"""The formula language as frozen nodes: what a formula is once it has been read.

A value is made of aggregates over rows (`Count` … `Median`) and of values (`Share` … `Rank`); an
aggregate may have a condition. `at` is the character of the formula where the node begins, from 1; it
plays no part in whether two nodes are equal.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Part:
    at: int = field(default=1, compare=False, kw_only=True)


# Operands of conditions.


@dataclass(frozen=True)
class Name(Part):
    """A field of the register, or a column that all registers have (`state`, `happened_on`, …)."""

    id: str


@dataclass(frozen=True)
class Literal(Part):
    value: str | Decimal | date | bool


@dataclass(frozen=True)
class Edge(Part):
    """The first (`start`) or last day (`end`) of the period asked."""

    which: str


Operand = Name | Literal | Edge


# Conditions: true, false, or unknown where a field is empty (as in SQL).


@dataclass(frozen=True)
class Compare(Part):
    left: Operand
    sign: str
    """One of = != < <= > >=."""
    right: Operand


@dataclass(frozen=True)
class OneOf(Part):
    name: Name
    values: tuple[Literal, ...]


@dataclass(frozen=True)
class Empty(Part):
    name: Name
    negated: bool = False


@dataclass(frozen=True)
class AllOf(Part):
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True)
class AnyOf(Part):
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True)
class Not(Part):
    part: "Condition"


Condition = Compare | OneOf | Empty | AllOf | AnyOf | Not


# Aggregates over the rows in scope.


@dataclass(frozen=True)
class Count(Part):
    condition: Condition | None = None


@dataclass(frozen=True)
class Sum(Part):
    of: Name
    condition: Condition | None = None


@dataclass(frozen=True)
class Distinct(Part):
    of: Name
    condition: Condition | None = None


@dataclass(frozen=True)
class Persons(Part):
    """The number of each key's latest row, summed: persons in households."""

    key: Name
    number: Name
    condition: Condition | None = None


@dataclass(frozen=True)
class Latest(Part):
    """Each place's latest row, summed."""

    of: Name
    condition: Condition | None = None


@dataclass(frozen=True)
class Days(Part):
    """Days from one date to another."""

    start: Name
    end: Name


@dataclass(frozen=True)
class Mean(Part):
    of: Name | Days
    condition: Condition | None = None


@dataclass(frozen=True)
class Median(Part):
    """The middle one of the rows that have a value; of an even number, the mean of the two middle ones."""

    of: Name | Days
    condition: Condition | None = None


Aggregate = Count | Sum | Distinct | Persons | Latest | Mean | Median


# Values of values.


@dataclass(frozen=True)
class Share(Part):
    part: "Value"
    whole: "Value"


@dataclass(frozen=True)
class Growth(Part):
    of: "Value"


@dataclass(frozen=True)
class Add(Part):
    left: "Value"
    right: "Value"


@dataclass(frozen=True)
class Subtract(Part):
    left: "Value"
    right: "Value"


@dataclass(frozen=True)
class Reference(Part):
    """Another figure, by its full id; it keeps its own time basis."""

    figure: str


@dataclass(frozen=True)
class Rank(Part):
    of: "Value"


Value = Aggregate | Share | Growth | Add | Subtract | Reference | Rank
Node = Value | Condition

AGGREGATES = (Count, Sum, Distinct, Persons, Latest, Mean, Median)
