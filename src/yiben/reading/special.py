"""Figures that are no number with a unit: ranks, rhythms, noughts, parts of a whole."""

import re
from collections.abc import Callable
from decimal import Decimal

from yiben.kernel.digits import tidy
from yiben.kernel.spoken import read_spoken
from yiben.reading.amounts import Amount

_NOUGHT_UNITS = {
    "伤亡": "人", "死亡": "人", "感染": "人", "返贫": "人", "投诉": "件", "举报": "件",
    "差错": "次", "违规": "次",
}  # fmt: skip
_SPANS = {"日": "天", "季度": "季"}


def _made(found: re.Match[str], value: Decimal | int, unit: str, rule: str, bound: str = "exact") -> Amount:
    number = Decimal(value)
    return Amount(found.start(), found.end(), number, tidy(number), unit, bound, (rule,), unit)


def rank(found: re.Match[str]) -> Amount:
    """第688位, 全县第三, 第一镇, 第一阵列; 前三名 is at most the third."""
    if found["within"]:
        return _made(found, read_spoken(found["within"]).value, "名次", "rank_within", "at_most")
    unit = "阵列" if found["tier"] else "名次"
    return _made(found, read_spoken(found["nth"]).value, unit, "rank")


def best(found: re.Match[str]) -> Amount:
    """全州首个, 全省最大."""
    return _made(found, 1, "名次", "superlative")


def rhythm(found: re.Match[str]) -> Amount:
    """每月至少调度一次, 一周一暗访: how often in a day, week, month, quarter or year."""
    span = found["span"] or found["beat"]
    times = read_spoken(found["times"]).value if found["times"] else Decimal(1)
    bound = "at_least" if found["floor"] or found["more"] else "exact"
    return _made(found, times, f"次/{_SPANS.get(span, span)}", "rhythm", bound)


def zero(found: re.Match[str]) -> Amount:
    """没有发生一起, 零伤亡."""
    unit = found["none"] or _NOUGHT_UNITS.get(found["nought"], "起")
    return _made(found, 0, "人" if unit == "名" else unit, "nought")


def share(found: re.Match[str]) -> Amount:
    """三分之二, 百分之五点三, 九成以上; 翻一番 is a growth of 100 %, 翻两番 of 300 %."""
    bound = "exact"
    if found["least_"] or found["up_"]:
        bound = "at_least"
    elif found["most_"] or found["down_"]:
        bound = "at_most"
    elif found["about_"] or found["nearly_"]:
        bound = "about"
    if found["tenths"]:
        tenths = read_spoken(found["tenths"]).value + (Decimal("0.5") if found["half"] else 0)
        return _made(found, tenths / 10, "比例", "share_in_words", bound)
    if found["below"]:
        below = read_spoken(found["below"]).value
        if not below:
            return _made(found, 0, "比例", "share_in_words")
        return _made(found, read_spoken(found["above"]).value / below, "比例", "share_in_words", bound)
    if found["over"]:
        return _made(found, Decimal(found["over"]) / Decimal(found["under"]), "比例", "share_in_words")
    times = read_spoken(found["doubled"]).value if found["doubled"] else Decimal(1)
    return _made(found, 2 ** int(times) - 1, "比例", "doubling")


SPECIAL: dict[str, Callable[[re.Match[str]], Amount]] = {
    "rank": rank, "best": best, "rhythm": rhythm, "zero": zero, "share": share,
}  # fmt: skip
