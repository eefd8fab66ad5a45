from datetime import date, timedelta
from decimal import Decimal

import pytest

from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import reading, service
from yiben.ledger.acts import Act, Advance, Correct, Enter, Void
from yiben.ledger.conflict import Conflict
from yiben.ledger.models import Entry, PastRecord, Record
from yiben.ledger.tests.conftest import JIANTIAN, TOWN, YOUHAO, People, petition
from yiben.township import places
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db


def numbers(refused: Refused) -> list[tuple[str, str]]:
    return sorted((p.where, p.number) for p in refused.problems)


def test_a_petition_is_entered_once_and_numbered(staff: People) -> None:
    first = service.enter("petitions", petition(), staff.clerk)
    second = service.enter("petitions", petition(matter="路灯不亮"), staff.clerk)
    assert (first.number, second.number) == ("信访2023-0001", "信访2023-0002")
    assert first.place == YOUHAO and first.town == TOWN and first.state == "registered"
    assert first.data["amount"] == Decimal("1200.5") and first.happened_on == date(2023, 5, 6)


def test_the_same_client_id_writes_nothing_the_second_time(staff: People) -> None:
    act = Enter("petitions", petition(), client_id="from-the-browser-1")
    first = service.submit([act], staff.clerk)[0]
    again = service.submit([act, act], staff.clerk)
    assert [w.record for w in again] == [first.record] * 2 and all(w.repeated for w in again)
    assert Entry.objects.count() == 1


def test_all_faults_come_at_once_and_nothing_is_written(staff: People) -> None:
    bad = petition(
        received_on="2023-13-01",
        village="白羊塘村",
        amount="-3",
        id_no="990101198503070018",
        source="电话",
        x=1,
    )
    with pytest.raises(Refused) as refused:
        service.submit([Enter("petitions", petition()), Enter("petitions", bad, town=TOWN)], staff.clerk)
    assert numbers(refused.value) == [
        ("2:amount", "K004"), ("2:id_no", "K009"), ("2:received_on", "K002"),
        ("2:source", "K006"), ("2:village", "K013"), ("2:x", "K020"),
    ]  # fmt: skip
    assert not Entry.objects.exists() and not Record.objects.exists()


