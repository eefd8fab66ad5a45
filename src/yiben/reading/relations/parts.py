"""Wholes and their parts: 其中, lists that add up, brackets, 合计, 办结 of 受理, 剩余."""

import re
from decimal import Decimal

from yiben.reading.relations.levels import MOVED, is_base
from yiben.reading.relations.lists import RATES, near, parts_from, whole_and_parts
from yiben.reading.relations.neighbours import Text
from yiben.reading.relations.rounding import adds_up, at_most, slipped

_OF_WHICH = re.compile(r"其中|[(（]含|包括")
DONE = re.compile(
    r"^[,、;\s]*(?:现已|已经?|均已?|全部|成功|其中)?(?:按[期时])?(?:办结|结案|办理完结|化解|整改(?:完成|到位|销号)?|完成整改|完成|破案|侦破|破获|责令停工|解决|处置|调处|调解成功|"
    r"销号|开工(?:建设)?|竣工|完工|投产|投用|入统|入库|纳统|验收|到位|启动|落地|通过验收|立案|取证|消除(?:风险)?|拆除|关停|答复|回复|反馈|成功化解)(?:率|投资)?[^,;]{0,2}$"
)
_PROJECT_STEP = re.compile(
    r"(?:项目|企业|工程)?(?:已)?(?:开工|竣工|完工|投产|入统|入库|纳统)(?:建设|数|项目|[^,;]{0,4}项目)?(?:不少于)?$"
)
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|两项共|三项共|共)[^,;]{0,4}$")
_RUNNING = re.compile(r"累计(?:完成|实现|投入|发放)?$|全年(?:共|累计)[^,;]{0,6}$")
_TIME = re.compile(r"[一二三四1-4]季度|上半年|下半年|\d{1,2}月份?")
_TREATED = re.compile(
    r"^[,、;\s]*(?:妥善|共|累计|已|其中)?(?:安置|救助|帮扶|收治|送医|转介|筛查出|查出|确诊|发现)[^,;]{0,6}(?:人员|患者|对象|群众|者|户)$"
)
_AMONG = re.compile(
    r"(?:^|[,;。\s])在?(?:全[镇乡村县区市局]|这些|上述)?的?(?P<noun>[一-龥]{1,7}[^其集的程作])中,?(?:有|共有)?"
    r"[^,;。]{0,14}$"
)
_AMONG_ENDS = re.compile(r"设(?:立|置|有|了)?$|发展|培训|完成|新增|新建|表彰|投入|召开|开展")
_NO_PART = re.compile(r"上年|去年|同期|年初|增加|增长|减少|下降|目标|任务|计划|人均|户均|标准|每")


def of_which(text: Text, index: int) -> None:
    """A, 其中 B, C: parts of the nearest figure before with the same unit."""
    figures = text.figures
    if index in text.listed or figures[index].unit in RATES or not _opened(text, index):
        return
    known = text.same_unit(index, paragraph=True, far=6)
    wholes = (other for other in known if not _measures_another(text, other))
    whole = next(wholes, None)
    if whole is None or text.clauses_apart(whole, index) > 5:
        return
    if not at_most(figures[index], figures[whole]) and not _next_to(text, whole, index):
        return
    parts = parts_from(text, index, whole)
    if not at_most(figures[index], figures[whole]) and len(parts) == 1:
        text.add("part_of", whole, (index,), False, "relation.of_which")
        return
    whole_and_parts(text, whole, parts, "relation.of_which", complete=False)
    _other_units(text, index, parts[-1])


def _next_to(text: Text, whole: int, index: int) -> bool:
    """Whether only rates, or its own pair, stand between a whole and its first part."""
    between = range(whole + 1, index)
    return all(
        text.figures[other].unit in RATES or not text.between(other - 1, other).strip() for other in between
    )


