"""Whether a stated number, hedged and rounded as it is printed, agrees with the exact one."""

import re
from decimal import Decimal

from yiben.kernel.digits import Number, exact, parse_number

_PRINTED = re.compile(r"[\d０-９][\d０-９,，.．]*")
_SCALES = (
    ("万亿", 12),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百分", -2),
    ("百", 2),
    ("%", -2),
    ("％", -2),
    ("‰", -3),
)
MORE = Decimal("1.1")
"""余 and 多 end before this many times."""
_WINDOWS = (
    (("余", "多"), Decimal(1), MORE),
    (("近",), Decimal("0.95"), Decimal(1)),
    (("约", "左右", "上下"), Decimal("0.97"), Decimal("1.03")),
)
_ABOUT = (Decimal("0.95"), MORE)


def matches(stated: Number, bound: str, computed: Number | None, surface: str = "") -> bool:
    """Whether the computed value bears the stated one out.

    bound: exact, about, at_least, at_most. `surface` is the number as printed, 1008万元 or 近50处: it tells
    to which digit the number was rounded and which hedge stands; without it the digits of `stated` tell, and
    `about` takes 0.95 to 1.1 times. Exact means: it rounds to what is printed (0.67 for 50 of 75).
    """
    if computed is None:
        return False
    said, ours = exact(stated), exact(computed)
    if bound == "at_least":
        return ours >= said
    if bound == "at_most":
        return ours <= said
    if bound == "about":
        low, high = _window(surface)
        share = ours / said if said else Decimal(not ours)
        return low <= share < high if high == MORE else low <= share <= high
    return abs(ours - said) <= _last_digit(said, surface) / 2


def _window(surface: str) -> tuple[Decimal, Decimal]:
    for marks, low, high in _WINDOWS:
        if any(mark in surface for mark in marks):
            return low, high
    return _ABOUT


def _last_digit(stated: Decimal, surface: str) -> Decimal:
    """The worth of the last digit printed: 10000 for 1008万元, 0.001 for 97.5%."""
    for printed in _PRINTED.finditer(surface):
        after = surface[printed.end() :].lstrip("个")
        scale = next((size for word, size in _SCALES if after.startswith(word)), 0)
        try:
            number = parse_number(printed[0].rstrip(",，.．"))
        except ValueError:
            continue
        if number.scaleb(scale) == stated:
            return Decimal(1).scaleb(int(number.as_tuple().exponent) + scale)
    return Decimal(1).scaleb(min(0, int(stated.normalize().as_tuple().exponent)))
