"""Figures from the spans of a text: kind, what is counted, period and place."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from yiben.reading.model import Figure, Span
from yiben.reading.naming.clauses import Around, Layout, plain
from yiben.reading.naming.counted_words import Words
from yiben.reading.naming.counted_words import name as named
from yiben.reading.naming.frame import frames, report_day, this_year, whole_frame
from yiben.reading.naming.kinds import Seen
from yiben.reading.naming.kinds import kind as kind_of
from yiben.reading.naming.names_joined import Stem
from yiben.reading.naming.periods_covered import Periods
from yiben.reading.naming.places_named import Places, town_of
from yiben.reading.naming.sentence_so_far import SoFar
from yiben.reading.naming.times import find_times

_OF_WHICH = re.compile(r"\s*其中")
_GOAL = re.compile(
    r"的([^,;。\n]{2,44}?(?:项目|工程)(?!等|前期)|[^,;。\n]{2,44}?(?:基地|生产线|大楼|广场|中心|产业园|公园))(?!等|建设|前期)"
)
_SIZE = re.compile(r"(?:设计)?(?:年(?:产|加工|处理))?[\d.]+[万亿]?(?:平方米?|公里|[吨只头件台套亩米株个])")
_STOOD = ("stock", "profile")
_SHARE_OF = re.compile(r"[,、;\s]*(?:约|已)?占")
_RANGE = re.compile(r"\s*(?:[—~～－-]{1,2}|到|至)\s*")
_FAR = 600
"""A sentence longer than this takes no days from the one before; keeps endless ones linear."""

_Said = tuple[str, str]
"""A word for a figure and the id of the rule that chose it."""


def name(text: str, spans: Sequence[Span], day: date | None = None, place: str = "") -> list[Figure]:
    """A figure for each span; the spans come in the order of the text.

    day is the report's date where the file knows it, place its town; both are looked for in the text
    where they are not given.
    """
    return _Naming(plain(text), spans, day, place).run()


class _Naming:
    def __init__(self, words: str, spans: Sequence[Span], day: date | None, place: str) -> None:
        self._words, self._spans = words, spans
        self._layout = Layout(words, spans)
        self._so_far = SoFar(words, spans)
        self._town = place or town_of(words)
        self._places = Places(words, self._town)
        self._figures: list[Figure] = []
        day = day or report_day(words)
        year = this_year(words, day)
        times = find_times(words, year)
        framed = frames(self._layout, whole_frame(words, day, year, times), day, times)
        self._periods = Periods(words, times, framed, {span.end for span in spans})

    def run(self) -> list[Figure]:
        for index, span in enumerate(self._spans):
            around = self._layout.around(index)
            self._so_far.enter(index, around, self._figures)
            figure, stem = self._figure(index, span, around)
            self._so_far.leave(figure, stem)
            self._figures.append(figure)
        return self._figures

    def _figure(self, index: int, span: Span, around: Around) -> tuple[Figure, Stem]:
        if index and self._ranged(index - 1):
            return self._other_end(span), self._so_far.last_stem(self._figures[-1].kind)
        kind, kind_rule = self._kind(span, around)
        period, period_rule = self._period(span, around, kind)
        place, place_rule = self._place(span, around)
        own_place = place if place != self._town and place_rule != "place.town" else ""
        words = self._around_words(index, span, around, kind, own_place)
        stem = self._so_far.respective(index) or self._so_far.last_stem(kind)
        what, stem, what_rule = named(words, stem, self._so_far.subject)
        rules = (*span.rules, kind_rule, what_rule, period_rule, place_rule)
        return Figure(
            span.start, span.end, span.surface, span.value, span.unit, span.bound,
            kind, what, period, place, rules,
        ), stem  # fmt: skip

    def _ranged(self, index: int) -> bool:
        """Whether this figure and the next are the two ends of a range: 3—5万元, 百分之三到百分之五."""
        here, there = self._spans[index], self._spans[index + 1] if index + 1 < len(self._spans) else None
        if there is None or there.unit != here.unit:
            return False
        return bool(_RANGE.fullmatch(self._words, here.end, there.start))

    def _other_end(self, span: Span) -> Figure:
        """The second end of a range is the same thing as the first."""
        return replace(
            self._figures[-1], start=span.start, end=span.end, surface=span.surface, value=span.value,
            bound=span.bound, rules=(*span.rules, "what.other_end"),
        )  # fmt: skip

    def _kind(self, span: Span, around: Around) -> _Said:
        words, so_far = self._words, self._so_far
        before = so_far.before.kind if so_far.before else ""
        return kind_of(
            Seen(
                span.surface,
                span.unit,
                span.bound,
                around.lead,
                around.tail[:24],
                words[max(around.clause, span.start - 60) : span.start],
                words[max(around.sentence, span.start - 80) : span.start],
                before if so_far.follows or around.joined else "",
                before,
                so_far.stood,
                so_far.aims or self._periods.frame_at(span.start).ahead,
                self._clause_after(around.clause_end),
            )
        )

    def _period(self, span: Span, around: Around, kind: str) -> _Said:
        before = self._so_far.before
        if kind == "share" and before and before.kind in _STOOD and _SHARE_OF.match(around.lead):
            return before.period, "period.as_figure_before"
        sentences = self._with_whole(span, around)
        return self._periods.of(span, sentences, kind, before.period if before else "", self._so_far.follows)

    def _with_whole(self, span: Span, around: Around) -> Around:
        """A sentence that opens with 其中 speaks of the days of the sentence before it."""
        opens = around.sentence and _OF_WHICH.match(self._words, around.sentence)
        if not opens or span.start - around.sentence > _FAR:
            return around
        sentence = self._layout.sentence_at(around.sentence - 1)
        if sentence < around.paragraph:
            return around
        whole = self._words.find(";", sentence, around.clause) < 0 or around.item < around.sentence
        return replace(around, sentence=sentence, item=sentence if whole else around.item)

    def _place(self, span: Span, around: Around) -> _Said:
        place, rule = self._places.of(
            span.start, span.end, around.clause, around.sentence, around.paragraph, around.clause_end
        )
        before = self._so_far.before
        if self._so_far.follows and before and rule == "place.town" and before.place != self._town:
            return before.place, "place.as_figure_before"
        return place, rule

    def _around_words(self, index: int, span: Span, around: Around, kind: str, place: str) -> Words:
        so_far = self._so_far
        return Words(
            lead=around.lead.replace(self._town, "") if self._town else around.lead,
            tail=self._layout.around(index + 1).tail
            if self._ranged(index)
            else around.tail or self._after_next(index),
            unit=span.unit,
            kind=kind,
            surface=span.surface,
            joined=around.joined,
            next_clause=self._clause_after(around.clause_end),
            previous_clause=self._clause_before(around),
            place=place,
            follows=so_far.follows,
            whole=so_far.whole,
            topic=so_far.topic,
            goal=self._goal(span.end) if span.unit == "元" else "",
            circle=so_far.circle,
        )

    def _after_next(self, index: int) -> str:
        """10类46项实事项目: the noun of both stands after the second."""
        end, following = self._spans[index].end, index + 1
        if following < len(self._spans) and self._spans[following].start == end:
            return self._layout.around(following).tail
        return ""

    def _goal(self, end: int) -> str:
        """木模板加工项目 of 投资7500万元的年产100万平方木模板加工项目."""
        found = _GOAL.match(self._words, end)
        return _SIZE.sub("", found[1]) if found else ""

    def _clause_after(self, end: int) -> str:
        if self._words[end : end + 1] not in (",", ":", "："):
            return ""
        return self._words[end + 1 : min(self._layout.clause_end(end + 1), end + 50)]

    def _clause_before(self, around: Around) -> str:
        if around.clause <= around.sentence:
            return ""
        start = self._layout.clause_at(around.clause - 1)
        return self._words[max(start, around.clause - 50) : around.clause - 1]
