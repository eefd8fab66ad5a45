"""A hazard: ordered mended, looked at again, struck off; a major one resumes by consent only."""

from typing import Any

import pytest

from yiben.capabilities.cases.tests.walks.conftest import Walk
from yiben.kernel.problems import Refused
from yiben.township.models import Account

Staff = dict[str, Account]
pytestmark = pytest.mark.django_db


def hazard(staff: Staff, grade: str = "一般", on: str = "2024-03-04", **changes: Any) -> Walk:
    values = {
        "hazard": "配电箱未接地线", "unit_checked": "某砖厂", "trade": "用电", "grade": grade,
        "source": "检查组排查", "found_on": on, "checker_count": 2,
    }  # fmt: skip
    return Walk(staff, "safety_hazards", on, "yingji", **values | changes)


def test_a_major_hazard_resumes_only_after_review_and_consent(staff: Staff) -> None:
    walk = hazard(staff, "重大")
    # 30 days from 4 March by the default for major hazards.
    assert walk["due_on"] == "2024-04-03"
    walk.step("order_fix", "2024-03-04", "yingji", measure="停产接地", money=5000, emergency_plan="撤人")
    walk.step("report_up", "2024-03-05", "yingji", reported_up_on="2024-03-05")
    listing = {
        "listed_on": "2024-03-05",
        "listing": "挂牌督办",
        "plan": "分两段整改",
        "lead_official": "deputy",
    }
    walk.step("list", "2024-03-05", "yingji", "重大隐患", **listing)
    # 60 days from 5 March for what is listed.
    assert (walk["listed_due"], walk["times_escalated"]) == ("2024-05-04", 1)
    walk.step("stop_work", "2024-03-05", "yingji", "无法保证安全", stopped_on="2024-03-05")
    walk.step("fine", "2024-03-06", "yingji", fine=10000, penalty="未按规定排查")
    walk.step("dispatch", "2024-03-06", "yingji", parts={"to_office": "友好村"})
    walk.step("join", "2024-03-07", "yingji", "请派出所到场", parts={"joint_offices": ["paichusuo"]})
    walk.step(
        "answer_joint", "2024-03-08", "village", parts={"joint_office": "paichusuo", "joint_answer": "已到场"}
    )
    walk.step("urge", "2024-03-11", "yingji", "请抓紧")
    walk.step("suspend", "2024-03-12", "yingji", "等设备", protection="断电封闭")
    walk.step("resume", "2024-03-18", "yingji")
    walk.step("ask_more_time", "2024-03-25", "yingji", "设备未到")
    walk.step("extend", "2024-03-26", "deputy")
    # 30 + 30 days.
    assert walk["due_on"] == "2024-05-03"
    walk.step("fix", "2024-04-20", "village", rectified_on="2024-04-20", proof="已接地")
    assert (walk.now.state, walk["in_time"], walk["recheck_due"]) == ("rectified", True, "2024-04-24")
    walk.step("redo", "2024-04-22", "yingji", "接地电阻不合格")
    assert (walk["rectified_on"], walk["times_redone"]) == (None, 1)
    walk.step("fix", "2024-04-25", "yingji", rectified_on="2024-04-25", proof="复测合格")
    alone: dict[str, Any] = {"rechecked_on": "2024-04-26", "recheckers": 2}
    assert walk.refused("recheck", "2024-04-26", "yingji", **alone) == ["L027"]
    assert walk.refused("recheck", "2024-04-26", "deputy", **alone | {"recheckers": 1}) == ["L008"]
    walk.step("recheck", "2024-04-26", "deputy", **alone)
    assert walk.refused("strike", "2024-04-27", "yingji", struck_on="2024-04-27") == ["L008"]
    walk.step("consent", "2024-04-27", "deputy", "复查合格", resumed_on="2024-04-27")
    walk.step("strike", "2024-04-28", "yingji", struck_on="2024-04-28")
    walk.step("archive", "2024-05-08", "yingji")
    walk.step("reopen", "2024-07-01", "deputy", "又出现")
    assert (walk["rectified_on"], walk["resumed_on"], walk["due_on"]) == (None, None, "2024-07-31")


def test_a_general_hazard_is_removed_at_once(staff: Staff) -> None:
    walk = hazard(staff)
    walk.step("fix", "2024-03-04", "village", rectified_on="2024-03-04", proof="当场清理")
    walk.step("recheck", "2024-03-05", "yingji", rechecked_on="2024-03-05", recheckers=2)
    walk.step("strike", "2024-03-05", "yingji", struck_on="2024-03-05")
    assert (walk.now.state, walk["in_time"], walk["days_taken"]) == ("closed", True, 0)


def test_what_the_town_may_not_handle_goes_to_the_county(staff: Staff) -> None:
    walk, twice = hazard(staff), hazard(staff)
    walk.step("order_fix", "2024-03-04", "yingji", measure="整改")
    walk.step("ask_more_time", "2024-03-05", "yingji", "等人")
    walk.step("refuse_extension", "2024-03-06", "deputy", "按期整改")
    walk.step("hand_over", "2024-03-07", "yingji", "县级许可", handed_to="利川市应急管理局")
    assert (walk.now.state, walk["left_on"]) == ("handed_over", "2024-03-07")
    twice.step("merge", "2024-03-05", "yingji", "同一项", parts={"merge_into": hazard(staff).now.number})
    assert twice.now.state == "merged"


def test_a_checking_team_of_one_is_refused(staff: Staff) -> None:
    with pytest.raises(Refused):
        hazard(staff, checker_count=1)
