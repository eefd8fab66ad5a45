"""Numbers read from what people type, exact and rounded as people round."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TypeAlias

Number: TypeAlias = str | int | float | Decimal

_WORK = Context(prec=80)
_NUMBER = re.compile(
    r"([+-]?)((?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d*)?|\.\d+) ?(万亿|亿|万|千|百|%|‰)?", re.ASCII
)
_SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "亿": 8, "万亿": 12, "%": -2, "‰": -3}
_MINUS = dict.fromkeys(map(ord, "−－–—"), "-")
LONGEST = 60
"""Longest text read as a number, in characters."""


def parse_number(text: str) -> Decimal:
    """The number of 1,200.50 · 1.2万 · １２００ · 97.5% (0.975); ValueError where the text is none."""
    if len(text) > 4 * LONGEST:
        raise ValueError(text[:LONGEST])
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS).strip()
    found = _NUMBER.fullmatch(plain) if len(plain) <= LONGEST else None
    if not found:
        raise ValueError(text[:LONGEST])
    digits = found[2].replace(",", "").replace(" ", "")
    return Decimal(f"{found[1]}{digits}").scaleb(_SCALES[found[3] or ""], _WORK)


def exact(number: Number) -> Decimal:
    """The number as it is printed: 0.1 is a tenth, not the nearest binary fraction."""
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Half away from zero, as people round; never a minus zero."""
    cut = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WORK)
    return cut if cut else abs(cut)


def significant(number: Decimal) -> int:
    """How many digits the number has, without zeros before it or after its decimals."""
    digits = number.normalize(_WORK).as_tuple()
    return max(len(digits.digits), len(digits.digits) + int(digits.exponent))


def decimals_of(number: Decimal) -> int:
    return max(0, -int(number.normalize(_WORK).as_tuple().exponent))


def tidy(number: Decimal) -> Decimal:
    """The same number without closing zeros or exponent: 12000, not 1.2E+4."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1), context=_WORK) if number == whole else number.normalize(_WORK)
