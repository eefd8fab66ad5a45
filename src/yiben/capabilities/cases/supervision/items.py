"""Supervision items as pages, sheets and notices need them: unit, colour, what was last said of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yiben.capabilities.cases import offices
from yiben.capabilities.cases.supervision.colours import Rules, Shown, rules_on, shown
from yiben.declare.load import catalog
from yiben.ledger.models import Version
from yiben.ledger.reading import listing
from yiben.township import places
from yiben.township.models import Account

REGISTER = "supervision_tasks"


@dataclass(frozen=True)
class Item:
    record: Version
    unit: str
    """The office or village that has it; the giver's own office where it is not given yet."""
    colour: Shown
    closed: bool
    left: bool

    @property
    def why(self) -> str:
        """What the unit itself said last: why it is late, or how far it is."""
        data = self.record.data
        return str(data.get("difficulty") or data.get("progress") or "")


def unit_of(record: Version) -> str:
    """龙河村 for what a village has, else the office's title; in the language spoken."""
    if record.office == offices.VILLAGE and len(record.place) > 9:
        return places.said(record.place)
    return offices.title(record.office)


def read(record: Version, on: date, rules: Rules) -> Item:
    states = catalog().registers[REGISTER].states
    closed = record.state in states and states[record.state].closed
    return Item(record, unit_of(record), shown(record, on, rules), closed, bool(record.data.get("left_on")))


def items(
    account: Account,
    town: str,
    on: date,
    filters: Mapping[str, Any] | None = None,
    as_of: date | None = None,
) -> list[Item]:
    """The items of a town that the account may read, soonest due first, coloured as of the day."""
    asked = {"place": town, **(filters or {})}
    rules = rules_on(town, on)
    found = listing(REGISTER, account, asked, "due_on", as_of)
    return [read(record, on, rules) for record in found.rows()]


def open_items(account: Account, town: str, on: date, as_of: date | None = None) -> list[Item]:
    """What is not finished, gravest colour first, then the longest late, then the soonest due."""
    states = catalog().registers[REGISTER].open_states
    found = items(account, town, on, {"state": states}, as_of)
    return sorted(found, key=_urgency)


def _urgency(item: Item) -> tuple[int, int, date, str]:
    return (-item.colour.rank, -item.colour.late, item.record.due_on or date.max, item.record.number)


def counted(found: Iterable[Item]) -> dict[str, int]:
    """How many of each colour, those without one under ""."""
    counts: dict[str, int] = {}
    for item in found:
        counts[item.colour.title] = counts.get(item.colour.title, 0) + 1
    return counts
