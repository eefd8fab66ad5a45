"""A post handed over from A to B: open work, registers and rights on one day."""

from datetime import date

import pytest

from yiben.administration import changes, handover
from yiben.administration.models import Change
from yiben.administration.tests.conftest import TOWN, WHY, Staff, numbers, words
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import rebuild, seals, service
from yiben.ledger.models import Entry, PastRecord, Record
from yiben.township import people, rights
from yiben.township.models import Account

pytestmark = pytest.mark.django_db


def values(matter: str) -> dict[str, object]:
    return {
        "matter": matter, "source": "来访", "village": "友好村", "request_kind": "申诉求决",
        "category": "道路交通", "received_on": "2023-05-04", "due_on": "2023-05-07",
    }  # fmt: skip


def petition(by: Account, matter: str) -> Record:
    return service.enter("petitions", values(matter), by)


def proposed(staff: Staff, **more: str) -> Change:
    about = {"from": "clerk", "to": "new", "post": "clerk_zongzhi", "place": "", **more}
    return changes.propose("handover", TOWN, about, staff.system, WHY)


@pytest.fixture
def new(staff: Staff) -> Account:
    return people.account("new", "接手样")


def owners() -> dict[str, str]:
    return dict(Record.objects.values_list("title", "owner"))


def test_open_work_registers_and_rights_pass_on_the_day(staff: Staff, new: Account) -> None:
    first, second = petition(staff.clerk, "道路塌方"), petition(staff.clerk, "路灯不亮")
    service.void(second.record, "重复登记", staff.clerk)
    change = proposed(staff)
    assert "1条在向示范名下" in words(change.said) and "信访" in words(change.said)
    changes.confirm(change.pk, staff.security)
    change = changes.found(change.pk, TOWN)
    assert owners() == {"道路塌方": "new", "路灯不亮": "clerk"}
    assert rights.may(new, "write", "petitions", TOWN)
    assert not rights.may(Account.objects.get(username="clerk"), "read", "petitions", TOWN)
    assert change.carried_at and [r.record for r in handover.records(change)] == [first.record]
    assert [(c.register.id, c.open, c.late) for c in handover.counts(change)] == [("petitions", 1, 1)]


def test_what_passes_is_an_entry_of_each_record_and_the_ledger_still_proves_itself(
    staff: Staff, new: Account
) -> None:
    record = petition(staff.clerk, "道路塌方")
    changes.confirm(proposed(staff).pk, staff.security)
    entry = Entry.objects.get(kind="petitions.assigned")
    assert (entry.record, entry.by, entry.version) == (record.record, "secadmin", 2)
    assert "岗位交接" in entry.why and PastRecord.objects.get(record=record.record).owner == "clerk"
    assert list(seals.verify()) == [] and list(rebuild.check()) == []
    rebuild.rebuild()
    assert owners() == {"道路塌方": "new"}
    # The new holder goes on with it as with his own.
    record = Record.objects.get()
    assert service.correct(record.record, {"matter": "道路塌方二处"}, "核对原件", new).owner == "new"


def test_a_handover_in_two_weeks_waits_for_its_day(staff: Staff, new: Account) -> None:
    petition(staff.clerk, "道路塌方")
    change = proposed(staff, day="2023-05-22")
    changes.confirm(change.pk, staff.security)
    assert owners() == {"道路塌方": "clerk"} and rights.may(staff.clerk, "write", "petitions", TOWN)
    assert changes.carry_out_due() == []
    # What comes in before the day passes too.
    petition(staff.clerk, "路灯不亮")
    with clock.stated(date(2023, 5, 22)):
        assert not rights.may(Account.objects.get(username="clerk"), "read", "petitions", TOWN)
        assert rights.may(Account.objects.get(username="new"), "read", "petitions", TOWN)
        assert [c.pk for c in changes.carry_out_due()] == [change.pk]
        assert changes.carry_out_due() == []
    assert owners() == {"道路塌方": "new", "路灯不亮": "new"}
    assert Entry.objects.filter(kind="administration.carried_out").count() == 1


def test_a_handover_whose_taker_is_gone_on_the_day_waits_for_another(staff: Staff, new: Account) -> None:
    petition(staff.clerk, "道路塌方")
    change = changes.confirm(proposed(staff, day="2023-05-22").pk, staff.security)
    Account.objects.filter(pk=new.pk).update(is_active=False)
    with clock.stated(date(2023, 5, 22)):
        assert changes.carry_out_due() == [] and changes.stuck(change)
    assert owners() == {"道路塌方": "clerk"}


def test_other_peoples_work_and_other_places_stay(staff: Staff, new: Account) -> None:
    petition(staff.clerk, "道路塌方")
    petition(staff.village, "水管破裂")
    changes.confirm(proposed(staff).pk, staff.security)
    assert owners() == {"道路塌方": "new", "水管破裂": "youhao"}


@pytest.mark.parametrize(
    ("about", "number"),
    [
        ({"to": "clerk"}, "A037"),
        ({"to": "nobody"}, "A007"),
        ({"from": "second"}, "A021"),
        ({"to": "auditor"}, "A003"),
        ({"day": "2023-05-01"}, "A018"),
        ({"from": "auditor", "post": "audit_admin"}, "A038"),
    ],
)
def test_a_handover_that_cannot_be_is_told(
    staff: Staff, new: Account, about: dict[str, str], number: str
) -> None:
    with pytest.raises(Refused) as refused:
        proposed(staff, **about)
    assert number in numbers(refused)


def test_who_was_switched_off_can_still_hand_over_but_not_take(staff: Staff, new: Account) -> None:
    petition(staff.clerk, "道路塌方")
    change = proposed(staff)
    Account.objects.filter(username="clerk").update(is_active=False)
    changes.confirm(change.pk, staff.security)
    assert owners() == {"道路塌方": "new"}
    Account.objects.filter(username="second").update(is_active=False)
    with pytest.raises(Refused) as refused:
        proposed(staff, **{"from": "new", "to": "second"})
    assert numbers(refused) == ["A008"]
