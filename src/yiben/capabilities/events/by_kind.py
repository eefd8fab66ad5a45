"""A register's events by kind and month: how many, how many persons, what money."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel.periods import Period
from yiben.ledger.reading import listing
from yiben.township.models import Account

SHAPE = "events"


@dataclass
class Tally:
    """What one kind, or one month, or the whole comes to."""

    count: int = 0
    persons: int = 0
    money: Decimal = Decimal(0)
    months: dict[str, int] = field(default_factory=dict)
    """2023-05 → how many."""

    def add(self, month: str, persons: Any, money: Any) -> None:
        self.count += 1
        self.persons += int(persons or 0)
        self.money += Decimal(str(money or 0))
        self.months[month] = self.months.get(month, 0) + 1


@dataclass(frozen=True)
class Sheet:
    """One register of events in a period."""

    register: Register
    kinds: Mapping[str, Tally]
    """In the order of the options; kinds without an event are left out."""
    whole: Tally

    def has(self, key: str) -> bool:
        """Whether the register counts persons or money at all."""
        return bool(self.register.uses[SHAPE].get(key))


def registers() -> Iterable[Register]:
    return (r for r in catalog().registers.values() if SHAPE in r.uses)


def sheet(register: Register, account: Account, place: str, period: Period, as_of: Any = None) -> Sheet:
    """The register's events that the account may read, tallied by kind and month."""
    said = register.uses[SHAPE]
    asked = {"place": place, register.happened: (period.start, period.end)}
    listed = listing(register.id, account, asked, as_of=as_of)
    field_of = register.fields[str(said["class"])]
    kinds, whole = {option: Tally() for option in field_of.options}, Tally()
    for record in listed.rows():
        data = record.data
        month = f"{record.happened_on:%Y-%m}" if record.happened_on else ""
        persons, money = (data.get(str(said.get(key, ""))) for key in ("persons", "money"))
        kinds.setdefault(str(data.get(field_of.id)), Tally()).add(month, persons, money)
        whole.add(month, persons, money)
    return Sheet(register, {kind: tally for kind, tally in kinds.items() if tally.count}, whole)
