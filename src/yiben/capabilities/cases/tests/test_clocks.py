from datetime import date

import pytest

from yiben.capabilities.cases.part import Part
from yiben.capabilities.cases.tests.conftest import People, accepted, entered, moved, order
from yiben.kernel import clock
from yiben.ledger import service

pytestmark = pytest.mark.django_db


def test_a_case_starts_with_counts_of_nought_and_the_clocks_of_its_receipt(staff: People) -> None:
    found = entered(staff.clerk)
    assert found.data["times_urged"] == 0 and found.data["times_returned"] == 0
    # 15 days after 8 January; 5 working days: 9 10 11 12 15.
    assert found.data["accept_due"] == "2024-01-23"
    assert found.data["return_due"] == "2024-01-15"
    assert found.due_on is None and "handle_due" not in found.data


def test_acceptance_stops_one_clock_and_starts_the_main_one(staff: People) -> None:
    found = accepted(staff.clerk)
    assert found.data["accept_in_time"] is True
    # 60 days after 8 January 2024: 23 left in January, 29 in February (52), 8 March.
    assert found.data["handle_due"] == "2024-03-08" and found.due_on == date(2024, 3, 8)


def test_closing_on_the_last_day_is_in_time_and_a_day_later_is_not(staff: People) -> None:
    first, second = accepted(staff.clerk), accepted(staff.clerk)
    first = moved(first, "close", staff.clerk, on="2024-03-08", closed_on="2024-03-08")
    second = moved(second, "close", staff.clerk, on="2024-03-09", closed_on="2024-03-09")
    assert (first.data["in_time"], second.data["in_time"]) == (True, False)
    assert first.data["days_taken"] == 60 and first.closed_on == date(2024, 3, 8)


def test_a_standing_clock_has_no_due_day_and_goes_on_where_it_stood(staff: People) -> None:
    found = accepted(staff.clerk)
    found = moved(found, "suspend", staff.clerk, "等待鉴定", on="2024-01-18")
    assert found.due_on is None and found.data["suspended_on"] == "2024-01-18"
    found = moved(found, "resume", staff.clerk, on="2024-01-28")
    # Ten days stood still: the 60th counted day is ten days later.
    assert found.due_on == date(2024, 3, 18) and found.data["times_suspended"] == 1


def test_another_kind_runs_by_the_rule_of_that_kind(staff: People) -> None:
    found = accepted(staff.clerk, request_kind="申诉求决")
    now = service.correct(found.record, {"request_kind": "咨询求助"}, "核实为咨询", staff.clerk)
    # 15 working days after 8 January: 9-12 (4), 15-19 (9), 22-26 (14), 29 (15).
    assert now.due_on == date(2024, 1, 29)


def test_a_corrected_day_of_acceptance_moves_the_clock_by_the_same_rule(staff: People) -> None:
    found = accepted(staff.clerk)
    with clock.stated(date(2024, 1, 12)):
        now = service.correct(found.record, {"accepted_on": "2024-01-10"}, "按告知书更正", staff.clerk)
    assert now.due_on == date(2024, 3, 10)
    assert Part.of(now.data).clocks["accept"].stopped == date(2024, 1, 10)


def test_hours_run_from_the_minute_and_working_hours_only_while_offices_are_open(staff: People) -> None:
    found = order(staff.clerk, urgency="紧急")
    kept = Part.of(found.data)
    assert found.data["reply_due"] == "2024-01-09" and found.data["sign_due"] == "2024-01-08"
    assert kept.clocks["reply"].amount.unit == "hours"


def test_a_rule_that_is_not_there_takes_the_record_and_says_so(staff: People) -> None:
    with clock.stated(date(2022, 1, 4)):
        found = entered(staff.clerk, received_on="2022-01-04")
    assert sorted(Part.of(found.data).without) == ["accept", "return"]
