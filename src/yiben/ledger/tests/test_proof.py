import json

import pytest
from django.db import connection

from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused
from yiben.ledger import erasure, files, keys, reading, rebuild, seals, service, vault
from yiben.ledger.models import Attachment, DataKey, Entry, PastRecord, Record, Seal
from yiben.ledger.tests.conftest import DAY, ID_NO, OTHER_ID, TOWN, People, petition
from yiben.township.models import Look
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db


def found(problems: object) -> list[str]:
    return sorted({p.number for p in problems if isinstance(p, Problem)})  # type: ignore[attr-defined]


@pytest.fixture
def record(staff: People) -> Record:
    made = service.enter("petitions", petition(), staff.clerk)
    with clock.stated(DAY.replace(day=9)):
        service.correct(made.record, {"source": "来访"}, "登记有误", staff.clerk)
        service.enter("petitions", petition(id_no=OTHER_ID), staff.clerk)
    return Record.objects.get(record=made.record)


def test_a_finished_day_is_sealed_by_the_next_days_first_entry(record: Record) -> None:
    assert [s.day for s in Seal.objects.all()] == [DAY]
    assert seals.seal_until(DAY.replace(day=9)) == 1 and found(seals.verify()) == []


def test_entries_that_come_to_a_sealed_day_are_held_by_the_next_seal(record: Record, staff: People) -> None:
    second = DAY.replace(day=9)
    seals.seal_until(second)
    with clock.stated(second):
        service.enter("petitions", petition(), staff.clerk)
    assert seals.seal_until(second) == 0
    with clock.stated(DAY.replace(day=10)):
        service.enter("petitions", petition(), staff.clerk)
    assert seals.seal_until(DAY.replace(day=10)) == 1 and found(seals.verify()) == []
    assert [(s.first, s.last) for s in Seal.objects.order_by("day")] == [(1, 1), (2, 3), (4, 5)]


@pytest.mark.parametrize(
    "change", ["body = replace(body, '来访', '来信')", "why = 'x'", "by_name = '某'", "day = '2023-05-07'"]
)
def test_one_changed_byte_is_found(record: Record, change: str) -> None:
    seals.seal_until(DAY.replace(day=9))
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE ledger_entry SET {change} WHERE seq = 2")
    assert "L016" in found(seals.verify())


def test_a_deleted_entry_or_seal_and_a_recomputed_digest_are_found(record: Record) -> None:
    seals.seal_until(DAY.replace(day=9))
    Entry.objects.filter(seq=2).delete()
    assert "L018" in found(seals.verify())
    Seal.objects.filter(day=DAY).update(entries_digest="0" * 64)
    assert "L017" in found(seals.verify())


def test_the_projection_equals_the_entries_and_a_changed_row_is_found(record: Record) -> None:
    assert found(rebuild.check()) == []
    Record.objects.filter(record=record.record).update(title="改过的")
    PastRecord.objects.update(state="closed")
    assert found(rebuild.check()) == ["L019"]
    rebuild.rebuild()
    assert found(rebuild.check()) == [] and Record.objects.count() == 2


def test_no_identifier_lies_plain_in_any_row(record: Record) -> None:
    rows = [
        json.dumps(list(model.objects.values()), default=str)
        for model in (Entry, Record, PastRecord, DataKey)
    ]
    for plain in (ID_NO, OTHER_ID, "19900000001"):
        assert not any(plain in row for row in rows)
    register = record.register
    assert register == "petitions" and set(record.data["id_no"]) == {"k", "c", "x"}


def test_a_look_behind_the_mask_needs_right_and_reason_and_is_kept(record: Record, staff: People) -> None:
    from yiben.declare.load import catalog

    shown = vault.masked(record.record, catalog().registers["petitions"], "id_no", record.data["id_no"])
    assert ID_NO not in shown and shown.startswith("9901") and "*" in shown
    with pytest.raises(Denied):
        vault.reveal(record, "id_no", staff.village_clerk, "核对")
    with pytest.raises(Refused):
        vault.reveal(record, "id_no", staff.clerk, "  ")
    assert vault.reveal(record, "id_no", staff.clerk, "核对身份") == ID_NO
    look = Look.objects.get(action="reveal")
    assert look.reason == "核对身份" and ID_NO not in look.what


