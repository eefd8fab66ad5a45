"""A hotline order: signed for, contacted, answered, followed up; sent back, ruled on, done again."""

from typing import Any

import pytest

from yiben.capabilities.cases.tests.walks.conftest import Walk
from yiben.township.models import Account

Staff = dict[str, Account]
pytestmark = pytest.mark.django_db
REPLY = {"true_claim": "属实", "resolved": "已解决", "handled": "已修好", "public_reply": "路灯已修好。"}


def order(staff: Staff, number: str = "202403040001", on: str = "2024-03-04T09:00", **changes: Any) -> Walk:
    values = {
        "matter": "三组路灯不亮", "upstream_no": number, "request_kind": "求助", "category": "其他",
        "petitioner": "冉某", "phone": "19900000001", "received_on": on[:10],
    }  # fmt: skip
    return Walk(staff, "hotline_orders", on, "clerk", **values | changes)


def test_an_order_walks_from_the_platform_to_the_archive(staff: Staff) -> None:
    walk = order(staff)
    # Monday 4 March 2024: five working days end on Monday 11 March.
    assert (walk["due_on"], walk["contact_due"]) == ("2024-03-11", "2024-03-05")
    walk.step("sign", "2024-03-04T11:00", "clerk", signed_on="2024-03-04")
    assert walk["sign_in_time"] is True
    walk.step("contact", "2024-03-05", "clerk", contacted_on="2024-03-05", contact_way="电话")
    walk.step("join", "2024-03-05", "clerk", "涉及两家", parts={"joint_offices": ["zhifa"]})
    walk.step("answer_joint", "2024-03-06", "clerk", parts={"joint_office": "zhifa", "joint_answer": "已看"})
    walk.step("dispatch", "2024-03-06", "clerk", parts={"to_office": "友好村"})
    walk.step("ask_more_time", "2024-03-07", "clerk", "等配件")
    walk.step("extend", "2024-03-08", "deputy")
    # Five more working days: 18 March.
    assert walk["due_on"] == "2024-03-18"
    walk.step("suspend", "2024-03-11", "clerk", "诉求人外出")
    walk.step("resume", "2024-03-13", "clerk")
    # The rule allows no pause.
    assert walk["due_on"] == "2024-03-18"
    walk.step("urge", "2024-03-14", "clerk", "催办函")
    walk.step("reply", "2024-03-15", "clerk", closed_on="2024-03-15", **REPLY)
    assert (walk.now.state, walk["in_time"]) == ("replied", True)
    walk.step("redo", "2024-03-18", "clerk", "回访不满意", satisfaction="不满意")
    assert (walk["closed_on"], walk["due_on"]) == (None, "2024-03-25")
    walk.step("escalate", "2024-03-18", "clerk", "重办件", lead_official="deputy")
    walk.step("ask_more_time", "2024-03-19", "clerk", "再等")
    walk.step("refuse_extension", "2024-03-19", "deputy", "不再延期")
    walk.step("reply", "2024-03-20", "clerk", closed_on="2024-03-20", **REPLY)
    walk.step("revisit", "2024-03-21", "clerk", revisited_on="2024-03-21", satisfaction="满意")
    walk.step("archive", "2024-04-01", "clerk")
    walk.step("reopen", "2024-04-10", "deputy", "又不亮了")
    assert (walk.now.state, walk["times_reopened"], walk["revisited_on"]) == ("handling", 1, None)


def test_limits_follow_the_urgency(staff: Staff) -> None:
    urgent = order(staff, on="2024-03-08T16:00", urgency="特急")
    # Two hours run through.
    assert urgent["due_on"] == "2024-03-08"
    urgent.step("sign", "2024-03-08T16:10", "clerk", signed_on="2024-03-08")
    urgent.step("reply", "2024-03-08T18:30", "clerk", closed_on="2024-03-08", **REPLY)
    assert urgent["in_time"] is False
    hard = order(staff, "202403080002", "2024-03-08T16:00", difficulty="疑难")
    # Ten working days from Friday 8 March.
    assert hard["due_on"] == "2024-03-22"


def test_not_ours_goes_back_or_is_ruled_on(staff: Staff) -> None:
    walk, other = order(staff), order(staff, "202403040002")
    walk.step("send_back", "2024-03-05", "clerk", "地点在邻镇", return_reason="属地不符")
    assert (walk.now.state, walk["times_returned"]) == ("sent_back", 1)
    other.step("ask_ruling", "2024-03-05", "clerk", "职责有分歧", ruling_asked_on="2024-03-05")
    ruled = {"ruled_on": "2024-03-20", "return_reason": "职能不符"}
    other.step("ruled_not_ours", "2024-03-20", "deputy", "由公路站办", **ruled)
    assert other["left_on"] == "2024-03-20"


def test_a_ruling_may_also_find_it_ours(staff: Staff) -> None:
    walk = order(staff)
    walk.step("ask_ruling", "2024-03-05", "clerk", "职责有分歧", ruling_asked_on="2024-03-05")
    walk.step("ruled_ours", "2024-03-07", "clerk", ruled_on="2024-03-07")
    walk.step("sign", "2024-03-07", "clerk", signed_on="2024-03-07")
    assert walk.now.state == "handling"


def test_the_same_platform_number_twice_is_refused(staff: Staff) -> None:
    from yiben.kernel.problems import Refused

    first = order(staff)
    with pytest.raises(Refused):
        order(staff)
    again = order(staff, "202403040009")
    again.step("sign", "2024-03-04T10:00", "clerk", signed_on="2024-03-04")
    again.step("merge", "2024-03-05", "clerk", "同一诉求", parts={"merge_into": first.now.number})
    assert again["merged_into"] == first.id


def test_an_urgent_orders_hours_run_from_the_minute_it_was_sent(staff: Staff) -> None:
    # Sent at 16:40 on Monday and entered the next morning: two hours ended at 18:40 the day before.
    urgent = order(staff, on="2024-03-05T08:45", received_on="2024-03-04", received_at="2024-03-04 16:40",
                   urgency="特急")  # fmt: skip
    assert (urgent["reply_due"], urgent["due_on"]) == ("2024-03-04", "2024-03-04")
    clocks = urgent.now.data["case"]["clocks"]
    assert clocks["reply"]["start"] == "2024-03-04T16:40"
    # Four office hours to sign for it: 50 minutes on Monday, the rest on Tuesday from 8:30.
    assert urgent["sign_due"] == "2024-03-05"
    urgent.step("sign", "2024-03-05T11:30", "clerk", signed_on="2024-03-05")
    assert urgent["sign_in_time"] is True
