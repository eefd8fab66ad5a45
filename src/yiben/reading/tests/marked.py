"""Sentences whose figures are marked by hand: 受理举报[4件], so that naming is tested without finding."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from yiben.reading.model import Figure, Relation, Span
from yiben.reading.naming import naming
from yiben.reading.relations import relations

_MARK = re.compile(r"\[([^\]]+)\]")
_NUMBER = re.compile(r"([\d.]+)(?:余|多)?(?:个?(万|亿))?(?:余|多)?(\D*)$")
_SCALES = {None: 1, "万": 10**4, "亿": 10**8}
_BASES = {
    "": ("元", Decimal(1)),
    "%": ("比例", Decimal("0.01")),
    "个百分点": ("比例", Decimal("0.01")),
    "名": ("人", Decimal(1)),
}
_AT_LEAST, _ABOUT = re.compile(r"超|不少于|以上"), re.compile(r"余|多|近|约")


def marked(sentence: str) -> tuple[str, list[Span]]:
    """The sentence without the marks, and a span for each."""
    spans: list[Span] = []
    for taken, found in enumerate(_MARK.finditer(sentence)):
        start = found.start() - 2 * taken
        spans.append(_span(found[1], start))
    return _MARK.sub(r"\1", sentence), spans


def _span(surface: str, start: int) -> Span:
    if surface.startswith("第"):
        return Span(start, start + len(surface), surface, Decimal(surface[1:-1]), "名次", "exact")
    if "次" in surface and surface.startswith("每"):
        return Span(start, start + len(surface), surface, Decimal(1), "次/月", "exact")
    number = _NUMBER.search(surface.replace("以上", "").replace("以下", ""))
    assert number, surface
    unit, factor = _BASES.get(number[3], (number[3], Decimal(1)))
    value = Decimal(number[1]) * _SCALES[number[2]] * factor
    bound = "at_least" if _AT_LEAST.search(surface) else "at_most" if "以下" in surface else "exact"
    if bound == "exact" and _ABOUT.search(surface):
        bound = "about"
    return Span(start, start + len(surface), surface, value, unit, bound)


def figures(sentence: str, day: date | None = date(2024, 9, 30), place: str = "") -> list[Figure]:
    text, spans = marked(sentence)
    return naming.name(text, spans, day, place)


def related(
    sentence: str, day: date | None = date(2024, 9, 30)
) -> list[tuple[str, str, tuple[str, ...], bool | None]]:
    """Type, surface of the whole, surfaces of the parts, whether it holds."""
    text, spans = marked(sentence)
    named = naming.name(text, spans, day)
    return [_shown(relation, named) for relation in relations.find(text, named)]


def _shown(relation: Relation, named: Sequence[Figure]) -> tuple[str, str, tuple[str, ...], bool | None]:
    parts = tuple(named[part].surface for part in relation.parts)
    return relation.type, named[relation.whole].surface, parts, relation.holds
