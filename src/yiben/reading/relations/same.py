"""One thing counted twice: the same number again, a half year within its year, a class within a class."""

import re
from collections import deque
from decimal import Decimal

from yiben.reading.relations.neighbours import Text
from yiben.reading.relations.rounding import at_most, is_slip, may_be_one

_SMALLEST = 20
_SORTS = ("count", "stock", "amount", "profile")


def same(text: Text) -> None:
    seen: dict[tuple[Decimal, str, str], int] = {}
    for index, figure in enumerate(text.figures):
        lead = text.arounds[index].lead
        if not lead and index and text.figures[index - 1].end == figure.start:
            lead = text.arounds[index - 1].lead
        noun = re.sub(r"[^一-龥]", "", lead)[-2:]
        if figure.kind not in _SORTS or figure.value < _SMALLEST or figure.bound != "exact" or len(noun) < 2:
            continue
        key = (figure.value, figure.unit, noun)
        other = seen.get(key)
        if other is not None and text.figures[other].start < text.arounds[index].sentence:
            text.add("same_as", index, (other,), True, "relation.same_number")
        seen[key] = index


_HEADLINES = re.compile(
    r"(?:地区|国民|镇域)?生产总值|GDP|(?:工农业|规上工业|规模以上工业|工业|农业)总产值|固定资产投资(?:总?额)?|公共预算收入|"
    r"财政(?:总)?收入|财政支出|税收(?:收入|总额)?|社会消费品零售总额|人均(?:可支配|纯)收入|招商引资(?:到位)?(?:资金|金额)?|"
    r"粮食(?:总)?产量|粮食(?:播种|种植)?面积|耕地(?:总)?面积|国土(?:总)?面积|版图面积|总人口|常住人口|户籍人口|总户数|"
    r"党员|监测户|监测对象|脱贫户|低保户|低保对象|特困人员|行政村|村民小组|旅游综合收入|游客|村集体(?:经济|经营性)收入|外贸出口"
)
_WHOLE_CLAUSE = 8
"""So many characters alike before the number are the same clause over again."""
_REPEATED = re.compile(r"项目|工程|资金|投资|活动|培训|补贴|会议|奖补|其中|占地|建筑面积|长度?")
"""Words of things of which a text counts one after the other."""
_FILLERS = re.compile(
    r"[^一-龥A-Z]|今年|全年|本年|年度|截至|目前|累计|总共|一共|共有|现有|下辖|完成|实现|达到?|约|近|超|突破|为|有|共|辖|我镇|全镇|我乡|全乡|收入库|首次|预计|已"
)
_OTHER_TIME = re.compile(
    r"上年|去年|前年|同期|年初|年末|期末|上月|当月|每|人均(?!可|纯)|由|从|较|比|增|减|目标|任务|计划|力争|"
    r"20\d\d|19\d\d|季度|半年|\d月"
)


def differing(text: Text) -> None:
    """总人口32156人 in the summary and 总人口32651人 in the body: surely one thing with two values.

    Only headline figures, named in full and alike, of one period and place, neither of them a part; the
    values must be near, or a slip of digits or of 万 and 亿 apart.
    """
    seen: dict[tuple[str, str, str, str], list[int]] = {}
    for index, figure in enumerate(text.figures):
        if figure.kind not in _SORTS or index in text.contained or index in text.measured:
            continue
        clause = text.words[max(text.arounds[index].clause, figure.start - 40) : figure.start]
        name = _FILLERS.sub("", clause)
        if not _names_one_thing(name):
            continue
        around = text.arounds[index]
        if around.joined or _OTHER_TIME.search(clause) or _OTHER_TIME.search(around.tail[:2]):
            continue
        seen.setdefault((name, figure.unit, figure.period, figure.place), []).append(index)
    for known in seen.values():
        _compare(text, known)


def _names_one_thing(name: str) -> bool:
    headline = _HEADLINES.search(name)
    if headline and name.endswith(headline[0]) and len(name) - len(headline[0]) <= 4:
        return True
    return len(name) >= _WHOLE_CLAUSE and not _REPEATED.search(name)


def _compare(text: Text, known: list[int]) -> None:
    if len(known) < 2 or len(known) > 6:
        return
    figures = text.figures
    first = known[0]
    for other in known[1:]:
        if text.arounds[other].sentence <= figures[first].start:
            continue
        if not may_be_one(figures[first], figures[other]) and is_slip(figures[first], figures[other]):
            text.add("same_as", other, (first,), False, "relation.two_values")


_TIMES = re.compile(
    r"(?:19|20)\d\d年(?:度)?|今年|上半年|[一二三四]季度|前\S{1,3}个?月|\d{1,2}月份?|成功|已|共|累计|全年|[^一-龥]"
)
_CLASS = re.compile(r"(?P<size>\d{0,5}[十百千]?[万亿])元(?:及)?以上")
_SIZES = {"十": 10, "百": 100, "千": 1000, "": 1}


def nested(text: Text) -> None:
    """上半年入库12个 within 2021年入库19个; 投资千万元以上21个 within 百万元以上70个."""
    recent: deque[tuple[str, int]] = deque(maxlen=8)
    for index, figure in enumerate(text.figures):
        lead = text.arounds[index].lead
        size = _CLASS.search(lead)
        if text.arounds[index].joined and re.match(r"[、,]", lead):
            lead = text.arounds[index - 1].lead + lead
        name = "≥" + lead[size.end() :].strip() if size else _TIMES.sub("", lead)
        if (
            figure.kind not in ("count", "amount", "stock")
            or len(name) < 4
            or figure.unit in ("比例", "名次")
        ):
            continue
        for known, other in recent:
            before = text.figures[other]
            if known != name or before.unit != figure.unit or before.start < text.arounds[index].paragraph:
                continue
            _nest(text, index, other)
        recent.append((name, index))


def _nest(text: Text, index: int, other: int) -> None:
    sizes = [_CLASS.search(text.arounds[at].lead) for at in (index, other)]
    if sizes[0] and sizes[1]:
        here, there = (_size(found["size"]) for found in sizes if found)
        if here != there:
            part, whole = (index, other) if here > there else (other, index)
            text.add(
                "part_of", whole, (part,), at_most(text.figures[part], text.figures[whole]), "relation.class"
            )
        return
    if any(sizes):
        return
    for part, whole in ((index, other), (other, index)):
        if _within(text.figures[part].period, text.figures[whole].period):
            text.add(
                "part_of",
                whole,
                (part,),
                at_most(text.figures[part], text.figures[whole]),
                "relation.time_within",
            )
            return


def _size(words: str) -> int:
    digits = re.match(r"\d*", words)
    number = int(digits.group() or 1) if digits else 1
    return (
        number
        * _SIZES.get(words[-2:-1] if len(words) > 1 else "", 1)
        * (10**8 if words[-1] == "亿" else 10**4)
    )


def _within(part: str, whole: str) -> bool:
    """Whether one ISO period lies in another and is shorter."""
    if not part or not whole or part == whole or ".." in part + whole:
        return False
    first, last = _ends(part)
    start, end = _ends(whole)
    return start <= first and last <= end and first.startswith(start[:4])


def _ends(period: str) -> tuple[str, str]:
    first, _, last = period.partition("/")
    last = last or first
    return (first if len(first) > 4 else f"{first}-01-01"), (last if len(last) > 4 else f"{last}-12-31")
