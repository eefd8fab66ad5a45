"""The same thing twice in a text: the same number, or two numbers of which one is wrong."""

from datetime import date

import pytest

from yiben.reading.read import read


def _same(text: str) -> list[tuple[str, str, bool | None]]:
    found = read(text, date(2024, 11, 30), "柳河镇")
    figures = found.figures
    return [
        (figures[one.whole].surface, figures[one.parts[0]].surface, one.holds)
        for one in found.relations
        if one.type == "same_as"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全镇总人口32156人。\n一、基本情况\n全镇总人口32651人。", ("32651人", "32156人", False)),
        ("全年完成税收收入5.2亿元。\n财政\n全年完成税收收入5.5亿元。", ("5.5亿元", "5.2亿元", False)),
        ("全镇完成固定资产投资4.2亿元。\n项目\n完成固定资产投资4.2万元。", ("4.2万元", "4.2亿元", False)),
        ("累计排查各类矛盾纠纷隐患67起。\n平安\n累计排查各类矛盾纠纷隐患76起。", ("76起", "67起", False)),
        ("引进优质企业52家。\n园区\n园区入驻企业52家。", ("52家", "52家", True)),
    ],
)
def test_a_headline_figure_with_two_values_is_told(text: str, told: tuple[str, str, bool]) -> None:
    assert told in _same(text)


@pytest.mark.parametrize(
    "text",
    [
        "全镇总人口3.2万人。\n一、基本情况\n全镇总人口32156人。",
        "上年完成税收收入4.8亿元。\n财政\n全年完成税收收入5.2亿元。",
        "东河村总人口1256人。\n西岭村总人口1320人。",
        "上半年完成固定资产投资2.1亿元。\n项目\n1至11月完成固定资产投资3.9亿元。",
        "年初确定固定资产投资目标5亿元。\n项目\n完成固定资产投资4.6亿元。",
        "道路硬化项目总投资320万元。\n桥梁\n道路亮化项目总投资360万元。",
        "全镇总人口32156人。\n一、人口\n其中农业人口22156人。",
    ],
)
def test_what_may_be_two_things_is_not_accused(text: str) -> None:
    assert [one for one in _same(text) if one[2] is False] == []


def test_a_rate_over_all_is_told_even_alone() -> None:
    found = read("群众诉求办结率达106%。任务完成率达106%。", date(2024, 11, 30), "柳河镇")
    assert [(one.type, one.parts, one.holds) for one in found.relations] == [("share_of", (), False)]
