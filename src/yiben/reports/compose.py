"""Outline and figures put together: which sentences stand, and what each token becomes.

A sentence is left out where a figure in it (or in its `only_if`) has no value, where an `only_if` figure
is 0, where all its figures are 0, and where the reader may not see one of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from yiben.declare.model import Figure, Outline, Register, Sentence
from yiben.declare.model import Section as OutlineSection
from yiben.figures.results import Result
from yiben.kernel.periods import Period
from yiben.reports import wording
from yiben.reports.model import Draft, FigureLine, FigureRun, LeftOut, Paragraph, Run, Section, TextRun, Value
from yiben.reports.named_periods import day_in_words, resolve, short, spoken
from yiben.reports.ordinals import chinese
from yiben.reports.tokens import Token, named, parts

Evaluate = Callable[[Sequence[str], str, Period, date | None], Iterable[Result]]
"""`figures.engine.evaluate`: ids, place, period, as of → `Result`s."""
_NUMBERED = re.compile(r"^[一二三四五六七八九十]+、\s*")

NO_VALUE, ALL_ZERO, NOT_ALLOWED = "时期内没有数据", "数字全为零", "无权查看"


@dataclass(frozen=True)
class Told:
    """A figure that has a value, in the base unit, and how many rows are behind it."""

    value: Value
    rows: int


@dataclass(frozen=True)
class Subject:
    """Of what the report is: the place, the time, and who may see which register's counts."""

    town: str
    town_name: str
    period: Period
    as_of: date | None
    day: date
    scope: str = ""
    demo: bool = False
    may_see: Callable[[str], bool] = lambda register: True

    def words(self, token: Token) -> str:
        if token.name == "town":
            return self.town_name
        if token.name == "day":
            return day_in_words(self.day)
        return spoken(resolve(token.period, self.period))


def compose(
    outline: Outline, registers: Mapping[str, Register], subject: Subject, evaluate: Evaluate
) -> Draft:
    """The draft; the engine is asked once for each period that the outline names."""
    figures = {f.id: f for register in registers.values() for f in register.figures.values()}
    results = _results(outline, figures, subject, evaluate)
    writer = _Writer(subject, registers, figures, results)
    sections = tuple(writer.sections(outline.sections))
    mark = "　演示数据" if subject.demo else ""
    return Draft(
        outline=outline.id, title=writer.filled(outline.title),
        dateline=f"（{day_in_words(subject.day)}{mark}）", town=subject.town, town_name=subject.town_name,
        period=subject.period, as_of=subject.as_of, day=subject.day, scope=subject.scope, demo=subject.demo,
        sections=sections, figures=tuple(writer.lines), left_out=tuple(writer.left_out),
    )  # fmt: skip


def tokens_of(sentence: Sentence) -> Iterator[Token]:
    """Every figure that the sentence or its condition needs."""
    yield from (part for part in parts(sentence.text) if isinstance(part, Token) and part.is_figure)
    yield from map(named, sentence.only_if)


def _results(
    outline: Outline, figures: Mapping[str, Figure], subject: Subject, evaluate: Evaluate
) -> dict[tuple[str, Period], Told]:
    wanted: dict[Period, dict[str, None]] = {}
    for section in outline.sections:
        for token in (t for p in section.paragraphs for s in p for t in tokens_of(s)):
            figure = figures.get(token.name)
            if figure is not None and subject.may_see(figure.register):
                ids = wanted.setdefault(resolve(token.period, subject.period), {})
                ids.update(dict.fromkeys(filter(None, (figure.id, figure.pair))))
    return {
        (result.figure.id, period): Told(result.value, result.rows)
        for period, ids in wanted.items()
        for result in evaluate(list(ids), subject.town, period, subject.as_of)
        if result.value is not None
    }


