"""Figures that are no number with a unit: ranks, rhythms, noughts, parts of a whole."""

import re
from collections.abc import Callable
from decimal import Decimal

from yiben.kernel.digits import tidy
from yiben.kernel.spoken import read_spoken
from yiben.reading.finding.amounts import Amount
from yiben.reading.finding.patterns import HEDGED
from yiben.reading.finding.units_spoken import base

_NOUGHT_UNITS = {
    "伤亡": "人", "死亡": "人", "感染": "人", "返贫": "人", "投诉": "件", "举报": "件",
    "差错": "次", "违规": "次",
}  # fmt: skip
_SPANS = {"日": "天", "季度": "季"}
_SPANS_HALVED = {"月": "个月", "钟头": "小时"}


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
    if found["halved_span"]:
        times *= 2
    bound = "at_least" if found["floor"] or found["more"] else "exact"
    return _made(found, times, f"次/{_SPANS.get(span, span)}", "rhythm", bound)


def zero(found: re.Match[str]) -> Amount:
    """没有发生一起, 零伤亡."""
    unit = found["none"] or _NOUGHT_UNITS.get(found["nought"], "起")
    return _made(found, 0, "人" if unit == "名" else unit, "nought")


def _hedged(found: re.Match[str], mark: str) -> str:
    if found["least" + mark] or found["up" + mark]:
        return "at_least"
    if found["most" + mark] or found["down" + mark]:
        return "at_most"
    return "about" if found["about" + mark] or found["nearly" + mark] else "exact"


def share(found: re.Match[str]) -> Amount:
    """三分之二, 百分之五点三, 九成以上; 翻一番 is a growth of 100 %, 翻两番 of 300 %."""
    bound = "about" if found["rather"] else _hedged(found, HEDGED["share"])
    if found["tenths"]:
        return _tenths(found, bound)
    if found["all"]:
        return _made(found, 1, "比例", "share_in_words", bound)
    if found["below"]:
        below = read_spoken(found["below"]).value
        if not below:
            return _made(found, 0, "比例", "share_in_words")
        return _made(found, read_spoken(found["above"]).value / below, "比例", "share_in_words", bound)
    if found["over"]:
        part = Decimal(found["over"]) / Decimal(found["under"])
        return _made(found, part, "比例", "share_in_words", bound)
    times = read_spoken(found["doubled"]).value if found["doubled"] else Decimal(1)
    bound = "about" if found["nearly_doubled"] or found["doubled_more"] else "exact"
    bound = "at_least" if found["doubled_least"] else bound
    return _made(found, 2 ** int(times) - 1, "比例", "doubling", bound)


def _tenths(found: re.Match[str], bound: str) -> Amount:
    """八成, 七成五, 两三成: of two numbers the lower one."""
    said, more = found["tenths"], found["hundredths"]
    value = read_spoken(said[0]).value
    if more:
        value += Decimal("0.5") if more == "半" else read_spoken(more).value / 10
    return _made(found, value / 10, "比例", "share_in_words", "about" if len(said) > 1 else bound)


def half(found: re.Match[str]) -> Amount:
    """一半, 过半 are half of a whole; 3个半月, 一年半, 半小时 are spans and measures."""
    if found["half_share"] is not None:
        return _made(found, Decimal("0.5"), "比例", "half_of_a_whole", _hedged(found, HEDGED["half"]))
    unit = found["halved"] or found["halved_too"] or found["half_of"] or found["half_of_too"]
    if not unit:
        bound = "at_least" if found["past"] else "about"
        return _made(found, Decimal("0.5"), "比例", "half_of_a_whole", bound)
    number = (read_spoken(found["whole"]).value if found["whole"] else 0) + Decimal("0.5")
    value, name = base(number, _SPANS_HALVED.get(unit, unit))
    return _made(found, value, name, "half_of_a_unit", _hedged(found, HEDGED["half"]))


SPECIAL: dict[str, Callable[[re.Match[str]], Amount]] = {
    "rank": rank, "best": best, "rhythm": rhythm, "zero": zero, "half": half, "share": share,
}  # fmt: skip
