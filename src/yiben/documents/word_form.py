"""Ruled forms: labels with what is written beside them, and the imprint at a paper's end."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document

from yiben.documents.clean import clean
from yiben.documents.word_styles import FORM_LABEL, FORM_TEXT, IMPRINT, element

FormRow = Sequence[str]
"""Label, text, label, text …: two or four cells; the last text fills the row."""
WIDTH = 8845
"""156 mm in twentieths of a point."""
LABEL = 1700
LEAST = 480
"""Height of a row with nothing written in it yet."""
HEAVY, FINE = 8, 6
"""0.35 mm is 1 pt, in eighths of a point 8; the lines between are 0.25 mm (GB/T 9704-2012, 7.4.1)."""


def add_form(document: Document, rows: Iterable[FormRow]) -> None:
    """Append the form; a row of two cells spans the width of one with four."""
    half = WIDTH // 2 - LABEL
    widths = (LABEL, half, LABEL, WIDTH - half - 2 * LABEL)
    table = _table(document, widths, ("top", "left", "bottom", "right", "insideH", "insideV"), FINE)
    for row in rows:
        made = _row()
        for position, text in enumerate(row):
            label = position % 2 == 0
            last = position == len(row) - 1
            span = len(widths) - position if last else 1
            style = FORM_LABEL if label else FORM_TEXT
            made.append(_cell(text, style, sum(widths[position : position + span]), span))
        table.append(made)


def add_imprint(document: Document, copied: str, issuer: str, day: str) -> None:
    """Append 版记: heavy lines above and below, a fine one between; 抄送 only where somebody is named."""
    table = _table(document, (WIDTH - 3400, 3400), ("top", "bottom"), HEAVY)
    if copied:
        row = _row()
        row.append(_cell(f"抄送：{copied.rstrip('。')}。", IMPRINT, WIDTH, 2, under=True))
        table.append(row)
    row = _row()
    row.append(_cell(issuer, IMPRINT, WIDTH - 3400, 1))
    row.append(_cell(f"{day}印发", IMPRINT, 3400, 1, align="right"))
    table.append(row)


def _table(document: Document, widths: Sequence[int], sides: Sequence[str], size: int) -> Any:
    table = document.add_table(rows=0, cols=0)._tbl
    for child in list(table):
        table.remove(child)
    properties, borders = element("tblPr"), element("tblBorders")
    for side in sides:
        borders.append(element(side, val="single", sz=size, space=0, color="000000"))
    properties.extend([element("tblW", w=sum(widths), type="dxa"), element("jc", val="center"), borders])
    properties.append(element("tblLayout", type="fixed"))
    grid = element("tblGrid")
    grid.extend([element("gridCol", w=width) for width in widths])
    table.extend([properties, grid])
    return table


def _row() -> Any:
    made, properties = element("tr"), element("trPr")
    properties.extend([element("cantSplit"), element("trHeight", val=LEAST, hRule="atLeast")])
    made.append(properties)
    return made


def _cell(text: str, style: str, width: int, span: int, align: str = "", under: bool = False) -> Any:
    cell, properties = element("tc"), element("tcPr")
    properties.append(element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if under:
        borders = element("tcBorders")
        borders.append(element("bottom", val="single", sz=FINE, space=0, color="000000"))
        properties.append(borders)
    properties.append(element("vAlign", val="center"))
    cell.append(properties)
    # a cell needs a paragraph, also an empty one
    for line in clean(text).split("\n") or [""]:
        paragraph, look = element("p"), element("pPr")
        look.append(element("pStyle", val=style.replace(" ", "")))
        if align:
            look.append(element("jc", val=align))
        paragraph.append(look)
        paragraph.append(_run(line))
        cell.append(paragraph)
    return cell


def _run(line: str) -> Any:
    run, properties, words = element("r"), element("rPr"), element("t")
    properties.append(element("rFonts", hint="eastAsia"))
    words.text = line
    run.extend([properties, words])
    return run
