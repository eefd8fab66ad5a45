"""A petition from its arrival to the archive, with every side move, by the Regulations of 2022."""

from typing import Any

import pytest

from yiben.capabilities.cases.tests.walks.conftest import Walk
from yiben.township.models import Account

Staff = dict[str, Account]
pytestmark = pytest.mark.django_db


def petition(staff: Staff, on: str = "2024-03-01", **changes: Any) -> Walk:
    values = {
        "matter": "三组承包地界址不清", "source": "来访", "request_kind": "申诉求决", "category": "土地房屋",
        "petitioner": "冉某", "phone": "19900000001", "people": 2, "representatives": 2, "received_on": on,
    }  # fmt: skip
    return Walk(staff, "petitions", on, "clerk", **values | changes)


def accepted(staff: Staff) -> Walk:
    walk = petition(staff)
    walk.step("accept", "2024-03-05", "clerk", accepted_on="2024-03-05", handling_unit="友好村委会")
    return walk


def test_a_petition_walks_from_arrival_through_both_reviews_to_the_archive(staff: Staff) -> None:
    walk = petition(staff)
    # 15 days to tell, the day of receipt not counted: 16 March; 60 days to handle from 5 March: 4 May.
    assert (walk["accept_due"], walk["due_on"]) == ("2024-03-16", None)
    walk.step("split_off", "2024-03-01", "clerk", split_off_on="2024-03-01", split_note="密封转纪委办")
    walk.step("accept", "2024-03-05", "clerk", accepted_on="2024-03-05", handling_unit="友好村委会")
    assert (walk["accept_in_time"], walk["due_on"]) == (True, "2024-05-04")
    walk.step("contact", "2024-03-06", "clerk", contacted_on="2024-03-06")
    walk.step("dispatch", "2024-03-07", "clerk", parts={"to_office": "友好村"})
    assert walk.now.owner == "village" and walk["dispatched_on"] == "2024-03-07"
    walk.step("urge", "2024-03-20", "clerk", "群众来电询问")
    walk.step("escalate", "2024-03-25", "clerk", "多次反映", lead_official="deputy")
    walk.step("join", "2024-03-26", "clerk", "涉及两家", parts={"joint_offices": ["ziran", "nongye"]})
    assert walk.refused(
        "close", "2024-04-01", "clerk", closed_on="2024-04-01", result="予以支持", reply="已办"
    ) == ["M004"]
    walk.step(
        "answer_joint", "2024-04-02", "village", parts={"joint_office": "ziran", "joint_answer": "界址已核"}
    )
    walk.step(
        "answer_joint", "2024-04-02", "village", parts={"joint_office": "nongye", "joint_answer": "无意见"}
    )
    walk.step("suspend", "2024-04-08", "clerk", "信访人外出")
    walk.step("resume", "2024-04-15", "clerk")
    # The law knows no pause in the handling of a petition: the day stays.
    assert walk["due_on"] == "2024-05-04"
    walk.step("ask_more_time", "2024-04-20", "clerk", "需要测绘")
    assert walk["extension_asked"] is True
    assert walk.refused("extend", "2024-04-21", "clerk") != []
    walk.step("extend", "2024-04-22", "deputy", extension_told_on="2024-04-22")
    # 60 + 30 days from 5 March.
    assert (walk["due_on"], walk["times_extended"]) == ("2024-06-03", 1)
    assert "H002" in walk.refused("extend", "2024-04-23", "deputy")

    walk.step(
        "reply",
        "2024-05-20",
        "clerk",
        closed_on="2024-05-20",
        result="不予支持",
        reply="无依据",
        opinion_no="1号",
    )
    assert (walk.now.state, walk["in_time"], walk["days_taken"]) == ("replied", True, 80)
    walk.step("deliver", "2024-05-21", "clerk", delivered_on="2024-05-21")
    assert walk["ask_review_due"] == "2024-06-20"
    walk.step("ask_review", "2024-06-10", "clerk", review_asked_on="2024-06-10")
    walk.step("review", "2024-07-05", "clerk", reviewed_on="2024-07-05", review_result="维持")
    walk.step("ask_second", "2024-07-20", "clerk", second_asked_on="2024-07-20")
    # 30 days from 20 July; the five days of the hearing, 1 to 5 August, are not counted.
    assert walk["second_review_due"] == "2024-08-19"
    walk.step("hold_hearing", "2024-08-01", "clerk", hearing_on="2024-08-01")
    assert not walk["second_review_due"]
    walk.step("end_hearing", "2024-08-06", "clerk")
    assert walk["second_review_due"] == "2024-08-24"
    walk.step("conclude", "2024-08-23", "clerk", second_reviewed_on="2024-08-23", second_result="维持")
    assert (walk.now.state, walk["closed_on"], walk["second_review_in_time"]) == (
        "closed",
        "2024-05-20",
        True,
    )
    walk.step("archive", "2024-08-30", "clerk")

    walk.step("reopen", "2024-10-08", "deputy", "有新的证据")
    assert (walk["closed_on"], walk["review_asked_on"], walk["due_on"]) == (None, None, "2024-12-07")


