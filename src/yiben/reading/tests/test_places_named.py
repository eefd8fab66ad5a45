import pytest

from yiben.reading.naming.places_named import town_of
from yiben.reading.tests.marked import figures

TOWN = "梅岭镇"


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("调解纠纷[31件]。", TOWN),
        ("东坪村新建冷库[1座]。", "东坪村"),
        ("完成石塘村公路硬化[1.5公里]。", "石塘村"),
        ("东坪村、石塘村硬化道路[4公里]。", "东坪村、石塘村"),
        ("谋划饮水项目[2处](东坪村饮水项目、石塘村饮水项目)。", "东坪村、石塘村"),
        ("东坪村支部书记带头捐款[6万元]。", "东坪村"),
        ("清风食品有限公司总投资[2亿元]。", "清风食品有限公司"),
        ("目前,各村建成广场[16处]。", TOWN),
        ("查处村干部问题[1起]。", TOWN),
        ("新建美丽乡村[3个]。", TOWN),
        ("推进东坪、石塘[2个]村支部整顿。", "东坪村、石塘村"),
        ("王家村、李庄[2个]村流转土地[90亩]。", "王家村、李庄"),
        ("完成李家坞[145亩]流转。", "李家坞"),
        ("柳树屯流转土地[300亩]。", "柳树屯"),
        ("每年举办村晚[3场]。", TOWN),
        ("镇卫生院改善农村条件,培训村医[20人]。", TOWN),
    ],
)  # fmt: skip
def test_the_place_is_the_one_its_clause_names(sentence: str, place: str) -> None:
    assert figures(sentence, place=TOWN)[0].place == place


def test_a_village_that_opens_a_sentence_stays_until_the_town_is_named() -> None:
    found = figures("东坪村创新机制,引进企业[5家],全镇现有企业[40家]。调解纠纷[31件]。", place=TOWN)
    assert [figure.place for figure in found] == ["东坪村", TOWN, TOWN]


def test_the_park_of_the_sentence_before_is_meant_by_the_park() -> None:
    found = figures("打造梅岭茶叶产业园,规划已通过评审。目前园区入驻企业[5家]。", place=TOWN)
    assert found[0].place == "梅岭茶叶产业园"


def test_a_sum_has_the_place_of_its_projects() -> None:
    found = figures("争取石塘村公路项目[2个],总投资[300万元]。", place=TOWN)
    assert [figure.place for figure in found] == ["石塘村", "石塘村"]


def test_the_town_is_the_one_most_spoken_of_without_its_county() -> None:
    assert town_of("永安省安平县梅岭镇总结。梅岭镇坚持,全镇上下,城镇建设,与柳河镇共建。梅岭镇") == "梅岭镇"
    assert town_of("全镇各乡镇城镇建设") == ""


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("梅岭镇政府工作报告\n我代表镇人民政府报告工作。完成了镇人大会议任务。", "梅岭镇"),
        ("政府工作报告\n在县委、县政府和镇党委的领导下,2019年1月5日在梅岭镇人民代表大会上", "梅岭镇"),
        ("清溪路街道办事处2016年工作总结\n街道办事处在区委领导下", "清溪路街道"),
        ("安平县农业农村局2020年工作总结\n全县上下,各乡镇共同努力。", "安平县"),
        ("永安省安平县民政局工作情况\n全县", "安平县"),
        ("全区上下共同努力,园区建设,农业农村局抓落实。", ""),
        ("关于应山市低保工作情况的报告\n全市", "应山市"),
        ("第三季度情况通报\n全县上下,柳林镇98件,大河镇67件。", ""),
        ("和平镇工作总结\n和平镇加强建设", "和平镇"),
    ],
)  # fmt: skip
def test_words_that_run_into_the_town_are_no_part_of_it(text: str, town: str) -> None:
    assert town_of(text) == town


def test_the_town_named_again_takes_a_figure_back_from_a_village() -> None:
    found = figures("东坪村道路[1公里],梅岭镇饮水项目[2个]。", place=TOWN)
    assert [figure.place for figure in found] == ["东坪村", TOWN]


def test_a_list_of_villages_is_the_place_of_all_figures_of_its_clause() -> None:
    found = figures("王家村、李庄[2个]村流转土地[90亩]。", place=TOWN)
    assert [figure.place for figure in found] == ["王家村、李庄"] * 2
