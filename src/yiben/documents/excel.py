"""Tables as Excel workbooks, written row by row so that a register of any length fits in memory.

The sheet is what an office prints: title, units, a head that stays and repeats, A4 landscape one page
wide, and where wanted the line of filler, checker and head. Identifiers are text, days are days, and a
text that begins with = stays a text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from yiben.documents.clean import clean, one_line
from yiben.documents.columns import NUMERIC, Cell, Column, is_exact, text_of, units_line
from yiben.documents.excel_formats import Formats
from yiben.documents.saving import replaced
from yiben.kernel import clock

ROWS_A_SHEET = 1_000_000
"""Excel ends at 1,048,576 rows; what is over goes on to a next sheet."""
LONGEST_TEXT = 32_767
_CUT = "…（后文略，全文见台账）"
AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
SIGN_LINE = ("填表人：", "审核人：", "负责人：", "填报日期：")


@dataclass
class _Book:
    columns: tuple[Column, ...]
    title: str
    subtitle: str
    workbook: Any
    formats: Formats
    name: str
    sheets: list[Any] = field(default_factory=list)

    @property
    def last(self) -> int:
        return len(self.columns) - 1


def write_rows(
    target: Path | IO[bytes],
    title: str,
    head: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    subtitle: str = "",
    notes: Sequence[str] = (),
    total: Sequence[Cell] | None = None,
    sign: bool = False,
    sheet: str = "",
) -> int:
    """Write the table and return how many rows it has.

    `subtitle` stands left on the line of units (时期、截至、范围); `total` is the last row, over all rows;
    `sign` adds 填表人 审核人 负责人 填报日期. To a path the file is written wholly or not at all (Refused
    S002).
    """
    if isinstance(target, Path):
        with replaced(target) as temporary, temporary.open("wb") as stream:
            return write_rows(
                stream, title, head, rows, subtitle=subtitle, notes=notes, total=total, sign=sign, sheet=sheet
            )
    with TemporaryDirectory(prefix="yiben-") as folder:
        options = {"constant_memory": True, "tmpdir": folder} | AS_TYPED
        workbook = xlsxwriter.Workbook(target, options)
        workbook.set_properties({"title": one_line(title), "created": clock.now().replace(tzinfo=None)})
        name = sheet_name(sheet or title)
        book = _Book(tuple(head), one_line(title), clean(subtitle), workbook, Formats(workbook), name)
        try:
            count = _write_body(book, rows, total, notes, sign)
        except BaseException:
            for page in book.sheets:
                # else each failed export keeps a file open
                page.row_data_fh.close()
            raise
        _close(workbook)
        return count


def sheet_name(text: str, number: int = 1) -> str:
    """A name that Excel takes: 31 characters at most, none of []:*?/\\, no quote at its ends."""
    suffix = f"（{number}）" if number > 1 else ""
    kept = re.sub(r"[\[\]:*?/\\]", "", one_line(text)).strip("' ") or "表"
    return kept[: 31 - len(suffix)].rstrip("' ") + suffix


def _close(workbook: Any) -> None:
    try:
        workbook.close()
    except FileCreateError as error:
        # the library hides a full disk in an error of its own
        raise OSError(*error.args[0].args if isinstance(error.args[0], OSError) else error.args) from error


def _write_body(
    book: _Book,
    rows: Iterable[Sequence[Cell]],
    total: Sequence[Cell] | None,
    notes: Sequence[str],
    sign: bool,
) -> int:
    page, line = _new_sheet(book)
    first, count = line, 0
    for row in rows:
        if line - first == ROWS_A_SHEET:
            page.autofilter(first - 1, 0, line - 1, book.last)
            page, line = _new_sheet(book)
        _write_row(page, line, book, row)
        line, count = line + 1, count + 1
    if line > first:
        page.autofilter(first - 1, 0, line - 1, book.last)
    if total is not None:
        _write_row(page, line, book, total, total=True)
        line += 1
    for note in notes:
        page.write_string(line, 0, clean(note), book.formats.note)
        line += 1
    if sign:
        _write_signs(page, line, book)
    return count


def _new_sheet(book: _Book) -> tuple[Any, int]:
    """A sheet with widths, print set-up, title, units and head; and the line its rows begin on."""
    page = book.workbook.add_worksheet(sheet_name(book.name, len(book.sheets) + 1))
    book.sheets.append(page)
    for position, column in enumerate(book.columns):
        page.set_column(position, position, column.shown_width)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    page.set_footer("&C第 &P 页，共 &N 页")
    page.set_row(0, 30)
    _across(page, 0, book, book.title, book.formats.title)
    units = units_line(book.columns)
    if units and book.last:
        page.write_string(1, 0, book.subtitle, book.formats.note)
        page.write_string(1, book.last, units, book.formats.units)
    else:
        page.write_string(1, 0, "　".join(filter(None, (book.subtitle, units))), book.formats.note)
    page.set_row(2, 32)
    for position, column in enumerate(book.columns):
        page.write_string(2, position, column.head, book.formats.head(column.kind in NUMERIC))
    page.freeze_panes(3, 0)
    page.repeat_rows(2)
    return page, 3


def _across(page: Any, line: int, book: _Book, text: str, style: Any) -> None:
    if book.last:
        page.merge_range(line, 0, line, book.last, "", style)
    page.write_string(line, 0, text, style)


def _write_row(page: Any, line: int, book: _Book, row: Sequence[Cell], total: bool = False) -> None:
    for position, (column, value) in enumerate(zip(book.columns, row, strict=True)):
        style = book.formats.cell(column, total)
        if value is None or value == "":
            page.write_blank(line, position, None, style)
        elif column.kind in NUMERIC and is_exact(value):
            page.write_number(line, position, float(value), style)
        elif column.kind == "date" and isinstance(value, date) and value.year >= 1900:
            page.write_datetime(line, position, value, style)
        else:
            text = text_of(column, value)
            kept = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(_CUT)] + _CUT
            page.write_string(line, position, kept, book.formats.words(column, total))


def _write_signs(page: Any, line: int, book: _Book) -> None:
    places = min(len(SIGN_LINE), len(book.columns))
    for number in range(places):
        # with fewer columns than words the last column takes the rest
        words = SIGN_LINE[number:] if number == places - 1 else SIGN_LINE[number : number + 1]
        position = number * len(book.columns) // places
        page.write_string(line + 1, position, "　　　　".join(words), book.formats.note)
