"""A block copied from Excel or WPS: its text as rows of cells, and back. Free of Django.

Cells are parted by tabs and rows by line ends. A cell that holds a tab, a line end or a quote comes in
quotes, with its own quotes doubled; a quote that isn't closed before the cell's end is an ordinary one.
"""

import re
from collections.abc import Iterable, Sequence

from yiben.kernel.problems import refuse

MOST_ROWS = 10_000
MOST_COLUMNS = 200
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')


def read_block(text: str) -> list[list[str]]:
    """The rows, all of one width; empty ones at the end and empty columns at the right are gone.

    Refused G001 for more than 10,000 rows, G002 for nothing, G003 for more than 200 columns.
    """
    rows = _split(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise refuse("G002", "block")
    if len(rows) > MOST_ROWS + 5:
        raise refuse("G001", "block", maximum=MOST_ROWS, found=len(rows))
    width = max(_filled(row) for row in rows)
    if width > MOST_COLUMNS:
        raise refuse("G003", "block", maximum=MOST_COLUMNS, found=width)
    return [(row + [""] * width)[:width] for row in rows]


def _filled(row: Sequence[str]) -> int:
    return max((n for n, cell in enumerate(row, 1) if cell.strip()), default=0)


def _split(text: str) -> list[list[str]]:
    if '"' not in text:
        return [line.split("\t") for line in text.split("\n")]
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
        if quoted:
            rows[-1].append(quoted[1].replace('""', '"'))
            at = quoted.end()
        else:
            end = _end_of_cell(text, at)
            rows[-1].append(text[at:end])
            at = end
        if at >= len(text):
            return rows
        if text[at] == "\n":
            rows.append([])
        at += 1


def _end_of_cell(text: str, at: int) -> int:
    tab, line = text.find("\t", at), text.find("\n", at)
    return min((end for end in (tab, line) if end >= 0), default=len(text))


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """The rows as text that `read_block` and Excel read back."""
    return "\n".join("\t".join(map(_written, row)) for row in rows)


def _written(cell: str) -> str:
    if any(mark in cell for mark in '\t\n"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def letter(column: int) -> str:
    """The column's name in a sheet, counted from 0: A, B, … Z, AA."""
    name = ""
    while column >= 0:
        name = chr(65 + column % 26) + name
        column = column // 26 - 1
    return name
