"""What a record's page offers besides: undo one's own last act, copy, print, help beside the fields."""

import re
from datetime import date

import pytest

from yiben.kernel import clock
from yiben.ledger import service
from yiben.ledger.models import Entry, Record
from yiben.ledger.tests.conftest import ID_NO
from yiben.pages.tests.conftest import YOUHAO, People, browser, entered, petition
from yiben.township.models import Look

NEW = "/registers/petitions/new/"


@pytest.mark.django_db
def test_a_new_record_is_undone_from_the_message(staff: People) -> None:
    client = browser(staff.clerk)
    page = client.post(NEW, petition(village=YOUHAO), follow=True).content.decode()
    seq = Entry.objects.get().seq
    messages = page[page.index('class="messages"') : page.index("</ul>", page.index('class="messages"'))]
    assert "已登记" in messages and "撤销" in messages and f'name="seq" value="{seq}"' in messages
    record = Record.objects.get().record
    after = client.post(f"/records/{record}/undo/", {"seq": seq}, follow=True).content.decode()
    assert "已撤销" in after and Record.objects.get().void and "作废不能撤销" in after


@pytest.mark.django_db
def test_others_and_later_changes_are_refused_in_words(staff: People) -> None:
    record = entered(staff.clerk)
    seq, address = Entry.objects.get().seq, f"/records/{record.record}/undo/"
    assert "/undo/" not in browser(staff.village_clerk).get(f"/records/{record.record}/").content.decode()
    answer = browser(staff.village_clerk).post(address, {"seq": seq})
    assert answer.status_code == 409 and "只能撤销自己记的" in answer.content.decode()
    service.correct(record.record, {"source": "来访"}, "核实", staff.village_clerk)
    answer = browser(staff.clerk).post(address, {"seq": seq})
    assert answer.status_code == 409 and "何示范在09:00又改过这条记录" in answer.content.decode()
    for wrong in ("", "x", "9" * 30):
        assert browser(staff.clerk).post(address, {"seq": wrong}).status_code == 409
    assert browser(staff.leader).post(address, {"seq": seq}).status_code == 404
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_the_trail_says_why_a_step_cannot_be_undone(staff: People) -> None:
    record = entered(staff.clerk)
    service.advance(record.record, "accept", {}, staff.clerk)
    client, path = browser(staff.clerk), f"/records/{record.record}/"
    assert "用“退回”退回上一步" in client.get(path).content.decode()
    service.advance(record.record, "close", {"closed_on": "2023-05-08"}, staff.clerk)
    assert "没有从“已办结”直接回到“办理中”的步骤" in client.get(path).content.decode()
    with clock.stated(date(2023, 5, 9)):
        assert "不能撤销" not in client.get(path).content.decode()


@pytest.mark.django_db
def test_a_copy_takes_all_but_numbers_and_the_closing_day(staff: People) -> None:
    record = entered(staff.clerk, closed_on="2023-05-07")
    page = browser(staff.clerk).get(f"{NEW}?copy={record.record}").content.decode()
    assert 'value="三组道路塌方，请求清理"' in page and 'value="向某某"' in page and 'value="1200.5' in page
    assert '<option value="来信" selected>' in page and f"照 {record.number} 复制" in page
    assert ID_NO not in page and "19900000001" not in page and "2023-05-07" not in page
    assert Record.objects.count() == 1


@pytest.mark.django_db
def test_only_what_one_may_see_can_be_copied(staff: People) -> None:
    record = entered(staff.clerk, village="见天村")
    assert browser(staff.village_clerk).get(f"{NEW}?copy={record.record}").status_code == 404
    assert "?copy=" not in browser(staff.leader).get(f"/records/{record.record}/").content.decode()


@pytest.mark.django_db
def test_a_printed_record_is_masked_until_a_reason_is_given_which_is_kept(staff: People) -> None:
    record = entered(staff.clerk)
    service.correct(record.record, {"source": "来访"}, "电话核实", staff.clerk)
    client, path = browser(staff.clerk), f"/records/{record.record}/print/"
    page = client.get(path).content.decode()
    for said in (
        "截至 2023-05-08",
        "填表人",
        "审核人",
        "负责人",
        "电话核实",
        "号码只露首尾几位",
        "199****0001",
    ):
        assert said in page, said
    assert ID_NO not in page and not Look.objects.filter(action="reveal").exists()
    assert client.post(path, {"reason": " "}).status_code == 400
    page = client.post(path, {"reason": "存档"}).content.decode()
    assert ID_NO in page and "19900000001" in page and "事由：存档" in page
    assert Look.objects.filter(action="reveal", reason="存档").count() == 2


@pytest.mark.django_db
def test_who_may_not_see_numbers_prints_them_masked(staff: People) -> None:
    record = entered(staff.clerk)
    client, path = browser(staff.leader), f"/records/{record.record}/print/"
    assert "号码印全号" not in client.get(path).content.decode()
    assert client.post(path, {"reason": "存档"}).status_code in (403, 404)
    assert not Look.objects.filter(action="reveal").exists()


@pytest.mark.django_db
def test_every_fault_is_listed_with_the_way_to_its_field(staff: People) -> None:
    page = browser(staff.clerk).post(NEW, {"received_on": "前天"}).content.decode()
    faulty = set(re.findall(r'id="f-(\w+)"[^>]*aria-invalid', page))
    assert len(faulty) >= 4 and set(re.findall(r'class="go" href="#f-(\w+)"', page)) == faulty


@pytest.mark.django_db
def test_the_keys_are_told_on_a_page_of_their_own_and_on_every_page(staff: People) -> None:
    client = browser(staff.clerk)
    assert "Ctrl" in client.get("/help/keys/").content.decode()
    desk = client.get("/").content.decode()
    assert (
        'id="all-keys"' in desk
        and 'href="#find-q"' in desk
        and desk.index('href="#main"') < desk.index("<nav")
    )
