"""Where paragraphs, sentences and clauses begin and end around the figures of a text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

FULL_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {0xFF0C: 0x2C, 0xFF1B: 0x3B}
_BREAK = re.compile(r"[,;。!！?？:：\n\r]")
_LEVEL = {",": 1, ":": 1, "：": 1, ";": 2, "\n": 4, "\r": 4}
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_FAR = 200
"""Words further than this from a figure say nothing about it; it keeps endless lines linear."""
MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}[是要]|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)"
)
"""一是 · （一） · 一、: an item of a list begins."""


class Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one figure; offsets into the text."""

    clause: int
    clause_end: int
    sentence: int
    """After the last 。, ! or ?; a semicolon does not end it."""
    paragraph: int
    lead: str
    """The words before the number, from the clause's start or the figure before it."""
    tail: str
    """The words after the number, up to the clause's end or the next figure."""
    joined: bool
    """Whether another figure stands before it in the same clause."""
    item: int
    """Start of the item (after ; or 一是) it lies in."""


def plain(text: str) -> str:
    """The same text, offset by offset, with half-width digits and commas."""
    return text.translate(FULL_WIDTH)


class Layout:
    def __init__(self, text: str, figures: Sequence[Placed]) -> None:
        self.text = text
        self.figures = figures
        self._marks: list[list[int]] = [[0], [0], [0], [0]]
        self._known: dict[int, Around] = {}
        self._listed = [(found.start(), found.end()) for found in MARK.finditer(text)]
        self._scan()

    def _scan(self) -> None:
        text, clauses, items, sentences, paragraphs = self.text, *self._marks
        inside = iter(
            [(figure.start, figure.end) for figure in self.figures] + [(len(text) + 1, len(text) + 1)]
        )
        start, end = next(inside)
        for found in _BREAK.finditer(text):
            at = found.start()
            while end <= at:
                start, end = next(inside)
            if start <= at:
                continue
            sign = text[at]
            if sign == "," and text[at - 1 : at].isdigit() and _THOUSANDS.match(text, at + 1):
                continue
            level = _LEVEL.get(sign, 3)
            clauses.append(at + 1)
            if level >= 2:
                items.append(at + 1)
            if level >= 3:
                sentences.append(at + 1)
            if level >= 4:
                paragraphs.append(at + 1)

    def _from(self, level: int, at: int) -> int:
        starts = self._marks[level]
        return starts[bisect_right(starts, at) - 1]

    def clause_at(self, at: int) -> int:
        return self._from(0, at)

    def sentence_at(self, at: int) -> int:
        return self._from(2, at)

    def paragraph_at(self, at: int) -> int:
        return self._from(3, at)

    def paragraphs(self) -> list[tuple[int, int]]:
        starts = self._marks[3]
        return list(zip(starts, [at - 1 for at in starts[1:]] + [len(self.text)], strict=True))

    def clause_end(self, at: int) -> int:
        starts = self._marks[0]
        after = bisect_left(starts, at + 1)
        return starts[after] - 1 if after < len(starts) else len(self.text)

    def sentence_end(self, at: int) -> int:
        starts = self._marks[2]
        after = bisect_left(starts, at + 1)
        return starts[after] - 1 if after < len(starts) else len(self.text)

    def clauses_between(self, start: int, end: int) -> int:
        """How many clause breaks lie between two offsets."""
        starts = self._marks[0]
        return bisect_right(starts, end) - bisect_right(starts, start)

    def around(self, index: int) -> Around:
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = self._around(index)
        return known

    def _around(self, index: int) -> Around:
        figures, text = self.figures, self.text
        figure = figures[index]
        clause, clause_end = self._from(0, figure.start), self.clause_end(figure.end)
        before = figures[index - 1].end if index else 0
        after = figures[index + 1].start if index + 1 < len(figures) else len(text)
        item = self._from(1, figure.start)
        last = bisect_right(self._listed, (figure.start, 0)) - 1
        if last >= 0 and self._listed[last][1] > figure.start:
            last -= 1  # the mark holds the figure
        if last >= 0 and self._listed[last][0] >= max(item, figure.start - _FAR):
            item = self._listed[last][0]
        return Around(
            clause, clause_end, self._from(2, figure.start), self._from(3, figure.start),
            text[min(max(clause, before, figure.start - _FAR), figure.start) : figure.start],
            text[figure.end : max(figure.end, min(clause_end, after, figure.end + _FAR))],
            before > clause, item,
        )  # fmt: skip
