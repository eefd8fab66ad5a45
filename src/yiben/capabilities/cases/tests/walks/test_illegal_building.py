"""A house built without leave: stopped, filed, mended, looked at by another, closed; what is built anew."""

from typing import Any

import pytest

from yiben.capabilities.cases.tests.walks.conftest import Walk
from yiben.township.models import Account

Staff = dict[str, Account]
pytestmark = pytest.mark.django_db


def building(staff: Staff, **changes: Any) -> Walk:
    values = {
        "matter": "未办手续动工", "kind": "未批先建", "builder": "冉某", "found_on": "2024-03-04",
        "source": "巡查发现", "area": 86,
    }  # fmt: skip
    return Walk(staff, "illegal_buildings", "2024-03-04", "zhifa", **values | changes)


def test_an_illegal_building_walks_from_finding_to_the_archive(staff: Staff) -> None:
    walk = building(staff)
    walk.step("report", "2024-03-04", "zhifa", reported_on="2024-03-04")
    assert walk["report_in_time"] is True
    walk.step("stop", "2024-03-05", "zhifa", stopped_on="2024-03-05", notice_no="1号")
    # 30 days from 5 March.
    assert walk["due_on"] == "2024-04-04"
    walk.step("dispatch", "2024-03-05", "zhifa", parts={"to_office": "友好村"})
    walk.step("join", "2024-03-06", "zhifa", "联合执法", parts={"joint_offices": ["ziran"]})
    walk.step(
        "answer_joint", "2024-03-07", "village", parts={"joint_office": "ziran", "joint_answer": "占建设用地"}
    )
    walk.step("urge", "2024-03-08", "zhifa", "请抓紧")
    walk.step("escalate", "2024-03-08", "zhifa", "拒不停工", lead_official="deputy")
    walk.step("suspend", "2024-03-11", "zhifa", "补办审查中")
    walk.step("resume", "2024-03-18", "zhifa")
    walk.step("charge", "2024-03-18", "zhifa", fee=5000, fee_on="2024-03-18", receipt_no="票1")
    walk.step("ask_more_time", "2024-03-20", "zhifa", "等测绘")
    walk.step("refuse_extension", "2024-03-21", "deputy", "按期")
    walk.step("ask_more_time", "2024-03-22", "zhifa", "测绘排期")
    walk.step("extend", "2024-03-25", "deputy")
    assert walk["due_on"] == "2024-05-04"
    walk.step("file", "2024-04-01", "zhifa", filed_on="2024-04-01", told_on="2024-04-01")
    walk.step(
        "mend",
        "2024-04-15",
        "zhifa",
        mended_on="2024-04-15",
        handling="自行拆除",
        demolished_area=86,
        proof="已拆",
    )
    walk.step("redo", "2024-04-16", "ziran", "基础没有拆净")
    walk.step("mend", "2024-04-20", "zhifa", mended_on="2024-04-20", handling="自行拆除", proof="已拆净")
    assert walk.refused("close", "2024-04-22", "zhifa", closed_on="2024-04-22") == ["L027"]
    walk.step("close", "2024-04-22", "ziran", closed_on="2024-04-22")
    assert (walk.now.state, walk["in_time"], walk["times_redone"]) == ("closed", True, 1)
    walk.step("archive", "2024-05-06", "zhifa")
    walk.step("reopen", "2024-08-01", "deputy", "原地又建")
    assert (walk.now.state, walk["due_on"]) == ("stopped", "2024-08-31")


def test_what_the_town_may_not_punish_is_handed_over(staff: Staff) -> None:
    walk, twice, first = building(staff), building(staff), building(staff)
    walk.step("hand_over", "2024-03-05", "zhifa", "占用耕地", handed_to="利川市自然资源和规划局")
    assert (walk.now.state, walk["left_on"], walk["times_returned"]) == ("handed_over", "2024-03-05", 1)
    twice.step("merge", "2024-03-05", "zhifa", "同一户", parts={"merge_into": first.now.number})
    assert twice.now.state == "merged"
