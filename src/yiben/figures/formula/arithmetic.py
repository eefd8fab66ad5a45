"""What is done with values once they are counted; None is "no value" and stays so."""

from decimal import Decimal, localcontext

DIGITS = 28
"""Digits that a quotient is kept to; counts and sums are exact."""


def quotient(part: int | Decimal | None, whole: int | Decimal | None) -> Decimal | None:
    """No value where the whole is nothing."""
    if part is None or not whole:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        return Decimal(part) / Decimal(whole)


def middle(low: int | Decimal | None, high: int | Decimal | None) -> Decimal | None:
    """The median out of the two middle values; of an odd number both are the same one."""
    return None if low is None or high is None else quotient(low + high, 2)


def growth(now: int | Decimal | None, before: int | Decimal | None) -> Decimal | None:
    """How much more than before, as a part of before; no value without a base."""
    found = quotient(now, before)
    return None if found is None else found - 1


def plus(left: int | Decimal | None, right: int | Decimal | None, sign: int = 1) -> int | Decimal | None:
    return None if left is None or right is None else left + sign * right


def place_in(own: int | Decimal | None, others: "list[int | Decimal | None]") -> int | None:
    """The rank, 1 for the highest; equal values share it; who has no value isn't ranked."""
    return None if own is None else 1 + sum(other > own for other in others if other is not None)
