"""Wholes and their parts: 其中, lists that add up, brackets, 合计, 办结 of 受理, 剩余."""

import re
from decimal import Decimal

from yiben.reading.neighbours import Text
from yiben.reading.relations_levels import MOVED
from yiben.reading.rounding import adds_up, at_most, is_difference

_CLOSE = Decimal("0.12")
"""How near a sum must come to be read as a sum that fails, not as a list that leaves some out."""
RATES = ("比例", "名次", "年", "月", "季度")
_OF_WHICH = re.compile(r"其中|[(（]含|包括")
_OTHER_DEED = re.compile(r"完成|发放|争取|已|收取|实现|拨付|办结|整改|带动|新建|投产")
_DONE = re.compile(
    r"^[,、;\s]*(?:现已|已经?|均已?|全部|成功|其中)?(?:按[期时])?(?:办结|结案|办理完结|化解|整改(?:完成|到位|销号)?|完成整改|完成|破案|侦破|破获|责令停工|解决|处置|调处|调解成功|"
    r"销号|开工(?:建设)?|竣工|完工|投产|投用|入统|入库|纳统|验收|到位|启动|落地|通过验收|立案|取证|消除(?:风险)?|拆除|关停|答复|回复|反馈|成功化解)(?:率|投资)?[^,;]{0,2}$"
)
_PROJECT_STEP = re.compile(
    r"(?:项目|企业|工程)?(?:已)?(?:开工|竣工|完工|投产|入统|入库|纳统)(?:建设|数|项目|[^,;]{0,4}项目)?(?:不少于)?$"
)
_REST = re.compile(r"(?:剩余|尚?余|还剩|尚差|还差|未完成|未办结|结余|欠)[^,;]{0,5}$")
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|两项共|三项共|共)[^,;]{0,4}$")
_RESULT_FIRST = re.compile(r"[(（][^)）]*$")


def of_which(text: Text, index: int) -> None:
    """A, 其中 B, C: parts of the nearest figure before with the same unit."""
    figures, lead = text.figures, text.arounds[index].lead
    at = figures[index].start
    skipped = index > 0 and figures[index - 1].unit in RATES
    low = (
        text.arounds[index].clause
        if skipped or not index
        else max(text.arounds[index].clause, figures[index - 1].end)
    )
    opened = _OF_WHICH.search(text.words, max(low, at - 80), at)
    if not opened or figures[index].unit in RATES or len(lead) > 45:
        return
    wholes = (o for o in text.same_unit(index, paragraph=True, far=4) if not _is_rise(text, o))
    whole = next(wholes, None)
    if whole is None or text.clauses_apart(whole, index) > 3:
        return
    parts = [index, *_rest_of_list(text, index, whole)]
    if not at_most(figures[index], figures[whole]) and len(parts) == 1:
        text.add("part_of", whole, (index,), False, "relation.of_which")
        return
    whole_and_parts(text, whole, parts, "relation.of_which", complete=False)
    pairs = [
        part + 1 for part in parts if part + 1 < len(figures) and not text.between(part, part + 1).strip()
    ]
    if pairs and len(pairs) == len(parts) and whole + 1 not in parts:
        units = {figures[pair].unit for pair in pairs}
        if units == {figures[whole + 1].unit} and not text.between(whole, whole + 1).strip():
            whole_and_parts(text, whole + 1, pairs, "relation.of_which_pair", complete=False)


def _is_rise(text: Text, index: int) -> bool:
    """比上年多18件: what came more is no whole of what was done."""
    return bool(MOVED.search(text.arounds[index].lead))


def _rest_of_list(text: Text, index: int, whole: int) -> list[int]:
    figures = text.figures
    parts: list[int] = []
    sum_so_far = figures[index].value
    for other in range(index + 1, min(len(figures), index + 9)):
        lead = text.arounds[other].lead
        if figures[other].start > text.layout.sentence_end(figures[index].end) or ";" in text.between(
            other - 1, other
        ):
            break
        if figures[other].unit != figures[index].unit:
            if other == index + 1 or figures[other].unit in ("比例",) or _OTHER_DEED.search(lead):
                break
            continue
        beside = not parts and len(lead) <= 14 and figures[other].value <= figures[whole].value
        sum_so_far += figures[other].value
        if (
            (sum_so_far > figures[whole].value * Decimal("1.12") and not beside)
            or _OTHER_DEED.search(lead)
            or _OF_WHICH.search(lead)
        ):
            break
        parts.append(other)
    return parts


