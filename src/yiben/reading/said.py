"""What was read, in the words of an office: bounds, kinds, and relations as sentences."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from yiben.kernel.numerals import plain
from yiben.kernel.periods import Period
from yiben.kernel.problems import Refused
from yiben.reading.model import Figure, Relation

BOUNDS = {"exact": "", "about": "约", "at_least": "不低于", "at_most": "不超过"}
KINDS = {
    "count": "发生数", "stock": "存量", "amount": "总量", "share": "比例", "growth": "增减", "plan": "计划",
    "target": "目标", "rank": "位次", "norm": "标准", "profile": "概况",
}  # fmt: skip
RELATIONS = {
    "sum_of": "合计", "part_of": "其中", "share_of": "占比", "difference_of": "相差", "growth_of": "增减",
    "progress_of": "进度", "measure_of": "数量", "same_as": "同一个数",
}  # fmt: skip
_SIGNS = {"sum_of": "+", "difference_of": "−", "share_of": "÷"}
_WORDS = {
    "part_of": "{whole}中有{parts}", "share_of": "{whole}是对{parts}的占比",
    "difference_of": "{whole}与{parts}相差", "growth_of": "{parts}增减{whole}",
    "progress_of": "{parts}已完成{whole}", "measure_of": "{parts}，计{whole}",
    "same_as": "{whole}与{parts}是同一个数",
}  # fmt: skip
MARKS = {True: "✓", False: "≠", None: "·"}
HOLDS = {True: "成立", False: "不成立", None: "文中的数不足以判断"}


def sentence(relation: Relation, figures: Sequence[Figure]) -> str:
    """The relation with its figures as printed, 25户 = 13户 + 12户, and where it fails the right value."""
    whole, right = figures[relation.whole], reckoned(relation, figures)
    parts = [flat(figures[i].surface) for i in relation.parts]
    if "relation.over_the_whole" in relation.rules:
        return f"{flat(whole.surface)}超过了100%"
    said = _said(relation.type, flat(whole.surface), ["100%", *parts] if _of_one(relation) else parts)
    if relation.holds is False and right is not None:
        return f"{said}，算得 {amount(right, whole.unit)}"
    return said


def _said(kind: str, whole: str, parts: Sequence[str]) -> str:
    sign = _SIGNS.get(kind)
    if sign and (kind in ("sum_of", "difference_of") or len(parts) == 2):
        return f"{whole} = {f' {sign} '.join(parts)}"
    return _WORDS[kind].format(whole=whole, parts="、".join(parts))


def _of_one(relation: Relation) -> bool:
    """Shares of one thing: the 100 % that they are taken from is not printed."""
    return "relation.shares_of_one" in relation.rules


def flat(surface: str) -> str:
    """The printed figure on one line: it may hold blanks and a line break."""
    return "".join(surface.split())


def period(text: str) -> str:
    """An ISO period as a sentence names it: 2023年1—9月, 2023-09-30, 2016—2021年, 2023-10-01起."""
    start, slash, end = text.partition("/")
    if not slash:
        return f"{text}年" if len(text) == 4 else text
    if start == "..":
        return f"至{_day(end)}"
    if end == "..":
        return f"{_day(start)}起"
    if len(start) == len(end) == 4:
        return f"{start}—{end}年"
    try:
        return Period(date.fromisoformat(start), date.fromisoformat(end)).title()
    except (ValueError, Refused):
        return text


def _day(text: str) -> str:
    return f"{text}年" if len(text) == 4 else text


def reckoned(relation: Relation, figures: Sequence[Figure]) -> Decimal | None:
    """What the parts give by themselves; None where they don't say."""
    parts = [figures[i].value for i in relation.parts]
    if relation.type == "sum_of":
        return sum(parts, Decimal())
    if _of_one(relation):
        return 1 - sum(parts, Decimal())
    if relation.type == "difference_of" and len(parts) == 2:
        return parts[0] - parts[1]
    if relation.type == "share_of" and len(parts) == 2 and parts[1]:
        return parts[0] / parts[1]
    if "relation.growth_by_rise" in relation.rules and parts[0] > parts[1]:
        return parts[1] / (parts[0] - parts[1])
    if relation.type == "growth_of" and len(parts) == 2 and parts[1]:
        return parts[0] / parts[1] - 1
    return None


def amount(value: Decimal, unit: str) -> str:
    """A value in its base unit as one says it: 1.68亿元, 97.5%, 252户."""
    if unit == "比例":
        return f"{plain(value * 100)}%"
    for size, word in ((8, "亿"), (4, "万")):
        if unit in ("元", "美元") and abs(value) >= 10**size:
            return f"{plain(value.scaleb(-size), 4)}{word}{unit}"
    return f"{plain(value, 4)}{unit}"
