"""Three-line tables: an ink rule above, one under the head, one below; the head repeats on each page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from yiben.documents.clean import clean
from yiben.documents.word_styles import TABLE_HEAD, TABLE_TEXT, element

HEAVY, FINE = 12, 6
"""Widths of rules in eighths of a point: 1.5 pt outside, 0.75 pt under the head."""
_TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True)
class TableColumn:
    title: str
    width: float
    """In millimetres; the columns of a full table add up to 156."""
    align: str = "left"


def add_table(document: Document, columns: Sequence[TableColumn], rows: Iterable[Sequence[str]]) -> None:
    """Append the table, columns of fixed width, rows never split across pages."""
    table = document.add_table(rows=0, cols=0)._tbl
    for child in list(table):
        table.remove(child)
    widths = [round(column.width * _TWIPS_PER_MM) for column in columns]
    table.append(_table_properties(sum(widths)))
    grid = element("tblGrid")
    grid.extend([element("gridCol", w=width) for width in widths])
    table.append(grid)
    table.append(_row([column.title for column in columns], columns, widths, head=True))
    for row in rows:
        table.append(_row(row, columns, widths))


def _table_properties(width: int) -> Any:
    made = element("tblPr")
    borders = element("tblBorders")
    for side in ("top", "bottom"):
        borders.append(element(side, val="single", sz=HEAVY, space=0, color="000000"))
    margins = element("tblCellMar")
    for side, width_of_side in (("top", 20), ("left", 57), ("bottom", 20), ("right", 57)):
        margins.append(element(side, w=width_of_side, type="dxa"))
    made.extend([element("tblW", w=width, type="dxa"), element("jc", val="center"), borders])
    made.extend([element("tblLayout", type="fixed"), margins])
    return made


def _row(
    texts: Sequence[str], columns: Sequence[TableColumn], widths: Sequence[int], head: bool = False
) -> Any:
    made, properties = element("tr"), element("trPr")
    properties.extend([element("cantSplit"), element("trHeight", val=420, hRule="atLeast")])
    if head:
        properties.append(element("tblHeader"))
    made.append(properties)
    for text, column, width in zip(texts, columns, widths, strict=True):
        made.append(_cell(text, column.align, width, head))
    return made


def _cell(text: str, align: str, width: int, head: bool) -> Any:
    cell, properties, paragraph = element("tc"), element("tcPr"), element("p")
    properties.append(element("tcW", w=width, type="dxa"))
    if head:
        borders = element("tcBorders")
        borders.append(element("bottom", val="single", sz=FINE, space=0, color="000000"))
        properties.append(borders)
    properties.append(element("vAlign", val="center"))
    style = element("pPr")
    style.append(element("pStyle", val=(TABLE_HEAD if head else TABLE_TEXT).replace(" ", "")))
    if align != "left":
        style.append(element("jc", val=align))
    paragraph.append(style)
    paragraph.append(_run(clean(text)))
    cell.extend([properties, paragraph])
    return cell


def _run(text: str) -> Any:
    run, words = element("r"), element("t")
    properties = element("rPr")
    properties.append(element("rFonts", hint="eastAsia"))
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.extend([properties, words])
    return run
