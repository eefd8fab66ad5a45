from datetime import date

import pytest

from yiben.reading.read import read
from yiben.reading.tests.marked import figures

SO_FAR = "2024-01-01/2024-09-30"


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("调解纠纷[31件]。", SO_FAR),
        ("截至目前,调解纠纷[31件]。", SO_FAR),
        ("截至8月,调解纠纷[31件]。", "2024-01-01/2024-08-31"),
        ("截至2024年6月15日,调解纠纷[31件]。", "2024-01-01/2024-06-15"),
        ("上半年,调解纠纷[31件]。", "2024-01-01/2024-06-30"),
        ("前7个月,调解纠纷[31件]。", "2024-01-01/2024-07-31"),
        ("前三季度,调解纠纷[31件]。", "2024-01-01/2024-09-30"),
        ("1-5月,调解纠纷[31件]。", "2024-01-01/2024-05-31"),
        ("二季度,调解纠纷[31件]。", "2024-04-01/2024-06-30"),
        ("７月,调解纠纷[31件]。", "2024-07-01/2024-07-31"),
        ("去年,调解纠纷[31件]。", "2023"),
        ("2022年,调解纠纷[31件]。", "2022"),
        ("2020-2022年,调解纠纷[31件]。", "2020/2022"),
        ("“十三五”期间,调解纠纷[31件]。", "2016/2020"),
        ("五年来,调解纠纷[31件]。", "2019/2024"),
        ("近年来,调解纠纷[31件]。", "../2024"),
        ("今年以来,调解纠纷[31件]。", SO_FAR),
        ("全镇现有企业[31家]。", "2024-09-30"),
        ("截至8月,全镇现有企业[31家]。", "2024-08-31"),
        ("计划修路[5公里]。", "2024"),
        ("茶叶年产值[2亿元]。", "2024"),
        ("力争全年招引企业[12家]。", "2024-01-01/2024-12-31"),
        ("冷库建成后,年产值将达[600万元]。", "2024-09-30/.."),
        ("复核《2021年度整改清单》问题[31件]。", SO_FAR),
        ("复核2015-2019年度退耕地[31亩]。", SO_FAR),
        ("集体收入由2021年的[20万元]增加。", "2021"),
        ("1月至5月,调解纠纷[31件]。", "2024-01-01/2024-05-31"),
        ("3—5月,调解纠纷[31件]。", "2024-03-01/2024-05-31"),
        ("近三年,调解纠纷[31件]。", "2022/2024"),
        ("自去年8月以来,调解纠纷[31件]。", "2023-08-01/2024-09-30"),
        ("力争到2026年底招引企业[31家]。", "2026"),
        ("力争2025年田园全年接待游客[31人次]。", "2025"),
    ],
)  # fmt: skip
def test_the_time_that_covers_a_figure_is_found(sentence: str, period: str) -> None:
    assert figures(sentence)[0].period == period


def test_a_half_year_covers_its_sentence_and_not_the_next() -> None:
    found = figures("上半年,收到来信[9件],办结[8件]。排查纠纷[31件]。")
    assert [figure.period for figure in found] == ["2024-01-01/2024-06-30"] * 2 + [SO_FAR]


def test_a_half_year_that_opens_its_sentence_covers_all_its_items() -> None:
    found = figures("上半年,产值[9亿元],增长[5%];税收[2亿元];一是调解纠纷[31件]。")
    assert [figure.period[-10:] for figure in found] == ["2024-06-30"] * 3 + ["2024-09-30"]


def test_a_sentence_that_opens_with_of_which_has_the_days_of_the_one_before() -> None:
    found = figures(
        "前三季度,产值[9亿元]。其中,农业产值[2亿元];林业产值[1亿元]。修路[5公里]。", date(2024, 12, 31)
    )
    assert [figure.period[-10:] for figure in found] == ["2024-09-30"] * 3 + ["2024-12-31"]


def test_a_share_of_a_stock_stands_on_its_day() -> None:
    assert [figure.period for figure in figures("现有党员[90名],占[3%]。")] == ["2024-09-30"] * 2