@dataclass
class _Writer:
    subject: Subject
    registers: Mapping[str, Register]
    figures: Mapping[str, Figure]
    results: Mapping[tuple[str, Period], Told]
    lines: list[FigureLine] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    numbers: dict[tuple[str, Period], int] = field(default_factory=dict)

    def sections(self, given: Iterable[OutlineSection]) -> Iterator[Section]:
        """The sections that have something to say, numbered anew."""
        number = 0
        for section in given:
            title = _NUMBERED.sub("", self.filled(section.title)).strip()
            shown = chinese(number + 1) if title else ""
            made = (self.paragraph(sentences, shown) for sentences in section.paragraphs)
            paragraphs = tuple(paragraph for paragraph in made if paragraph.runs)
            if paragraphs:
                number += bool(title)
                yield Section(shown, title, paragraphs)

    def paragraph(self, sentences: Sequence[Sentence], section: str) -> Paragraph:
        runs: list[Run] = []
        for sentence in sentences:
            why = self.obstacle(sentence)
            if why:
                self.left_out.append(LeftOut(self.told(sentence), why, sentence.where))
            else:
                runs += self.runs(sentence, section)
        return Paragraph(tuple(runs))

    def obstacle(self, sentence: Sentence) -> str:
        needed = list(tokens_of(sentence))
        if any(t.name in self.figures and not self.sees(t.name) for t in needed):
            return NOT_ALLOWED
        if any(self.value(t) is None for t in needed):
            return NO_VALUE
        own = [self.value(t) for t in needed[: len(needed) - len(sentence.only_if)]]
        conditions = [self.value(named(name)) for name in sentence.only_if]
        return ALL_ZERO if (own and not any(own)) or not all(conditions) else ""

    def sees(self, figure: str) -> bool:
        return self.subject.may_see(self.figures[figure].register)

    def value(self, token: Token) -> Value | None:
        result = self.results.get((token.name, resolve(token.period, self.subject.period)))
        return None if result is None else result.value

    def runs(self, sentence: Sentence, section: str) -> list[Run]:
        made: list[Run] = []
        pieces = parts(sentence.text)
        for at, part in enumerate(pieces):
            if isinstance(part, str):
                made.append(TextRun(part))
            elif isinstance(part, Token) and part.is_figure:
                after = pieces[at + 1] if at + 1 < len(pieces) else ""
                made += self.figure_runs(part, after, made, section)
            else:
                made.append(TextRun(self.told_part(part)))
        return made

    def figure_runs(self, token: Token, after: object, made: list[Run], section: str) -> Iterator[Run]:
        """The figure, and its persons behind it (252户947人) unless the sentence says them itself."""
        figure = self.figures[token.name]
        period = resolve(token.period, self.subject.period)
        run = self.figure_run(figure, period, token.hedge, section)
        if made and isinstance(made[-1], TextRun):
            before, shown = wording.turned(made[-1].text, figure, run.value, run.shown)
            made[-1] = TextRun(before)
            run = FigureRun(**{**run.__dict__, "shown": shown})
        yield run
        says_itself = isinstance(after, Token) and after.name == figure.pair
        pair = self.results.get((figure.pair, period))
        if pair is not None and not says_itself:
            yield self.figure_run(self.figures[figure.pair], period, token.hedge, section)

    def figure_run(self, figure: Figure, period: Period, hedge: str, section: str) -> FigureRun:
        result = self.results[(figure.id, period)]
        return FigureRun(
            number=self.line(figure, period, result, section), figure=figure.id, period=period,
            place=self.subject.town, value=result.value, rows=result.rows, title=figure.title,
            shown=wording.in_sentence(figure, result.value, hedge), definition=figure.definition,
        )  # fmt: skip

    def line(self, figure: Figure, period: Period, result: Told, section: str) -> int:
        """Its number in the list, given at first use."""
        key = (figure.id, period)
        if key not in self.numbers:
            self.numbers[key] = len(self.lines) + 1
            other = "" if period == self.subject.period else f"，{short(period, self.subject.period)}"
            register = self.registers[figure.register].title
            self.lines.append(
                FigureLine(
                    number=self.numbers[key], section=section, title=f"{figure.title}{other}",
                    figure=figure.id, period=period, value=wording.in_list(figure, result.value),
                    unit=wording.unit_in_list(figure), register=register, rows=result.rows,
                    definition=figure.definition,
                )
            )  # fmt: skip
        return self.numbers[key]

    def filled(self, text: str) -> str:
        """A title with its words; figures have no place in titles."""
        return "".join(self.told_part(part) for part in parts(text))

    def told(self, sentence: Sentence) -> str:
        """The sentence without values, figures as their titles: 收到【信访件收到数】."""
        return "".join(self.told_part(part) for part in parts(sentence.text))

    def told_part(self, part: object) -> str:
        if isinstance(part, str):
            return part
        if isinstance(part, Token) and not part.is_figure:
            return self.subject.words(part)
        if isinstance(part, Token) and part.name in self.figures:
            return f"【{self.figures[part.name].title}】"
        return str(getattr(part, "source", ""))
