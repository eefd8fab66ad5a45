import pytest

from yiben.reading.tests.marked import figures


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("调解邻里纠纷[31件]。", "count"),
        ("全镇现有合作社[26家]。", "stock"),
        ("对[96名]社区矫正对象开展谈话。", "stock"),
        ("发放种粮补贴[68.5万元]。", "amount"),
        ("贷款余额[2.3亿元]。", "stock"),
        ("群众满意率达[98%]。", "share"),
        ("完成全年任务的[81%]。", "share"),
        ("税收同比增长[6.4%]。", "growth"),
        ("参保率提高到[96%]。", "share"),
        ("力争优良天数达[330天]。", "target"),
        ("在校学生[320人]。", "stock"),
        ("贫困发生率下降[2.1个百分点]。", "growth"),
        ("计划修建水渠[5公里]。", "plan"),
        ("项目投产后,可带动就业[80人]。", "plan"),
        ("清风食品有限公司投资[3000万元]的冷链项目正在建设。", "plan"),
        ("投资[320万元],建成村文化中心。", "amount"),
        ("力争全年招引企业[12家]。", "target"),
        ("全年税收任务[900万元]。", "target"),
        ("到2027年,村集体收入达到[60万元]。", "target"),
        ("综合考核居全县[第3位]。", "rank"),
        ("政务窗口[10分钟]内响应。", "norm"),
        ("实行[每月一次]例会。", "norm"),
        ("由村委会实施[50万元以下]的项目。", "norm"),
        ("镇域面积[102.4平方公里],辖[12个]行政村。", "profile"),
        ("于[2021年]获评文明单位。", "profile"),
    ],
)  # fmt: skip
def test_the_words_around_a_number_tell_its_kind(sentence: str, kind: str) -> None:
    assert figures(sentence)[0].kind == kind


def test_what_follows_a_plan_or_a_task_is_of_its_kind() -> None:
    task = figures("全年税收任务[900万元],其中国税[500万元]、地税[400万元]。")
    plan = figures("拟争取专项债[8000万元],其中污水管网项目[5000万元],供水项目[3000万元]。")
    assert [figure.kind for figure in task] == ["target"] * 3
    assert [figure.kind for figure in plan] == ["plan"] * 3


def test_what_is_done_on_a_plan_is_not_planned() -> None:
    assert [figure.kind for figure in figures("计划总投资[6亿元],已完成[2亿元],剩余[4亿元]。")] == [
        "plan",
        "amount",
        "stock",
    ]


def test_parts_of_a_stock_are_stocks() -> None:
    found = figures("监测对象[25户][90人],其中甲类[13户][50人]、乙类[12户][40人]。")
    assert [figure.kind for figure in found] == ["stock"] * 6


def test_a_list_of_rates_after_respectively_stays_growth() -> None:
    found = figures("接待游客[3万人次],收入[900万元],同比分别增长[5%]、[8.5%]。")
    assert [figure.kind for figure in found[2:]] == ["growth", "growth"]


def test_every_figure_says_which_rules_made_it() -> None:
    prefixes = [rule.split(".")[0] for rule in figures("调解邻里纠纷[31件]。")[0].rules]
    assert prefixes == ["kind", "what", "period", "place"]
