"""Lists of pairs, 252户947人,其中甲123户475人、乙13户53人: each unit by itself."""

import re
from decimal import Decimal

from yiben.reading.relations.lists import RATES, near, whole_and_parts
from yiben.reading.relations.neighbours import Text
from yiben.reading.relations.rounding import fills

SHARES = "relation.shares_of_one"

_OPENS = re.compile(r"^[,;、\s]*(?:其中|包括|[(（])(?:其中|含)?[:：]?[^,;]{0,20}$")
_GOES_ON = re.compile(r"^[,;、和及与\s]{0,2}[^,;、。!！?？\n\t]{0,20}$")
_LONGEST_LIST = 16


def pairs_of_which(text: Text, index: int) -> None:
    """The parts are summed place by place; where one place gives its whole, or nearly, the other must too."""
    opened = _OPENS.match(text.between(index - 1, index)) if index >= 2 else None
    if not opened:
        return
    for size in (3, 2):
        firsts = _groups(text, index, size)
        units = _units(text, [index - size, *firsts], size)
        if units:
            break
    else:
        return
    text.listed.add(index)
    wholes = [index - size + place for place in range(size)]
    firsts = firsts[: _complete_at(text, wholes, firsts)]
    columns = [[first + place for first in firsts] for place in range(size)]
    complete = any(near(text, whole, parts) for whole, parts in zip(wholes, columns, strict=True))
    for whole, parts in zip(wholes, columns, strict=True):
        whole_and_parts(text, whole, parts, "relation.of_which_pairs", complete)


def _complete_at(text: Text, wholes: list[int], firsts: list[int]) -> int:
    """How many groups it takes to give a whole exactly; what follows is another matter."""
    for place, whole in enumerate(wholes):
        total = Decimal(0)
        for count, first in enumerate(firsts, 1):
            total += text.figures[first + place].value
            if count > 1 and total == text.figures[whole].value:
                return count
    return len(firsts)


def _groups(text: Text, index: int, size: int) -> list[int]:
    """Where each group of so many figures without a word between them begins, behind a whole of as many."""
    figures, firsts, at = text.figures, list[int](), index
    if index < size or not _together(text, index - size, size, "、,共计"):
        return []
    bracketed = re.search("[(（]", text.between(index - 1, index))
    while len(firsts) < _LONGEST_LIST and at + size <= len(figures) and _together(text, at, size, ""):
        between = text.between(at - 1, at)
        closed = bracketed and re.search("[)）]", between)
        if firsts and (closed or not _GOES_ON.match(between) or "其中" in between):
            break
        firsts.append(at)
        at += size
    return firsts


def _units(text: Text, firsts: list[int], size: int) -> tuple[str, ...]:
    """The unit of each place, where all groups share them but for one figure at most: its unit is wrong."""
    if len(firsts) < 2:
        return ()
    groups = [tuple(figure.unit for figure in text.figures[first : first + size]) for first in firsts]
    usual = max(groups[1:], key=groups.count)
    wrong = sum(one != other for group in groups for one, other in zip(group, usual, strict=True))
    return () if wrong > (len(firsts) > 2) or len(set(usual)) < size or set(usual) & set(RATES) else usual


def _together(text: Text, first: int, size: int, links: str) -> bool:
    return all(not text.between(at, at + 1).strip(" \r\n" + links) for at in range(first, first + size - 1))


def shares_of_one(text: Text, index: int) -> None:
    """占比分别为21%、38%、41%: the shares of one thing make up its whole, or nearly and wrongly so.

    100 % is not printed: the last share is kept as what the others leave of it.
    """
    figures = text.figures
    opened = re.search(
        r"(?:占比?|比重|比例|构成|结构)(?:[^,;。]{0,12})分别[为是占达]?$", text.arounds[index].lead
    )
    if not opened or figures[index].unit != "比例" or figures[index].kind == "growth":
        return
    shares = [index]
    while (
        shares[-1] + 1 < len(figures)
        and figures[shares[-1] + 1].unit == "比例"
        and text.between(shares[-1], shares[-1] + 1).strip() in ("、", "和", ",", "及", "与", "以及")
    ):
        shares.append(shares[-1] + 1)
    total = sum((figures[share].value for share in shares), Decimal(0))
    if len(shares) < 2 or abs(total - 1) > Decimal("0.03"):
        return
    holds = fills([figures[share] for share in shares])
    text.add("difference_of", shares[-1], shares[:-1], holds, SHARES)
