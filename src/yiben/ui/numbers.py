"""Numbers as pages show them; a value that is not there is —, a true zero is 0."""

from decimal import Decimal
from typing import Any

from yiben.declare.model import Figure
from yiben.kernel import numerals

NONE = "—"


def table(value: Any, unit: str, decimals: int) -> str:
    """The number alone, in the unit shown, without the unit's word: 1,008."""
    if value is None or value == "":
        return NONE
    return str(numerals.write(Decimal(str(value)), unit, decimals)).replace("-", "−")


def of_figure(figure: Figure, value: int | Decimal | None) -> str:
    return table(value, figure.unit, figure.decimals)
