"""One case of the demo going its way: step after step, each by somebody, some working days apart."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yiben.demo.days import after
from yiben.demo.town import Town


class Walk:
    """Plans the moves of one record; what would fall after the last day of the demo is left out."""

    def __init__(
        self, town: Town, register: str, values: Mapping[str, Any], on: date, by: str, **entered: Any
    ) -> None:
        self.town, self.register, self.day, self.by = town, register, on, by
        self.ended = False
        self.record = town.plan.enter(register, values, on, by, **entered)

    def step(
        self,
        move: str,
        by: str,
        gap: int = 0,
        why: str = "",
        parts: Mapping[str, Any] | None = None,
        days: tuple[str, ...] = (),
        **values: Any,
    ) -> bool:
        """Make the move so many working days after the last one; `days` names fields that take its day.

        Whether it still fell within the demo's days; nothing follows a step that did not.
        """
        wanted = after(self.day, gap)
        if not self.ended and self.town.plan.earliest(self.record, wanted, by) > self.town.plan.last_day:
            self.ended = True
        if self.ended:
            return False
        on = self.town.plan.earliest(self.record, wanted, by)
        given = values | dict.fromkeys(days, on)
        self.town.plan.advance(self.register, self.record, move, on, by, why, parts, **given)
        self.day, self.by = on, by
        return True