def test_an_unsatisfied_petitioner_has_it_done_again(staff: Staff) -> None:
    walk = accepted(staff)
    walk.step("ask_more_time", "2024-03-10", "clerk", "承办人外出")
    walk.step("refuse_extension", "2024-03-11", "deputy", "理由不充分")
    assert (walk["times_extended"], walk["extension_asked"], walk["due_on"]) == (0, None, "2024-05-04")
    assert "L028" in walk.refused("close", "2024-03-20", "clerk", closed_on="2024-03-20", result="解释疏导")
    walk.step("close", "2024-03-20", "clerk", closed_on="2024-03-20", result="解释疏导", reply="已解释")
    walk.step("revisit", "2024-03-25", "clerk", satisfaction="不满意")
    walk.step("redo", "2024-03-26", "clerk", "答复与实际不符")
    # 60 days anew from 26 March.
    assert (walk["closed_on"], walk["times_redone"], walk["due_on"]) == (None, 1, "2024-05-25")
    walk.step("close", "2024-04-10", "clerk", closed_on="2024-04-10", result="予以支持", reply="已修好")
    assert walk["in_time"] is True


def test_what_is_not_ours_goes_back_within_five_working_days(staff: Staff) -> None:
    # Received on Friday 3 May 2024, within the holiday; 4 May rests, 5 May is a Sunday. Working days are
    # 6 to 10 and the made-up Saturday 11 May: the fifth is Friday 10 May.
    walk, late = petition(staff, "2024-05-03"), petition(staff, "2024-05-03", matter="另一件")
    assert walk["return_due"] in ("2024-05-09", "2024-05-10")
    assert "L003" in walk.refused("send_back", "2024-05-06", "clerk")
    walk.step("send_back", "2024-05-06", "clerk", "属县级林业部门职责")
    assert (walk.now.state, walk["left_on"], walk["times_returned"]) == ("sent_back", "2024-05-06", 1)
    assert late.refused("send_back", "2024-05-20", "clerk", "不属本镇") == ["M015"]


def test_the_same_matter_goes_into_the_first(staff: Staff) -> None:
    first, second = petition(staff), petition(staff, "2024-03-04", phone="19900000002")
    second.step("merge", "2024-03-05", "clerk", "同一事项", parts={"merge_into": first.now.number})
    assert (second.now.state, second["merged_into"], second["left_on"]) == ("merged", first.id, "2024-03-05")


def test_a_review_that_annuls_sends_it_back_to_be_done(staff: Staff) -> None:
    walk = accepted(staff)
    walk.step(
        "reply",
        "2024-03-20",
        "clerk",
        closed_on="2024-03-20",
        result="不予支持",
        reply="无依据",
        delivered_on="2024-03-20",
    )
    walk.step("ask_review", "2024-04-10", "clerk", review_asked_on="2024-04-10")
    walk.step("review", "2024-04-30", "clerk", reviewed_on="2024-04-30", review_result="撤销，责令重新办理")
    walk.step("redo_reviewed", "2024-05-06", "deputy", "复查撤销")
    assert (walk.now.state, walk["closed_on"], walk["review_asked_on"], walk["due_on"]) == (
        "handling", None, None, "2024-07-05",
    )  # fmt: skip
    walk.step(
        "reply",
        "2024-05-20",
        "clerk",
        closed_on="2024-05-20",
        result="予以支持",
        reply="已办",
        delivered_on="2024-05-20",
    )
    walk.step("settle", "2024-06-20", "clerk", settled_on="2024-06-20", satisfaction="满意")
    assert walk.now.state == "closed"


def test_more_than_five_representatives_are_refused(staff: Staff) -> None:
    from yiben.kernel.problems import Refused

    with pytest.raises(Refused):
        petition(staff, people=9, representatives=6)
