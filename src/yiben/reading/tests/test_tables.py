"""Numbers in tables learn their unit and their name from head, row and title. The tables are invented."""

import pytest

from yiben.reading.read import read

_LOW_INCOME = """2024年各村低保情况统计表
单位：户、人
序号\t村名\t户数\t人数\t发放金额（万元）\t占比(%)
1\t石桥村\t12\t31\t3.5\t40
2\t柳树村\t20\t55\t6.25\t60
\t合计\t32\t87\t9.75\t100
以上情况属实，共走访32户。
"""
_OUTPUT = """指标名称\t计量单位\t2022年\t2023年\t增幅
工业总产值\t亿元\t12.3\t13.5\t9.8%
粮食总产量\t吨\t8,500\t8,720\t2.6%
"""


def _read(text: str) -> list[tuple[str, str, str, str, str]]:
    return [
        (f.surface, f"{f.value.normalize():f}{f.unit}", f.what, f.period, f.place) for f in read(text).figures
    ]


def _sums(text: str) -> list[tuple[str, list[str], bool | None]]:
    found = read(text)
    surfaces = [figure.surface for figure in found.figures]
    return [
        (surfaces[r.whole], [surfaces[part] for part in r.parts], r.holds)
        for r in found.relations
        if "relation.table_total" in r.rules
    ]


def test_a_cell_takes_its_unit_from_the_head_and_its_name_from_head_row_and_title() -> None:
    read_out = _read(_LOW_INCOME)
    assert read_out[:4] == [
        ("12", "12户", "低保户数", "2024", "石桥村"),
        ("31", "31人", "低保人数", "2024", "石桥村"),
        ("3.5", "35000元", "发放金额", "2024", "石桥村"),
        ("40", "0.4比例", "低保占比", "2024", "石桥村"),
    ]
    assert read_out[-1][0] == "32户", "the sentence after the table is read as a sentence"
    assert len(read_out) == 13, "the numbers of the rows are no figures"


def test_a_column_of_units_and_heads_of_years_are_understood() -> None:
    assert _read(_OUTPUT) == [
        ("12.3", "1230000000元", "工业总产值", "2022", ""),
        ("13.5", "1350000000元", "工业总产值", "2023", ""),
        ("9.8%", "0.098比例", "工业总产值增幅", "2023", ""),
        ("8,500", "8500吨", "粮食总产量", "2022", ""),
        ("8,720", "8720吨", "粮食总产量", "2023", ""),
        ("2.6%", "0.026比例", "粮食总产量增幅", "2023", ""),
    ]


def test_totals_of_rows_and_columns_are_checked() -> None:
    assert _sums(_LOW_INCOME) == [
        ("32", ["12", "20"], True), ("87", ["31", "55"], False), ("9.75", ["3.5", "6.25"], True),
    ]  # fmt: skip
    rows = "各村耕地面积（亩）\n村名\t水田\t旱地\t合计\n东河村\t120\t350.5\t470.5\n西岭村\t80\t210\t300\n"
    assert _sums(rows) == [("470.5", ["120", "350.5"], True), ("300", ["80", "210"], False)]


def test_columns_apart_by_blanks_are_a_table_under_a_head() -> None:
    text = "耕地面积（亩）\n村名 水田 旱地\n东河村 120 350.5\n西岭村 80 210\n"
    assert [(value, what) for _, value, what, *_ in _read(text)][:2] == [
        ("120亩", "耕地面积水田"), ("350.5亩", "耕地面积旱地"),
    ]  # fmt: skip


def test_two_rows_of_heads_go_over_their_columns() -> None:
    text = (
        "村名\t2023年\t\t2024年\t\n\t户数\t人数\t户数\t人数\n东河村\t10\t25\t12\t30\n西岭村\t8\t20\t9\t22\n"
    )
    assert [(surface, what, period) for surface, _, what, period, _ in _read(text)[:4]] == [
        ("10", "户数", "2023"), ("25", "人数", "2023"), ("12", "户数", "2024"), ("30", "人数", "2024"),
    ]  # fmt: skip


def test_labels_and_values_in_one_line() -> None:
    text = "总人口\t3.2万人\t耕地面积\t3.6万亩\n联系电话\t0712-3334455\n"
    assert [(value, what) for _, value, what, *_ in _read(text)] == [
        ("32000人", "总人口"), ("36000亩", "耕地面积"),
    ]  # fmt: skip


def test_no_number_runs_from_one_cell_into_the_next() -> None:
    assert _read("3\t户籍人口\n4\t户主\n") == []


@pytest.mark.parametrize(
    "text", ["\t\n\t\t\n", "甲\t\n", "\t", "1\t2\t3", "1 2 3\n4 5 6\n", "甲\t1\n乙\t\n\t2"]
)
def test_odd_tables_are_no_fault(text: str) -> None:
    found = read(text)
    assert all(text[f.start : f.end] == f.surface for f in found.figures)
