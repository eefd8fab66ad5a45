import pytest

from yiben.reading.tests.marked import related

SENTENCES = {
    "of_which": (
        "争取资金[900万元],其中衔接资金[600万元]、专项债[300万元]。",
        ("sum_of", "900万元", ("600万元", "300万元"), True),
    ),
    "of_which_fails": (
        "争取资金[980万元],其中衔接资金[600万元]、其他资金[300万元]。",
        ("sum_of", "980万元", ("600万元", "300万元"), False),
    ),
    "of_which_one": ("现有企业[18家],其中今年新增[3家]。", ("part_of", "18家", ("3家",), True)),
    "part_too_great": ("现有企业[18家],其中今年新增[30家]。", ("part_of", "18家", ("30家",), False)),
    "pairs": ("监测对象[186户][612人],其中未消除[74户][231人]。", ("part_of", "612人", ("231人",), True)),
    "bracket": (
        "监测户[25户][90人](甲类[13户][50人]、乙类[12户][41人])。",
        ("sum_of", "90人", ("50人", "41人"), False),
    ),
    "of_which_pairs_fail": (
        "低保对象[210户][640人],其中甲类[80户][260人]、乙类[70户][205人]、丙类[60户][185人]。",
        ("sum_of", "640人", ("260人", "205人", "185人"), False),
    ),
    "of_which_pairs": (
        "低保对象[210户]、[650人],其中甲类[80户][260人]、乙类[70户][205人]、丙类[60户][185人]。",
        ("sum_of", "210户", ("80户", "70户", "60户"), True),
    ),
    "gained_pair_of_years": (
        "2018年末有合作社[31家],2019年末达[38家],净增[8家]。",
        ("difference_of", "8家", ("38家", "31家"), False),
    ),
    "gained_base_after": (
        "茶园面积[1260亩],较上年增加[150亩](上年为[1110亩])。",
        ("difference_of", "150亩", ("1260亩", "1110亩"), True),
    ),
    "gained_base_within": (
        "受理纠纷[64件],比去年的[80件]减少[15件]。",
        ("difference_of", "15件", ("80件", "64件"), False),
    ),
    "points": (
        "满意率由去年的[94.2%]提高到[96.7%],较去年提高[2.5个百分点]。",
        ("difference_of", "2.5个百分点", ("96.7%", "94.2%"), True),
    ),
    "gained_after_a_list": (
        "2015年末有经营主体[143个],其中家庭农场[68个]、龙头企业[75个],较2014年末的[128个]增加[15个]。",
        ("difference_of", "15个", ("143个", "128个"), True),
    ),
    "gained_before_its_rate": (
        "受理信访[47件],同比减少[9件],下降[16.1%],去年同期为[58件]。",
        ("difference_of", "9件", ("58件", "47件"), False),
    ),
    "growth_is_of_the_level": (
        "受理信访[47件],同比减少[9件],下降[16.1%]。",
        ("growth_of", "16.1%", ("47件", "9件"), True),
    ),
    "points_are_of_the_share": (
        "支出[38万元],占预算支出[45万元]的[84.4%],较上年提高[2.1个百分点]。",
        ("growth_of", "2.1个百分点", ("84.4%",), None),
    ),
    "of_budget": (
        "总收入完成[1.27亿元],为年初预算[1.2亿元]的[105.8%]。",
        ("share_of", "105.8%", ("1.27亿元", "1.2亿元"), True),
    ),
    "respective_shares": (
        "支出[200万元],其中住院[130万元]、门诊[70万元],分别占[65%]、[45%]。",
        ("share_of", "45%", ("70万元", "200万元"), False),
    ),
    "shares_of_one": (
        "务工、种植、养殖收入占比分别为[61.2%]、[25.1%]、[13.7%]。",
        ("difference_of", "13.7%", ("61.2%", "25.1%"), True),
    ),
    "shares_of_more_than_one": (
        "务工、种植、养殖收入占比分别为[61.2%]、[25.1%]、[14.7%]。",
        ("difference_of", "14.7%", ("61.2%", "25.1%"), False),
    ),
    "among": (
        "[26个]项目中,竣工[5个]、在建[16个]、开工准备[4个]。",
        ("sum_of", "26个", ("5个", "16个", "4个"), False),
    ),
    "total": (
        "发放救助金[18万元]、高龄津贴[27万元],合计[45万元]。",
        ("sum_of", "45万元", ("18万元", "27万元"), True),
    ),
    "rest": ("排查隐患[212处],整改[205处],剩余[7处]。", ("difference_of", "7处", ("212处", "205处"), True)),
    "rest_fails": (
        "排查隐患[212处],整改[205处],剩余[9处]。",
        ("difference_of", "9处", ("212处", "205处"), False),
    ),
    "done": ("受理信访[67件],办结[65件]。", ("part_of", "67件", ("65件",), True)),
    "done_too_many": ("受理信访[67件],办结[76件]。", ("part_of", "67件", ("76件",), False)),
    "started": (
        "谋划重点项目[22个],总投资[8亿元]。目前,重点项目开工建设[14个]。",
        ("part_of", "22个", ("14个",), True),
    ),
    "villages": ("全镇[11个]村,[9个]村通过验收。", ("part_of", "11个", ("9个",), True)),
    "classes": (
        "落实百万元以上建设项目[70个],千万元以上建设项目[21个]。",
        ("part_of", "70个", ("21个",), True),
    ),
    "time_within": (
        "上半年签约招商项目[12个];2024年签约招商项目[19个]。",
        ("part_of", "19个", ("12个",), True),
    ),
    "pair": ("脱贫户[645户][2216人]。", ("measure_of", "2216人", ("645户",), True)),
    "pair_fails": ("脱贫户[645户][216人]。", ("measure_of", "216人", ("645户",), False)),
    "projects_sum": ("谋划项目[22个],总投资[8亿元]。", ("measure_of", "8亿元", ("22个",), None)),
    "paid": ("帮扶退役军人[32人],发放资金[23万元]。", ("measure_of", "23万元", ("32人",), None)),
    "same_clause": ("为[502名]残疾人发放补贴[50万元]。", ("measure_of", "50万元", ("502名",), None)),
    "reached": ("举办讲座[4次],受众达[2000余人]。", ("measure_of", "2000余人", ("4次",), None)),
    "money_reached": (
        "发放低保金[513万元],惠及[821户][1346人]。",
        ("measure_of", "513万元", ("821户", "1346人"), None),
    ),
    "earned": ("规上企业[3家],完成产值[4308万元]。", ("measure_of", "4308万元", ("3家",), None)),
    "short": ("办理采伐证[97份],[1592株]。", ("measure_of", "1592株", ("97份",), None)),
    "batches": ("审批[2批]建房户[148户]。", ("measure_of", "148户", ("2批",), None)),
    "same_deed": ("入户走访[2轮],登记走访[1862人次]。", ("measure_of", "1862人次", ("2轮",), None)),
    "built_for": (
        "投资[400万元],打造[30000平方米]的公园。",
        ("measure_of", "30000平方米", ("400万元",), None),
    ),
    "once_open": ("在建产业项目[7个],投产后,年产值将达[5亿元]。", ("measure_of", "5亿元", ("7个",), None)),
    "rate": ("刑事立案[75起],破案[50起],破案率[67%]。", ("share_of", "67%", ("50起", "75起"), True)),
    "rate_fails": ("刑事立案[75起],破案[50起],破案率[76%]。", ("share_of", "76%", ("50起", "75起"), False)),
    "of_task": (
        "税收任务[1000万元]。已完成[700万元],占全年任务的[70%]。",
        ("share_of", "70%", ("700万元", "1000万元"), True),
    ),
    "of_printed": (
        "投资完成[3.45亿元],占年度任务[5.8亿元]的[59.5%]。",
        ("share_of", "59.5%", ("3.45亿元", "5.8亿元"), True),
    ),
    "growth": ("茶园面积[3万亩],同比增长[5%]。", ("growth_of", "5%", ("3万亩",), None)),
    "from_to": (
        "收入由[420万元]增加到[546万元],增长[40%]。",
        ("growth_of", "40%", ("546万元", "420万元"), False),
    ),
    "respectively": (
        "接待游客[3万人次],收入[900万元],同比分别增长[5%]、[8%]。",
        ("growth_of", "5%", ("3万人次",), None),
    ),
    "progress": ("年度计划投资[6亿元],已完成[3亿元]。", ("progress_of", "3亿元", ("6亿元",), None)),
    "progress_by_name": (
        "税收任务[9万元],其中国税[5万元]、地税[4万元]。已完成收入[6万元](国税[4.5万元],地税[1.5万元])。",
        ("progress_of", "4.5万元", ("5万元",), None),
    ),
    "same": ("引进优质企业[52家]。园区入驻企业[52家]。", ("same_as", "52家", ("52家",), True)),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_relation_the_sentence_implies_is_found(name: str) -> None:
    sentence, expected = SENTENCES[name]
    assert expected in related(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "修路[5公里],架桥[2座]。",
        "引进企业[5家],完成[4家]商贸企业入库。",
        "处理[11人],问责[14人]。",
        "争取资金[980万元],其中衔接资金[100万元]。调解纠纷[31件]。",
        "群众满意率达[98%]。",
        "受理案件[132件],比上年多[18件];结案[121件]。",
        "卫生室[87所],比上年减少[5所],其中标准化[61所]。",
        "合作社[31家],较上年增加[5家],家庭农场[12家]。",
        "低保、特困人口占比分别为[6.1%]、[0.8%]。",
        "超时序进度[9个百分点]。",
        "发展党员[21名],培养积极分子[68人]。",
    ],
)
def test_nothing_is_accused_and_nothing_invented(sentence: str) -> None:
    assert [found for found in related(sentence) if found[0] not in ("part_of",) or found[3] is False] == []


def test_some_parts_of_a_sum_need_not_add_up() -> None:
    assert not [
        found for found in related("争取资金[980万元],其中甲[100万元]、乙[200万元]。") if found[0] == "sum_of"
    ]


def test_pairs_that_leave_most_out_are_not_accused() -> None:
    found = related("低保对象[210户][650人],其中新增[8户][20人]、重残[31户][77人]。")
    assert not [relation for relation in found if relation[0] == "sum_of" or relation[3] is False]
    assert ("part_of", "650人", ("77人",), True) in found


def test_figures_in_many_copies_take_time_in_proportion() -> None:
    line = "受理信访[67件],办结[65件],办结率[97%]。\n"
    assert len(related(line * 300)) >= 600
