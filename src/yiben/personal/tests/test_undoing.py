"""Undoing: one's own last act of today, as an entry of its own, and no further."""

from datetime import date

import pytest

from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import erasure, rebuild, seals, service
from yiben.ledger.models import Entry, Record
from yiben.ledger.tests.conftest import ID_NO, OTHER_ID, TOWN, YOUHAO, petition
from yiben.personal import undoing
from yiben.personal.tests.conftest import People
from yiben.township.models import Account


def entered(by: Account, **changes: object) -> Record:
    return service.enter("petitions", petition(village=YOUHAO, **changes), by)


def last(record: Record) -> int:
    return int(Entry.objects.filter(record=record.record).order_by("-seq")[0].seq)


def undo(record: Record, by: Account, seq: int | None = None) -> Record:
    now = Record.objects.get(record=record.record)
    undoing.undo(now, seq or last(record), by)
    return Record.objects.get(record=record.record)


@pytest.mark.django_db
def test_a_new_record_is_voided_and_its_trail_stays(staff: People) -> None:
    after = undo(entered(staff.clerk), staff.clerk)
    assert after.void and Entry.objects.count() == 2
    assert Entry.objects.order_by("-seq")[0].why == "撤销本人刚才的“登记”"
    assert not list(seals.verify()) and not list(rebuild.check())


@pytest.mark.django_db
def test_a_correction_goes_back_to_what_was_there_numbers_and_empty_fields_too(staff: People) -> None:
    record = entered(staff.clerk)
    before = dict(record.data)
    changes = {"source": "来访", "amount": "7", "result": "已修", "id_no": OTHER_ID, "due_on": "2023-06-01"}
    service.correct(record.record, changes, "核实", staff.clerk)
    after = undo(record, staff.clerk).data
    assert {k: after.get(k) for k in ("source", "amount", "result", "due_on")} == {
        k: before.get(k) for k in ("source", "amount", "result", "due_on")
    }
    assert after["id_no"]["x"] == before["id_no"]["x"] and after["phone"]["x"] == before["phone"]["x"]


@pytest.mark.django_db
def test_a_second_press_undoes_once(staff: People) -> None:
    record = entered(staff.clerk)
    service.correct(record.record, {"source": "来访"}, "核实", staff.clerk)
    seq = last(record)
    undo(record, staff.clerk, seq)
    assert undo(record, staff.clerk, seq).data["source"] == "来信" and Entry.objects.count() == 3


@pytest.mark.django_db
def test_a_step_goes_back_where_the_register_has_a_step_back(staff: People) -> None:
    record = entered(staff.clerk)
    service.advance(record.record, "accept", {}, staff.clerk)
    assert undo(record, staff.clerk).state == "registered"


@pytest.mark.django_db
def test_a_step_without_a_way_back_says_so(staff: People) -> None:
    record = entered(staff.clerk)
    service.advance(record.record, "accept", {}, staff.clerk)
    service.advance(record.record, "close", {"closed_on": "2023-05-08"}, staff.clerk)
    offered = undoing.offered(Record.objects.get(), staff.clerk)
    assert offered is not None and offered.refusal is not None and offered.refusal.number == "V015"
    with pytest.raises(Refused, match="没有从“已办结”直接回到“办理中”的步骤"):
        undo(record, staff.clerk)


@pytest.mark.django_db
def test_not_what_another_has_done_nor_what_another_has_changed_since(staff: People) -> None:
    record = entered(staff.clerk)
    mine = last(record)
    with pytest.raises(Refused, match="V011"):
        undo(record, staff.village_clerk)
    service.correct(record.record, {"source": "来访"}, "核实", staff.village_clerk)
    with pytest.raises(Refused, match=r"何示范在09:00又改过.*V013"):
        undo(record, staff.clerk, mine)
    assert undoing.offered(Record.objects.get(), staff.clerk) is None
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_only_on_the_same_day(staff: People) -> None:
    record = entered(staff.clerk)
    with clock.stated(date(2023, 5, 9)):
        assert undoing.offered(record, staff.clerk) is None
        with pytest.raises(Refused, match="V012"):
            undo(record, staff.clerk)


@pytest.mark.django_db
def test_a_void_is_not_undone(staff: People) -> None:
    record = entered(staff.clerk)
    service.void(record.record, "重复", staff.clerk)
    with pytest.raises(Refused, match="V014"):
        undo(record, staff.clerk)


@pytest.mark.django_db
def test_what_is_no_entry_of_the_record_is_not_undone(staff: People) -> None:
    record, other = entered(staff.clerk), entered(staff.clerk)
    with pytest.raises(Refused, match="V016"):
        undo(record, staff.clerk, last(other))


@pytest.mark.django_db
def test_a_number_whose_key_was_destroyed_does_not_come_back(staff: People) -> None:
    record = entered(staff.clerk)
    service.correct(record.record, {"id_no": OTHER_ID}, "核实", staff.clerk)
    seq = last(record)
    erasure.erase_person(ID_NO, TOWN, "依申请", staff.clerk)
    with pytest.raises(Refused, match="V017"):
        undo(record, staff.clerk, seq)
