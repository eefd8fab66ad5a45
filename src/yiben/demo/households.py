"""What the demo calls a household, and the rolls that its invented people are on."""

from dataclasses import dataclass

from yiben.demo.folk import Person


@dataclass(frozen=True, slots=True)
class Household:
    number: str
    """Household number of the office that keeps the roll."""
    head: Person
    size: int
    village: str
    kind: str = ""
    """For a watched household: unstable, edge or sudden."""
    poor: bool = False
    """Registered as formerly poor."""


@dataclass(frozen=True)
class Population:
    poor: list[Household]
    """Formerly poor, the unstable ones among them."""
    watched: list[Household]
    low_income: list[Household]
    """`size` is the persons who draw low-income money."""
    signed: list[Person]
    """Persons with a family doctor."""
    by_village: dict[str, list[Person]]
    """Grown-ups of each village."""
