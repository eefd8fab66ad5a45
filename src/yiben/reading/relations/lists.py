"""How far a list of parts goes, and when a list that doesn't give its whole may be accused."""

import re
from decimal import Decimal

from yiben.reading.relations.levels import MOVED
from yiben.reading.relations.neighbours import Text
from yiben.reading.relations.rounding import adds_up, at_most, slipped

RATES = ("比例", "名次", "年", "月", "季度")
_CLOSE = Decimal("0.12")
"""How near the sum of a list that must be whole has to come to be a sum that fails."""
_NEARLY = Decimal("0.02")
"""So little nobody leaves out of a list."""
_NEARLY_OF_MANY = Decimal("0.05")
_OVER = Decimal("1.12")
_LONGEST = 16
_OTHER_DEED = re.compile(
    r"完成|发放|争取|已|收取|实现|拨付|办结|整改|带动|新建|投产|合计|共计|总计|人均|户均|亩均|平均|惠及|受益|超额|较|同比|目标|任务"
)
_OF_WHICH = re.compile(r"其中|[(（]含|包括|中[,有]|占")
_GENERAL = re.compile(r"总|投资|产值|收入|面积|年|预计|资金|长|金额|计划|全|增|减")
"""Words of a new figure, not of a class of the one before."""
_RATE_OF_PART = re.compile(r"^[,、(（\s]*(?:分别)?(?:占|同比|环比|比|较|增|降|下降|减|上升|提高|完成|率)")
_MORE_THAN_ALL = re.compile(r"其他|其它|其余|剩余|另外|另有")
_OPPOSITES = (
    ("男", "女"), ("城镇", "农村"), ("城市", "农村"), ("续建", "新建"), ("水田", "旱"), ("集中", "分散"),
    ("税收", "非税"), ("国税", "地税"), ("常量", "增量"), ("已", "未"), ("一般", "专项"),
)  # fmt: skip
"""Classes of which two make up the whole."""
_GRADES = (
    ("一类", "二类", "三类", "四类"), ("甲", "乙", "丙", "丁"), ("高级", "中级", "初级"),
    ("A级", "B级", "C级", "D级"), ("小学", "初中", "中学", "高中", "幼儿园"),
    ("省级", "市级", "县级", "镇级", "国家级", "州级", "区级", "中央"),
    ("一季度", "二季度", "三季度", "四季度"), ("上半年", "下半年"), ("一般", "较大", "重大"),
)  # fmt: skip
_TWICE = re.compile(r"[(（][^)）\n]{0,6}(?:套种|套作|间作|复种|重复|交叉)")
"""Said to be counted twice."""
_CROSSING = tuple(
    re.compile(words)
    for words in (
        r"男|女|妇",
        r"岁|老年|青年",
        r"民族",
        r"学历|文化|大专|本科|(?:高中|中专|初中)(?:及|以)",
        r"",
    )
)
"""Several ways to class the same persons: what lies in two classes is counted twice."""


def parts_from(text: Text, first: int, whole: int) -> list[int]:
    """The parts of a list behind its first: the same unit, beside one another, up to the sum."""
    figures = text.figures
    parts, total, aim = [first], figures[first].value, figures[whole].value
    end = text.layout.sentence_end(figures[first].end)
    by_items: bool | None = None
    for other in range(first + 1, min(len(figures), first + 3 * _LONGEST)):
        lead, between = text.arounds[other].lead, text.between(other - 1, other)
        if figures[other].start > end or (total == aim and len(parts) > 1):
            break
        if ";" in between or "；" in between:
            by_items = len(parts) == 1 if by_items is None else by_items
            if not by_items:
                break
        if figures[other].unit != figures[first].unit:
            if figures[other].unit == "比例" and not _RATE_OF_PART.search(lead):
                break
            if figures[other].unit != "比例" and _OTHER_DEED.search(lead):
                break
            continue
        if (not lead.strip() and not between.strip(" ")) or MOVED.search(lead):
            continue
        named = lead.startswith("、") and len(lead) <= 9
        if (_OTHER_DEED.search(lead) and not named) or _OF_WHICH.search(lead):
            break
        if total + figures[other].value > aim * _OVER and not _beside(text, parts, other):
            break
        parts.append(other)
        total += figures[other].value
    return parts


