"""What falls to each: 户均3000元, 亩产80公斤, 每公斤15元, against the total and the number beside it."""

import re
from dataclasses import replace
from decimal import Decimal

from yiben.reading.model import Figure
from yiben.reading.relations.neighbours import Text
from yiben.reading.relations.rounding import is_each, is_price

_EACH = re.compile(
    r"(?:平均|均)?(?P<of>[户人亩]均|每[户人亩名]平?均?|亩产|单产)(?P<noun>[^,;、。]{0,8}?)[约近达为到超过可]{0,3}$"
)
_PRICE = re.compile(r"每(?P<of>公斤|斤|吨|亩|头|只|羽|株|平方米|个|件|张|袋|盒)[约近为]{0,2}$")
_NUMBERED = {
    "户": ("户",), "人": ("人", "人次"), "亩": ("亩",), "名": ("人",), "公斤": ("吨", "公斤", "斤"),
    "斤": ("吨", "公斤", "斤"), "吨": ("吨", "公斤", "斤"),
}  # fmt: skip
_MASS = {"吨": Decimal(1000), "公斤": Decimal(1), "斤": Decimal("0.5")}
_SOLD = re.compile(r"(?:销售(?:额|收入)?|收入|产值|金额|总价|货款)[约近达为]{0,2}$")
_WORDLESS = re.compile(r"约|近|达|为|可|[^一-龥]")


def each(text: Text, index: int) -> None:
    """户均: where total and number stand next before it, or where its noun is that of the total."""
    said = _EACH.search(text.arounds[index].lead)
    here = text.figures[index]
    if not said or index < 1 or (here.unit != "元" and here.unit not in _MASS):
        return
    harvest = said["of"] in ("亩产", "单产")
    name = "亩" if harvest else said["of"].removeprefix("每")[:1]
    number = _first(text, index, _NUMBERED[name])
    total = _first(text, index, ("元",) if here.unit == "元" else tuple(_MASS))
    if number is None or total is None:
        if number == index - 1 and name in "亩户" and text.clauses_apart(number, index) <= 1:
            text.add("measure_of", index, (number,), None, "relation.each")
        return
    if total == index or _EACH.search(text.arounds[total].lead):
        return
    next_to = {number, total} == {index - 1, index - 2} and text.clauses_apart(min(number, total), index) <= 2
    noun = _WORDLESS.sub("", said["noun"])
    same = noun and any(noun[at : at + 2] in text.arounds[total].lead for at in range(len(noun) - 1))
    if next_to and (same or not noun):
        figures = [_kilos(text.figures[at]) for at in (index, total, number)]
        text.add("measure_of", index, (total, number), is_each(*figures), "relation.each")


def price(text: Text, index: int) -> None:
    """销售香菇120吨,每公斤15元,收入180万元: the sum by the price."""
    here = text.figures[index]
    if here.unit != "元" or not _SOLD.search(text.arounds[index].lead) or index < 2:
        return
    at, number = index - 1, index - 2
    said = _PRICE.search(text.arounds[at].lead)
    if not said or text.figures[at].unit != "元" or text.clauses_apart(number, index) > 3:
        return
    if text.figures[number].start < text.arounds[index].sentence:
        return
    if text.figures[number].unit not in _NUMBERED.get(said["of"], (said["of"],)):
        return
    counted = text.figures[number]
    if counted.unit in _MASS:
        counted = replace(counted, value=counted.value * _MASS[counted.unit] / _MASS[said["of"]])
    holds = is_price(here, text.figures[at], counted)
    text.add("measure_of", index, (number, at), holds, "relation.price")


def _first(text: Text, index: int, units: tuple[str, ...]) -> int | None:
    return next((other for other in text.back(index, far=3) if text.figures[other].unit in units), None)


def _kilos(figure: Figure) -> Figure:
    return replace(figure, value=figure.value * _MASS.get(figure.unit, Decimal(1)))
