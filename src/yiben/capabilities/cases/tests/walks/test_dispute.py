"""A dispute: graded, led, mediated, settled, confirmed by court, followed up, struck off."""

from typing import Any

import pytest

from yiben.capabilities.cases.tests.walks.conftest import Walk
from yiben.township.models import Account

Staff = dict[str, Account]
pytestmark = pytest.mark.django_db


def dispute(staff: Staff, on: str = "2024-03-04", **changes: Any) -> Walk:
    values = {
        "matter": "二组两户山林界址纠纷", "source": "日常排查", "category": "山林土地", "people": 2,
        "party_name": "向某",
        "party_phone": "19900000003", "found_on": on,
    }  # fmt: skip
    return Walk(staff, "disputes", on, "clerk", **values | changes)


def settled(walk: Walk, on: str, by: str = "clerk", **more: Any) -> None:
    walk.step("settle", on, by, settled_on=on, method="人民调解", outcome="双方自愿", **more)


def test_a_dispute_walks_from_registration_to_the_archive(staff: Staff) -> None:
    walk = dispute(staff)
    # 30 days from 4 March.
    assert walk["due_on"] == "2024-04-03"
    walk.step("grade", "2024-03-05", "clerk", graded_on="2024-03-05", risk="高")
    walk.step("assign", "2024-03-05", "clerk", mediator="田某", lead_official="deputy")
    walk.step("dispatch", "2024-03-06", "clerk", parts={"to_office": "友好村"})
    walk.step("join", "2024-03-07", "clerk", "涉林地", parts={"joint_offices": ["ziran"]})
    walk.step(
        "answer_joint", "2024-03-08", "village", parts={"joint_office": "ziran", "joint_answer": "界址清楚"}
    )
    walk.step("urge", "2024-03-11", "clerk", "请抓紧")
    walk.step("escalate", "2024-03-12", "clerk", "情绪激动", lead_official="deputy")
    walk.step("suspend", "2024-03-13", "clerk", "一方外出")
    walk.step("resume_mediation", "2024-03-20", "clerk")
    walk.step("ask_more_time", "2024-03-25", "clerk", "还差一轮")
    walk.step("extend", "2024-03-26", "deputy")
    # 30 + 15 days.
    assert walk["due_on"] == "2024-04-18"
    assert "L028" in walk.refused("settle", "2024-04-01", "clerk", settled_on="2024-04-01", method="人民调解")
    settled(walk, "2024-04-10", "village", agreement=True, agreed_on="2024-04-10")
    assert (walk.now.state, walk["in_time"], walk["confirm_due"]) == ("settled", True, "2024-05-10")
    walk.step("confirm", "2024-05-06", "clerk", court_confirmed_on="2024-05-06")
    assert walk["confirm_in_time"] is True
    walk.step("track", "2024-05-20", "clerk", tracked_on="2024-05-20", performed="已履行")
    assert walk.refused("strike", "2024-05-21", "clerk", struck_on="2024-05-21") == ["L027"]
    walk.step("strike", "2024-05-22", "deputy", struck_on="2024-05-22")
    walk.step("archive", "2024-06-03", "clerk")
    walk.step("reopen", "2024-09-02", "deputy", "雨季又起争议")
    assert (walk["settled_on"], walk["agreed_on"], walk["struck_on"]) == (None, None, None)


def test_a_dispute_flares_up_and_is_mediated_anew(staff: Staff) -> None:
    walk = dispute(staff)
    walk.step("assign", "2024-03-05", "clerk", mediator="田某")
    walk.step("ask_more_time", "2024-03-06", "clerk", "外出培训")
    walk.step("refuse_extension", "2024-03-07", "deputy", "按期办结")
    settled(walk, "2024-03-11")
    walk.step("resume", "2024-03-18", "clerk", "一方反悔")
    assert (walk.now.state, walk["settled_on"], walk["due_on"]) == ("mediating", None, "2024-04-17")
    settled(walk, "2024-03-25")
    assert walk["times_redone"] == 1


def test_what_cannot_be_mediated_goes_to_court_or_up(staff: Staff) -> None:
    walk, up = dispute(staff), dispute(staff, matter="跨县界线争议")
    walk.step("assign", "2024-03-05", "clerk", mediator="田某")
    walk.step("divert", "2024-03-12", "clerk", "分歧大", diverted_on="2024-03-12", method="引导诉讼")
    assert (walk["left_on"], walk["times_returned"]) == ("2024-03-12", 0)
    walk.step("resume", "2024-04-12", "clerk", "法院建议再调")
    assert (walk["left_on"], walk["diverted_on"]) == (None, None)
    up.step("hand_up", "2024-03-05", "clerk", "跨县")
    assert (up.now.state, up["times_returned"]) == ("handed_up", 1)


def test_two_entries_of_one_dispute_become_one(staff: Staff) -> None:
    first, second = dispute(staff), dispute(staff)
    second.step("merge", "2024-03-05", "clerk", "同一纠纷", parts={"merge_into": first.now.number})
    assert second["merged_into"] == first.id
