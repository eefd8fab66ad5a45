"""Open records pass to another person, each by an entry, and nothing else of them changes."""

import pytest

from yiben.ledger import assigning, rebuild, seals, service
from yiben.ledger.models import Entry, PastRecord, Record
from yiben.ledger.tests.conftest import TOWN, YOUHAO, People, petition
from yiben.township import people

pytestmark = pytest.mark.django_db


def test_open_records_of_one_person_pass_and_the_ledger_proves_it(staff: People) -> None:
    first = service.enter("petitions", petition(), staff.clerk)
    service.enter("petitions", petition(matter="路灯不亮"), staff.village_clerk)
    closed = service.enter("petitions", petition(matter="已经办结"), staff.clerk)
    service.advance(closed.record, "accept", {}, staff.clerk)
    service.advance(closed.record, "close", {"closed_on": "2023-05-08"}, staff.clerk)
    new = people.account("new", "接手样")
    found = assigning.open_records("clerk", ["petitions", "no_such"], TOWN)
    assert [r.record for r in found] == [first.record]

    assert assigning.assign(found, new, staff.leader, "岗位交接", "handover:1") == 1

    after = Record.objects.get(record=first.record)
    assert (after.owner, after.version, after.data, after.state) == ("new", 2, first.data, first.state)
    assert PastRecord.objects.get(record=first.record).owner == "clerk"
    entry = Entry.objects.get(kind="petitions.assigned")
    assert (entry.by, entry.why, entry.source) == ("leader", "岗位交接", "handover:1")
    assert list(seals.verify()) == [] and list(rebuild.check()) == []


def test_who_holds_them_already_gets_no_second_entry(staff: People) -> None:
    service.enter("petitions", petition(), staff.clerk)
    found = assigning.open_records("clerk", ["petitions"], TOWN)
    assert assigning.assign(found, staff.clerk, staff.leader, "岗位交接", "handover:1") == 0
    assert not Entry.objects.filter(kind="petitions.assigned").exists()


def test_only_at_and_below_the_place(staff: People) -> None:
    service.enter("petitions", petition(village="见天村"), staff.clerk)
    assert not assigning.open_records("clerk", ["petitions"], YOUHAO).exists()


def test_a_thousand_pass_in_one_act(staff: People) -> None:
    for _ in range(3):
        service.enter("petitions", petition(), staff.clerk)
    template = Record.objects.first()
    assert template is not None
    # As many as a busy office has open, without entering each: only the owner is looked at here.
    rows = []
    for n in range(1000):
        row = Record.objects.get(pk=template.pk)
        row.record, row.number = f"{n:032x}", f"信访2023-9{n:04d}"
        rows.append(row)
    Record.objects.bulk_create(rows)
    new = people.account("new", "接手样")
    found = assigning.open_records("clerk", ["petitions"], TOWN)
    assert assigning.assign(found, new, staff.leader, "岗位交接", "handover:1") == 1003
    assert Record.objects.filter(owner="new").count() == 1003
    assert list(seals.verify()) == []