def _opened(text: Text, index: int) -> bool:
    """Whether 其中 stands before it, in its clause or as 其中, at the sentence's start."""
    start, lead = text.figures[index].start, text.arounds[index].lead
    before = text.figures[index - 1] if index else None
    low = before.end if before else 0
    if before and before.unit in RATES:
        low = min(low, text.arounds[index].clause)
    low = max(low, text.arounds[index].paragraph, start - 80)
    ends = [found.end() for found in _OF_WHICH.finditer(text.words, low, start)]
    return (
        bool(ends) and len(lead) <= 45 and bool(re.match(r"[,:：]?[^,;。]*$", text.words[ends[-1] : start]))
    )


def _other_units(text: Text, index: int, last: int) -> None:
    """35个支部、党员1814名,其中农村支部22个、农村党员1184名: each of its own whole, by its noun."""
    figures = text.figures
    end = text.layout.sentence_end(figures[index].end)
    for part in range(index + 1, min(len(figures), last + 4)):
        unit = figures[part].unit
        noun = re.sub(r"[^一-龥]", "", text.arounds[part].lead)[-2:]
        if figures[part].start > end or len(noun) < 2 or unit == figures[index].unit or unit in RATES:
            continue
        for whole in _before(text, index, unit):
            around = text.arounds[whole]
            if noun in around.lead[-8:] or noun in around.tail[:4]:
                holds = at_most(figures[part], figures[whole])
                text.add("part_of", whole, (part,), holds, "relation.of_which_noun")
                break


def _before(text: Text, index: int, unit: str) -> list[int]:
    return [other for other in text.back(index) if text.figures[other].unit == unit]


def among(text: Text, index: int) -> None:
    """全镇党员中,女党员35名,少数民族党员9名: classes of what an earlier clause counts; they may overlap."""
    figures = text.figures
    if index in text.contained or figures[index].unit in RATES:
        return
    if _in_all(text, index):
        holds = at_most(figures[index], figures[index - 1])
        text.add("part_of", index - 1, (index,), holds, "relation.among")
        return
    low = max(text.arounds[index].paragraph, figures[index].start - 40)
    low = max(low, figures[index - 1].end) if index else low
    opened = _AMONG.search(text.words, low, figures[index].start)
    if not opened:
        return
    whole = _counted_before(text, index, opened["noun"])
    if whole is None:
        return
    parts = [index]
    for other in range(index + 1, min(len(figures), index + 30)):
        if figures[other].start > text.layout.sentence_end(figures[index].end):
            break
        if figures[other].unit != figures[index].unit:
            continue
        lead = text.arounds[other].lead
        if _AMONG_ENDS.search(lead) or (figures[other].value > figures[whole].value and len(lead) > 9):
            break
        parts.append(other)
    if sum(not at_most(figures[part], figures[whole]) for part in parts) > 1:
        return
    for part in parts:
        whole_and_parts(text, whole, [part], "relation.among", complete=False)
    total = sum((figures[part].value for part in parts), Decimal(0))
    if total == figures[whole].value and len(parts) > 1:
        whole_and_parts(text, whole, parts, "relation.among", complete=False)


def _in_all(text: Text, index: int) -> bool:
    """126个监测点中,达标118个."""
    if not index or text.figures[index - 1].unit != text.figures[index].unit:
        return False
    between = re.fullmatch(r"[一-龥]{1,10}中,?[一-龥]{0,16}", text.between(index - 1, index))
    return between is not None and not re.search(r"[集其]中|中[心小学标]|中等", between.group())


def treated(text: Text, index: int) -> None:
    """对120名矫正人员开展走访,帮扶困难人员5人: who is helped or found is one of those it was done to."""
    figures = text.figures
    if index in text.contained or figures[index].unit not in ("人", "户", "家") or not index:
        return
    if not _TREATED.match(text.arounds[index].lead):
        return
    for other in text.same_unit(index, far=4):
        around = text.arounds[other]
        if re.search(r"(?:^|[,;。\s])[对为](?:全[镇乡村])?$", around.lead) and re.match(
            r"[一-龥]{2}", around.tail
        ):
            holds = at_most(figures[index], figures[other])
            if holds or ("人员" in around.tail[:12] and text.arounds[index].lead.endswith("人员")):
                text.add("part_of", other, (index,), holds, "relation.treated")
            return


