"""A text read whole: its figures, what they are, how they hang together, and what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from yiben.reading.finding import spans
from yiben.reading.model import Figure, LeftOut, ReadText, Relation, Span
from yiben.reading.naming import naming
from yiben.reading.naming.clauses import plain
from yiben.reading.naming.frame import report_day, this_year
from yiben.reading.relations import in_tables, relations
from yiben.reading.tables import figures as table_figures
from yiben.reading.tables import layout

BLOCK = 400_000
"""Characters read at once: more than any report has, so that only heaps of reports are ever parted."""


def read(text: str, day: date | None = None, place: str = "") -> ReadText:
    """Every figure of a text with offset, value, unit, bound, kind, what is counted, period and place.

    `day` is the report's own date, against which 今年 and 上半年 are understood, and `place` the town it
    speaks of; without them both are looked for in the text.
    """
    figures: list[Figure] = []
    left_out: list[LeftOut] = []
    related: list[Relation] = []
    for part in read_parts(text, day, place):
        figures += part.figures
        left_out += part.left_out
        related += part.relations
    return ReadText(text, tuple(figures), tuple(left_out), tuple(related))


def read_parts(text: str, day: date | None = None, place: str = "") -> Iterator[ReadText]:
    """The same block by block, for texts of any length in flat memory.

    Offsets and indexes are those of the whole; a report is one block, and a longer text is parted between
    lines, so a relation never reaches over two blocks.
    """
    known = 0
    for start, end in blocks(text):
        part = _read(text[start:end], day, place)
        yield _moved(part, start, known)
        known += len(part.figures)


def _read(text: str, day: date | None, place: str) -> ReadText:
    laid = layout.find(text)
    found, left_out = table_figures.filled(text, laid, *spans.find(layout.parted(text, laid)))
    figures = naming.name(text, found, day, place)
    if laid:
        figures = table_figures.renamed(
            found, figures, this_year(plain(text), day or report_day(plain(text)))
        )
    return ReadText(text, tuple(figures), tuple(left_out), tuple(_related(text, found, figures, laid)))


def _related(
    text: str, found: Sequence[Span], figures: Sequence[Figure], laid: Sequence[layout.Table]
) -> list[Relation]:
    """Sentences are searched without the cells of tables, of which only the totals are checked."""
    if not any(span.heading for span in found):
        return relations.find(text, figures)
    said = [index for index, span in enumerate(found) if not span.heading]
    related = [
        replace(one, whole=said[one.whole], parts=tuple(said[part] for part in one.parts))
        for one in relations.find(text, [figures[index] for index in said])
    ]
    return sorted(
        [*related, *in_tables.sums(laid, figures)], key=lambda one: (one.whole, one.type, one.parts)
    )


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Starts and ends of pieces of at most `BLOCK` characters, cut behind a line or else a sentence."""
    start = 0
    while len(text) - start > BLOCK:
        middle, end = start + BLOCK // 2, start + BLOCK
        cut = max(text.rfind("\n", middle, end), -1)
        if cut < 0:
            cut = max(text.rfind(sign, middle, end) for sign in "。！？；")
        cut = cut + 1 if cut >= 0 else end
        yield start, cut
        start = cut
    yield start, len(text)


def _moved(part: ReadText, start: int, known: int) -> ReadText:
    if not start and not known:
        return part
    return ReadText(
        part.text,
        tuple(replace(f, start=f.start + start, end=f.end + start) for f in part.figures),
        tuple(replace(o, start=o.start + start, end=o.end + start) for o in part.left_out),
        tuple(
            replace(r, whole=r.whole + known, parts=tuple(p + known for p in r.parts)) for r in part.relations
        ),
    )
