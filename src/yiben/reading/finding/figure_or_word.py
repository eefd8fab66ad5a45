"""Whether a number with a unit is a figure, or a word, a date, a class."""

import re

from yiben.reading.finding.amounts import Amount
from yiben.reading.finding.units_spoken import SPOKEN_COUNTS
from yiben.reading.finding.words import ABSTRACT, CLASS_NOUNS, MADE

_BARE = re.compile(r"[十百千万亿]+")
_CLASS_AFTER = re.compile(rf"的?(?:[^，。；、,;\d\s]{{0,8}}?)(?:{CLASS_NOUNS})")
_COUNTED = re.compile(
    r"[^，。；、,;\s]{0,10}?(?:\d+[余多]?(?:个|家|户|件|项|处|村|人|名)|[一二三四五六七八九十百]+分之|一半|过半|占)"
)
_COUNT_BEFORE = re.compile(r"\d+[余多]?(?:个|家|户|项|件|名)[^，。；、,;\d]{0,6}$")
_ABSTRACT = re.compile(r"[的]?(?:" + "|".join(ABSTRACT) + ")")
_MADE = re.compile(r"(?:" + "|".join(MADE) + r")了?$")
_AGED = re.compile(
    r"的?[^，。；、,;\d\s]{0,4}(?:人口|人群|人员|老人|儿童|少年|青年|群众|居民|妇女|劳动力|幼儿|学生)"
)
"""15—59岁人口: ages that only say which persons are counted."""
_CLOSES = re.compile(r"[ \t\u3000]*(?:[，。；、,;）)\n]|$)")
_NOUGHTS = ("起", "例", "件", "人", "户")
_COUNT_OF_ONE = ("所", "座", "栋", "间", "套", "台", "辆", "处", "家", "名", "起", "倍", "例", "宗")
_BUILT = ("所", "座", "栋", "处")
_NO_NOUN = "每第统同唯如不万之有这那另某任逐在成做办建批抓干了是为"
_DURATIONS = ("年", "个月", "月")
_CLASSED = {"元", "美元", "亩", "岁", "欧元", "港元"}


def why_none(text: str, found: re.Match[str], amount: Amount) -> str:
    """The name of the reason, or "" where it is a figure; "unit_alone" where it isn't a numeral at all."""
    if found["arabic"]:
        if not amount.readable:
            return "unclear"
        if not amount.unit:
            return "no_unit"
        if _sizes_a_class(text, found, amount):
            return "size_class"
        return _year_like(text, found)
    return _spoken(text, found, amount)


def _year_like(text: str, found: re.Match[str]) -> str:
    words = found["arabic"]
    if found["unit"] == "年" and (len(words) == 4 or text[found.start() - 1 : found.start()] in "第每"):
        return "date"
    if found["noun"] is not None and re.fullmatch(r"(?:19|20)\d\d", words):
        return "no_unit"
    return ""


def _sizes_a_class(text: str, found: re.Match[str], amount: Amount) -> bool:
    """5000万元以上项目12个, 12个亿元以上项目, 60岁以上老人: the sum or age only says which are counted."""
    if amount.bound not in ("at_least", "at_most") or amount.unit not in _CLASSED:
        return False
    if amount.unit == "岁":
        aged = "range" in amount.rules and _AGED.match(text, amount.end)
        return bool(found["up"] or found["down"] or aged)
    after = _CLASS_AFTER.match(text, found.end())
    if not after:
        return False
    before = _COUNT_BEFORE.search(text, max(0, found.start() - 24), found.start())
    return bool(before or _COUNTED.match(text, after.end()))


def _spoken(text: str, found: re.Match[str], amount: Amount) -> str:
    words, unit = found["spoken"], found["unit"] or ""
    after = found["up"] or found["down"] or "round_word" in amount.rules
    hedged = amount.bound != "exact" and not after
    if not amount.readable:
        return "word"
    if not unit:
        return _without_unit(words, found, amount, hedged)
    if _BARE.fullmatch(words) and not hedged and words != "十":
        return _bare(text, found, amount)
    if len(words) == 1 and words != "十":
        return _lone(text, found, unit)
    if unit not in SPOKEN_COUNTS or unit == "年":
        return "" if len(words) > 2 and unit not in (*_DURATIONS, "分") else "word"
    return "word" if _ABSTRACT.match(text, found.end()) else ""


def _without_unit(words: str, found: re.Match[str], amount: Amount, hedged: bool) -> str:
    if found["noun"] is not None and (hedged or len(words) > 1) and not _BARE.fullmatch(words[:2]):
        return ""
    if amount.scaled and amount.unit and len(words) > 1 and not _BARE.fullmatch(words):
        return ""
    return "unit_alone" if words in ("万", "亿") else "word"


def _bare(text: str, found: re.Match[str], amount: Amount) -> str:
    """千亩基地 is a rough size; 亿元以上项目 a class; 万元 alone a unit, 千人 alone a word."""
    if amount.unit in _CLASSED and (found["up"] or found["down"]):
        return "size_class"
    if found["unit"] == "亩":
        return ""
    return "unit_alone" if found["unit"] in ("元", "美元", "吨") else "word"


def _lone(text: str, found: re.Match[str], unit: str) -> str:
    """两批, 三家, 两个项目 are counts; 一份答卷, 两级, 三个方面 are words."""
    digit = found["spoken"]
    if digit in "零〇":
        return "" if unit in _NOUGHTS and _CLOSES.match(text, found.end()) else "word"
    if unit not in SPOKEN_COUNTS or (digit == "二" and not found["about"]):
        return "word"
    if _ABSTRACT.match(text, found.end()):
        return "word"
    if digit != "一":
        return "" if unit not in ("天", "个月") or digit == "两" else "date"
    return "" if _counts_one(text, found, unit) else "word"


def _counts_one(text: str, found: re.Match[str], unit: str) -> bool:
    """新建学校一所, 建成一座: a count; 一件一件, 在一起, 每一户: none."""
    clause = re.split(r"[，。；、,;：:\n]", text[max(0, found.start() - 24) : found.start()])[-1]
    if unit in _BUILT and _MADE.search(clause):
        return True
    if unit not in _COUNT_OF_ONE or "一" in clause or clause[-1:] in _NO_NOUN or len(clause) < 2:
        return False
    if unit == "起" and clause[-1:] not in "案故件纷情患盗":
        return False
    return bool(_CLOSES.match(text, found.end()))