def test_control_characters_long_texts_and_missing_fields_are_refused(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        values = petition(matter="塌\x07方", result="长" * 700_000)
        service.enter("petitions", values, staff.clerk, town=TOWN)
    assert numbers(refused.value) == [("matter", "K008"), ("result", "K007")]
    with pytest.raises(Refused) as refused:
        service.enter("petitions", {"village": YOUHAO, "received_on": "昨天"}, staff.clerk)
    assert numbers(refused.value) == [("matter", "K001"), ("received_on", "K002"), ("source", "K001")]


def test_a_rule_of_the_register_refuses_what_contradicts_itself(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        service.enter("petitions", petition(closed_on="2023-05-01"), staff.clerk, town=TOWN)
    assert [p.number for p in refused.value.problems] == ["L008"]
    assert "办结日早于收到日" in str(refused.value)


def test_a_correction_keeps_the_old_value_and_names_the_entry(staff: People) -> None:
    record = service.enter("petitions", petition(), staff.clerk)
    with clock.stated(date(2023, 6, 1)):
        now = service.correct(record.record, {"village": "见天村"}, "电话核实", staff.clerk, version=1)
    assert now.place == JIANTIAN and now.version == 2
    entry = Entry.objects.get(version=2)
    assert (entry.kind, entry.corrects, entry.why) == ("petitions.corrected", record.seq_from, "电话核实")
    old = PastRecord.objects.get()
    assert (old.place, old.day_from, old.day_to) == (YOUHAO, date(2023, 5, 8), date(2023, 6, 1))


def test_a_correction_without_reason_or_change_is_refused(staff: People) -> None:
    record = service.enter("petitions", petition(), staff.clerk)
    for changes, why, number in (({"source": "来访"}, " ", "L003"), ({"amount": "1200.5"}, "误", "L006")):
        with pytest.raises(Refused) as refused:
            service.correct(record.record, changes, why, staff.clerk)
        assert [p.number for p in refused.value.problems] == [number]


def test_the_second_of_two_clerks_is_told_what_the_first_changed(staff: People) -> None:
    record = service.enter("petitions", petition(), staff.clerk)
    service.correct(record.record, {"source": "来访"}, "登记有误", staff.clerk, version=1)
    with pytest.raises(Conflict) as conflict:
        service.correct(record.record, {"amount": "5"}, "更正金额", staff.village_clerk, version=1)
    change = conflict.value.changes[0]
    assert (change.title, change.old, change.new, change.by) == ("来源", "来信", "来访", "田示例")
    assert conflict.value.version == 2 and Record.objects.get().data["amount"] == Decimal("1200.5")


def test_moves_go_only_where_the_register_says(staff: People) -> None:
    record = service.enter("petitions", petition(), staff.clerk)
    with pytest.raises(Refused) as refused:
        service.advance(record.record, "close", {"closed_on": "2023-05-09"}, staff.clerk)
    assert [p.number for p in refused.value.problems] == ["L004"]
    service.advance(record.record, "accept", {}, staff.clerk)
    for values, why, move, number in (
        ({}, "", "close", "K001"),
        ({"person": "别人"}, "理由", "return", "K020"),
        ({}, "", "return", "L003"),
        ({}, "", "nowhere", "L007"),
    ):
        with pytest.raises(Refused) as refused:
            service.advance(record.record, move, values, staff.clerk, why=why)
        assert number in [p.number for p in refused.value.problems]
    closed = service.advance(
        record.record, "close", {"closed_on": "2023-05-09", "result": "已清理"}, staff.clerk
    )
    assert closed.state == "closed" and closed.closed_on == date(2023, 5, 9)


def test_a_voided_record_keeps_its_trail_and_takes_nothing_more(staff: People) -> None:
    record = service.enter("petitions", petition(), staff.clerk)
    service.void(record.record, "重复登记", staff.clerk)
    assert Record.objects.get().void and reading.listing("petitions", staff.clerk).count() == 0
    assert [s.event for s in reading.trail(record.record)] == ["recorded", "voided"]
    with pytest.raises(Refused) as refused:
        service.correct(record.record, {"source": "来访"}, "误", staff.clerk)
    assert [p.number for p in refused.value.problems] == ["L005"]


def test_one_batch_enters_corrects_moves_and_voids(staff: People) -> None:
    acts: list[Act] = [
        Enter("petitions", petition(), record="a" * 32),
        Enter("petitions", petition(matter="重复的"), record="b" * 32),
        Correct("a" * 32, {"source": "来访"}, "登记有误"),
        Advance("a" * 32, "accept"),
        Void("b" * 32, "重复登记"),
    ]
    with clock.stated(date(2023, 5, 9), timedelta(seconds=30)):
        written = service.submit(acts, staff.clerk, source="import")
    assert [w.seq for w in written] == [1, 2, 3, 4, 5]
    assert Record.objects.get(record="a" * 32).version == 3 and PastRecord.objects.count() == 3
    assert Entry.objects.get(seq=3).corrects == 1
    assert len(set(Entry.objects.values_list("at", flat=True))) == 5


def test_a_clock_set_back_never_puts_an_entry_before_the_last(staff: People) -> None:
    service.enter("petitions", petition(), staff.clerk)
    with clock.stated(date(2023, 1, 2)):
        service.enter("petitions", petition(received_on="2023-01-01"), staff.clerk)
    first, second = Entry.objects.order_by("seq")
    assert second.day == first.day and second.at >= first.at


def test_a_village_clerk_writes_only_in_his_own_village(staff: People) -> None:
    record = service.enter("petitions", petition(), staff.village_clerk)
    with pytest.raises(Denied):
        service.enter("petitions", petition(village="见天村"), staff.village_clerk, town=TOWN)
    with pytest.raises(Denied):
        service.correct(record.record, {"village": "见天村"}, "邻村的事", staff.village_clerk)
    for account in (staff.leader, staff.stranger):
        with pytest.raises(Denied):
            service.enter("petitions", petition(), account)
    assert Entry.objects.count() == 1


def test_a_merged_village_takes_nothing_from_its_last_day_on(staff: People) -> None:
    with clock.stated(date(2023, 8, 1)):
        service.enter(
            "petitions", petition(village="老屋村", received_on="2023-06-30"), staff.clerk, town=TOWN
        )
        with pytest.raises(Refused) as refused:
            values = petition(village="老屋村", received_on="2023-07-01")
            service.enter("petitions", values, staff.clerk, town=TOWN)
        assert [p.number for p in refused.value.problems] == ["K021"] and "友好村" in str(refused.value)


def test_as_of_a_day_a_record_and_a_list_read_as_they_stood(staff: People) -> None:
    record = service.enter("petitions", petition(), staff.clerk)
    with clock.stated(date(2023, 6, 1)):
        service.correct(record.record, {"amount": "9"}, "更正", staff.clerk)
    with clock.stated(date(2023, 6, 5)):
        service.void(record.record, "不属本镇", staff.clerk)
    amounts = {}
    for day in (date(2023, 5, 7), date(2023, 5, 31), date(2023, 6, 1), date(2023, 6, 5)):
        rows = reading.listing("petitions", staff.clerk, as_of=day).page(1)
        amounts[day.isoformat()] = [row.data["amount"] for row in rows]
    assert list(amounts.values()) == [[], [Decimal("1200.5")], [9], []]
    assert reading.record(record.record, staff.clerk, date(2023, 5, 31)).version == 1
    with pytest.raises(Refused):
        reading.record(record.record, staff.clerk, date(2023, 5, 7))


def test_places_are_forgotten_when_villages_merge(staff: People) -> None:
    places.merge(JIANTIAN, YOUHAO, date(2023, 8, 1))
    assert places.successor_map(TOWN, date(2023, 8, 1)) == {
        JIANTIAN: YOUHAO,
        "422802101203": YOUHAO,
    }
    assert places.successor_map(TOWN, date(2023, 6, 30)) == {}


def test_what_has_not_happened_yet_is_not_entered(staff: People) -> None:
    with pytest.raises(Refused, match="L024"):
        service.enter("petitions", petition(received_on="2023-05-09"), staff.clerk)
    service.enter("petitions", petition(received_on="2023-05-08"), staff.clerk)


def test_a_client_id_stands_for_one_act_of_one_person(staff: People) -> None:
    first = service.enter("petitions", petition(), staff.clerk, client_id="a-1")
    other = service.enter("petitions", petition(), staff.clerk, client_id="a-2")
    with pytest.raises(Refused, match="L023"):
        service.correct(other.record, {"source": "来访"}, "误", staff.clerk, client_id="a-1")
    with pytest.raises(Refused, match="L023"):
        service.enter("petitions", petition(), staff.village_clerk, client_id="a-1")
    assert service.enter("petitions", petition(), staff.clerk, client_id="a-1").record == first.record


@pytest.mark.parametrize(
    ("why", "client_id", "number"),
    [("长" * 501, "", "K007"), ("错\x00", "", "K008"), ("误", "a\x00", "L022"), ("误", "x" * 65, "L022")],
)
def test_a_reason_or_client_id_out_of_bounds_is_refused(
    staff: People, why: str, client_id: str, number: str
) -> None:
    record = service.enter("petitions", petition(), staff.clerk)
    with pytest.raises(Refused, match=number):
        service.void(record.record, why, staff.clerk, client_id=client_id)
