"""Columns found by their headings, whatever an office calls them."""

import pytest

from yiben.declare.load import catalog
from yiben.tables.heading import read_heading


@pytest.mark.parametrize(
    ("titles", "meanings"),
    [
        ("事由\t来源\t收到日", "matter source received_on"),
        ("收到日期\t*事项：\t村（社区）", "received_on matter village"),
        ("涉及金额（元）\t所在村\t身份证号码\t手机号", "amount village id_no phone"),
        ("序号\t编号\t状态\t事由", " number state matter"),
        ("事由\t不相干\t来 源", "matter  source"),
        ("事发村\t诉求标题\t反映渠道", "village matter source"),
    ],
)
def test_a_heading_is_known_by_titles_and_other_words(titles: str, meanings: str) -> None:
    found = read_heading(
        [titles.split("\t"), ["x"] * len(titles.split("\t"))], catalog().registers["petitions"]
    )
    assert found.columns == tuple(meanings.split(" ")) and found.first == 1 and not found.problems


def test_a_title_line_above_the_heading_is_passed_over() -> None:
    rows = [["某镇信访台账", "", ""], ["事由", "来源", "收到日"], ["修路", "来信", "2023-05-01"]]
    assert read_heading(rows, catalog().registers["petitions"]).first == 2


def test_without_a_heading_the_registers_own_order_counts() -> None:
    found = read_heading([["修路", "来信", "友好村", "2023-05-01"]], catalog().registers["petitions"])
    assert found.columns == ("matter", "source", "village", "received_on") and found.first == 0
    assert not found.found


def test_who_sends_it_has_the_last_word() -> None:
    rows = [["甲", "来源"], ["修路", "来信"]]
    found = read_heading(rows, catalog().registers["petitions"], {0: "matter", 1: ""}, 0)
    assert found.columns == ("matter", "") and found.first == 1
    assert read_heading(rows, catalog().registers["petitions"], {0: "nothing"}, 0).columns[0] != "nothing"


def test_two_columns_for_one_field_and_none_at_all_are_told() -> None:
    twice = read_heading([["事由", "事项"], ["a", "b"]], catalog().registers["petitions"])
    assert [p.number for p in twice.problems] == ["G005"]
    none = read_heading([["甲", "乙"]], catalog().registers["petitions"], {0: "", 1: ""}, 0)
    assert [p.number for p in none.problems] == ["G004"]
