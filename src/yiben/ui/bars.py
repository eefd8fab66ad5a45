"""Bars as plain svg: shares of a width, so that no style attribute is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Number = Decimal | float | int | None


@dataclass(frozen=True)
class Spark:
    """One small bar of a row of them, in the units of its svg."""

    x: float
    y: float
    width: float
    height: float
    minus: bool


def shares(values: Sequence[Number]) -> list[float]:
    """Each value's length as a percentage of the longest; nothing for none."""
    longest = max((abs(float(v)) for v in values if v is not None), default=0.0)
    return [0.0 if v is None or not longest else round(abs(float(v)) / longest * 100, 2) for v in values]


def sparks(values: Sequence[Number], width: float = 62, height: float = 16) -> list[Spark]:
    """Small bars by month; a month without value leaves its place empty, one below zero hangs down."""
    if not values:
        return []
    step = width / len(values)
    known = [float(v) for v in values if v is not None]
    above, below = max([0.0, *known]), -min([0.0, *known])
    zero = height * above / (above + below) if above + below else height
    made = []
    for n, value in enumerate(values):
        tall = max(abs(float(value)) / (above + below) * height, 1.0) if value else 0.0
        minus = value is not None and value < 0
        top = zero if minus else zero - tall
        made.append(Spark(round(n * step, 2), round(top, 2), round(step * 0.72, 2), round(tall, 2), minus))
    return made
