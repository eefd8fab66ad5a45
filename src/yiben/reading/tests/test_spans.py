"""Figures found in sentences, and the numerals that are none. The sentences are invented."""

from time import perf_counter

import pytest

from yiben.reading.spans import find


def _figures(text: str) -> list[tuple[str, str, str]]:
    return [(span.surface, f"{span.value.normalize():f}{span.unit}", span.bound) for span in find(text)[0]]


@pytest.mark.parametrize(
    ("text", "surface", "value", "bound"),
    [
        ("争取资金350余万元。", "350余万元", "3500000元", "about"),
        ("茶叶产值6000万余元。", "6000万余元", "60000000元", "about"),
        ("年产值突破3个亿。", "突破3个亿", "300000000元", "at_least"),
        ("发放慰问金18.6万,", "18.6万", "186000元", "exact"),
        ("计划投资82.1亿元,完成43.5亿,", "43.5亿", "4350000000元", "exact"),
        ("全镇总人口3.2万。", "3.2万", "32000人", "exact"),
        ("新增床位60余个", "60余个", "60个", "about"),
        ("位列全国第412位", "第412位", "412名次", "exact"),
        ("综合考核位居全县第三，", "第三", "3名次", "exact"),
        ("进入前五名", "前五名", "5名次", "at_most"),
        ("排查走访完成两轮。", "两轮", "2轮", "exact"),
        ("东河、西岭、北坡三家试点", "三家", "3家", "exact"),
        ("从业人员近千人。", "近千人", "1000人", "about"),
        ("办实事百余件。", "百余件", "100件", "about"),
        ("没有发生一起安全事故", "没有发生一起", "0起", "exact"),
        ("无一例漏报", "无一例", "0例", "exact"),
        ("同比增长6.4%，", "6.4%", "0.064比例", "exact"),
        ("提高3个百分点", "3个百分点", "0.03比例", "exact"),
        ("产值翻一番", "翻一番", "1比例", "exact"),
        ("约完成全年任务的45%", "45%", "0.45比例", "about"),
        ("三分之二以上的村", "三分之二以上", "0.6666666666666666666666666667比例", "at_least"),
        ("其中重复信访2\n件。", "2\n件", "2件", "exact"),
        ("争取资金350余\n万元", "350余\n万元", "3500000元", "about"),
        ("低保1860 户", "1860 户", "1860户", "exact"),
        ("投入１３．５万元", "１３．５万元", "135000元", "exact"),
        ("面积76.3平方千米", "76.3平方千米", "76.3平方公里", "exact"),
        ("厂房占地2400个平方", "2400个平方", "2400平方米", "exact"),
        ("桥梁45延米", "45延米", "45延米", "exact"),
        ("蓄积320.5立方米", "320.5立方米", "320.5立方米", "exact"),
        ("走访1200户次", "1200户次", "1200户次", "exact"),
        ("建成全省首个示范站", "全省首个", "1名次", "exact"),
        ("审批三批", "三批", "3批", "exact"),
        ("出口额3000万美元以上。", "3000万美元以上", "30000000美元", "at_least"),
        ("签约不少于25个", "不少于25个", "25个", "at_least"),
        ("占比不足5%", "不足5%", "0.05比例", "at_most"),
        ("30日内办结", "30日内", "30天", "at_most"),
        ("每周至少巡查两次", "每周至少巡查两次", "2次/周", "at_least"),
        ("坚持每月一通报", "每月一通报", "1次/月", "exact"),
        ("完成投资（亿元）：7.5", "7.5", "750000000元", "exact"),
        ("一千二百三十四万元", "一千二百三十四万元", "12340000元", "exact"),
        ("三四十人参加", "三四十人", "30人", "about"),
        ("带动3000余农户", "3000余", "3000户", "about"),
        ("修建千亩基地", "千亩", "1000亩", "about"),
        ("固投任务9.4亿元，群众参与，完成7.38亿，", "7.38亿", "738000000元", "exact"),
        ("计划播种3.5万亩。已完成2.8万，", "2.8万", "28000亩", "exact"),
        ("党员带头抓税收，完成1.6万。", "1.6万", "16000元", "exact"),
        ("争取资金1\n2万元", "1\n2万元", "120000元", "exact"),
        ("新建水渠3\n.5公里", "3\n.5公里", "3.5公里", "exact"),
        ("满意率97. 5%", "97. 5%", "0.975比例", "exact"),
        ("共有企业\n1\n4家", "4家", "4家", "exact"),
        ("今年是2019\n12家企业", "12家", "12家", "exact"),
        ("共1\u200f2户", "1\u200f2户", "12户", "exact"),
        ("15位老人", "15位", "15人", "exact"),
        ("建成一座桥", "一座", "1座", "exact"),
        ("增速为-2.1%", "-2.1%", "-0.021比例", "exact"),
    ],
)  # fmt: skip
def test_a_figure_is_found_with_value_unit_and_bound(text: str, surface: str, value: str, bound: str) -> None:
    assert (surface, value, bound) in _figures(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("监测户86户312人", ["86户", "312人"]),
        ("每户补助3—5万元", ["30000元", "50000元"]),
        ("占10%—15%", ["0.1比例", "0.15比例"]),
        ("由1.2万增加到1.8万", ["12000元", "18000元"]),
        ("由3.2万增加到4.1万人", ["32000人", "41000人"]),
        ("企业由12增加到18家", ["12家", "18家"]),
        ("分别完成2.3、4.5、6.7亿元", ["230000000元", "450000000元", "670000000元"]),
        ("香菇、茶叶、药材三大产业", ["3个"]),
        ("一周一暗访，一月一评比", ["1次/周", "1次/月"]),
    ],
)
def test_figures_that_share_a_sentence_are_told_apart(text: str, values: list[str]) -> None:
    assert [value for _, value, _ in _figures(text)] == values


