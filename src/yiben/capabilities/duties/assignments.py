"""Who owes what to which object: the assignments of a town as a run reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yiben.capabilities.duties.declared import EVERY, SHAPE, assignments_of, copied, rule_of
from yiben.capabilities.duties.turns import Rhythm, RhythmOn
from yiben.declare.model import Register
from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger.models import Record
from yiben.rulebook.duties import frequency
from yiben.township import places, staff


@dataclass(frozen=True)
class Assignment:
    record: str
    number: str
    title: str
    since: date | None
    until: date | None
    """The first day on which it holds no longer."""
    void: bool
    by: str
    """What its field `by` says: 镇级, 村级; empty where one rule holds for all."""
    agreed: str
    """A frequency agreed on, of EVERY's words; else empty."""
    values: Mapping[str, Any]
    """What its duties take over."""
    owner: str = ""
    """Username of who owes it, where he has an account and is of the staff."""

    def holds(self, day: date) -> bool:
        return not self.void and (self.until is None or day < self.until)


def people_of(town: str) -> frozenset[str]:
    """Usernames of the town's staff."""
    return frozenset(m.username for m in staff.members(town))


def read(register: Register, town: str, day: date, people: frozenset[str]) -> list[Assignment]:
    """The town's assignments for the register's duties, ended and voided ones too."""
    source = assignments_of(register)
    found = Record.objects.filter(register=source.id, town=town).order_by("number")
    merged = places.successor_map(town, day)
    return [_read(register, source, one, merged, people) for one in found.iterator(chunk_size=2000)]


def _read(
    register: Register, source: Register, one: Record, merged: Mapping[str, str], people: frozenset[str]
) -> Assignment:
    values: dict[str, Any] = {}
    for field in copied(register, source):
        value = one.data.get(field.id)
        if field.type == "place":
            # What happens in a village that was merged away is its successor's.
            value = merged.get(str(value), value)
        values[field.id] = value
    data = one.data
    account = next((str(data.get(f.id, "")) for f in source.typed_fields if f.type == "staff"), "")
    return Assignment(
        record=one.record,
        number=one.number,
        title=one.title,
        since=_day(data.get(source.since)),
        until=_day(data.get(source.until)),
        void=one.void,
        by=str(data.get(register.uses[SHAPE].get("by", ""), "")),
        agreed=str(data.get("every", "")),
        values=values,
        owner=account if account in people else "",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Rhythms:
    """Frequencies of one register's duties in one town, each asked of the rules once a run."""

    def __init__(self, register: Register, town: str) -> None:
        self.register, self.town = register, town
        self.problems: list[Problem] = []
        self.known: dict[tuple[str, date], Rhythm | None] = {}

    def of(self, one: Assignment) -> RhythmOn:
        """How often the assignment is owed, on any day."""
        rule = rule_of(self.register, one.by)
        if not rule and one.agreed not in EVERY:
            self._missing(one)
            return lambda on: None
        agreed = EVERY.get(one.agreed, "")

        def on(day: date) -> Rhythm | None:
            found = self._asked(rule, day) if rule else None
            if not agreed:
                return found
            return Rhythm(agreed, 1, found.months if found else None, f"约定{one.agreed}一次")

        return on

    def _missing(self, one: Assignment) -> None:
        field = assignments_of(self.register).fields.get(self.register.uses[SHAPE].get("by", ""))
        title = field.title if field else "类别"
        self.problems.append(problem("Y014", which=one.number, field=title, value=one.by))

    def _asked(self, rule: str, day: date) -> Rhythm | None:
        if (rule, day) not in self.known:
            self.known[rule, day] = self._frequency(rule, day)
        return self.known[rule, day]

    def _frequency(self, rule: str, day: date) -> Rhythm | None:
        try:
            found = frequency(self.town, rule, day)
        except Refused as refused:
            self.problems += [p for p in refused.problems if p not in self.problems]
            return None
        return Rhythm(found.every, found.times, found.months, f"{found.title}{found.said()}")
