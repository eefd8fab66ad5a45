"""A petition over Spring Festival 2024 and an order over National Day, with every side move, by hand.

The State Council's notice for 2024: off 10 to 17 February, at work on Sunday 4 and Sunday 18 February; off
4 to 6 April, at work on Sunday 7 April; off 1 to 5 May, at work on Sunday 28 April and Saturday 11 May; off
1 to 7 October, at work on Sunday 29 September and Saturday 12 October.
"""

from datetime import date, datetime

import pytest

from yiben.capabilities.cases import service as cases
from yiben.capabilities.cases.part import Part
from yiben.capabilities.cases.tests.conftest import People, entered, moved, order
from yiben.kernel import clock
from yiben.kernel.clock import SHANGHAI

pytestmark = pytest.mark.django_db


def test_a_petition_walked_over_spring_festival_with_every_side_move(staff: People) -> None:
    with clock.stated(date(2024, 2, 5)):
        found = entered(staff.clerk, received_on="2024-02-05")
    # Monday 5 February. Fifteen days: 20 February. Five working days: 6 7 8 9 and 18 February.
    assert (found.data["accept_due"], found.data["return_due"]) == ("2024-02-20", "2024-02-18")
    with clock.stated(date(2024, 2, 6)):
        found = cases.dispatch(found, staff.clerk, office="ziran")
        found = cases.urge(found, staff.clerk)
    found = moved(found, "give_back", staff.clerk, "应由民政办办", on="2024-02-18")
    found = moved(found, "accept", staff.clerk, on="2024-02-20", accepted_on="2024-02-20")
    assert found.data["accept_in_time"] is True
    # Sixty days after 20 February: 9 left in February, 31 March (40), 20 April.
    assert found.due_on == date(2024, 4, 20)
    with clock.stated(date(2024, 2, 21)):
        found = cases.join(found, staff.clerk, ["民政办"], date(2024, 3, 1))
        found = moved(found, "escalate", staff.clerk, "集体访")
    with clock.stated(date(2024, 2, 28)):
        found = cases.join_answer(found, staff.other, "已救助")
    # A hearing from 1 to 15 March: 14 days (1 to 14 March) are not counted.
    found = moved(found, "suspend", staff.clerk, "听证", on="2024-03-01")
    assert found.due_on is None
    found = moved(found, "resume", staff.clerk, on="2024-03-15")
    assert found.due_on == date(2024, 5, 4)
    with clock.stated(date(2024, 4, 30)):
        found = cases.ask_extension(found, staff.clerk, "情况复杂", 30)
    with clock.stated(date(2024, 5, 1)):
        found = cases.grant_extension(found, staff.leader, "同意")
    # Thirty more: 27 left in May after the 4th, 3 June.
    assert found.due_on == date(2024, 6, 3)
    found = moved(found, "answer", staff.clerk, on="2024-05-10")
    found = moved(found, "done", staff.clerk, on="2024-05-20")
    found = moved(found, "fail", staff.head, "未到现场", on="2024-05-21")
    # Done again from 21 May: 10 left in May, 30 June (40), 20 July.
    assert found.due_on == date(2024, 7, 20)
    found = moved(found, "done", staff.clerk, on="2024-06-01")
    found = moved(found, "check", staff.head, on="2024-06-03", closed_on="2024-06-03")
    assert (found.data["in_time"], found.data["days_taken"]) == (True, 119)
    # Working days after 5 February: 4 + 6 + 4 in February (6-9, 18-23, 26-29), 21 in March, 22 in April (two
    # off, two made up), 21 in May (three off, one made up), 3 June.
    assert found.data["working_days_taken"] == 14 + 21 + 22 + 21 + 1
    found = moved(found, "archive", staff.clerk, on="2024-06-05")
    assert found.state == "archived" and found.data["times_redone"] == 1


def test_hours_of_an_order_over_national_day(staff: People) -> None:
    evening = datetime(2024, 9, 30, 16, 0, tzinfo=SHANGHAI)
    with clock.stated(evening):
        found = order(staff.clerk, received_on="2024-09-30", received_at="2024-09-30 16:00")
    # Four working hours: 16:00 to 17:30 on the 30th, then 2.5 hours on Tuesday 8 October from 8:30.
    kept = Part.of(found.data)
    assert found.data["sign_due"] == "2024-10-08"
    # Five working days: 8 9 10 11 and Saturday 12 October, a day at work.
    assert found.data["reply_due"] == "2024-10-12" and kept.clocks["reply"].start == datetime(2024, 9, 30, 16)
    signed = moved(found, "sign", staff.clerk, on="2024-10-08", signed_at="2024-10-08 08:59")
    assert signed.data["sign_in_time"] is True
    with clock.stated(datetime(2024, 10, 8, 15, 0, tzinfo=SHANGHAI)):
        late = order(staff.clerk, received_on="2024-09-30", received_at="2024-09-30 16:00")
        late = moved(late, "sign", staff.clerk, signed_at="2024-10-08 11:01")
    assert late.data["sign_in_time"] is False