def _beside(text: Text, parts: list[int], other: int) -> bool:
    """甲1家、乙2家, or 甲项目1亿元,乙项目2亿元: surely one more of the same list."""
    if len(parts) >= _LONGEST:
        return False
    lead, before = text.arounds[other].lead.strip(), text.arounds[parts[-1]].lead.strip()
    if re.match(r"[、和及]", lead):
        return len(lead) <= 14
    if text.clauses_apart(parts[-1], other) > 2:
        return False
    ends = re.sub(r"[^一-龥]", "", lead)[-2:], re.sub(r"[^一-龥]", "", before)[-2:]
    alike = len(ends[0]) == 2 and ends[0] == ends[1]
    return alike or (re.fullmatch(r"[一-龥]{2,6}", lead) is not None and not _GENERAL.search(lead))


def fails(text: Text, whole: int, parts: list[int]) -> bool:
    """Whether a list that doesn't give its whole is wrong, and no unfinished or overlapping one."""
    figures = text.figures
    aim, total = figures[whole].value, sum((figures[part].value for part in parts), Decimal(0))
    leads = [text.arounds[part].lead for part in parts]
    end = figures[parts[-1]].end
    if _TWICE.search(text.words, end, end + 14):
        return False
    if total >= aim:
        over = total - aim <= _CLOSE * aim or any(figures[part].value > aim for part in parts)
        return over or _opposed(leads) or _graded(leads) or _slip(text, whole, parts)
    if text.words[end : end + 6].lstrip().startswith("等"):
        return False
    missing = (aim - total) / aim
    if missing <= (_NEARLY_OF_MANY if len(parts) > 2 else _NEARLY):
        return True
    if missing <= _CLOSE and (_MORE_THAN_ALL.search(leads[-1]) or _opposed(leads)):
        return True
    return _slip(text, whole, parts)


def _slip(text: Text, whole: int, parts: list[int]) -> bool:
    return slipped(text.figures[whole], [text.figures[part] for part in parts])


def crossing(leads: list[str]) -> bool:
    """女党员、少数民族党员、35岁以下党员: classes that overlap give no sum."""
    ways = {next(at for at, words in enumerate(_CROSSING) if words.search(lead)) for lead in leads}
    return len(ways) > 1


def _graded(leads: list[str]) -> bool:
    """一类、二类、三类; 小学、初中、幼儿园: no one thing is of two grades."""
    for grades in _GRADES:
        found = [next((grade for grade in grades if grade in lead), "") for lead in leads]
        if all(found) and len(set(found)) == len(found) > 1:
            return True
    return False


def _opposed(leads: list[str]) -> bool:
    if len(leads) != 2:
        return False
    return any((a in leads[0] and b in leads[1]) or (b in leads[0] and a in leads[1]) for a, b in _OPPOSITES)


def near(text: Text, whole: int, parts: list[int]) -> bool:
    total, value = sum((text.figures[part].value for part in parts), Decimal(0)), text.figures[whole].value
    return abs(total - value) <= _CLOSE * value


def whole_and_parts(text: Text, whole: int, parts: list[int], rule: str, complete: bool) -> None:
    """The parts of a whole, and their sum where it holds, is exceeded, or must be whole and is not."""
    figures = text.figures
    for part in parts:
        if part not in text.contained:
            same_unit = figures[part].unit == figures[whole].unit
            holds = at_most(figures[part], figures[whole]) if same_unit else None
            text.add("part_of", whole, (part,), holds, rule)
    if len(parts) < 2:
        return
    one_unit = {figures[part].unit for part in (whole, *parts)} == {figures[whole].unit}
    holds = one_unit and adds_up(figures[whole], [figures[part] for part in parts])
    crossed = crossing([text.arounds[part].lead for part in parts])
    if holds or (not crossed and (complete or fails(text, whole, parts))):
        text.add("sum_of", whole, parts, holds, rule)
