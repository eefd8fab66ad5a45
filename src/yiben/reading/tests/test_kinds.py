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
        ("有[3个]居委会。", "profile"),
        ("人口自然增长率为[5%]。", "share"),
        ("一般公共预算收入完成[900万元]。", "amount"),
        ("调整预算[900万元]。", "plan"),
        ("在[16个]合作社中,两成已升级。", "stock"),
        ("预估鲜果产值达[300万元]。", "plan"),
        ("预计,年内可种植[3万亩]。", "plan"),
        ("党员平均年龄[48岁]。", "stock"),
        ("建成[480亩]油茶基地。", "amount"),
        ("年底前完成改厕[42户]。", "target"),
        ("到2030年村集体收入达到[60万元]。", "target"),
        ("争取到2030年专项债项目[16个]。", "count"),
        ("计划脱贫[5户],明年预脱贫[6户]。", "plan"),
        ("种植有机水果,评选品牌[6个]。", "count"),
        ("全镇总户数[8620户]。", "stock"),
        ("全镇[1395户]。", "stock"),
        ("城市低保对象[21户]。", "stock"),
        ("调出低保对象[2户]。", "count"),
        ("规上企业达[17家]。", "stock"),
        ("高标准农田项目投入[60万元]。", "amount"),
        ("绿茶年产量[24吨]。", "amount"),
        ("全年出生人口[57人]。", "count"),
        ("县里下达税收指标为[29万元]。", "target"),
        ("今年主要预期目标是:产值增长[8%],税收增长[9%]。", "target"),
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


def test_a_list_of_stocks_goes_on_behind_a_semicolon_and_ends_with_a_deed() -> None:
    found = figures("共有农村低保户[87户]、对象[135人];城市低保户[21户]、对象[28人];新增低保[4户]。")
    assert [figure.kind for figure in found] == ["stock"] * 4 + ["count"]


def test_shares_between_do_not_end_a_list_of_stocks() -> None:
    found = figures("现有党员[90名],女党员[30名],占[33%];流动党员[9名],占[10%]。")
    assert [figure.kind for figure in found] == ["stock", "stock", "share", "stock", "share"]


def test_parts_of_a_plan_are_planned_though_they_say_done() -> None:
    found = figures("预计,可完成种植[38万亩],其中水稻完成[30万亩]、玉米[7万亩]。")
    assert [figure.kind for figure in found] == ["plan"] * 3


def test_a_list_of_rates_after_respectively_stays_growth() -> None:
    found = figures("接待游客[3万人次],收入[900万元],同比分别增长[5%]、[8.5%]。")
    assert [figure.kind for figure in found[2:]] == ["growth", "growth"]


def test_every_figure_says_which_rules_made_it() -> None:
    prefixes = [rule.split(".")[0] for rule in figures("调解邻里纠纷[31件]。")[0].rules]
    assert prefixes == ["kind", "what", "period", "place"]
