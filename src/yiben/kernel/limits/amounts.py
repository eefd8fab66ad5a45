"""How long: 15个工作日, 60日, 24小时, 4个工作小时."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yiben.kernel.language import ENGLISH, spoken

UNITS = ("days", "working_days", "hours", "working_hours")
"""Calendar days, working days, hours that run through, hours within office hours."""
TITLES: Mapping[str, tuple[str, str, str]] = {
    "days": ("日", "day", "days"),
    "working_days": ("个工作日", "working day", "working days"),
    "hours": ("小时", "hour", "hours"),
    "working_hours": ("个工作小时", "working hour", "working hours"),
}
MOST = 3660
"""Longer than any limit; a slip of the hand, not a rule."""


@dataclass(frozen=True)
class Amount:
    number: int
    unit: str
    """One of UNITS."""

    @property
    def by_hours(self) -> bool:
        return self.unit in ("hours", "working_hours")

    @property
    def at_work(self) -> bool:
        """Whether only working days, or office hours, are counted."""
        return self.unit in ("working_days", "working_hours")

    def said(self) -> str:
        """15个工作日 · 15 working days."""
        return counted_said(self.number, self.unit)

    def as_json(self) -> list[Any]:
        return [self.number, self.unit]

    @staticmethod
    def read(kept: Any) -> "Amount | None":
        return Amount(int(kept[0]), str(kept[1])) if kept else None


def counted_said(number: int, unit: str) -> str:
    chinese, one, many = TITLES[unit]
    if spoken() == ENGLISH:
        return f"{number} {one if number == 1 else many}"
    return f"{number}{chinese}"


def unit_said(unit: str) -> str:
    """The unit alone, as a choice has it: 工作日."""
    return TITLES[unit][2] if spoken() == ENGLISH else unit_word(unit)


def unit_word(unit: str) -> str:
    """The unit as the ledger keeps it, in Chinese: 工作日."""
    return TITLES[unit][0].removeprefix("个")


def unit_named(word: str) -> str:
    """The unit that a Chinese word names (工作日, 日, 小时, 工作小时); "" for none."""
    return next((unit for unit in UNITS if unit_word(unit) == word), "")