def _counted_before(text: Text, index: int, noun: str) -> int | None:
    """The figure that counts what 党员中 speaks of: by its full name, or by its last word."""
    known = list(text.same_unit(index, paragraph=True, far=12))
    for name, parts_too in ((noun, True), (noun[-2:], False)):
        for other in known:
            around = text.arounds[other]
            named = name in around.lead[-8:] or name in around.tail[:8]
            part_too = parts_too and len(name) > 2
            if len(name) > 1 and named and (part_too or other not in text.contained):
                return other
    return None


def _measures_another(text: Text, index: int) -> bool:
    """比上年多18件, 上年45件, 占计划3000亩的106.7%: what one is held against is no whole of its parts."""
    after = index + 1
    of_share = after < len(text.figures) and text.figures[after].unit == "比例"
    if of_share and re.match(r"[一-龥]{0,6}的[约近]?$", text.arounds[after].lead):
        return True
    return _is_rise(text, index) or is_base(text, index)


def _is_rise(text: Text, index: int) -> bool:
    """比上年多18件: what came more is no whole of what was done."""
    return bool(MOVED.search(text.arounds[index].lead))


def brackets(text: Text, index: int) -> None:
    """900万元(国税500万元、地税400万元): the bracket says of what the figure is made."""
    figures = text.figures
    if not index or index in text.listed:
        return
    opened = re.match(r"^[、,\s]?[(（][^)）]*$", text.between(index - 1, index))
    close = re.compile(r"[)）]").search(text.words, figures[index].end, figures[index].end + 200)
    if not opened or not close:
        return
    inside = [
        other for other in range(index, min(len(figures), index + 16)) if figures[other].start < close.start()
    ]
    if any(_NO_PART.search(text.arounds[other].lead) or _is_rise(text, other) for other in inside):
        return
    open_ended = re.search(r"[(（](?:含|包括|其中)|^等", text.between(index - 1, index)) or re.search(
        r"等[^,;、]{0,4}$", text.words[figures[inside[-1]].end : close.start()]
    )
    for unit in dict.fromkeys(figures[other].unit for other in inside):
        parts = [other for other in inside if figures[other].unit == unit]
        whole = next(
            (other for other in range(index - 1, max(-1, index - 4), -1) if figures[other].unit == unit), None
        )
        if whole is None or len(parts) < 2 or unit in RATES:
            continue
        whole_and_parts(text, whole, parts, "relation.bracket", complete=not open_ended)


def lists(text: Text, index: int) -> None:
    """A whole right before two or more of its unit that give exactly its sum."""
    figures, whole = text.figures, text.figures[index]
    if index in text.levels or whole.unit in RATES or whole.value < 10 or whole.bound != "exact":
        return
    end, parts, total = text.layout.sentence_end(whole.end), [], Decimal(0)
    for other in range(index + 1, min(len(figures), index + 13)):
        if figures[other].start > end:
            break
        if figures[other].unit != whole.unit:
            continue
        if _NO_PART.search(text.arounds[other].lead) or other in text.levels:
            return
        parts.append(other)
        total += figures[other].value
        if total >= whole.value:
            break
    among = re.match(r"[^,]{0,8}中,", text.words[whole.end : whole.end + 10])
    if len(parts) >= 2 and index not in text.contained and (total == whole.value or among):
        whole_and_parts(text, index, parts, "relation.adds_up", complete=False)
        _beside(text, index, parts)


def _beside(text: Text, whole: int, parts: list[int]) -> None:
    """126户412人,已消除98户320人,未消除28户92人: where the households add up, their people must."""
    pairs = [(at, at + 1) for at in (whole, *parts)]
    if pairs[-1][1] >= len(text.figures) or any(text.between(*pair).strip() for pair in pairs):
        return
    units = {text.figures[other].unit for _, other in pairs}
    if len(units) == 1 and text.figures[whole].unit not in units:
        beside = [other for _, other in pairs]
        whole_and_parts(text, beside[0], beside[1:], "relation.adds_up", complete=True)


