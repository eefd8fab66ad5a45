"""One thing counted twice: the same number again, a half year within its year, a class within a class."""

import re
from collections import deque
from decimal import Decimal

from yiben.reading.neighbours import Text
from yiben.reading.rounding import at_most

_SMALLEST = 20
_SORTS = ("count", "stock", "amount", "profile")


def same(text: Text) -> None:
    seen: dict[tuple[Decimal, str, str], int] = {}
    for index, figure in enumerate(text.figures):
        noun = re.sub(r"[^一-龥]", "", text.arounds[index].lead)[-2:]
        if figure.kind not in _SORTS or figure.value < _SMALLEST or figure.bound != "exact" or len(noun) < 2:
            continue
        key = (figure.value, figure.unit, noun)
        other = seen.get(key)
        if other is not None and text.figures[other].start < text.arounds[index].sentence:
            text.add("same_as", index, (other,), True, "relation.same_number")
        seen[key] = index


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
