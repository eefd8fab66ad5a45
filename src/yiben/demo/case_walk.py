"""One case on its way through a register's moves, day after day, as its people make them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yiben.demo.days import after, on_or_before
from yiben.demo.town import Town


@dataclass
class CaseWalk:
    """A record already entered; unlike `walk.Walk` a step that does not fit in time does not end it."""

    town: Town
    register: str
    record: str
    day: date
    """The day of the last step."""
    village: str
    """Code of the village that it happens in."""
    by: str = ""
    """Who makes the steps for which nobody else is named."""
    owner: str = ""
    """Whose case it is now: who entered it, or to whom it was given."""

    def __post_init__(self) -> None:
        self.by = self.by or self.town.keeper(self.register)
        self.owner = self.owner or self.by

    @property
    def last(self) -> date:
        """The last working day on which anything is recorded."""
        return on_or_before(self.town.plan.last_day)

    def has(self, working_days: int) -> bool:
        """Whether so many working days are left."""
        return after(self.day, working_days) <= self.last

    def friday(self, least: int) -> int:
        """How many working days, at least so many, to the Friday on which a leader goes through them."""
        return next((n for n in range(least, least + 9) if after(self.day, n).weekday() == 4), least)

    def step(
        self,
        move: str,
        days: int = 1,
        by: str = "",
        why: str = "",
        parts: Mapping[str, Any] | None = None,
        dated: str = "",
        must: bool = False,
        **values: Any,
    ) -> bool:
        """Make the move so many working days later; False where that is after the last day.

        dated: the fields that are given the day of the move, with spaces between. must: on the last day
        rather than not at all.
        """
        who = by or self.by
        wanted = after(self.day, days)
        on = self.town.plan.earliest(self.record, min(wanted, self.last) if must else wanted, who)
        if on > self.last:
            return False
        values |= dict.fromkeys(dated.split(), on)
        given = {name: value for name, value in values.items() if value is not None}
        self.town.plan.advance(self.register, self.record, move, on, who, why, parts=parts, **given)
        self.day = on
        return True
