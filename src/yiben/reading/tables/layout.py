"""Tables of a text: their cells, and what head, row and title say of each.

A table is two lines or more whose cells stand apart by tabs, as the document readers write them, or a head
and rows of the same number of words apart by blanks, as a PDF gives them. A single line with tabs is a row of
labels and values.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yiben.kernel.spoken import WIDE
from yiben.reading.model import Heading
from yiben.reading.tables.units import unit_said, without_unit

_LONGEST_CELL = 60
_LONGEST_TITLE = 40
_MOST_HEADS = 4
"""Rows over the first numbers that can be heads of one column."""
NUMBER = re.compile(r"[￥¥]?[-−+]?(?:\d{1,3}(?:[,，]\d{3})+|\d{1,15})(?:\.\d{1,9})?(?:[万亿]|%|‰)?", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d")
_EMPTY = re.compile(r"[-—–－/\\无\s]*")
_WORD = re.compile(r"[^ \u3000]+")
_UNIT_LINE = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：]\s*(?P<unit>[^\s（）()]{1,8}?)\s*[)）]?")
_UNIT_COLUMN = re.compile(r"(?:计量)?单\s*位")
_SERIAL = re.compile(
    r"序\s*号?|编\s*[号码]|代\s*码|№|No\.?|行次|.*(?:电话|手机|身份证号?|邮编|号码)", re.IGNORECASE
)
_SAYS_NOTHING = re.compile(r"(?:数\s*[量值]|指标值?|数据|完成情况|情况|内容|合\s*计|单\s*位)?")


@dataclass(frozen=True)
class Cell:
    """Offsets of the words in it, blanks at both ends left out."""

    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        return bool(NUMBER.fullmatch(self.text))

    @property
    def is_empty(self) -> bool:
        return bool(_EMPTY.fullmatch(self.text))


@dataclass(frozen=True)
class Row:
    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Place:
    """One cell that may hold a figure, what the table says of it, and the unit it is written in."""

    cell: Cell
    heading: Heading
    unit: str
    """As written, 万元; "" where the table names none."""
    unit_rule: str
    row: int
    column: int


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    places: tuple[Place, ...]


def find(text: str) -> list[Table]:
    """The tables of a text in order."""
    if "\t" not in text and not _has_columns(text):
        return []
    shown = text.translate(WIDE)
    return [_table(shown, rows, titles) for rows, titles in _runs(shown)]


def parted(text: str, tables: Sequence[Table]) -> str:
    """The text with an end of sentence between the cells, offset by offset: no figure runs over two."""
    if not tables:
        return text
    pieces, at = [], 0
    for table in tables:
        for row in table.rows:
            for left, right in zip(row.cells, row.cells[1:], strict=False):
                pieces += [text[at : left.end], "。" * (right.start - left.end)]
                at = right.start
            if row.cells[-1].end < row.end:
                pieces += [text[at : row.cells[-1].end], "。" * (row.end - row.cells[-1].end)]
                at = row.end
    return "".join(pieces) + text[at:]


def _has_columns(text: str) -> bool:
    return bool(re.search(r"\d[ \u3000]+\d", text))


def _runs(text: str) -> Iterator[tuple[list[Row], list[str]]]:
    """Rows that follow one another, with the short lines before them."""
    run: list[Row] = []
    before: list[str] = []
    sort, at = "", 0
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        row, found = _row(line, at, end, sort == "tabs")
        wide = sort == "blanks" and row is not None and len(row.cells) != len(run[-1].cells)
        if run and (found != sort or wide):
            yield from _kept(run, sort, before)
            before, run = [], []
        if row is None:
            words = line.strip()
            before = (
                [*before[-1:], words]
                if words and len(words) <= _LONGEST_TITLE
                else before
                if not words
                else []
            )
        else:
            run.append(row)
        sort, at = found, end
    if run:
        yield from _kept(run, sort, before)


def _kept(run: list[Row], sort: str, before: list[str]) -> Iterator[tuple[list[Row], list[str]]]:
    if sort == "tabs" or _is_square(run):
        yield run, before


def _is_square(run: Sequence[Row]) -> bool:
    """Words apart by blanks are a table where a head without numbers stands over two rows of numbers."""
    head, *rows = run
    return (
        len(rows) >= 2
        and not any(cell.is_number for cell in head.cells)
        and all(all(cell.is_number or cell.is_empty for cell in row.cells[-1:]) for row in rows)
        and all(sum(cell.is_number for cell in row.cells) >= len(row.cells) - 2 for row in rows)
        and not any(re.search("[。；！？]", cell.text) for row in run for cell in row.cells)
    )


def _row(line: str, start: int, end: int, goes_on: bool) -> tuple[Row | None, str]:
    """The cells of a line and what parts them; None for a line of running text."""
    if "\t" in line.strip() or (goes_on and line.startswith("\t") and line.strip()):
        cells, at = [], start
        for words in line.rstrip("\r\n").split("\t"):
            cells.append(_cell(words, at))
            at += len(words) + 1
        return Row(start, end, tuple(cells)), "tabs"
    parts = list(_WORD.finditer(line.rstrip("\r\n")))
    if len(parts) >= 3 and len(line) <= 200:
        cells = [Cell(start + p.start(), start + p.end(), p[0]) for p in parts]
        return Row(start, end, tuple(cells)), "blanks"
    return None, ""


def _cell(words: str, at: int) -> Cell:
    bare = words.strip()
    start = at + (len(words) - len(words.lstrip()) if bare else 0)
    return Cell(start, start + len(bare), bare)


def _table(text: str, rows: list[Row], titles: list[str]) -> Table:
    count = _heads(rows)
    named = _UNIT_LINE.search(" ".join(titles))
    common = named["unit"] if named else unit_said(titles[-1] if titles else "")
    title = next((t for t in reversed(titles) if not _UNIT_LINE.fullmatch(t)), "")
    columns = _columns(rows[:count])
    units_at = next((i for i, words in enumerate(columns) if _UNIT_COLUMN.fullmatch("".join(words))), -1)
    places: list[Place] = []
    above: list[str] = []
    for number, row in enumerate(rows[count:], count):
        labels = _labels(row, columns, above)
        for column, cell in enumerate(row.cells):
            if not any(sign.isdigit() or sign in "一二三四五六七八九十百千万" for sign in cell.text):
                continue
            if len(cell.text) > _LONGEST_CELL or column == units_at:
                continue
            head = columns[column] if column < len(columns) else []
            if any(_SERIAL.fullmatch(words) for words in head) or (not head and _counts_rows(column, row)):
                continue
            label = labels if head else _beside(row, column)
            if cell.text in label:
                continue  # a label itself: 2023年
            stated = row.cells[units_at].text if 0 <= units_at < len(row.cells) else ""
            unit, rule = _unit(head, label, stated, common)
            heading = Heading(_joined(label), _joined(head), without_unit(title))
            places.append(Place(cell, heading, unit, rule, number, column))
    return Table(tuple(rows), tuple(places))


def _heads(rows: Sequence[Row]) -> int:
    """How many rows stand over the first row of numbers; a year is a head there."""
    if len(rows) < 2:
        return 0
    for number, row in enumerate(rows[: _MOST_HEADS + 1]):
        if any(cell.is_number and not _YEAR.fullmatch(cell.text) for cell in row.cells[1:]):
            return number
        if any(re.match(r"\d[\d,.]*(?!年|月|季|岁)\D", cell.text) for cell in row.cells[1:]):
            return number
    return 1


def _columns(heads: Sequence[Row]) -> list[list[str]]:
    """The heads over each column, the upper ones first; an empty one goes on from its left."""
    if not heads:
        return []
    width = max(len(row.cells) for row in heads)
    columns: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(heads):
        last = ""
        for column in range(width):
            words = row.cells[column].text if column < len(row.cells) else ""
            # the lowest head is each column's own, and so is one without a further head below
            below = any(column < len(r.cells) and r.cells[column].text for r in heads[number + 1 :])
            words = "".join(words.split()) or (last if below else "")
            last = words
            if words and words not in columns[column]:
                columns[column].append(words)
    return columns


def _labels(row: Row, columns: Sequence[Sequence[str]], above: list[str]) -> list[str]:
    """Words left of the numbers of a row; an empty first cell is that of the row above."""
    said: list[str] = []
    for column, cell in enumerate(row.cells):
        if cell.is_number or re.match(r"\d", cell.text):
            head = columns[column] if column < len(columns) else []
            if column == 0 or any(_SERIAL.fullmatch(words) for words in head):
                said.append("")
                continue
            break
        head = "".join(columns[column]) if column < len(columns) else ""
        said.append("" if _UNIT_COLUMN.fullmatch(head) else cell.text)
    for column, words in enumerate(said[:-1] if len(said) > 1 else []):
        if not words and column < len(above):
            said[column] = above[column]
    above[:] = said
    return [words for words in said if words and not _EMPTY.fullmatch(words)]


def _beside(row: Row, column: int) -> list[str]:
    """The words right before a value in a row of labels and values."""
    for cell in reversed(row.cells[:column]):
        if cell.is_number or re.match(r"\d", cell.text):
            return []
        if cell.text and not cell.is_empty:
            return [cell.text]
    return []


def _counts_rows(column: int, row: Row) -> bool:
    return column == 0 and row.cells[0].is_number


def _unit(head: Sequence[str], label: Sequence[str], stated: str, common: str) -> tuple[str, str]:
    """The unit of a bare number: of its column, its row, the column of units, or the table's."""
    for words in reversed(head):
        if said := unit_said(words):
            return said, "unit_of_column"
    for words in reversed(label):
        if said := unit_said(words):
            return said, "unit_of_row"
    if stated and (said := unit_said(f"({stated})")):
        return said, "unit_of_unit_column"
    said = unit_said(f"({common})") if common else ""
    return said, "unit_of_table" if said else ""


def _joined(words: Sequence[str]) -> str:
    kept = [without_unit("".join(one.split())) for one in words]
    return "".join(one for one in kept if not _SAYS_NOTHING.fullmatch(one)) or "".join(kept[-1:])
