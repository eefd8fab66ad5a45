"""Rules of time limits and of duties, as `catalog/rules/` says: dated, by place, each with its source.

A file holds the rules of one field of work in one place. The same id in the file of a province adds that
province's variant. What no law says is marked `local = true`: a default that a town may change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yiben.kernel.limits.amounts import Amount
from yiben.kernel.limits.clocks import Extend

EVERY = ("week", "xun", "month", "quarter", "half", "year")
"""How often a duty is owed; xun is ten days, a third of a month."""
DUTY_LEVELS = ("town", "village")


@dataclass(frozen=True)
class Ground:
    """Where and since when a rule holds, and where it stands."""

    place: str = ""
    """Code of the place, "" for the whole country."""
    valid_from: date | None = None
    valid_until: date | None = None
    source: str = ""
    article: str = ""
    document: str = ""
    local: bool = False
    """No law says it: a default of ours or of a place, which a town may change."""
    kind: str = ""
    note: str = ""
    where: str = ""

    def holds(self, on: date) -> bool:
        return (self.valid_from or date.min) <= on <= (self.valid_until or date.max)


@dataclass(frozen=True)
class LimitVariant:
    ground: Ground
    amount: Amount
    urgency: str = ""
    promised: Amount | None = None
    extend: Extend | None = None
    pauses: bool = False
    """Whether it may stand still."""
    rolls: bool = False
    least: bool = False
    """Whether it is a minimum, as a publicity is: no sooner than, not by."""

    @property
    def case(self) -> tuple[str, str]:
        return (self.ground.kind, self.urgency)


@dataclass(frozen=True)
class LimitRule:
    id: str
    title: str
    field: str
    """The field of work, which is the title of its first file."""
    variants: tuple[LimitVariant, ...]


@dataclass(frozen=True)
class DutyVariant:
    ground: Ground
    every: str
    """One of EVERY."""
    times: int = 1
    months: tuple[int, int] | None = None
    """First and last month of the season; None for the whole year."""

    @property
    def case(self) -> tuple[str, str]:
        return (self.ground.kind, "")


@dataclass(frozen=True)
class DutyRule:
    id: str
    title: str
    field: str
    level: str
    """Whose duty: town or village."""
    variants: tuple[DutyVariant, ...]


@dataclass(frozen=True)
class RuleFile:
    limits: Mapping[str, LimitRule]
    duties: Mapping[str, DutyRule]


def joined(files: list[RuleFile]) -> RuleFile:
    """The rules of all files: those of the same id with the variants of each."""
    limits: dict[str, LimitRule] = {}
    duties: dict[str, DutyRule] = {}
    for file in files:
        for name, limit in file.limits.items():
            held = limits.get(name, LimitRule(name, limit.title, limit.field, ()))
            limits[name] = LimitRule(name, held.title, held.field, (*held.variants, *limit.variants))
        for name, duty in file.duties.items():
            known = duties.get(name, DutyRule(name, duty.title, duty.field, duty.level, ()))
            duties[name] = DutyRule(
                name, known.title, known.field, known.level, (*known.variants, *duty.variants)
            )
    return RuleFile(limits, duties)
