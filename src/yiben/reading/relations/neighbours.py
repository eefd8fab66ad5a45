"""What the rules of relations look at: the figures with their words, and those before them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from yiben.reading.model import Figure, Relation
from yiben.reading.naming.clauses import Around, Layout, plain

BACK = 8
"""How many figures back a relation may reach."""
SUMS = ("元", "美元")
PEOPLE = ("人", "户", "人次", "户次", "名")
COUNTED = (
    "个",
    "项",
    "家",
    "件",
    "处",
    "条",
    "份",
    "笔",
    "座",
    "所",
    "宗",
    "起",
    "批",
    "次",
    "场",
    "场次",
    "期",
    "轮",
    "台",
    "支",
)


@dataclass
class Text:
    words: str
    figures: Sequence[Figure]
    layout: Layout
    arounds: list[Around]
    found: dict[tuple[str, int, tuple[int, ...]], Relation] = field(default_factory=dict)
    measured: dict[int, int] = field(default_factory=dict)
    """The figure each measure hangs on."""
    contained: dict[int, int] = field(default_factory=dict)
    """The whole of each part."""
    listed: set[int] = field(default_factory=set)
    """The first figures of lists already read as pairs."""
    levels: set[int] = field(default_factory=set)
    """Levels of two times that a rise or fall lies between: neither is part of the other."""

    def add(self, sort: str, whole: int, parts: Sequence[int], holds: bool | None, rule: str) -> None:
        """part_of is kept with its whole as whole and the part as its only part."""
        key = (sort, whole, tuple(parts))
        if key not in self.found:
            self.found[key] = Relation(sort, whole, tuple(parts), holds, (rule,))
        if sort == "part_of":
            self.contained.setdefault(parts[0], whole)
        if sort == "measure_of":
            self.measured.setdefault(whole, parts[0])

    def between(self, first: int, second: int) -> str:
        return self.words[self.figures[first].end : self.figures[second].start]

    def back(self, index: int, paragraph: bool = False, far: int = BACK) -> Iterator[int]:
        """Figures before it in the same sentence, or paragraph, nearest first."""
        here = self.arounds[index].paragraph if paragraph else self.arounds[index].sentence
        for other in range(index - 1, max(-1, index - 1 - far), -1):
            if self.figures[other].start < here:
                return
            yield other

    def same_unit(self, index: int, paragraph: bool = False, far: int = BACK) -> Iterator[int]:
        unit = self.figures[index].unit
        return (other for other in self.back(index, paragraph, far) if self.figures[other].unit == unit)

    def clauses_apart(self, first: int, second: int) -> int:
        return self.layout.clauses_between(self.figures[first].end, self.figures[second].start)


Rule = Callable[[Text, int], None]


def gather(text: str, figures: Sequence[Figure]) -> Text:
    words = plain(text)
    layout = Layout(words, figures)
    return Text(words, figures, layout, [layout.around(index) for index in range(len(figures))])
