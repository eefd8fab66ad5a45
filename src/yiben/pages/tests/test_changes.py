"""Typing things in: all faults at once, nothing typed is lost, nobody overwrites another."""

import pytest

from yiben.ledger import service
from yiben.ledger.models import Entry, Record
from yiben.pages.tests.conftest import YOUHAO, People, browser, entered, petition


def typed(**changes: object) -> dict[str, object]:
    return {**petition(village=YOUHAO), "client_id": "a" * 32} | changes


@pytest.mark.django_db
def test_what_is_typed_becomes_a_record_once_however_often_it_is_sent(staff: People) -> None:
    client = browser(staff.clerk)
    first, again = (client.post("/registers/petitions/new/", typed()) for _ in range(2))
    assert first["Location"] == again["Location"] and Record.objects.count() == 1


@pytest.mark.django_db
def test_all_faults_stand_beside_their_fields_and_nothing_typed_is_lost(staff: People) -> None:
    wrong = typed(matter="道路\x07塌方", received_on="前天", amount="-3", id_no="990101198503070018")
    answer = browser(staff.clerk).post("/registers/petitions/new/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 400 and Record.objects.count() == 0
    assert page.count('aria-invalid="true"') >= 3 and "有4处要改" in page
    assert 'value="前天"' in page and 'value="-3"' in page and 'value="990101198503070018"' in page


@pytest.mark.django_db
def test_two_megabytes_in_a_field_are_refused_in_words(staff: People) -> None:
    answer = browser(staff.clerk).post("/registers/petitions/new/", typed(result="长" * 700_000))
    assert answer.status_code == 400 and "太长" in answer.content.decode()


@pytest.mark.django_db
def test_control_characters_are_refused_in_words(staff: People) -> None:
    answer = browser(staff.clerk).post("/registers/petitions/new/", typed(matter="道路\x07塌方"))
    assert answer.status_code == 400 and "控制字符" in answer.content.decode()


@pytest.mark.django_db
def test_a_village_of_another_town_is_refused_in_words(staff: People) -> None:
    answer = browser(staff.clerk).post("/registers/petitions/new/", typed(village="422802102201"))
    assert answer.status_code == 400 and Record.objects.count() == 0


@pytest.mark.django_db
def test_a_correction_keeps_the_old_value_in_the_trail(staff: People) -> None:
    record = entered(staff.clerk)
    client = browser(staff.clerk)
    form = {**petition(village=YOUHAO), "id_no": "", "phone": "", "version": 1}
    client.post(f"/records/{record.record}/correct/", form | {"source": "来访", "why": "电话核实"})
    page = client.get(f"/records/{record.record}/").content.decode()
    assert Record.objects.get().data["source"] == "来访"
    assert '<del class="was">来信</del> → 来访' in page and "电话核实" in page


@pytest.mark.django_db
def test_a_correction_needs_a_reason_beside_its_field(staff: People) -> None:
    record = entered(staff.clerk)
    form = {"matter": "四组道路塌方", "version": 1, "why": ""}
    answer = browser(staff.clerk).post(f"/records/{record.record}/correct/", form)
    assert answer.status_code == 400 and "更正、作废和退回须写明理由" in answer.content.decode()
    assert 'value="四组道路塌方"' in answer.content.decode()


@pytest.mark.django_db
def test_the_later_of_two_clerks_is_told_what_changed_and_loses_nothing(staff: People) -> None:
    record = entered(staff.clerk)
    service.correct(record.record, {"source": "来访"}, "核实", staff.village_clerk, version=1)
    client, address = browser(staff.clerk), f"/records/{record.record}/correct/"
    form = {
        **petition(village=YOUHAO),
        "id_no": "",
        "phone": "",
        "matter": "四组道路塌方",
        "why": "写错",
        "version": 1,
    }
    answer = client.post(address, form)
    page = answer.content.decode()
    assert answer.status_code == 409 and "何示范" in page and "来信</del> → 来访" in page
    assert 'value="四组道路塌方"' in page and 'name="version" value="2"' in page
    client.post(address, form | {"version": 2, "source": "来访"})
    assert (
        Record.objects.get().data["matter"] == "四组道路塌方"
        and Record.objects.get().data["source"] == "来访"
    )


@pytest.mark.django_db
def test_a_field_that_only_the_other_clerk_touched_shows_his_value(staff: People) -> None:
    record = entered(staff.clerk)
    service.correct(record.record, {"source": "来访"}, "核实", staff.village_clerk, version=1)
    form = {
        **petition(village=YOUHAO),
        "id_no": "",
        "phone": "",
        "matter": "四组",
        "why": "写错",
        "version": 1,
    }
    page = browser(staff.clerk).post(f"/records/{record.record}/correct/", form).content.decode()
    assert '<option value="来访" selected>' in page


@pytest.mark.django_db
def test_a_move_asks_for_its_fields_and_changes_the_state(staff: People) -> None:
    record = entered(staff.clerk)
    client, base = browser(staff.clerk), f"/records/{record.record}/move"
    client.post(f"{base}/accept/", {"version": 1})
    answer = client.post(f"{base}/close/", {"version": 2, "closed_on": "2023-05-01"})
    assert answer.status_code == 400 and "办结日早于收到日" in answer.content.decode()
    client.post(f"{base}/close/", {"version": 2, "closed_on": "2023-05-08"})
    assert Record.objects.get().state == "closed"


@pytest.mark.django_db
def test_a_move_that_is_not_open_now_is_said(staff: People) -> None:
    record = entered(staff.clerk)
    answer = browser(staff.clerk).post(f"/records/{record.record}/move/close/", {"closed_on": "2023-05-08"})
    assert answer.status_code == 400 and "不能“办结”" in answer.content.decode()


@pytest.mark.django_db
def test_a_void_record_leaves_the_list_but_keeps_its_trail(staff: People) -> None:
    record = entered(staff.clerk)
    client = browser(staff.clerk)
    client.post(f"/records/{record.record}/void/", {"why": "重复登记", "version": 1})
    assert "三组道路塌方" not in client.get("/registers/petitions/?received_on_from=").content.decode()
    page = client.get(f"/records/{record.record}/").content.decode()
    assert "已作废" in page and "重复登记" in page and Entry.objects.count() == 2


@pytest.mark.django_db
def test_who_may_only_read_has_no_form(staff: People) -> None:
    assert browser(staff.leader).get("/registers/petitions/new/").status_code == 403
