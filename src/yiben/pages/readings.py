"""A read text as the page shows it: marked pieces, figures, relations, and what was left out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from yiben.documents.columns import Cell, Column
from yiben.kernel.numerals import plain
from yiben.reading import rule_words, said
from yiben.reading.model import Figure, LeftOut, ReadText, Relation

SHOWN = 2000
"""Figures on one page; the workbook holds them all."""


@dataclass(frozen=True)
class Piece:
    text: str
    number: int = 0
    """Number of the figure that it is, from 1; 0 for plain text."""
    state: str = ""
    """off where a relation of the figure fails, on where one holds, out for a numeral left out."""
    hint: str = ""


@dataclass(frozen=True)
class Paragraph:
    pieces: list[Piece]
    cells: list[list[Piece]]
    """Of a row of a table those between its tabs; else the one paragraph."""
    row: bool


@dataclass(frozen=True)
class Line:
    """One figure of the table."""

    number: int
    figure: Figure
    state: str

    @property
    def surface(self) -> str:
        return said.flat(self.figure.surface)

    @property
    def value(self) -> str:
        return grouped(self.figure.value)

    @property
    def bound(self) -> str:
        return said.BOUNDS[self.figure.bound]

    @property
    def kind(self) -> str:
        return said.KINDS[self.figure.kind]

    @property
    def why(self) -> str:
        """The rules that made the reading: 数字写的数；单位在数后 …"""
        return _("；").join(rule_words.said(self.figure.rules))

    @property
    def period(self) -> str:
        return said.period(self.figure.period)


@dataclass(frozen=True)
class Tie:
    """One relation, said as a sentence, with the numbers of its figures."""

    relation: Relation
    sentence: str
    numbers: tuple[int, ...]

    @property
    def mark(self) -> str:
        return said.MARKS[self.relation.holds]

    @property
    def kind(self) -> str:
        return said.RELATIONS[self.relation.type]

    @property
    def state(self) -> str:
        return {True: "on", False: "off", None: ""}[self.relation.holds]

    @property
    def why(self) -> str:
        return _("；").join(rule_words.said(self.relation.rules))

    @property
    def word(self) -> str:
        return said.HOLDS[self.relation.holds]


@dataclass(frozen=True)
class Shown:
    paragraphs: list[Paragraph]
    lines: list[Line]
    ties: list[Tie]
    left_out: list[tuple[int, LeftOut]]
    """With the line of the text that each stands on."""
    cut: bool
    figures: int
    holding: int
    failing: int
    open: int


def shown(found: ReadText, with_left_out: bool) -> Shown:
    states = _states(found)
    cut = len(found.figures) > SHOWN
    end = found.figures[SHOWN].start if cut else len(found.text)
    lines = [Line(n, f, states.get(n, "")) for n, f in enumerate(found.figures[:SHOWN], 1)]
    left_out = [o for o in found.left_out if o.end <= end] if with_left_out else []
    counts = Counter(r.holds for r in found.relations)
    return Shown(
        list(_paragraphs(_pieces(found.text[:end], lines, left_out))),
        lines,
        # what fails comes first: that is what one looks for
        sorted(ties(found), key=lambda tie: (tie.relation.holds is not False, tie.relation.holds is None)),
        _on_lines(found.text, left_out),
        cut,
        len(found.figures),
        counts[True],
        counts[False],
        counts[None],
    )


def ties(found: ReadText) -> list[Tie]:
    return [
        Tie(r, said.sentence(r, found.figures), tuple(i + 1 for i in (r.whole, *r.parts)))
        for r in found.relations
    ]


def grouped(value: Decimal) -> str:
    """10,080,000 for a table; small parts as they are."""
    whole, point, parts = plain(value, 6).partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("−") else ("", whole)
    return f"{sign}{int(digits):,}{point}{parts}"


def _states(found: ReadText) -> dict[int, str]:
    states: dict[int, str] = {}
    for relation in found.relations:
        for index in (relation.whole, *relation.parts):
            if relation.holds is False:
                states[index + 1] = "off"
            elif relation.holds:
                states.setdefault(index + 1, "on")
    return states


def _pieces(text: str, lines: Sequence[Line], left_out: Sequence[LeftOut]) -> Iterator[Piece]:
    """The text cut at its marks; where two lie over each other the first one counts."""
    marks = [(o.start, o.end, Piece(o.surface, state="out", hint=o.reason)) for o in left_out]
    for line in lines:
        place = (line.figure.start, line.figure.end)
        marks.append((*place, Piece(text[slice(*place)], line.number, line.state, line.figure.what)))
    at = 0
    for start, end, piece in sorted(marks, key=lambda mark: mark[:2]):
        if start < at:
            continue
        if start > at:
            yield Piece(text[at:start])
        yield piece
        at = end
    yield Piece(text[at:])


def _paragraphs(pieces: Iterator[Piece]) -> Iterator[Paragraph]:
    """Lines of the text that say something; whether one is a row of a table."""
    for line in _on_one_line(pieces):
        words = "".join(piece.text for piece in line)
        if words.strip():
            row = "\t" in words.strip() or words.startswith("\t")
            yield Paragraph(line, list(_cells(line)) if row else [line], row)


def _cells(line: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces between tabs."""
    now: list[Piece] = []
    for piece in line:
        if piece.number or piece.state:
            now.append(piece)
            continue
        first, *rest = piece.text.split("\t")
        now += [Piece(first)] if first else []
        for words in rest:
            yield now
            now = [Piece(words)] if words else []
    yield now


def _on_one_line(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """Pieces by lines of the text; a mark over a line break is never torn."""
    now: list[Piece] = []
    for piece in pieces:
        if piece.number or piece.state:
            now.append(piece)
            continue
        first, *rest = piece.text.split("\n")
        now += [Piece(first)] if first else []
        for line in rest:
            yield now
            now = [Piece(line)] if line else []
    yield now


def _on_lines(text: str, left_out: Sequence[LeftOut]) -> list[tuple[int, LeftOut]]:
    found, at, line = [], 0, 1
    for one in sorted(left_out, key=lambda o: o.start):
        line += text.count("\n", at, one.start)
        at = one.start
        found.append((line, one))
    return found


def columns() -> list[Column]:
    return [
        Column(_("序"), kind="integer"), Column(_("位置"), kind="integer"), Column(_("原文"), width=14),
        Column(_("数值"), kind="number", width=16), Column(_("单位"), width=8), Column(_("约"), width=8),
        Column(_("类别"), width=8), Column(_("数的是什么"), width=28), Column(_("时期"), width=20),
        Column(_("地方"), width=16), Column(_("相互核对"), width=30),
    ]  # fmt: skip


def rows(found: ReadText) -> Iterator[list[Cell]]:
    """The same figures as the page's, each with the relations that it is the whole of."""
    about: dict[int, list[str]] = {}
    for tie in ties(found):
        about.setdefault(tie.numbers[0], []).append(f"{tie.mark} {tie.sentence}")
    for number, figure in enumerate(found.figures, 1):
        line = Line(number, figure, "")
        yield [
            number, figure.start, line.surface, figure.value, figure.unit, line.bound, line.kind, figure.what,
            line.period, figure.place, _("；").join(about.get(number, ())),
        ]  # fmt: skip
