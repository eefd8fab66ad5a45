import pytest

from yiben.reading.tests.marked import figures


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("一是受理信访举报[4件]。", ["受理信访举报件数"]),
        ("截至目前,全镇粮食种植面积达[3万亩]。", ["粮食种植面积"]),
        ("新建[16处]村级文化广场。", ["新建村级文化广场处数"]),
        ("收到群众来信[9件],办结[8件]。", ["收到群众来信件数", "收到群众来信办结件数"]),
        ("茶园面积[3万亩],同比增长[5%]。", ["茶园面积", "茶园面积同比增长率"]),
        ("谋划重点项目[9个],总投资[6亿元]。", ["谋划重点项目个数", "谋划重点项目总投资"]),
        ("投资[320万元],建成村文化中心。", ["建成村文化中心投资"]),
        ("调解纠纷[31件],其中积案[2件]。", ["调解纠纷件数", "调解纠纷积案件数"]),
        ("镇纪委受理举报[4件],谈话提醒[9人]。", ["镇纪委受理举报件数", "镇纪委谈话提醒人数"]),
        ("固定资产投资完成[3亿元],占年度任务的[60%]。", ["固定资产投资", "固定资产投资占年度任务比例"]),
        ("力争全年新增规上企业[5家]。", ["新增规上企业目标家数"]),
        ("开展专项督导检查,发布通报[6期]。", ["开展专项督导检查发布通报期数"]),
        ("强化督办考核,坚持[每月一次]。", None),
        ("签约[6个]。", ["签约个数"]),
    ],
)  # fmt: skip
def test_what_is_counted_is_named_from_the_sentence(sentence: str, names: list[str] | None) -> None:
    found = [figure.what for figure in figures(sentence)]
    assert found == names if names else found[0].endswith("频次")


def test_a_village_is_part_of_the_name_and_the_town_is_not() -> None:
    text = "梅岭镇发放补贴[5万元]。东坪村创新机制,引进优质企业[5家]。"
    assert [figure.what for figure in figures(text, place="梅岭镇")] == ["发放补贴", "东坪村引进优质企业家数"]


def test_a_name_never_comes_from_the_sentence_before() -> None:
    assert figures("修路[5公里]。办结[8件]。")[1].what == "办结件数"
