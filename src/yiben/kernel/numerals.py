"""Numbers as people type them, as tables show them and as sentences say them.

Hedges follow the sentence patterns of township reports: 余 and 多 up to a tenth more, 近 up to a twentieth
less, 约 within three hundredths, 超 more. A hedge is always written from the exact value.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from yiben.kernel.agreement import matches
from yiben.kernel.digits import Number, exact, parse_number, rounded
from yiben.kernel.units import from_base

__all__ = ["matches", "parse_number", "plain", "say", "write"]

MONEY = ("元", "万元")
"""Units of which a sentence chooses the one that reads well."""


def write(value: Number | None, unit: str = "", decimals: int = 0) -> str:
    """The number of a base value in a unit, for tables: 10080000 in 万元 is 1,008; none is —."""
    if value is None:
        return "—"
    return f"{rounded(from_base(exact(value), unit), decimals):,f}".replace("-", "−")


def plain(number: Decimal, decimals: int = 2) -> str:
    """At most so many decimals, no closing zeros, no separators: 97.5, 1008."""
    text = f"{rounded(number, decimals):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def say(value: Number, unit: str = "", hedge: str = "", decimals: int = 2) -> str:
    """A base value in a sentence: 1008万元, 1.68亿元, 4693人, 97.5%, 100余次, 近30000平方米.

    hedge: 余 多 近 约 超 or "". Money in 元 is said in 万元 from 10000 and in 亿元 from a hundred million
    where that loses nothing of the two decimals; a 比例 is said in %. A hedge is left out where the rounded
    number is the exact one.
    """
    number = exact(value)
    if hedge and number and unit in MONEY:
        # Rounded before the unit is chosen: 402345678元 is 超4亿元.
        about = _hedged(number, hedge)
        shown = _saying_unit(about, unit, decimals)
        about = from_base(about, shown)
    else:
        shown = _saying_unit(number, unit, decimals)
        about = _hedged(from_base(number, shown), hedge) if hedge and number else from_base(number, shown)
    amount = from_base(number, shown)
    if about == amount:
        return f"{plain(amount, decimals)}{shown}"
    words = plain(about, max(decimals, 6))
    if about >= 100000 and about % 10000 == 0 and "." not in words:
        words = f"{plain(about / 10000, 4)}万"
    return f"{words}{hedge}{shown}" if hedge in ("余", "多") else f"{hedge}{words}{shown}"


def _saying_unit(number: Decimal, name: str, decimals: int) -> str:
    if name == "比例":
        return "%"
    if name not in MONEY:
        return name
    size = abs(number)
    if size >= 10**8 and rounded(number / 10**8, decimals) == number / 10**8:
        return "亿元"
    return "万元" if size >= 10**4 else name


_HEDGES = {
    "余": (ROUND_FLOOR, "0.9090909091", "1"), "多": (ROUND_FLOOR, "0.9090909091", "1"),
    "超": (ROUND_FLOOR, "0.9090909091", "1"), "近": (ROUND_CEILING, "1", "1.0526315789"),
    "约": (ROUND_HALF_UP, "0.9708737865", "1.0309278350"),
}  # fmt: skip


def _hedged(amount: Decimal, hedge: str) -> Decimal:
    """The number with the fewest digits that the hedge allows to stand for the amount."""
    way, low, high = _HEDGES[hedge]
    size = abs(amount)
    for digits in range(1, 16):
        step = Decimal(1).scaleb(size.adjusted() - digits + 1)
        near = (size / step).to_integral_value(way) * step
        if size * Decimal(low) <= near <= size * Decimal(high):
            return near.copy_sign(amount)
    return amount
