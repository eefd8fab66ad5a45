"""Totals and subtotals of tables, by column and by row."""

from datetime import date

import pytest

from yiben.reading.model import Figure
from yiben.reading.read import read
from yiben.reading.relations import in_tables
from yiben.reading.said import flat
from yiben.reading.tables import layout as tables

_BELOW = """各片低保情况
片区\t户数（户）\t金额（万元）
东一村\t12\t5.2
东二村\t20\t6.8
小计\t32\t12.0
西一村\t8\t2.5
西二村\t9\t3.1
小计\t{west}\t5.6
合计\t{all}\t17.6
"""
_ABOVE = """各片低保情况
片区\t户数（户）
合计\t49
东片小计\t32
东一村\t12
东二村\t20
西片小计\t17
西一村\t8
西二村\t{last}
"""


def _sums(text: str) -> list[tuple[str, list[str], bool | None]]:
    laid = tables.find(text)
    figures: list[Figure] = list(read(text, date(2024, 6, 30), "某镇").figures)
    found = sorted(in_tables.sums(laid, figures), key=lambda one: one.whole)
    said = [flat(figure.surface) for figure in figures]
    return [(said[one.whole], [said[part] for part in one.parts], one.holds) for one in found]


def test_a_subtotal_sums_what_stands_above_it_and_the_total_the_subtotals() -> None:
    found = _sums(_BELOW.format(west=17, all=49))
    assert ("32", ["12", "20"], True) in found
    assert ("17", ["8", "9"], True) in found
    assert ("49", ["32", "17"], True) in found
    assert ("17.6", ["12.0", "5.6"], True) in found
    assert all(holds for _, _, holds in found)


def test_a_wrong_subtotal_is_told_where_it_stands() -> None:
    found = _sums(_BELOW.format(west=71, all=49))
    assert [(whole, parts) for whole, parts, holds in found if holds is False] == [
        ("71", ["8", "9"]), ("49", ["32", "71"]),
    ]  # fmt: skip


def test_totals_may_stand_above_what_they_sum() -> None:
    right = _sums(_ABOVE.format(last=9))
    assert ("49", ["32", "17"], True) in right and ("17", ["8", "9"], True) in right
    assert [one for one in right if one[2] is False] == []
    assert ("17", ["8", "6"], False) in _sums(_ABOVE.format(last=6))


def test_groups_of_heads_have_totals_of_their_own() -> None:
    heads = "村名\t耕地合计（亩）\t耕地水田（亩）\t耕地旱地（亩）"
    text = f"耕地情况\n{heads}\n东村\t170\t120\t50\n西村\t100\t80\t21\n"
    assert _sums(text) == [("170", ["120", "50"], True), ("100", ["80", "21"], False)]


def test_a_total_column_sums_its_row() -> None:
    text = "耕地情况（亩）\n村名\t水田\t旱地\t合计\n东村\t120\t50\t170\n西村\t80\t21\t100\n"
    assert _sums(text) == [("170", ["120", "50"], True), ("100", ["80", "21"], False)]


@pytest.mark.parametrize(
    "text",
    [
        "低保情况\n村名\t户数（户）\t人数（人）\t合计\n东村\t12\t30\t42\n西村\t8\t15\t23\n",
        "人均收入（元）\n村名\t人均收入\n东村\t12000\n西村\t13000\n合计\t12400\n",
        "党员情况\n项目\t人数（人）\n党员\t120\n其中：女党员\t30\n少数民族\t12\n合计\t120\n",
        "各村户数（户）\n村名\t户数\n东村\t120\n西村\t98\n",
    ],
)
def test_what_is_no_sum_is_not_accused(text: str) -> None:
    assert [one for one in _sums(text) if one[2] is False] == []