def summed_up(text: Text, index: int) -> None:
    """A, B, C, 合计 D."""
    figures = text.figures
    running = _RUNNING.search(text.arounds[index].lead)
    if not (_TOTAL.search(text.arounds[index].lead) or running) or figures[index].unit in RATES:
        return
    parts = list(text.same_unit(index))[::-1]
    for first in range(len(parts) - 1):
        if adds_up(figures[index], [figures[part] for part in parts[first:]]):
            whole_and_parts(text, index, parts[first:], "relation.summed_up", complete=False)
            return
    words = text.arounds[index].lead
    if running and len(parts) > 1 and near(text, index, parts) and _times_over(text, parts):
        whole_and_parts(text, index, parts, "relation.summed_up", complete=True)
        return
    if len(parts) < 2 or not re.search(r"合计|总计|共计|[两二三四五]项共", words):
        return
    said_so = near(text, index, parts) and "共计" not in words
    if said_so or slipped(figures[index], [figures[part] for part in parts]):
        whole_and_parts(text, index, parts, "relation.summed_up", complete=True)


def _times_over(text: Text, parts: list[int]) -> bool:
    """一季度A、二季度B、三季度C: every part bears its own time."""
    figures = text.figures
    spans = [(max(0, figures[part].start - 14), figures[part].start) for part in parts]
    times = [_TIME.findall(text.words, *span) for span in spans]
    return all(times) and len({said[-1] for said in times if said}) == len(parts)


def done_of(text: Text, index: int) -> None:
    """受理A件,办结B件: what is done is part of what came."""
    figures, around = text.figures, text.arounds[index]
    if (
        index in text.contained
        or figures[index].unit in RATES
        or figures[index].kind not in ("count", "stock", "target")
    ):
        return
    if _same_noun(text, index):
        text.add("part_of", index - 1, (index,), True, "relation.same_noun")
        return
    step = _PROJECT_STEP.search(around.lead)
    if (not DONE.match(around.lead) and not step) or re.match(r"\s*[一-龥]", around.tail):
        return
    for other in text.same_unit(index, paragraph=bool(step), far=4):
        if _is_rise(text, other):
            continue
        if text.clauses_apart(other, index) > (9 if step else 2) or figures[other].kind in ("rank", "norm"):
            return
        if (
            step
            and not DONE.match(around.lead)
            and (
                "项目" not in around.lead
                or "项目" not in figures[other].what
                or (figures[index].value > figures[other].value and not _same_projects(text, other, index))
            )
        ):
            continue
        greater = figures[index].value > figures[other].value
        if greater and _PROJECT_STEP.search(around.lead) and not _same_projects(text, other, index):
            return
        whole = text.contained.get(other, other) if DONE.match(text.arounds[other].lead) else other
        holds = at_most(figures[index], figures[whole])
        text.add("part_of", whole, (index,), holds, "relation.done_of")
        return


def _same_projects(text: Text, whole: int, part: int) -> bool:
    """谋划工业项目9个, 入统工业项目12个: the same class named in full, so the part cannot be greater."""
    named = re.findall(r"([一-龥]{2})项目", text.arounds[part].lead)
    lead = text.arounds[whole].lead
    return bool(named) and f"{named[-1]}项目" in lead and "谋划" in lead


def _same_noun(text: Text, index: int) -> bool:
    """11个村,9个村通过验收."""
    if not index or text.figures[index - 1].unit != text.figures[index].unit:
        return False
    nouns = [re.match(r"\s?(?:行政)?([一-龥]{1,6})", text.arounds[at].tail) for at in (index - 1, index)]
    if not nouns[0] or not nouns[1] or text.figures[index].value > text.figures[index - 1].value:
        return False
    return nouns[1][1].startswith(nouns[0][1]) and text.between(index - 1, index).endswith(
        ("村,", "社区,", "项目,", "企业,")
    )
