"""Lists of pairs, 252户947人,其中甲123户475人、乙13户53人: each unit by itself."""

import re
from decimal import Decimal

from yiben.reading.neighbours import Text
from yiben.reading.relations_parts import RATES, near, whole_and_parts
from yiben.reading.rounding import fills

SHARES = "relation.shares_of_one"

_OPENS = re.compile(r"^[,;、\s]*(?:其中|包括)[:：]?[^,;]{0,20}$")
_GOES_ON = re.compile(r"^[,;、和及与\s]{0,2}[^,;、。!！?？\n]{0,20}$")
_LONGEST_LIST = 16


def pairs_of_which(text: Text, index: int) -> None:
    """The parts are summed unit by unit; where one unit gives its whole, or nearly, the other must too."""
    if index < 2 or not _OPENS.match(text.between(index - 1, index)):
        return
    for size in (3, 2):
        units = _units(text, index - size, size)
        if units and _together(text, index - size, size):
            break
    else:
        return
    firsts = _list(text, index, units)
    columns = [[first + place for first in firsts] for place in range(size)]
    if len(firsts) < 2:
        return
    wholes = [index - size + place for place in range(size)]
    complete = any(near(text, whole, parts) for whole, parts in zip(wholes, columns, strict=True))
    for whole, parts in zip(wholes, columns, strict=True):
        whole_and_parts(text, whole, parts, "relation.of_which_pairs", complete)


def _units(text: Text, first: int, size: int) -> tuple[str, ...]:
    """The units of so many figures from first on, nothing where two are the same or one is a rate."""
    if first < 0 or first + size > len(text.figures):
        return ()
    units = tuple(figure.unit for figure in text.figures[first : first + size])
    return () if len(set(units)) < size or set(units) & set(RATES) else units


def _together(text: Text, first: int, size: int, links: str = "、,共计") -> bool:
    return all(not text.between(at, at + 1).strip(" \n\r" + links) for at in range(first, first + size - 1))


def _list(text: Text, index: int, units: tuple[str, ...]) -> list[int]:
    """Where each group of the list begins."""
    size, firsts, at = len(units), list[int](), index
    while len(firsts) < _LONGEST_LIST and _units(text, at, size) == units and _together(text, at, size, ""):
        if firsts and (not _GOES_ON.match(text.between(at - 1, at)) or "其中" in text.between(at - 1, at)):
            break
        firsts.append(at)
        at += size
    return firsts


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
