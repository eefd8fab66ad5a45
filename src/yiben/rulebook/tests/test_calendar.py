"""The calendar of a town: what it adds to the State Council's, and years that it records itself."""

from datetime import date, datetime, time

import pytest

from yiben.kernel import clock, near_due, working_days
from yiben.kernel.limits.dues import due
from yiben.kernel.limits.tests.clocks import clock as limit
from yiben.ledger import service
from yiben.rulebook import calendar
from yiben.rulebook.tests.conftest import TOWN, People

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules_kept")]


def stretch(staff: People, kind: str, first: str, last: str = "", **more: str) -> str:
    values = {
        "occasion": "州庆",
        "kind": kind,
        "from_on": first,
        "to_on": last or first,
        "document": "州政府通知",
    }
    return service.enter("calendar_days", values | more, staff.clerk, town=TOWN).record


def test_a_local_holiday_and_its_make_up_day_are_counted(staff: People) -> None:
    # Friday 8.18 off, Saturday 8.26 worked in its place.
    stretch(staff, "放假", "2023-08-18")
    stretch(staff, "上班", "2023-08-26")
    mine = calendar.working_days(TOWN)
    assert not mine.is_working(date(2023, 8, 18)) and mine.is_working(date(2023, 8, 26))
    assert mine.is_working(date(2023, 10, 7)) and not mine.is_working(date(2023, 10, 2))
    # From Wednesday 8.16: 8.17 is 1, 8.21—25 are 2—6, Saturday 8.26 is 7, 8.28 8.
    assert due(limit(8, "working_days", date(2023, 8, 16)), mine).day == date(2023, 8, 28)


def test_what_was_near_due_moves_with_the_towns_holiday(staff: People) -> None:
    stretch(staff, "放假", "2023-08-18")
    with working_days.kept_by(TOWN):
        assert near_due.near_until(date(2023, 8, 16)) == date(2023, 8, 22)
    assert near_due.near_until(date(2023, 8, 16)) == date(2023, 8, 21)
    assert working_days.calendar(TOWN).is_working(date(2023, 8, 18)) is False


def test_a_year_that_the_town_has_recorded_whole_is_no_longer_provisional(staff: People) -> None:
    one = limit(5, "working_days", date(2026, 12, 28))
    stretch(staff, "放假", "2027-01-01")
    assert due(one, calendar.working_days(TOWN)).provisional
    stretch(staff, "放假", "2027-02-06", "2027-02-12", whole_year="是")
    end = due(one, calendar.working_days(TOWN))
    assert (end.day, end.provisional) == (date(2027, 1, 5), False)


def test_a_void_holiday_is_a_working_day_again(staff: People) -> None:
    record = stretch(staff, "放假", "2023-08-18")
    assert not calendar.working_days(TOWN).is_working(date(2023, 8, 18))
    service.void(record, "通知取消", staff.clerk)
    assert calendar.working_days(TOWN).is_working(date(2023, 8, 18))


def test_office_hours_change_with_the_season(staff: People) -> None:
    stretch(staff, "作息", "2024-07-01", "2024-09-30", hours="08:00-12:00、15:00-18:00")
    hours = calendar.working_days(TOWN).office_hours
    assert hours.of(date(2024, 8, 1))[1][0].time() == time(15)
    assert hours.of(date(2024, 10, 8))[0][0].time() == time(8, 30)
    # From eleven: one hour in the morning, three in the afternoon.
    summer = due(limit(4, "working_hours", datetime(2024, 8, 1, 11)), calendar.working_days(TOWN))
    assert summer.moment == datetime(2024, 8, 1, 18)


def test_what_cannot_be_right_is_told_and_the_later_entry_holds(staff: People) -> None:
    stretch(staff, "放假", "2023-08-18", "2023-08-20")
    stretch(staff, "上班", "2023-08-20")
    stretch(staff, "作息", "2023-01-01", "2023-12-31", hours="下午两点半")
    assert [p.number for p in calendar.doubts(TOWN)] == ["H014", "H013"]
    assert calendar.working_days(TOWN).is_working(date(2023, 8, 20))


def test_towns_do_not_share_their_calendars(staff: People) -> None:
    stretch(staff, "放假", "2023-08-18")
    assert calendar.working_days("422802102").is_working(date(2023, 8, 18))
    with clock.stated(date(2023, 8, 18)):
        assert working_days.calendar().is_working(date(2023, 8, 18))
