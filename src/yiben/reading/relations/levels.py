"""A rise or a fall between two printed levels: 上年15家,今年18家,净增3家; 较上年的14家增加4家."""

import re

from yiben.reading.model import Figure
from yiben.reading.relations.neighbours import Text
from yiben.reading.relations.rounding import is_difference

_BASE = r"(?:20\d\d年|上年|去年|前年|同期|年初|期初|上期|上月|上季度?|五年前|换届)"
_UP = r"(?:多[办收做建种发完][一-龥]?|增加|净增加?|新增|增收|增产|增长|提高|提升|上升|扩大|增|多)"
_DOWN = r"(?:少[办收做建种发完][一-龥]?|减少|净减少?|减产|下降|降低|回落|减|降|少)"
MOVED = re.compile(
    rf"(?:(?:较|比|同比)[^,;]{{0,14}}(?:(?P<up>{_UP})|(?P<down>{_DOWN}))|净(?:(?P<more>增)加?|(?P<less>减)少?))"
    r"[了约近超]{0,2}$"
)
_BY_ITSELF = re.compile(rf"^[,\s]*(?:累计|共|实际|净)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))[了约近]?$")
_FROM_BASE = re.compile(rf"^(?:相比)?[^,;\d]{{0,6}}?(?:净?(?:(?P<up>{_UP})|(?P<down>{_DOWN})))了?$")
_PAST = re.compile(_BASE + r"|原有|原来|[由从]")
_THEN_AFTER = re.compile(rf"^[,(（][^,;]{{0,4}}{_BASE}[^,;。]{{0,12}}$")
_ONLY_NOW = re.compile(r"(?:到|至|为|有|达到?|今年|本年|现有|20\d\d年|年末|年底)[^,;]{0,12}$")


def gain(text: Text, index: int) -> bool | None:
    """Whether the figure is a rise (True) or a fall (False) printed as such; None where it is a level."""
    moved = MOVED.search(text.arounds[index].lead) or _BY_ITSELF.match(text.arounds[index].lead)
    if not moved:
        return None
    return any(moved.groupdict().get(name) for name in ("up", "more"))


def base_before(text: Text, index: int, unit: str) -> int | None:
    """The level of the time before that the sentence prints: 上年同期4.8亿元, 比上年的2.0万吨."""
    for other in text.back(index, far=3):
        if text.figures[other].unit == unit and gain(text, other) is None and is_base(text, other):
            return other
    return None


def is_base(text: Text, index: int) -> bool:
    """Whether the words before it say that it is the level of the time before."""
    lead = text.arounds[index].lead
    based = re.search(_BASE + r"[^,;。\d]{0,6}$", lead)
    return bool(based) and not re.search(r"[较比][^,;]{0,10}[增减升降高低]|预算|任务|计划|目标", lead)


def gained(text: Text, index: int) -> None:
    """Only where both levels are printed in its sentence and one is said to be the earlier."""
    figures, lead = text.figures, text.arounds[index].lead
    if figures[index].unit in ("名次", "年", "月", "季度"):
        return
    printed = (
        index
        and figures[index - 1].unit == figures[index].unit
        and figures[index - 1].start > (text.arounds[index].clause)
    )
    based = _FROM_BASE.match(lead) if printed else None
    if based and re.search(r"[较比][^,;]{0,14}$", text.arounds[index - 1].lead):
        now = next(iter(_levels(text, index, index - 1)), None)
        if now is not None:
            _add(text, index, now, index - 1, bool(based["up"]))
        return
    moved = MOVED.search(lead) or _BY_ITSELF.match(lead)
    if not moved:
        return
    up = any(moved.groupdict().get(name) for name in ("up", "more"))
    before = _levels(text, index, index)[:2]
    if not before or text.clauses_apart(before[0], index) > 2:
        return
    after = _level_after(text, index)
    if after is not None:
        _add(text, index, before[0], after, up)
    elif len(before) == 2 and _earlier(text, before[1], before[0]):
        _add(text, index, before[0], before[1], up)
    elif len(before) == 2 and _earlier(text, before[0], before[1]):
        _add(text, index, before[1], before[0], up)


def _levels(text: Text, index: int, below: int) -> list[int]:
    """The levels before it, nearest first; parts that 其中 opened, and the last of a list, are none."""
    opened = text.words.rfind("其中", text.arounds[index].sentence, text.figures[index].start)
    if "其中" in text.arounds[index].lead:
        return []
    found = [
        other
        for other in text.same_unit(below)
        if _level(text, index, other) and (opened < 0 or text.figures[other].end <= opened)
    ]
    return [] if found and text.arounds[found[0]].lead.lstrip().startswith("、") else found


def _level(text: Text, index: int, other: int) -> bool:
    """A level, not itself a rise; points of percent are the difference of shares."""
    here, there = text.figures[index], text.figures[other]
    if here.unit == "比例" and ("百分点" not in here.surface or "百分点" in there.surface):
        return False
    if there.kind == "plan" and re.search(r"完成|实现|达", text.arounds[other].lead):
        return True
    return there.kind not in ("growth", "plan", "target") and not MOVED.search(text.arounds[other].lead)


def _earlier(text: Text, then: int, now: int) -> bool:
    """Whether the words before one level say that it is the earlier: 上年末有, 由."""
    past, present = text.arounds[then].lead, text.arounds[now].lead
    if re.search(r"20\d\d年", past) and re.search(r"20\d\d年", present):
        return bool(re.findall(r"20\d\d", past)[-1] < re.findall(r"20\d\d", present)[-1])
    if not _PAST.search(past) or re.search(_BASE, present.replace("年末", "")):
        return False
    return bool(_ONLY_NOW.search(present))


def _level_after(text: Text, index: int) -> int | None:
    """18家,较上年增加3家(上年为15家)."""
    after = index + 1
    if after < len(text.figures) - 1 and text.figures[after].unit == "比例":
        after += 1
    if after >= len(text.figures) or text.figures[after].unit != text.figures[index].unit:
        return None
    found = _THEN_AFTER.match(text.between(after - 1, after))
    return after if found and not MOVED.search(text.between(after - 1, after)) else None


def _add(text: Text, index: int, now: int, then: int, up: bool) -> None:
    high, low = (now, then) if up else (then, now)
    figures: tuple[Figure, ...] = tuple(text.figures[at] for at in (index, high, low))
    text.levels.update((now, then))
    text.add("difference_of", index, (high, low), is_difference(*figures), "relation.levels")