def brackets(text: Text, index: int) -> None:
    """252户947人(A123户475人、B129户472人): the bracket says of what the figure is made."""
    figures = text.figures
    if not index or not re.match(r"^[、,\s]?[(（][^)）]*$", text.between(index - 1, index)):
        return
    close = re.compile(r"[)）]").search(text.words, figures[index].end, figures[index].end + 200)
    if not close:
        return
    inside = [
        other for other in range(index, min(len(figures), index + 16)) if figures[other].start < close.start()
    ]
    for unit in dict.fromkeys(figures[other].unit for other in inside):
        parts = [other for other in inside if figures[other].unit == unit]
        whole = next(
            (other for other in range(index - 1, max(-1, index - 4), -1) if figures[other].unit == unit), None
        )
        if whole is None or len(parts) < 2 or unit in RATES:
            continue
        whole_and_parts(text, whole, parts, "relation.bracket", complete=True)


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
        parts.append(other)
        total += figures[other].value
        if total >= whole.value:
            break
    among = re.match(r"[^,]{0,8}中,", text.words[whole.end : whole.end + 10])
    if len(parts) >= 2 and index not in text.contained and (total == whole.value or among):
        whole_and_parts(text, index, parts, "relation.adds_up", complete=False)


def summed_up(text: Text, index: int) -> None:
    """A, B, C, 合计 D."""
    figures = text.figures
    if not _TOTAL.search(text.arounds[index].lead) or figures[index].unit in RATES:
        return
    parts = list(text.same_unit(index))[::-1]
    for first in range(len(parts) - 1):
        if adds_up(figures[index], [figures[part] for part in parts[first:]]):
            whole_and_parts(text, index, parts[first:], "relation.summed_up", complete=False)
            return
    words = text.arounds[index].lead
    if len(parts) >= 2 and re.search(r"合计|总计|[两二三四五]项共", words) and near(text, index, parts):
        whole_and_parts(text, index, parts, "relation.summed_up", complete=True)


def near(text: Text, whole: int, parts: list[int]) -> bool:
    total, value = sum((text.figures[part].value for part in parts), Decimal(0)), text.figures[whole].value
    return abs(total - value) <= _CLOSE * value


def whole_and_parts(text: Text, whole: int, parts: list[int], rule: str, complete: bool) -> None:
    figures = text.figures
    for part in parts:
        if part not in text.contained:
            text.add("part_of", whole, (part,), at_most(figures[part], figures[whole]), rule)
    if len(parts) < 2:
        return
    holds = adds_up(figures[whole], [figures[part] for part in parts])
    total = sum((figures[part].value for part in parts), Decimal(0))
    if holds or complete or total > figures[whole].value or near(text, whole, parts):
        text.add("sum_of", whole, parts, holds, rule)


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
    if (not _DONE.match(around.lead) and not step) or re.match(r"\s*[一-龥]", around.tail):
        return
    for other in text.same_unit(index, paragraph=bool(step), far=4):
        if _is_rise(text, other):
            continue
        if text.clauses_apart(other, index) > (9 if step else 2) or figures[other].kind in ("rank", "norm"):
            return
        if (
            step
            and not _DONE.match(around.lead)
            and (
                "项目" not in around.lead
                or "项目" not in figures[other].what
                or figures[index].value > figures[other].value
            )
        ):
            continue
        whole = text.contained.get(other, other) if _DONE.match(text.arounds[other].lead) else other
        holds = at_most(figures[index], figures[whole])
        text.add("part_of", whole, (index,), holds, "relation.done_of")
        return


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


def rest(text: Text, index: int) -> None:
    """计划A,完成B,剩余C: C is A less B."""
    figures = text.figures
    if not _REST.search(text.arounds[index].lead):
        return
    before = list(text.same_unit(index, far=4))[:2]
    if len(before) < 2:
        return
    part, whole = before
    if figures[whole].value < figures[part].value:
        part, whole = whole, part
    holds = is_difference(figures[index], figures[whole], figures[part])
    text.add("difference_of", index, (whole, part), holds, "relation.rest")
    text.add("sum_of", whole, (part, index), holds, "relation.rest")
    text.add("part_of", whole, (part,), True, "relation.rest")
    text.contained.setdefault(index, whole)
