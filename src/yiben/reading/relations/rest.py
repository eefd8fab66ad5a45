"""What is left: 计划A,完成B,剩余C; 排查A处,整改B处,正在整改C处."""

import re

from yiben.reading.relations.neighbours import Text
from yiben.reading.relations.parts import DONE
from yiben.reading.relations.rounding import at_most, is_difference

_REST = re.compile(r"(?:剩余|(?<!其)余|还剩|尚差|还差|未完成|未办结|结余|欠)[^,;]{0,5}$")
_COLLECTED = re.compile(r"追缴|清收|收回|偿还|清欠|补缴|收缴|清理")
_HAS_DONE = re.compile(r"完成|已|整改|办结|化解|使用|拨付|支出|清收|收|消除|处置|解决|投入|兑付|竣工|开工")
_AT_WORK = re.compile(
    r"(?:正在|仍在|尚在|[尚仍还]有|未)(?:整改|办理|处理|化解|推进|核查|整治|办结|销号)(?:中的|的)?$"
)


def rest(text: Text, index: int) -> None:
    """计划A,完成B,剩余C: C is A less B."""
    figures, lead = text.figures, text.arounds[index].lead
    at_work = _AT_WORK.search(lead)
    if not at_work and (not _REST.search(lead) or _COLLECTED.search(lead)):
        return
    known = list(text.same_unit(index, far=6))
    found = _fitting(text, index, known)
    if not found and not _surely_of_two(text, index, known):
        return
    part, whole = found or (known[0], known[1])
    if figures[whole].value < figures[part].value:
        part, whole = whole, part
    if at_work and not found and not _alone(text, whole, part, index):
        return
    holds = is_difference(figures[index], figures[whole], figures[part])
    text.add("difference_of", index, (whole, part), holds, "relation.rest")
    text.add("sum_of", whole, (part, index), holds, "relation.rest")
    text.add("part_of", whole, (part,), at_most(figures[part], figures[whole]), "relation.rest")
    text.contained.setdefault(index, whole)


def _fitting(text: Text, index: int, known: list[int]) -> tuple[int, int] | None:
    """The nearest part and whole before it that leave it."""
    figures = text.figures
    pairs = [(part, whole) for at, part in enumerate(known) for whole in known[at + 1 :]]
    for part, whole in sorted(pairs, key=lambda pair: -pair[0] - pair[1]):
        if is_difference(figures[index], figures[whole], figures[part]):
            return part, whole
    return None


def _surely_of_two(text: Text, index: int, known: list[int]) -> bool:
    """Whether the two before it are what was to be done and what was: nothing opens a list between."""
    if len(known) < 2 or not _HAS_DONE.search(text.arounds[known[0]].lead):
        return False
    return "其中" not in text.words[text.figures[known[1]].start : text.figures[index].start]


def _alone(text: Text, whole: int, part: int, index: int) -> bool:
    """排查A处,整改B处,正在整改C处 and nothing more of the same unit in the sentence."""
    if not DONE.match(text.arounds[part].lead) or text.clauses_apart(whole, index) > 3:
        return False
    after = index + 1
    end = text.layout.sentence_end(text.figures[index].end)
    more = after < len(text.figures) and text.figures[after].start < end
    return not (more and text.figures[after].unit == text.figures[index].unit)
