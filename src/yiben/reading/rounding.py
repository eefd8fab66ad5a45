"""How far the true value may lie from the one printed, so that a sum is not accused of its rounding."""

import re
from decimal import Decimal

from yiben.reading.clauses import plain
from yiben.reading.model import Figure

Range = tuple[Decimal, Decimal | None]
"""Lowest and highest value; None where nothing bounds it above."""
_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_COUNTED_WHOLE = re.compile(r"^\d+$")
_ZERO = Decimal(0)


def reach(figure: Figure) -> Range:
    """The values the printed number may stand for: 余 and 多 up to a tenth more, 近 up to a twentieth less,
    约 within three hundredths (DOMAIN 5.2); else half of the last printed digit."""
    value, surface = figure.value, plain(figure.surface)
    if figure.bound == "at_least":
        return value, None
    if figure.bound == "at_most":
        return _ZERO, value
    if figure.bound == "about":
        if re.search(r"[余多]", surface):
            return value, value * Decimal("1.1")
        if re.search(r"近|接近|将近", surface):
            return value * Decimal("0.95"), value
        size = value * Decimal("0.03")
        return value - size, value + size
    half = half_digit(figure)
    return value - half, value + half


def half_digit(figure: Figure) -> Decimal:
    """Half of the last printed digit in base units; nothing for whole numbers that count things."""
    found = _DIGITS.search("".join(plain(figure.surface).split()))
    if not found:
        return _ZERO
    number = Decimal(found.group().replace(",", ""))
    if not number or not figure.value:
        return _ZERO
    scale = abs(figure.value / number)
    if scale == 1 and not found[1]:
        return _ZERO
    return scale.scaleb(-len(found[1] or "")) / 2


def adds_up(whole: Figure, parts: list[Figure]) -> bool:
    finest = half_digit(whole)
    ranges = [_no_coarser(part, finest) for part in parts]
    low = sum((least for least, _ in ranges), _ZERO)
    tops = [most for _, most in ranges if most is not None]
    high = sum(tops, _ZERO) if len(tops) == len(ranges) else None
    return _meet((low, high), reach(whole))


def _no_coarser(part: Figure, half: Decimal) -> Range:
    """Inside 1.12亿元 a part of 1亿元 is printed short because it is round, not because it was rounded."""
    own = half_digit(part)
    if part.bound == "exact" and 0 < half < own and "." not in part.surface:
        return part.value - half, part.value + half
    return reach(part)


def is_share(share: Figure, part: Figure, whole: Figure) -> bool | None:
    (low, high), (least, most) = reach(part), reach(whole)
    if high is None or most is None or least <= 0:
        return None
    return _meet((low / most, high / least), reach(share))


def is_growth(rate: Figure, now: Figure, then: Figure) -> bool | None:
    (low, high), (least, most) = reach(now), reach(then)
    if high is None or most is None or least <= 0:
        return None
    rise = (low / most - 1, high / least - 1)
    fall = (-rise[1], -rise[0])
    return _meet(rise, reach(rate)) or _meet(fall, reach(rate))


def is_difference(left: Figure, whole: Figure, part: Figure) -> bool:
    (low, high), (least, most) = reach(whole), reach(part)
    if high is None or most is None:
        return True
    return _meet((low - most, high - least), reach(left))


def fills(shares: list[Figure]) -> bool:
    """Whether shares of one thing can make up the whole of it."""
    ranges = [reach(share) for share in shares]
    low, high = sum((least for least, _ in ranges), _ZERO), sum((most or 1 for _, most in ranges), _ZERO)
    return low <= 1 <= high


def at_most(part: Figure, whole: Figure) -> bool:
    high = reach(whole)[1]
    return high is None or reach(part)[0] <= high


def _meet(one: Range, other: Range) -> bool:
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])
