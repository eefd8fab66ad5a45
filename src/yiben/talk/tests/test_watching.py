"""Entries become notices: to whom a record is put, once, and never to the person acting."""

from datetime import date, timedelta

import pytest

from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.ledger.assigning import assign
from yiben.ledger.models import Record
from yiben.talk import due, notices, watching
from yiben.talk.notices import Notice
from yiben.talk.tests.conftest import TOWN, People, entered, numbers, told
from yiben.township.models import DemoTown

pytestmark = pytest.mark.django_db


def test_what_a_village_enters_is_told_to_the_office_and_added_up(staff: People) -> None:
    for n in range(3):
        entered(staff.village_clerk, matter=f"第{n}件")
    watching.catch_up()
    watching.catch_up()
    assert told(staff.clerk) == [("assigned", 3)]
    assert Notice.objects.get(account=staff.clerk).record == "", "three of them open the list"
    assert told(staff.village_clerk) == told(staff.leader) == told(staff.other_village) == []


def test_what_the_office_enters_itself_tells_nobody(staff: People) -> None:
    entered(staff.clerk)
    watching.catch_up()
    assert not Notice.objects.exists()


def test_what_is_returned_goes_to_its_owner(staff: People) -> None:
    record = entered(staff.village_clerk).record
    service.advance(record, "accept", {}, staff.clerk)
    watching.catch_up()
    notices.read_all(staff.clerk)
    service.advance(record, "return", {}, staff.clerk, why="缺村里的说明")
    watching.catch_up()
    assert told(staff.village_clerk) == [("returned", 1)]
    kept = Notice.objects.get(account=staff.village_clerk)
    assert (kept.record, kept.by, "说明" in str(kept.said)) == (record, staff.clerk, False)


def test_records_handed_over_are_told_to_who_takes_them(staff: People) -> None:
    entered(staff.clerk)
    entered(staff.clerk, matter="另一件")
    assign(Record.objects.all(), staff.village_clerk, staff.system, "岗位交接", "handover")
    watching.catch_up()
    assert told(staff.village_clerk) == [("assigned", 2)]


def test_old_entries_tell_nobody_anything(staff: People) -> None:
    with clock.stated(date(2023, 4, 20)):
        entered(staff.village_clerk, received_on="2023-04-20")
    watching.catch_up()
    assert not Notice.objects.exists()
    entered(staff.village_clerk)
    watching.catch_up()
    assert told(staff.clerk) == [("assigned", 1)]


def test_a_demonstration_lives_on_its_day(staff: People) -> None:
    entered(staff.village_clerk)
    DemoTown.objects.create(town=TOWN, day=clock.today())
    with clock.stated(date(2026, 11, 23)):
        watching.catch_up()
    assert told(staff.clerk) == [("assigned", 1)]
    assert clock.day_of(Notice.objects.get().at) == date(2023, 5, 8)


def test_an_entry_read_in_a_failed_run_is_read_again(staff: People, monkeypatch: pytest.MonkeyPatch) -> None:
    entered(staff.village_clerk)
    with monkeypatch.context() as broken:
        broken.setattr(watching, "_office", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            watching.catch_up()
    watching.catch_up()
    assert told(staff.clerk) == [("assigned", 1)]


def test_the_summary_comes_once_a_working_day_and_replaces_yesterdays(staff: People) -> None:
    for due_on in ("2023-05-06", "2023-05-08", "2023-05-11", "2023-05-12"):
        entered(staff.clerk, due_on=due_on)
    due.tell_due()
    due.tell_due()
    [summary] = Notice.objects.filter(account=staff.clerk)
    assert (summary.count, summary.said) == (3, {"late": 1, "today": 1, "soon": 1})
    assert told(staff.leader) == [], "who keeps nothing has nothing due"
    with clock.stated(date(2023, 5, 9)):
        due.tell_due()
    [summary] = Notice.objects.filter(account=staff.clerk)
    assert summary.said == {"late": 2, "today": 0, "soon": 2}


def test_no_summary_on_a_rest_day_and_none_of_nothing(staff: People) -> None:
    entered(staff.clerk, due_on="2023-05-06")
    with clock.stated(date(2023, 5, 13)):
        due.tell_due()
    assert not Notice.objects.exists()
    Record.objects.all().update(state="closed", closed_on=date(2023, 5, 8))
    due.tell_due()
    assert not Notice.objects.exists()


def test_read_notices_go_after_three_months(staff: People) -> None:
    entered(staff.village_clerk)
    watching.catch_up()
    with clock.stated(date(2023, 5, 8) + timedelta(days=91)):
        notices.forget_old(TOWN)
        assert Notice.objects.count() == 1, "unread ones stay"
        notices.read_all(staff.clerk)
        notices.forget_old(TOWN)
    assert not Notice.objects.exists()


def test_nothing_of_the_reader_is_kept_but_that_it_is_read() -> None:
    kept = {f.name for f in Notice._meta.fields}
    assert kept == {
        "id", "account", "kind", "town", "key", "at", "count", "record", "register", "by", "said", "read"
    }  # fmt: skip


def test_anothers_notice_is_none_of_mine(staff: People) -> None:
    entered(staff.village_clerk)
    watching.catch_up()
    with pytest.raises(Refused) as refused:
        notices.opened(Notice.objects.get().pk, staff.leader)
    assert numbers(refused) == ["N007"] and not Notice.objects.get().read