def test_a_cut_off_day_covers_the_paragraph_until_the_next_item() -> None:
    found = figures("一是抓投资。截至8月,完成投资[3亿元]。入库项目[5个]。二是抓招商。签约[7个]。")
    assert [figure.period[-10:] for figure in found] == ["2024-08-31", "2024-08-31", "2024-09-30"]


def test_a_sum_goes_with_the_projects_it_is_of() -> None:
    assert [figure.period for figure in figures("2024年争取到帮扶项目[16个],总投资[900万元],完成[3个]。")][
        :2
    ] == ["2024", "2024"]


def test_the_title_gives_the_days_of_the_whole_report() -> None:
    found = figures("梅岭镇2023年前9月工作情况\n调解纠纷[31件]。\n全镇现有企业[8家]。", date(2023, 10, 12))
    assert [figure.period for figure in found] == ["2023-01-01/2023-09-30", "2023-09-30"]


def test_a_date_printed_with_the_report_is_its_day() -> None:
    assert (
        figures("梅岭镇工作纪实\n发布时间:2024-05-20\n调解纠纷[31件]。", None)[0].period
        == "2024-01-01/2024-05-20"
    )


def test_a_report_of_january_speaks_of_the_year_before() -> None:
    assert figures("政府工作报告\n2023年1月12日\n过去一年,我们修路[5公里]。", None)[0].period == "2022"


def test_headings_change_the_time_of_what_stands_under_them() -> None:
    text = "梅岭镇2021年工作总结及2022年工作思路\n一、2021年工作总结\n修路[5公里]。\n"
    text += "三、2022年工作思路\n修路[9公里]。"
    assert [figure.period for figure in figures(text, None)] == ["2021", "2022-01-01/2022-12-31"]


def test_five_years_in_a_heading_last_until_the_next_one() -> None:
    text = "梅岭镇政府工作报告(2021)\n——五年来,我们改善民生\n修路[5公里]。\n"
    text += "二、今后五年的奋斗目标\n修路[9公里]。"
    assert [figure.period for figure in figures(text, date(2021, 12, 31))] == [
        "2016/2021",
        "2022-01-01/2026-12-31",
    ]


def test_a_sentence_about_the_second_half_year_turns_to_what_is_to_come() -> None:
    found = figures("调解纠纷[31件]。下半年,我们将再修路[5公里]。\n新建公厕[3座]。")
    assert [(figure.period, figure.kind) for figure in found[1:]] == [("2024-07-01/2024-12-31", "target")] * 2


def test_what_was_done_of_the_tasks_is_not_to_come() -> None:
    text = "梅岭镇工作总结\n2018年12月\n二、主要任务完成情况\n脱贫[5户]。\n"
    assert [(figure.kind, figure.period) for figure in figures(text, None)] == [("count", "2018")]


def test_months_in_a_heading_cover_what_stands_under_it() -> None:
    text = "梅岭镇2010年工作总结\n1—9月经济指标完成情况\n产值[5亿元]。"
    assert figures(text, None)[0].period == "2010-01-01/2010-09-30"


def test_without_any_year_the_period_is_left_empty() -> None:
    assert figures("调解纠纷[31件]。", None)[0].period == ""


def test_this_year_after_another_year_is_this_year_again() -> None:
    found = figures("2023年有企业[15家],2024年有企业[18家],净增[3家]。")
    assert [figure.period[:4] for figure in found] == ["2023", "2024", "2024"]


@pytest.mark.parametrize(
    "text",
    [
        "五年来，建成桥梁12座。",
        "过去十年新建道路30公里。",
        "去年收入5万元。",
        "截至9月底，受理信访12件。",
        "项目\t近三年投资（万元）\n道路\t300",
    ],
)
def test_without_any_year_no_day_is_made_up(text: str) -> None:
    assert [figure.period for figure in read(text).figures] == [""]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023年1-9月，全镇完成税收3200万元。", "2023-01-01/2023-09-30"),
        ("2023年9月—10月开展宣传12场次。", "2023-09-01/2023-10-31"),
        ("2023-03-09受理信访3件。", "2023-03-09"),
    ],
)
def test_months_joined_by_a_dash_are_months_and_no_day(text: str, period: str) -> None:
    figure = read(text).figures[0]

    assert figure.period == period
    assert not figure.what[:1].isdigit()
