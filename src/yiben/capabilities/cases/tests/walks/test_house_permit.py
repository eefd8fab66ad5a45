"""A house: village, town, three visits, acceptance; papers missing, a quarrel, a refusal, a lapse."""

from typing import Any

import pytest

from yiben.capabilities.cases.tests.walks.conftest import Walk
from yiben.township.models import Account

Staff = dict[str, Account]
pytestmark = pytest.mark.django_db
APPROVAL: dict[str, Any] = {
    "batch": "2024年第1批",
    "approved_area": 120,
    "approved_floors": 2,
    "joint_opinion": "同意",
}


def house(staff: Staff, **changes: Any) -> Walk:
    values = {
        "matter": "三组原址翻建", "applicant": "冉某", "id_number": "992802197001010016",
        "build_kind": "原址翻建", "land_kind": "建设用地", "applied_on": "2024-01-15",
    }  # fmt: skip
    return Walk(staff, "house_permits", "2024-01-15", "ziran", **values | changes)


def taken(staff: Staff) -> Walk:
    walk = house(staff)
    walk.step("publicise", "2024-01-22", "village", publicised_on="2024-01-22", village_opinion="同意")
    walk.step("submit", "2024-02-05", "ziran", submitted_on="2024-02-05")
    walk.step("take", "2024-02-06", "ziran", taken_on="2024-02-06")
    return walk


def test_a_house_walks_from_application_through_three_visits_to_the_archive(staff: Staff) -> None:
    walk = house(staff)
    walk.step("discuss", "2024-01-18", "village", discussed_on="2024-01-18")
    walk.step("publicise", "2024-01-22", "village", publicised_on="2024-01-22", village_opinion="同意")
    walk.step("submit", "2024-01-31", "ziran", submitted_on="2024-01-31")
    # Working days after 31 January: 1, 2, the made-up Sunday 4, 5, 6 February.
    assert walk["papers_due"] == "2024-02-06"
    walk.step("ask_papers", "2024-02-02", "ziran", papers_asked_on="2024-02-02", papers_missing="四至图")
    walk.step("hand_in", "2024-02-06", "ziran", taken_on="2024-02-06")
    # Twenty working days over the Spring Festival of 2024 (10 to 17 February; 18 February worked):
    # 7 8 9 | 18 19 20 21 22 23 | 26 27 28 29 1 | 4 5 6 7 8 | 11 March. The promise is the fifth: 19 February.
    assert (walk["approve_due"], walk["due_on"]) == ("2024-03-11", "2024-02-19")
    walk.step("visit", "2024-02-07", "ziran", first_visit_on="2024-02-07")
    assert walk["first_visit_in_time"] is True
    walk.step("dispatch", "2024-02-07", "ziran", parts={"to_office": "ziran"})
    walk.step("join", "2024-02-08", "ziran", "联审", parts={"joint_offices": ["nongye"]})
    walk.step("answer_joint", "2024-02-19", "ziran", parts={"joint_office": "nongye", "joint_answer": "同意"})
    walk.step("suspend", "2024-02-19", "ziran", "与邻户界址有争议")
    assert not walk["approve_due"]
    walk.step("resume", "2024-02-22", "ziran")
    # Three working days (19, 20, 21 February) are taken out.
    assert walk["approve_due"] == "2024-03-14"
    walk.step("urge", "2024-02-22", "ziran", "群众询问")
    walk.step("escalate", "2024-02-22", "ziran", "占地有争议", lead_official="deputy")
    walk.step("approve", "2024-02-22", "ziran", approved_on="2024-02-22", **APPROVAL)
    assert (walk.now.state, walk["in_time"]) == ("approved", True)
    walk.step("deliver", "2024-02-26", "ziran", delivered_on="2024-02-26", permit_no="农宅准字1号")
    walk.step("ask_setting_out", "2024-03-04", "ziran", set_out_asked_on="2024-03-04")
    assert walk["set_out_due"] == "2024-03-07"
    walk.step("set_out", "2024-03-06", "ziran", second_visit_on="2024-03-06")
    walk.step("patrol", "2024-04-02", "village", patrolled_on="2024-04-02", patrol_found="按图施工")
    walk.step("finish", "2024-06-03", "ziran", finished_on="2024-06-03")
    walk.step("redo", "2024-06-05", "ziran", "附属用房超出放线", mend_asked_on="2024-06-05")
    walk.step("finish", "2024-07-01", "ziran", finished_on="2024-07-01")
    done: dict[str, Any] = {
        "third_visit_on": "2024-07-03",
        "accepted_on": "2024-07-03",
        "actual_area": 126,
        "actual_floors": 2,
    }
    walk.step("accept", "2024-07-03", "ziran", **done)
    walk.step("archive", "2024-07-10", "ziran")
    assert (walk.now.state, walk["third_visit_in_time"]) == ("archived", True)


def test_more_time_is_asked_granted_and_not_beyond_the_law(staff: Staff) -> None:
    walk = taken(staff)
    walk.step("ask_more_time", "2024-02-08", "ziran", "需请县里技术人员")
    walk.step("refuse_extension", "2024-02-08", "deputy", "先到场再说")
    assert "H004" in walk.refused("ask_more_time", "2024-02-09", "ziran", "占地复杂", {"extend_days": 15})
    walk.step("ask_more_time", "2024-02-09", "ziran", "占地复杂")
    walk.step("extend", "2024-02-18", "deputy")
    # 20 + 10 working days.
    assert walk["approve_due"] == "2024-03-25"


def test_a_refusal_is_looked_at_again_and_a_permit_lapses(staff: Staff) -> None:
    walk = taken(staff)
    walk.step("refuse", "2024-02-08", "ziran", "选址在基本农田内", approved_on="2024-02-08")
    assert (walk.now.state, walk["in_time"], walk["left_on"]) == ("refused", True, None)
    walk.step("review_again", "2024-02-19", "deputy", "另选地址")
    assert walk["approved_on"] is None
    walk.step("approve", "2024-02-22", "ziran", approved_on="2024-02-22", **APPROVAL)
    walk.step("expire", "2026-02-24", "ziran", "两年未动工", expired_on="2026-02-24")
    walk.step("reopen", "2026-03-02", "deputy", "重新申请")
    assert (walk.now.state, walk["expired_on"]) == ("reviewing", None)


def test_what_the_village_does_not_agree_to_goes_back(staff: Staff) -> None:
    walk, twice, first = house(staff), house(staff), house(staff)
    walk.step("send_back", "2024-01-20", "ziran", "公示有异议", village_opinion="不同意")
    assert (walk.now.state, walk["left_on"]) == ("sent_back", "2024-01-20")
    twice.step("merge", "2024-01-20", "ziran", "一户两次", parts={"merge_into": first.now.number})
    assert twice["merged_into"] == first.id
