"""A case under an act: what it will say, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from yiben.capabilities.cases.part import Part
from yiben.declare.model import Limit, Move, Register
from yiben.kernel import clock
from yiben.kernel.limits.clocks import Moment, local
from yiben.kernel.limits.saying import day_said, minute_said
from yiben.kernel.problems import Problem, problem
from yiben.kernel.working_days import WorkingDays, calendar
from yiben.ledger.shapes import Doing
from yiben.township.rights import may


@dataclass
class Working:
    """The act, the case's part and the fields set so far; the modules of this package fill it one by one."""

    doing: Doing
    part: Part
    fields: dict[str, Any]
    """The record's fields as they will stand."""
    set: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    owner: str = ""
    office: str = ""

    @staticmethod
    def on(doing: Doing) -> "Working":
        return Working(doing, Part.of(doing.before["data"] if doing.before else None), doing.data)

    @property
    def register(self) -> Register:
        return self.doing.register

    @property
    def move(self) -> Move | None:
        return self.doing.move

    @property
    def kind(self) -> str:
        """The kind of the move; empty for a plain step, an entering, a correction."""
        return self.move.kind if self.move else ""

    @property
    def title(self) -> str:
        """What the move is called, as a refusal names it."""
        return self.move.title if self.move else ""

    @cached_property
    def calendar(self) -> WorkingDays:
        return calendar(self.doing.town)

    @property
    def today(self) -> date:
        return clock.today()

    @property
    def now(self) -> Moment:
        """This minute."""
        return local(clock.now())

    @property
    def day(self) -> date:
        """The day of the act: the one that the move itself was given, else today.

        A clerk who writes on Monday what was done on Friday gives the day with the move.
        """
        if self.move is None:
            return self.today
        began = self.fields.get(self.register.happened)
        for name in (*self.move.asks, *self.move.may_ask):
            value = self.doing.values.get(name)
            if value and name != self.register.due and self.is_day(name):
                day = day_in(value)
                # A day before the case came, or still to come, is about something else: a plan, a birth.
                if day <= self.today and (not began or day >= day_in(began)):
                    return day
        return self.today

    @property
    def closes(self) -> bool:
        """Whether the case will be in a closed state."""
        return self.is_closed(self.doing.state)

    @property
    def was_closed(self) -> bool:
        return self.doing.before is not None and self.is_closed(self.doing.before["state"])

    def is_closed(self, state: str) -> bool:
        return state in self.register.states and self.register.states[state].closed

    def is_day(self, name: str) -> bool:
        return name in self.register.fields and self.register.fields[name].type in ("date", "moment")

    def put(self, name: str, value: Any) -> None:
        """Set a field, by None clear it; what the register does not have is left."""
        if name not in self.register.fields:
            return
        self.set[name] = value
        if value is None:
            self.fields.pop(name, None)
        else:
            self.fields[name] = value

    def add(self, counter: str, number: int = 1) -> None:
        name = f"times_{counter}"
        self.put(name, int(self.fields.get(name) or 0) + number)

    def handed(self, name: str) -> Any:
        """What came with the act under this name: from a capability's service, or from a field so called."""
        if name in self.doing.given:
            return self.doing.given[name]
        if self.move is not None and name in (*self.move.asks, *self.move.may_ask):
            return self.fields.get(name)
        return None

    def refuse(self, number: str, where: str = "", **values: object) -> None:
        self.problems.append(problem(number, where, **values))

    def changed(self, *names: str) -> bool:
        """Whether the act itself, or the engine so far, gives one of the fields another value."""
        old = self.doing.before["data"] if self.doing.before else {}
        return any(self.fields.get(name) != old.get(name) for name in names)

    @property
    def place(self) -> str:
        return str(self.doing.before["place"]) if self.doing.before else self.doing.town

    @property
    def approves(self) -> bool:
        """Whether who acts may approve there."""
        return may(self.doing.by, "approve", self.register.id, self.place)

    def said(self, name: str) -> str:
        """The field's day or minute in words."""
        at = self.moment(name)
        return "" if at is None else minute_said(at) if isinstance(at, datetime) else day_said(at)

    def moment(self, name: str) -> Moment | None:
        """The field's day or minute; a day that is today has the minute of this entry."""
        value = self.fields.get(name)
        return moment_in(value) if value else None

    def limits(self) -> list[Limit]:
        return list(self.register.limits.values())


Step = Callable[[Working], None]


def moment_in(value: Any) -> Moment:
    if isinstance(value, date):
        return local(value)
    text = str(value)
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def day_in(value: Any) -> date:
    found = moment_in(value)
    return found.date() if isinstance(found, datetime) else found