def test_one_person_has_one_key_in_all_his_records(record: Record, staff: People) -> None:
    again = service.enter("petitions", petition(), staff.clerk)
    assert again.data["id_no"]["k"] == record.data["id_no"]["k"] == again.data["phone"]["k"]
    assert again.data["id_no"]["x"] == record.data["id_no"]["x"] and DataKey.objects.count() == 2
    nameless = service.enter("petitions", petition(id_no=None), staff.clerk)
    assert nameless.data["phone"]["k"] == f"r:{nameless.record}.1"


def test_a_corrected_id_number_takes_the_phone_to_the_new_persons_key(record: Record, staff: People) -> None:
    now = service.correct(record.record, {"id_no": OTHER_ID}, "录错一位", staff.clerk)
    assert now.data["phone"]["k"] == now.data["id_no"]["k"] != record.data["id_no"]["k"]
    assert vault.reveal(now, "phone", staff.clerk, "联系") == "19900000001"


def test_an_erased_person_can_never_be_read_again_and_the_chain_stays_whole(
    record: Record, staff: People
) -> None:
    with pytest.raises(Denied):
        erasure.erase_person(ID_NO, TOWN, "本人申请", staff.village_clerk)
    assert erasure.erase_person(ID_NO, TOWN, "本人申请", staff.clerk) == 1
    assert vault.reveal(record, "id_no", staff.clerk, "核对") == vault.DESTROYED
    seals.seal_until(DAY.replace(day=9))
    assert found(seals.verify()) == [] and found(rebuild.check()) == []
    anew = service.enter("petitions", petition(), staff.clerk)
    assert anew.data["id_no"]["k"].endswith(".2")
    assert vault.reveal(anew, "id_no", staff.clerk, "核对") == ID_NO


def test_a_new_master_key_opens_what_the_old_one_sealed(record: Record, staff: People) -> None:
    before = keys.key_file().read_text()
    assert keys.rotate() == 2
    assert keys.key_file().read_text() != before
    assert vault.reveal(record, "id_no", staff.clerk, "核对") == ID_NO


def test_a_lost_or_foreign_key_file_is_refused_not_replaced(record: Record) -> None:
    kept = keys.key_file().read_text()
    keys.key_file().unlink()
    with pytest.raises(Refused, match="L009"):
        keys.ring()
    assert not keys.key_file().exists()
    for wrong in (kept.replace(json.loads(kept)["master"], "AAAAAAAAAAAAAAAAAAAAAA=="), "{}", "坏"):
        keys.key_file().write_text(wrong)
        with pytest.raises(Refused, match="L010"):
            keys.ring()


def test_an_attachment_is_kept_encrypted_and_a_changed_one_is_found(record: Record, staff: People) -> None:
    one = files.attach(record.record, "../转办函.pdf", f"证件号码{ID_NO}".encode(), staff.clerk)
    assert one.name == "转办函.pdf" and files.open_attachment(one, staff.clerk).decode().endswith(ID_NO)
    path = files.Kept(one.digest).path
    assert ID_NO.encode() not in path.read_bytes() and found(files.verify_files()) == []
    assert reading.trail(record.record)[-1].event == "attached" and found(rebuild.check()) == []
    with pytest.raises(Denied):
        files.open_attachment(one, staff.stranger)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert found(files.verify_files()) == ["L020"]


def test_empty_and_oversized_attachments_are_refused(record: Record, staff: People) -> None:
    for content, number in ((b"", "L014"), (b"x" * (files.LIMIT_MB * 1024 * 1024 + 1), "L013")):
        with pytest.raises(Refused, match=number):
            files.attach(record.record, "大.zip", content, staff.clerk)
    assert not Attachment.objects.exists()
