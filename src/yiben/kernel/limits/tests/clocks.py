"""Clocks for tests, with what they say filled in."""

from datetime import date
from typing import Any

from yiben.kernel.limits.amounts import Amount
from yiben.kernel.limits.clocks import Clock, Extend, Moment

PETITIONS = "《信访工作条例》"


def clock(number: int, unit: str, start: Moment, **more: Any) -> Clock:
    return Clock("a_rule", "办理", Amount(number, unit), start, **more)


def petition(start: Moment) -> Clock:
    """60 days and 30 more, once; it may stand still."""
    allowed = Extend(Amount(30, "days"), 1, "本机关、单位负责人", "第三十四条")
    return Clock(
        "petition_handling",
        "办理",
        Amount(60, "days"),
        start,
        source=PETITIONS,
        article="第三十四条",
        extend=allowed,
        may_pause=True,
        valid_from=date(2022, 5, 1),
    )
