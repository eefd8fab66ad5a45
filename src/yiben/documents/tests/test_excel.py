from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from yiben.documents import excel
from yiben.documents.columns import Cell, Column
from yiben.kernel.problems import Refused

HEAD = [
    Column("证件号码", kind="id"), Column("事由", width=30), Column("收到日", kind="date"),
    Column("计划投资", kind="money", unit="万元"), Column("件数", kind="integer", unit="件"),
]  # fmt: skip
ROW: list[Cell] = ["990101199001011234", "三组道路塌方", date(2023, 10, 12), Decimal("1008.35"), 3]


def written(rows: list[list[Cell]], **options: object) -> BytesIO:
    stream = BytesIO()
    excel.write_rows(stream, "信访热线", HEAD, rows, **options)  # type: ignore[arg-type]
    return stream


def read(stream: BytesIO) -> Sequence[Sequence[object]]:
    stream.seek(0)
    return CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python()


def test_identifiers_come_back_as_text_and_days_as_days() -> None:
    rows = read(written([ROW]))
    assert rows[0][0] == "信访热线"
    assert rows[1][-1] == "单位：万元、件"
    assert rows[2] == ["证件号码", "事由", "收到日", "计划投资（万元）", "件数（件）"]
    assert rows[3] == ["990101199001011234", "三组道路塌方", date(2023, 10, 12), 1008.35, 3]


def test_a_text_that_looks_like_a_formula_or_an_address_stays_text() -> None:
    texts = ["=1+1", "+86", "@SUM(A1)", "https://example.invalid", "{=A1}"]
    stream = written([["=2*3", text, None, None, None] for text in texts])
    assert [row[1] for row in read(stream)[3:]] == texts
    sheet = openpyxl.load_workbook(stream).active
    assert sheet is not None and sheet["A4"].data_type == "s"
    assert sheet["B7"].hyperlink is None


def test_empty_zero_and_odd_values_are_kept_apart() -> None:
    long = Decimal(123456789012345678)
    rows = read(written([["007", "甲\x00乙", None, 0, None], ["无", "", date(1899, 1, 1), long, 0]]))
    assert rows[3] == ["007", "甲乙", "", 0, ""]
    assert rows[4] == ["无", "", "1899-01-01", "123456789012345678", 0]


def test_the_sheet_is_ready_for_the_printer() -> None:
    total = ["合计", "", None, Decimal("1008.35"), 3]
    stream = written([ROW], total=total, notes=["注：不含上年结转。"], sign=True)
    sheet = openpyxl.load_workbook(stream).active
    assert sheet is not None
    assert sheet.page_setup.orientation == "landscape"
    # one page wide is Excel's default and not written; 0 is as many pages long as it takes
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3" and sheet.freeze_panes == "A4"
    assert sheet["A4"].number_format == "@" and sheet["C4"].number_format == "yyyy-mm-dd"
    assert sheet["D4"].number_format == "#,##0.00" and sheet["D4"].alignment.horizontal == "right"
    assert (sheet["A5"].value, sheet["A5"].border.bottom.style) == ("合计", "double")
    assert sheet["A6"].value == "注：不含上年结转。"
    words = "".join(str(cell.value or "") for cell in sheet[8])
    assert all(word in words for word in ("填表人：", "审核人：", "负责人：", "填报日期："))


def test_the_workbook_names_no_person() -> None:
    assert openpyxl.load_workbook(written([ROW])).properties.creator in ("", None)


def test_a_table_of_one_column_and_no_rows_can_be_written() -> None:
    stream = BytesIO()
    assert excel.write_rows(stream, "名册[一]:*?/", [Column("姓名")], [], sign=True) == 0
    stream.seek(0)
    assert CalamineWorkbook.from_filelike(stream).sheet_names == ["名册一"]


def test_more_rows_than_a_sheet_holds_go_on_to_a_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "ROWS_A_SHEET", 2)
    stream = written([ROW] * 5)
    stream.seek(0)
    book = CalamineWorkbook.from_filelike(stream)
    assert book.sheet_names == ["信访热线", "信访热线（2）", "信访热线（3）"]
    assert [len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names] == [5, 5, 4]


def test_a_cell_longer_than_excel_holds_says_that_it_was_cut() -> None:
    text = str(read(written([["1", "长" * 40_000, None, None, None]]))[3][1])
    assert len(text) == excel.LONGEST_TEXT and text.endswith("全文见台账）")


def test_a_workbook_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="S002"):
        excel.write_rows(tmp_path / "无" / "a.xlsx", "甲", HEAD, [ROW])

    def breaking() -> object:
        yield ROW
        raise RuntimeError

    with pytest.raises(RuntimeError):
        excel.write_rows(tmp_path / "a.xlsx", "甲", HEAD, breaking())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
