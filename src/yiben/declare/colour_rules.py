"""The colours of late supervision items, as `catalog/township/colours.toml` says: dated, by place.

They stand beside the rules of time limits, because a colour is set by days late and by how often one was
urged, which no limit counts together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from yiben.declare.locate import catalog_dir
from yiben.declare.model import Catalog
from yiben.declare.shapes import Key, Reader
from yiben.declare.source import read_source
from yiben.kernel.problems import Problem, Refused

SHOWN = "catalog/township/colours.toml"
FILE = {"rules": Key("tables", required=True)}
RULE = {
    "place": Key(), "from": Key("day", required=True), "until": Key("day"), "source": Key(required=True),
    "colours": Key("tables", required=True),
}  # fmt: skip
COLOUR = {
    "colour": Key(required=True), "late_from": Key("whole", required=True), "urged_from": Key("whole"),
}  # fmt: skip


@dataclass(frozen=True)
class Colour:
    title: str
    late_from: int
    """Shown from so many calendar days late on."""
    urged_from: int | None = None
    """Or from so many urgings on."""

    def fits(self, late: int, urged: int) -> bool:
        return late >= self.late_from or (self.urged_from is not None and urged >= self.urged_from)


@dataclass(frozen=True)
class ColourRule:
    place: str
    valid_from: date
    valid_until: date | None
    source: str
    colours: tuple[Colour, ...]
    """Mildest first."""

    def holds(self, town: str, on: date) -> bool:
        return town.startswith(self.place) and self.valid_from <= on <= (self.valid_until or date.max)


def read_colour_rules(reader: Reader) -> tuple[ColourRule, ...]:
    file = reader.table(dict(reader.source.data), FILE)
    found = []
    for number, said in enumerate(file.get("rules", ())):
        rule = reader.table(said, RULE, "rules", number)
        colours = [
            reader.table(one, COLOUR, "rules", number, "colours", n)
            for n, one in enumerate(rule.get("colours", ()))
        ]
        made = (
            Colour(one.get("colour", ""), one.get("late_from", 1), one.get("urged_from")) for one in colours
        )
        found.append(
            ColourRule(
                rule.get("place", ""),
                rule.get("from", date.min),
                rule.get("until"),
                rule.get("source", ""),
                tuple(sorted(made, key=lambda c: c.late_from)),
            )
        )
    return tuple(found)


def _read() -> tuple[tuple[ColourRule, ...], list[Problem]]:
    source, problems = read_source(catalog_dir() / "township" / "colours.toml", SHOWN)
    if source is None:
        return (), problems
    reader = Reader(source)
    rules = read_colour_rules(reader)
    return rules, reader.problems


@cache
def colour_rules() -> tuple[ColourRule, ...]:
    """The rules of the catalog; Refused with every fault of the file."""
    rules, problems = _read()
    if problems:
        raise Refused(problems)
    return rules


def check(catalog: Catalog) -> Iterator[Problem]:
    """The faults of the file, asked with those of the registers (`checks.add_rule`)."""
    if "supervision_tasks" in catalog.registers:
        yield from _read()[1]
