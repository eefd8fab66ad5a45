"""Figures from the spans of a text: kind, what is counted, period and place."""

import re
from collections.abc import Sequence
from datetime import date

from yiben.reading.clauses import Around, Layout, plain
from yiben.reading.counted_words import Words, subject_of
from yiben.reading.counted_words import name as named
from yiben.reading.frame import frames, report_day, this_year, whole_frame
from yiben.reading.kinds import Seen
from yiben.reading.kinds import kind as kind_of
from yiben.reading.model import Figure, Span
from yiben.reading.periods_covered import Periods
from yiben.reading.places_named import Places, town_of
from yiben.reading.times import find_times

_HANGS = re.compile(
    r"^[,、;\s]*(?:(?:计划|协议|预计|签约|估算)?总投资额?|(?:计划)?投资额?|资金|金额|涉及|惠及|受益|剩余|蓄积|(?:桥梁|道路)?长|年?产值)?[约近达为超共]{0,2}$"
)


_NO_YEAR = 4
"""Where no year is known; 上年 and 前年 must still be years."""
_DOES = re.compile(r"完成|入统|开工|发放|争取|已|收取|新增|实现|拨付|办结|化解|整改")


def name(text: str, spans: Sequence[Span], day: date | None = None, place: str = "") -> list[Figure]:
    """A figure for each span; the spans come in the order of the text.

    day is the report's date where the file knows it, place its town; both are looked for in the text
    where they are not given.
    """
    words = plain(text)
    layout = Layout(words, spans)
    day = day or report_day(words)
    year = this_year(words, day)
    times = find_times(words, year or _NO_YEAR)
    periods = Periods(
        words,
        times,
        frames(layout, whole_frame(words, day, year, times), day, times),
        {span.end for span in spans},
    )
    town = place or town_of(words)
    places = Places(words, town)
    figures: list[Figure] = []
    stem, subject, sentence, inside = "", "", -1, False
    for index, span in enumerate(spans):
        around = layout.around(index)
        clause = words[max(around.clause, span.start - 80) : span.start]
        if around.sentence != sentence:
            stem, subject, sentence = "", "", around.sentence
        own = subject_of(words[around.clause : min(span.start, around.clause + 24)])
        subject = own or subject
        before = figures[-1] if figures and figures[-1].start >= around.sentence else None
        led = words[before.end : span.start] if before and span.start - before.end < 24 else around.lead
        inside = _inside(led, inside and before is not None, figures, span)
        follows = inside or (bool(before) and _follows(around, words, before.end if before else 0))
        kind, kind_rule = kind_of(
            Seen(
                span.surface,
                span.unit,
                span.bound,
                around.lead,
                around.tail[:24],
                clause[-60:],
                words[max(around.sentence, span.start - 80) : span.start],
                before.kind if before and (follows or around.joined) else "",
                periods.frame_at(span.start).ahead,
                _clause_after(layout, words, around.clause_end),
            )
        )
        period, period_rule = periods.of(span, around, kind, before.period if before else "", follows)
        where, place_rule = places.of(
            span.start, span.end, around.clause, around.sentence, around.paragraph, around.clause_end
        )
        if follows and before and place_rule == "place.town" and before.place != town:
            where, place_rule = before.place, "place.as_figure_before"
        what, stem, what_rule = named(
            Words(
                _without(around.lead, town),
                around.tail,
                span.unit,
                kind,
                span.surface,
                around.joined,
                _clause_after(layout, words, around.clause_end),
                _clause_before(layout, words, around),
                where if where != town and place_rule != "place.town" else "",
                follows,
            ),
            stem,
            subject,
        )
        figures.append(
            Figure(
                span.start,
                span.end,
                span.surface,
                span.value,
                span.unit,
                span.bound,
                kind,
                what,
                period,
                where,
                (*span.rules, kind_rule, what_rule, period_rule, place_rule),
            )
        )
    return figures


def _follows(around: Around, words: str, before: int) -> bool:
    """Whether the figure hangs on the one before it: 总投资8亿元 after 项目22个."""
    between = words[before : around.clause] + around.lead
    return len(between) <= 40 and bool(_HANGS.match(around.lead)) and between.count(",") <= 1


def _inside(lead: str, inside: bool, figures: Sequence[Figure], span: Span) -> bool:
    """Whether it is one of the parts after 其中."""
    if not figures or (figures[-1].unit != span.unit and not _of_pairs(figures, span)):
        return False
    return bool(re.match(r"^[^,]{0,4}[,(（;]?其中", lead)) or (inside and not _DOES.search(lead))


def _of_pairs(figures: Sequence[Figure], span: Span) -> bool:
    """252户947人,其中甲123户475人: the figure before bears the other unit of its pair."""
    if len(figures) < 2 or figures[-2].unit != span.unit:
        return False
    return figures[-1].start == figures[-2].end or span.start == figures[-1].end


def _without(lead: str, town: str) -> str:
    return lead.replace(town, "") if town else lead


def _clause_after(layout: Layout, words: str, end: int) -> str:
    if words[end : end + 1] not in (",", ":", "："):
        return ""
    return words[end + 1 : min(layout.clause_end(end + 1), end + 50)]


def _clause_before(layout: Layout, words: str, around: Around) -> str:
    if around.clause <= around.sentence:
        return ""
    start = layout.clause_at(around.clause - 1)
    return words[max(start, around.clause - 50) : around.clause - 1]
