"""The unit that a column's head, a row's label or a table's title names."""

import re
from functools import lru_cache

from yiben.reading.finding.units_spoken import NOUNS, SAID, names

_IN_BRACKETS = re.compile(r"[（(\[【]\s*(?:计量)?(?:单位\s*[:：]?)?\s*([^（）()\[\]【】]{1,8}?)\s*[)）\]】]")
_BEHIND_A_SIGN = re.compile(r"[/／,，:：]\s*([^\s/／,，:：]{1,6})$")
_SCALED = re.compile(r"([十百千]?[万亿]|[百千])(.+)")
_NUMBER_OF = re.compile(r"(.{1,8}?)(?:总数|数)(?:量)?$")
_ENDS = {
    "人口": "人", "人员": "人", "劳动力": "人", "人次": "人次", "场次": "场次", "户次": "户次",
    "批次": "批次",
    "年龄": "岁", "天数": "天", "村数": "个", "项目数": "个", "企业数": "家", "单位数": "个",
}  # fmt: skip
_NOT_UNITS = ("年", "季度", "周", "日")


@lru_cache(maxsize=2048)
def unit_said(words: str) -> str:
    """万元 of 金额（万元）, 亩 of 面积/亩, 户 of 户数, 人 of 户籍人口; "" where it names none."""
    for pattern in (_IN_BRACKETS, _BEHIND_A_SIGN):
        for found in pattern.finditer(words):
            if known(found[1]):
                return found[1]
    bare = without_unit(words)
    for end, unit in _ENDS.items():
        if bare.endswith(end):
            return unit
    return _counted(bare)


def _counted(words: str) -> str:
    """户 of 户数, 人 of 党员数, 件 of 办结件数."""
    found = _NUMBER_OF.fullmatch(words)
    if not found:
        return ""
    for size in (3, 2, 1):
        last = found[1][-size:]
        if len(last) == size and last in names() and last not in _NOT_UNITS:
            return last
    return next((unit for noun, unit in NOUNS.items() if found[1].endswith(noun)), "")


def known(said: str) -> bool:
    """Whether it is a unit, with 万 or 亿 before it or without."""
    scaled = _SCALED.fullmatch(said)
    return said in ("%", "％", "‰") or said in names() or bool(scaled and known(scaled[2]))


def scale_and_unit(said: str) -> tuple[str, str]:
    """万 and 元 of 万元."""
    scaled = _SCALED.fullmatch(said)
    if said not in names() and scaled and scaled[2] in names():
        return scaled[1], scaled[2]
    return "", "%" if said == "％" else SAID.get(said, said)


def without_unit(words: str) -> str:
    """The head without the unit it declares: 金额 of 金额（万元）; other brackets stay."""
    for pattern in (_IN_BRACKETS, _BEHIND_A_SIGN):
        for found in reversed(list(pattern.finditer(words))):
            if known(found[1]):
                words = words[: found.start()] + words[found.end() :]
    return re.sub(r"\s*[（(]?单位\s*[:：]\s*\S{1,8}?[)）]?\s*$", "", words).strip()
