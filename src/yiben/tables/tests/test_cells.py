"""Cells as offices and Excel write them."""

import pytest

from yiben.declare.model import Field
from yiben.kernel.values import read_value
from yiben.tables import cells

DAY, NUMBER = Field("day", "收到日", "date"), Field("sum", "金额", "money", unit="元")
FLAG = Field("flag", "重复", "boolean")
CHOICE = Field("way", "来源", "choice", options=("12345热线", "来信（访）", "无"))
TEXT, ID = Field("note", "事由", "text"), Field("id_no", "证件号码", "id_number")


@pytest.mark.parametrize(
    ("field", "typed", "written"),
    [
        (DAY, "2025.6.3", "2025-06-03"), (DAY, "2025年6月3日", "2025-06-03"), (DAY, "45123", "2023-07-16"),
        (DAY, "45123.5", "2023-07-16"),
        (DAY, "２０２５／６／３", "2025-06-03"), (DAY, "2025 年 6 月 3 日", "2025-06-03"),
        (NUMBER, "1.2万", "12000"), (NUMBER, "１，２００.5", "1200.5"),
        (NUMBER, "'300", "300"), (NUMBER, "-3", "-3"),
        (FLAG, "√", "是"), (FLAG, "×", "否"), (FLAG, "✔", "是"), (FLAG, "无", "否"), (FLAG, "有", "是"),
        (CHOICE, "１２３４５热线", "12345热线"), (CHOICE, "来信(访)", "来信（访）"),
        (CHOICE, " 来信 （访）", "来信（访）"),
        (CHOICE, "无", "无"), (TEXT, "  修路\n三组 ", "修路 三组"),
    ],
)  # fmt: skip
def test_a_cell_reads_as_what_was_meant(field: Field, typed: str, written: str) -> None:
    value, problems = read_value(field, cells.written(field, typed))
    assert problems == [] and value == read_value(field, written)[0] and value is not None


@pytest.mark.parametrize("field", [DAY, NUMBER, TEXT, ID, Field("x", "人", "person_name")])
@pytest.mark.parametrize("typed", ["", " ", "-", "—", "/", "无", "\u3000", "N/A"])
def test_what_stands_for_nothing_is_nothing(field: Field, typed: str) -> None:
    assert cells.written(field, typed) == ""


@pytest.mark.parametrize(
    ("field", "typed", "lost"),
    [
        (ID, "1.23E+17", True), (ID, "4.22802E+17", True), (ID, "990101198503070000", True),
        (ID, "990101198503070017", False), (TEXT, "2.0231E+11", True), (TEXT, "E+ 公司", False),
        (NUMBER, "1E+5", False),
    ],
)  # fmt: skip
def test_a_number_that_excel_has_cut_is_told(field: Field, typed: str, lost: bool) -> None:
    assert [p.number for p in cells.damaged(field, typed)] == (["K029"] if lost else [])


def test_days_that_are_no_days_stay_as_they_are() -> None:
    assert cells.written(DAY, "昨天") == "昨天" and cells.written(DAY, "99999") == "99999"


def test_the_nearest_word_is_offered_only_where_it_is_near() -> None:
    assert cells.nearest("救助", ("社会救助", "道路交通")) == "社会救助"
    assert cells.nearest("柏林村", ("友好村", "柏杨坝社区")) in ("", "友好村")
    assert cells.nearest("zzz", ("社会救助",)) == ""