def test_the_ends_of_a_range_are_bounds() -> None:
    assert [bound for *_, bound in _figures("补助3—5万元")] == ["at_least", "at_most"]


@pytest.mark.parametrize(
    ("text", "numeral", "why"),
    [
        ("2022年度工作", "2022年度", "日期"), ("截至8月，", "8月", "日期"), ("五年来，", "五年来", "日期"),
        ("前三季度", "前三季度", "日期"), ("2023.6.3", "2023.6.3", "日期"),
        ("二〇二三年", "二〇二三年", "日期"),
        ("一是抓产业。", "一是", "序号"), ("（二）农业", "（二）", "序号"), ("4.2025年工作", "4.", "序号"),
        ("落实“四个责任”", "四个责任", "名称"), ("做到两个维护", "两个维护", "名称"),
        ("推行“1+5+N”", "1+5+N", "编号"),
        ("党的二十大", "二十大", "名称"), ("“两不愁三保障”", "两不愁三保障", "名称"),
        ("“十四五”时期", "十四五", "名称"),
        ("S218省道", "S218省道", "编号"), ("107、207国道", "107、207国道", "编号"),
        ("镇发〔2023〕6号", "〔2023〕6号", "编号"),
        ("电话13912345678", "13912345678", "编号"), ("《2021年意见》", "2021年意见", "文件"),
        ("浏览次数：315", "浏览次数：315", "网页"), ("亿元以上项目8个", "亿元", "划分类别"),
        ("8个5000万元以上的企业", "5000万元", "划分类别"), ("60岁以上老人", "60岁", "划分类别"),
        ("第一书记", "第一书", "第几"), ("进一步加强", "一步", "固定"), ("三个方面", "三个", "固定"),
        ("版本12.3.4", "12.3.4", "写法"), ("1,23,4元", "1,23,4", "写法"), ("12345热线", "12345热线", "编号"),
        ("回访数十次", "数十", "约略"), ("修复160供水管", "160", "没有单位"),
    ],
)  # fmt: skip
def test_a_numeral_that_is_no_figure_is_left_out_with_the_reason(text: str, numeral: str, why: str) -> None:
    _, left = find(text)
    found = {item.surface: item.reason for item in left}
    assert numeral in found
    assert why in found[numeral]


def test_the_count_of_a_class_stays_when_its_threshold_goes() -> None:
    assert [value for _, value, _ in _figures("实施亿元以上项目8个、5000万元以上企业3家")] == ["8个", "3家"]


def test_the_surface_is_that_of_the_text_as_given() -> None:
    text = "共\u200b发放 １２０ 万元,惠及\n3２户。"
    spans, _ = find(text)
    assert [text[span.start : span.end] for span in spans] == [span.surface for span in spans]
    assert [str(span.value) for span in spans] == ["1200000", "32"]


@pytest.mark.parametrize("part", ["1、", "123,", "一", "“一", "/", "1-", "1到", "第", "20", "1万"])
def test_odd_text_takes_no_longer_than_its_length(part: str) -> None:
    began = perf_counter()
    find(part * 4000)
    assert perf_counter() - began < 2


def test_an_empty_text_has_no_figures() -> None:
    assert find("") == ([], [])
