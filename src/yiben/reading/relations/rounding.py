"""How far the true value may lie from the one printed, so that a sum is not accused of its rounding."""

import re
from decimal import Decimal

from yiben.reading.model import Figure
from yiben.reading.naming.clauses import plain

Range = tuple[Decimal, Decimal | None]
"""Lowest and highest value; None where nothing bounds it above."""
_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_COUNTED_WHOLE = re.compile(r"^\d+$")
_ZERO = Decimal(0)
_SLIPS_OF_SCALE = (4, -4, 8, -8, 3, -3)
"""万 for 亿 or left out, and a group of three digits."""


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
    return _meet((low / most, high / least), _cut_off(share))


def _cut_off(rate: Figure) -> Range:
    """16.8% is also what offices write for 16.87%: decimals are cut off as often as rounded."""
    low, high = reach(rate)
    half = half_digit(rate) if rate.bound == "exact" and "." in rate.surface else _ZERO
    return low, None if high is None else high + half


def is_growth(rate: Figure, now: Figure, then: Figure) -> bool | None:
    (low, high), (least, most) = reach(now), reach(then)
    if high is None or most is None or least <= 0:
        return None
    rise = (low / most - 1, high / least - 1)
    fall = (-rise[1], -rise[0])
    printed = _cut_off(rate)
    return _meet(rise, printed) or _meet(fall, printed)


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


_PERSONS_OF_HOUSEHOLD = (Decimal(1), Decimal(12))
"""人 ≥ 户, and seldom more than six to one (DOMAIN 4.1); twice that is no household."""
_YUAN_FOR_ONE = (Decimal(1), Decimal(10) ** 7)
"""What one person or household is paid or spends; a firm's sum may be a thousand times that."""
_BENEFIT_FOR_ONE = (Decimal(1), Decimal(500000))
"""低保, 补贴, 救助, 慰问."""
_SUM_OF_ONE = (Decimal(5000), Decimal(10) ** 11)
_PEOPLE = ("人", "户", "人次", "户次")


def is_measure(measure: Figure, of: Figure) -> bool | None:
    """Whether one can be a measure of the other; None where any number could.

    Only what no reader would believe is refused: fewer persons than households, 50亿元 for 502 persons.
    """
    if (of.unit, measure.unit) == ("户", "人"):
        return _in_bounds(measure, of, _PERSONS_OF_HOUSEHOLD)
    if measure.unit == "元" and of.unit in _PEOPLE:
        return None if _in_bounds(measure, of, _YUAN_FOR_ONE) else False
    return None


def is_benefit(measure: Figure, of: Figure) -> bool | None:
    """What each is paid by way of 补贴 or 救助."""
    return None if _in_bounds(measure, of, _BENEFIT_FOR_ONE) else False


def is_sum_of_things(measure: Figure, of: Figure) -> bool | None:
    """总投资 of projects and 产值 of firms: neither a few yuan nor more than any town has seen."""
    return None if _in_bounds(measure, of, _SUM_OF_ONE) else False


def _in_bounds(measure: Figure, of: Figure, bounds: tuple[Decimal, Decimal]) -> bool:
    low, high = reach(measure)
    least, most = reach(of)
    return (most is None or low <= most * bounds[1]) and (high is None or high >= least * bounds[0])


def is_progress(done: Figure, plan: Figure) -> bool | None:
    """None, unless what is done is a five-thousandth of the plan or fifty times as much: 万 for 亿."""
    low, high = reach(done)
    least, most = reach(plan)
    if most is not None and low > most * 50:
        return False
    return False if high is not None and 0 < high * 5000 < least else None


_EACH_ROUNDED = Decimal("0.02")
"""户均 is said in round numbers, without a hedge."""


def is_each(each: Figure, total: Figure, number: Figure) -> bool | None:
    """户均 and 亩产: the total by the number, within all three printed roundings."""
    (low, high), (least, most) = reach(total), reach(number)
    if high is None or most is None or least <= 0:
        return None
    return _meet((low / most * (1 - _EACH_ROUNDED), high / least * (1 + _EACH_ROUNDED)), reach(each))


def is_price(total: Figure, each: Figure, number: Figure) -> bool | None:
    """The sum of so many at so much."""
    (low, high), (least, most) = reach(each), reach(number)
    if high is None or most is None:
        return None
    return _meet((low * least * (1 - _EACH_ROUNDED), high * most * (1 + _EACH_ROUNDED)), reach(total))


def is_rise(rate: Figure, now: Figure, gain: Figure, up: bool) -> bool | None:
    """Growth where the rise is printed and not the level it started from."""
    (low, high), (least, most) = reach(now), reach(gain)
    if high is None or most is None:
        return None
    then = (low - most, high - least) if up else (low + least, high + most)
    if then[0] <= 0:
        return None
    return _meet((least / then[1], most / then[0]), reach(rate))


def slipped(whole: Figure, parts: list[Figure]) -> bool:
    """Whether one slip of the pen, and no list left unfinished, keeps the parts from their sum.

    A wrong 万 or 亿, two digits exchanged, or one wrong digit: all the other digits agree, and there are
    enough of them (one in a hundred would by chance).
    """
    figures = [whole, *parts]
    if any(figure.bound != "exact" for figure in figures):
        return False
    values = [figure.value for figure in figures]
    missing = values[0] - sum(values[1:], _ZERO)
    fewest = 2 if missing < 0 and values[0] >= 100 else 3
    signs = [1] + [-1] * len(parts)
    if not missing:
        return False
    for sign, figure in zip(signs, figures, strict=True):
        others = [figure.value.scaleb(by) for by in _SLIPS_OF_SCALE] + _exchanged(figure, fewest)
        if any(missing + sign * (other - figure.value) == 0 for other in others):
            return True
    return _one_digit(missing, values)


def _exchanged(figure: Figure, fewest: int = 3) -> list[Decimal]:
    """The value with two neighbouring digits exchanged, where so many are printed."""
    found = _DIGITS.search("".join(plain(figure.surface).split()))
    number = found.group().replace(",", "") if found else ""
    if sum(sign.isdigit() for sign in number) < fewest or not Decimal(number):
        return []
    values = []
    for at in range(len(number) - 1):
        one, other = number[at], number[at + 1]
        if one != other and (one + other).isdigit():
            turned = Decimal(number[:at] + other + one + number[at + 2 :])
            values.append(figure.value / Decimal(number) * turned)
    return values


def _one_digit(missing: Decimal, values: list[Decimal]) -> bool:
    """5·10ᵏ is missing, and two digits or more below agree though they are not all noughts."""
    lone = abs(missing).normalize()
    finest = min(int(value.normalize().as_tuple().exponent) for value in values if value)
    agreeing = int(lone.as_tuple().exponent) - finest
    place = Decimal(1).scaleb(int(lone.as_tuple().exponent))
    return len(lone.as_tuple().digits) == 1 and agreeing >= 2 and bool(values[0] % place)


def may_be_one(one: Figure, other: Figure) -> bool:
    """Whether two printed numbers can stand for the same value."""
    return _meet(reach(one), reach(other))


_NEAR_ENOUGH = Decimal("0.3")


def is_slip(one: Figure, other: Figure) -> bool:
    """Whether two values differ as a slip makes them differ: a little, by a scale, by digits exchanged."""
    if not one.value or not other.value:
        return False
    near = abs(one.value - other.value) <= _NEAR_ENOUGH * max(one.value, other.value)
    scaled = any(one.value.scaleb(by) == other.value for by in _SLIPS_OF_SCALE)
    return near or scaled or other.value in _exchanged(one)
