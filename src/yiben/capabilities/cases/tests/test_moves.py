from datetime import date

import pytest

from yiben.capabilities.cases import service as cases
from yiben.capabilities.cases.part import Part
from yiben.capabilities.cases.tests.conftest import (
    YOUHAO,
    People,
    accepted,
    entered,
    moved,
    numbers,
    order,
    values,
)
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.ledger.acts import Enter
from yiben.ledger.models import Entry, Record
from yiben.search.links import linked
from yiben.township import people

pytestmark = pytest.mark.django_db


def test_a_case_is_given_to_an_office_a_village_or_a_person(staff: People) -> None:
    first, second, third = (entered(staff.clerk) for _ in range(3))
    first = cases.dispatch(first, staff.clerk, office="自然资源和规划所")
    assert (first.office, first.owner, first.data["dispatched_on"]) == ("ziran", "clerk", "2024-01-08")
    second = cases.dispatch(second, staff.clerk, office="友好村")
    assert (second.office, second.owner) == ("cun", staff.village_clerk.username)
    third = cases.dispatch(third, staff.clerk, person="冉样板（民政办办事员）")
    assert (third.office, third.owner) == ("minzheng", "other")


def test_a_dispatch_to_nobody_or_to_an_unknown_office_or_person_is_refused(staff: People) -> None:
    found = entered(staff.clerk)
    for given, wanted in (
        ({}, "M011"), ({"office": "天文台"}, "M012"), ({"person": "无此人"}, "L030"),
        ({"office": "见天村"}, "M013"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            cases.dispatch(found, staff.clerk, **given)
        assert numbers(refused) == [wanted]
    twin = people.account("twin", "冉样板")
    people.appoint(twin, people.post("head", staff.clerk.holdings.get().post.place), date(2020, 1, 1))
    with pytest.raises(Refused) as refused:
        cases.dispatch(found, staff.clerk, person="冉样板")
    assert numbers(refused) == ["L031"]


def test_a_plain_form_dispatches_by_the_field_of_the_same_name(staff: People) -> None:
    found = entered(staff.clerk)
    found = service.advance(found.record, "dispatch", {"to_office": "民政办"}, staff.clerk)
    assert found.office == "minzheng"


def test_what_is_given_back_goes_to_who_gave_it_and_is_counted(staff: People) -> None:
    found = cases.dispatch(entered(staff.clerk), staff.clerk, office="minzheng", person="other")
    found = moved(found, "give_back", staff.other, "应由自然资源和规划所办")
    assert (found.state, found.owner, found.office) == ("registered", "clerk", "zongzhi")
    assert found.data["times_returned"] == 1 and "left_on" not in found.data


def test_what_is_not_ours_leaves_within_five_working_days(staff: People) -> None:
    in_time, late = entered(staff.clerk), entered(staff.clerk)
    in_time = moved(in_time, "send_back", staff.clerk, "属县自然资源局", on="2024-01-15")
    assert in_time.data["left_on"] == "2024-01-15" and in_time.closed_on is None
    assert "accept_in_time" not in in_time.data and "in_time" not in in_time.data
    with pytest.raises(Refused) as refused:
        moved(late, "send_back", staff.clerk, "属县自然资源局", on="2024-01-16")
    assert numbers(refused) == ["M015"] and "2024年1月15日" in str(refused.value)
    late = moved(late, "send_back", staff.head, "经协商由县局办理", on="2024-01-16")
    assert late.state == "sent_back"


def test_a_return_needs_its_reason(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        cases.make(
            cases.dispatch(entered(staff.clerk), staff.clerk, office="minzheng"), "return", staff.clerk
        )
    assert numbers(refused) == ["L003"]


def test_an_extension_is_asked_for_granted_by_another_and_moves_the_due_day(staff: People) -> None:
    found = cases.ask_extension(accepted(staff.clerk), staff.clerk, "情况复杂", 20)
    assert found.data["extension_asked"] is True and found.due_on == date(2024, 3, 8)
    found = cases.grant_extension(found, staff.leader)
    # 80 days after 8 January: twenty more.
    assert found.due_on == date(2024, 3, 28) and found.data["times_extended"] == 1
    assert "extension_asked" not in found.data and Part.of(found.data).asking is None


def test_an_extension_refused_leaves_the_day_as_it_is(staff: People) -> None:
    found = cases.ask_extension(accepted(staff.clerk), staff.clerk, "情况复杂")
    found = cases.refuse_extension(found, staff.leader, "不复杂")
    assert found.due_on == date(2024, 3, 8) and found.data["times_extended"] == 0
    with pytest.raises(Refused) as refused:
        cases.refuse_extension(found, staff.leader, "再看一次")
    assert numbers(refused) == ["M024"]


def test_nobody_grants_his_own_request_and_only_who_approves_grants(staff: People) -> None:
    found = cases.ask_extension(accepted(staff.clerk), staff.head, "情况复杂")
    for who, wanted in ((staff.head, "M023"), (staff.clerk, "L025")):
        with pytest.raises(Refused) as refused:
            cases.grant_extension(found, who)
        assert numbers(refused) == [wanted]


def test_an_extension_beyond_the_law_is_refused_with_the_article(staff: People) -> None:
    found = accepted(staff.clerk)
    with pytest.raises(Refused) as refused:
        cases.ask_extension(found, staff.clerk, "情况复杂", 31)
    assert numbers(refused) == ["H004"] and "《信访工作条例》第三十四条" in str(refused.value)
    found = cases.grant_extension(cases.ask_extension(found, staff.clerk, "情况复杂", 30), staff.leader)
    with pytest.raises(Refused) as refused:
        cases.ask_extension(found, staff.clerk, "还没有办完", 1)
    assert numbers(refused) == ["H002"]
    with pytest.raises(Refused) as refused:
        cases.grant_extension(found, staff.leader, "再延", 1)
    assert numbers(refused) == ["H002"]


def test_an_extension_is_asked_for_once_in_time_in_whole_numbers_and_while_a_clock_runs(
    staff: People,
) -> None:
    found = cases.ask_extension(accepted(staff.clerk), staff.clerk, "情况复杂")
    with pytest.raises(Refused) as again:
        cases.ask_extension(found, staff.clerk, "情况复杂")
    late = accepted(staff.clerk)
    with clock.stated(date(2024, 3, 9)), pytest.raises(Refused) as too_late:
        cases.ask_extension(late, staff.clerk, "情况复杂")
    with pytest.raises(Refused) as late_grant:
        moved(late, "grant_more", staff.head, on="2024-03-09")
    assert numbers(late_grant) == ["M022"]
    with pytest.raises(Refused) as odd:
        cases.ask_extension(late, staff.clerk, "情况复杂", "两周")
    with clock.stated(date(2022, 1, 4)):
        without = entered(staff.clerk, received_on="2022-01-04", accepted_on="2022-01-04")
        without = cases.dispatch(without, staff.clerk, office="minzheng")
    with pytest.raises(Refused) as nothing:
        cases.ask_extension(without, staff.clerk, "情况复杂")
    assert [numbers(r) for r in (again, too_late, odd, nothing)] == [["M021"], ["M022"], ["M025"], ["M020"]]


def test_a_grant_may_give_the_day_itself(staff: People) -> None:
    found = moved(accepted(staff.clerk), "grant_more", staff.head, due_on="2024-03-20")
    assert found.due_on == date(2024, 3, 20)
    assert Part.of(found.data).clocks["handle"].extensions[0].amount.number == 12
    with pytest.raises(Refused) as refused:
        moved(accepted(staff.clerk), "grant_more", staff.head, due_on="2024-04-08")
    assert numbers(refused) == ["H004"]


def test_urging_counts_once_a_day_for_each_person_and_only_while_open(staff: People) -> None:
    found = cases.urge(accepted(staff.clerk), staff.clerk)
    with pytest.raises(Refused) as refused:
        cases.urge(found, staff.clerk)
    assert numbers(refused) == ["M051"]
    found = cases.urge(found, staff.head)
    found = moved(found, "urge", staff.clerk, on="2024-01-09")
    assert found.data["times_urged"] == 3
    closed = moved(found, "close", staff.clerk, on="2024-01-09", closed_on="2024-01-09")
    with pytest.raises(Refused) as refused:
        cases.urge(closed, staff.other)
    assert numbers(refused) == ["M050"]
    archived = moved(closed, "archive", staff.clerk, on="2024-01-09")
    with pytest.raises(Refused) as refused:
        cases.urge(archived, staff.clerk)
    assert numbers(refused) == ["M070"]


def test_escalating_answering_and_archiving_are_counted_or_kept(staff: People) -> None:
    found = moved(accepted(staff.clerk), "escalate", staff.clerk, "多次上访")
    found = moved(found, "answer", staff.clerk, on="2024-01-20")
    found = moved(found, "answer", staff.clerk, on="2024-02-01")
    assert (found.data["times_escalated"], found.data["times_answered"]) == (1, 2)
    assert found.data["last_answer_on"] == "2024-02-01"
    found = moved(found, "close", staff.clerk, on="2024-02-02", closed_on="2024-02-02")
    found = moved(found, "archive", staff.clerk, on="2024-02-05")
    assert found.state == "archived" and found.data["in_time"] is True and found.data["days_taken"] == 25


def test_joint_offices_answer_for_themselves_before_the_case_is_closed(staff: People) -> None:
    found = cases.join(accepted(staff.clerk), staff.clerk, ["民政办", "ziran"], "2024-01-20")
    assert found.data["times_joined"] == 2
    with pytest.raises(Refused) as refused:
        moved(found, "close", staff.clerk, closed_on="2024-01-08")
    assert numbers(refused) == ["M004"] and "民政办、自然资源和规划所" in str(refused.value)
    found = cases.join_answer(found, staff.other, "已走访，符合救助条件")
    assert Part.of(found.data).waiting_offices == ["ziran"]
    found = cases.join_answer(found, staff.clerk, "所里来函：不占用耕地")
    found = moved(found, "close", staff.clerk, closed_on="2024-01-08")
    assert found.state == "closed"


def test_who_approves_may_close_over_a_missing_answer_with_a_reason(staff: People) -> None:
    found = cases.join(accepted(staff.clerk), staff.clerk, "民政办")
    with pytest.raises(Refused):
        moved(found, "close", staff.head, closed_on="2024-01-08")
    found = moved(found, "close", staff.head, "民政办已口头答复", closed_on="2024-01-08")
    assert found.state == "closed"


def test_joining_and_answering_wrongly_is_refused_in_words(staff: People) -> None:
    found = accepted(staff.clerk)
    for offices, due, wanted in (
        ([], "", "M030"), (["天文台"], "", "M012"), (["民政办", "minzheng"], "", "M031"),
        (["民政办"], "年底", "M032"), (["民政办"], "2024-01-07", "M033"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            cases.join(found, staff.clerk, offices, due)
        assert numbers(refused) == [wanted]
    found = cases.join(found, staff.clerk, ["自然资源和规划所"])
    for who, office, answer, wanted in (
        (staff.clerk, "民政办", "同意", "M034"), (staff.other, "ziran", "同意", "M035"),
        (staff.clerk, "ziran", " ", "M036"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            cases.join_answer(found, who, answer, office)
        assert numbers(refused) == [wanted]


def test_a_duplicate_goes_into_the_other_and_both_are_linked(staff: People) -> None:
    first, second, third = (entered(staff.clerk) for _ in range(3))
    merged = cases.merge(second, first.number, staff.clerk)
    assert merged.data["merged_into"] == first.record and merged.data["left_on"] == "2024-01-08"
    assert [other.record.record for other in linked(first.record, staff.clerk)] == [second.record]
    service.void(third.record, "录错", staff.clerk)
    fourth = entered(staff.clerk)
    for into, wanted in (
        ("", "M040"), ("信访2024-9999", "M041"), (fourth.number, "M042"), (third.number, "M043"),
        (second.number, "M044"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            cases.merge(fourth, into, staff.clerk)
        assert numbers(refused) == [wanted]


def test_two_cases_cannot_go_into_each_other(staff: People) -> None:
    first, second = entered(staff.clerk), entered(staff.clerk)
    cases.merge(first, second.number, staff.clerk)
    with pytest.raises(Refused) as refused:
        cases.merge(second, first.number, staff.clerk)
    assert numbers(refused) == ["M044"]


def test_a_failed_check_is_done_again_from_the_day_of_the_redo(staff: People) -> None:
    found = moved(accepted(staff.clerk), "close", staff.clerk, on="2024-02-01", closed_on="2024-02-01")
    found = moved(found, "redo", staff.clerk, "群众不满意", on="2024-03-01")
    assert found.closed_on is None and "in_time" not in found.data and "days_taken" not in found.data
    # 60 days after 1 March: 30 left in March, 30 April.
    assert found.due_on == date(2024, 4, 30) and found.data["times_redone"] == 1
    found = moved(found, "close", staff.clerk, on="2024-05-01", closed_on="2024-05-01")
    assert found.data["in_time"] is False


def test_reopening_keeps_the_day_that_the_case_had(staff: People) -> None:
    found = moved(accepted(staff.clerk), "close", staff.clerk, on="2024-02-01", closed_on="2024-02-01")
    found = moved(found, "reopen", staff.clerk, "又反映", on="2024-03-01")
    assert found.due_on == date(2024, 3, 8) and found.data["times_reopened"] == 1


def test_what_was_sent_back_and_comes_again_is_here_again(staff: People) -> None:
    found = moved(entered(staff.clerk), "send_back", staff.clerk, "不属本镇")
    found = moved(found, "reopen", staff.clerk, "县里裁定由本镇办", on="2024-01-10")
    assert "left_on" not in found.data and Part.of(found.data).clocks["accept"].stopped is None


def test_only_another_person_checks(staff: People) -> None:
    found = moved(accepted(staff.clerk), "done", staff.clerk)
    with pytest.raises(Refused) as refused:
        moved(found, "check", staff.clerk, closed_on="2024-01-08")
    assert numbers(refused) == ["L027"]
    failed = moved(found, "fail", staff.head, "路面未清完")
    assert failed.state == "handling" and failed.data["times_redone"] == 1


def test_a_review_runs_on_after_the_case_is_closed(staff: People) -> None:
    found = moved(accepted(staff.clerk), "close", staff.clerk, on="2024-02-01", closed_on="2024-02-01")
    assert found.data["review_due"] == "2024-03-02" and "review_in_time" not in found.data
    found = moved(found, "review", staff.clerk, on="2024-03-03", reviewed_on="2024-03-03")
    assert found.data["review_in_time"] is False and found.data["in_time"] is True


def test_cases_are_born_of_a_record_and_a_case_is_split(staff: People) -> None:
    source = accepted(staff.clerk)
    one = {"matter": "清理塌方", "village": YOUHAO, "received_on": "2024-01-08"}
    child = cases.birth("orders", one, source, staff.clerk, client_id="a")
    again = cases.birth("orders", one, source, staff.clerk, client_id="a")
    assert child.record == again.record and child.data["born_of"] == source.record
    parts = cases.split(source, [one, {**one, "matter": "加固边坡"}], staff.clerk)
    assert [p.data["born_of"] for p in parts] == [source.record] * 2
    assert len(linked(source.record, staff.clerk)) == 3
    service.void(source.record, "录错", staff.clerk)
    for register, several, wanted in (
        ("orders", [one], ["M071"]), ("nothing", [], ["M071", "M072", "M073"]),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            cases.births(register, several, Record.objects.get(record=source.record), staff.clerk)
        assert numbers(refused) == wanted


def test_urgent_orders_count_hours_and_their_own_due_day_is_kept_as_promised(staff: People) -> None:
    found = order(staff.clerk, due_on="2024-01-11")
    assert found.due_on == date(2024, 1, 11) and found.data["reply_due"] == "2024-01-15"
    found = moved(found, "sign", staff.clerk, signed_at="2024-01-08 11:00")
    found = moved(found, "extend", staff.head, "要现场核实", extend_days=2)
    # Two working days after 11 January: 12 and 15.
    assert found.due_on == date(2024, 1, 15) and found.data["reply_due"] == "2024-01-17"
    with pytest.raises(Refused) as refused:
        order(staff.clerk, due_on="2024-01-16")
    assert numbers(refused) == ["M009"]
    with pytest.raises(Refused) as refused:
        order(staff.clerk, due_on="2024-01-05")
    assert numbers(refused) == ["M010"]


def test_days_in_an_order_that_cannot_be_are_refused_in_words(staff: People) -> None:
    found = order(staff.clerk, received_at="2024-01-08 08:30")
    with pytest.raises(Refused) as refused:
        moved(found, "sign", staff.clerk, signed_at="2024-01-08 08:00")
    assert numbers(refused) == ["M001"] and "签收时间" in str(refused.value)
    with pytest.raises(Refused) as refused:
        moved(accepted(staff.clerk), "close", staff.clerk, closed_on="2024-01-07")
    assert numbers(refused) == ["M001"]
    with pytest.raises(Refused) as refused:
        moved(accepted(staff.clerk), "close", staff.clerk, closed_on="2024-01-09")
    assert numbers(refused) == ["M002"]
    standing = moved(accepted(staff.clerk), "suspend", staff.clerk, "等鉴定", on="2024-01-20")
    with pytest.raises(Refused) as refused:
        moved(standing, "resume", staff.clerk, on="2024-01-22", resumed_from="2024-01-19")
    assert numbers(refused) == ["M060"]


def test_a_closed_case_keeps_its_closing_day(staff: People) -> None:
    found = moved(accepted(staff.clerk), "close", staff.clerk, closed_on="2024-01-08")
    with pytest.raises(Refused) as refused:
        service.correct(found.record, {"closed_on": ""}, "填错", staff.clerk)
    assert numbers(refused) == ["M003"]


def test_a_refused_move_writes_nothing(staff: People) -> None:
    found = accepted(staff.clerk)
    before = Entry.objects.count()
    with pytest.raises(Refused):
        cases.join(found, staff.clerk, ["天文台"])
    assert Entry.objects.count() == before


def test_a_closed_state_is_entered_only_with_its_closing_day(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        service.submit([Enter("petitions", values(), state="closed")], staff.clerk)
    assert numbers(refused) == ["M003"]


def test_what_is_urged_on_while_it_stands_still_goes_on(staff: People) -> None:
    found = moved(accepted(staff.clerk), "suspend", staff.clerk, "等鉴定", on="2024-01-18")
    found = cases.urge(found, staff.head)
    assert found.state == "handling" and "suspended_on" not in found.data and found.due_on is not None


def test_a_planned_day_is_not_the_day_of_the_move(staff: People) -> None:
    found = moved(
        accepted(staff.clerk), "suspend", staff.clerk, "等鉴定", on="2024-01-18", paused_from="2024-02-01"
    )
    assert found.data["suspended_on"] == "2024-01-18"


def test_a_return_says_why_though_the_register_does_not_ask(staff: People) -> None:
    found = order(staff.clerk)
    with pytest.raises(Refused) as refused:
        service.advance(found.record, "give_up", {}, staff.clerk)
    assert "M014" in numbers(refused)
