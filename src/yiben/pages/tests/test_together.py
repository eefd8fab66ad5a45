"""Records chosen in a list and acted on together: all of them or none."""

from io import BytesIO

import openpyxl
import pytest

from yiben.ledger import service
from yiben.ledger.models import Entry, Record
from yiben.pages.tests.conftest import People, browser, entered
from yiben.pages.views import together
from yiben.township.models import Look

TOGETHER = "/registers/petitions/together/?received_on_from=&source=来信"


def three(staff: People) -> list[Record]:
    return [entered(staff.clerk, matter=f"第{n}件") for n in (1, 2, 3)]


def marks(records: list[Record]) -> list[str]:
    return [f"{r.record}:{r.version}" for r in records]


def picked(records: list[Record]) -> str:
    return ",".join(marks(records))


@pytest.mark.django_db
def test_a_move_that_all_allow_is_made_for_all_in_one_transaction(staff: People) -> None:
    found = three(staff)
    client = browser(staff.clerk)
    page = client.post(TOGETHER, {"do": "move", "record": marks(found)}).content.decode()
    assert "选中3条" in page and "受理" in page and "第2件" in page
    done = client.post(
        TOGETHER, {"do": "move", "act": "1", "move": "accept", "picked": picked(found)}, follow=True
    )
    assert "3条都已受理" in done.content.decode()
    assert {r.state for r in Record.objects.all()} == {"handling"}
    assert Entry.objects.filter(source="together").count() == 3


@pytest.mark.django_db
def test_only_moves_that_all_allow_are_offered(staff: People) -> None:
    found = three(staff)
    service.advance(found[0].record, "accept", {}, staff.clerk)
    found[0].refresh_from_db()
    answer = browser(staff.clerk).post(TOGETHER, {"do": "move", "record": marks(found)})
    assert answer.status_code == 400 and "没有都能做的同一步" in answer.content.decode()  # G014


@pytest.mark.django_db
def test_a_move_asks_its_fields_once(staff: People) -> None:
    found = three(staff)
    for one in found:
        service.advance(one.record, "accept", {}, staff.clerk)
        one.refresh_from_db()
    client = browser(staff.clerk)
    page = client.post(TOGETHER, {"do": "move", "record": marks(found)}).content.decode()
    assert 'name="move" value="close"' in page and 'name="move" value="return"' in page
    page = client.post(TOGETHER, {"do": "move", "move": "close", "picked": picked(found)}).content.decode()
    assert page.count('name="closed_on"') == 1 and page.count('name="result"') == 1
    sent = {"do": "move", "act": "1", "move": "close", "picked": picked(found), "closed_on": "2023-05-07"}
    client.post(TOGETHER, sent)
    assert {str(r.closed_on) for r in Record.objects.all()} == {"2023-05-07"}


@pytest.mark.django_db
def test_every_fault_is_told_by_the_records_number_and_nothing_is_done(staff: People) -> None:
    found = three(staff)
    late = entered(staff.clerk, matter="后来的", received_on="2023-05-08")
    for one in (*found, late):
        service.advance(one.record, "accept", {}, staff.clerk)
        one.refresh_from_db()
    sent = {
        "do": "move",
        "act": "1",
        "move": "close",
        "picked": picked([*found, late]),
        "closed_on": "2023-05-07",
    }
    answer = browser(staff.clerk).post(TOGETHER, sent)
    page = answer.content.decode()
    assert answer.status_code == 400 and f"{late.number}：办结日早于收到日" in page
    assert f"{found[0].number}：" not in page and 'value="2023-05-07"' in page
    assert {r.state for r in Record.objects.all()} == {"handling"}


@pytest.mark.django_db
def test_one_field_is_corrected_for_all_with_one_reason(staff: People) -> None:
    found = three(staff)
    service.correct(found[1].record, {"source": "热线"}, "核对", staff.clerk)
    found[1].refresh_from_db()
    client = browser(staff.clerk)
    assert (
        '<option value="source">'
        in client.post(TOGETHER, {"do": "correct", "record": marks(found)}).content.decode()
    )
    sent = {"do": "correct", "act": "1", "field": "source", "source": "热线", "picked": picked(found)}
    without = client.post(TOGETHER, sent).content.decode()
    assert "须写明理由" in without and Record.objects.filter(data__source="热线").count() == 1
    done = client.post(TOGETHER, sent | {"why": "渠道登记错"}, follow=True).content.decode()
    assert "2条的“来源”都已更正" in done and "另有1条本来就是这样" in done
    assert Record.objects.filter(data__source="热线").count() == 3
    again = client.post(TOGETHER, sent | {"why": "渠道登记错", "picked": picked(list(Record.objects.all()))})
    assert "本来就是这样，没有可改的" in again.content.decode()  # G016


@pytest.mark.django_db
def test_what_somebody_changed_meanwhile_is_told_and_may_be_done_by_pressing_again(staff: People) -> None:
    found = three(staff)
    service.correct(found[0].record, {"amount": "5"}, "核对", staff.clerk)
    sent = {
        "do": "correct",
        "act": "1",
        "field": "source",
        "source": "热线",
        "why": "渠道",
        "picked": picked(found),
    }
    client = browser(staff.clerk)
    page = client.post(TOGETHER, sent).content.decode()
    assert f"{found[0].number}：您打开之后，田示例" in page  # L002
    assert not Record.objects.filter(data__source="热线").exists()
    fresh = f"{found[0].record}:2"
    assert fresh in page
    client.post(TOGETHER, sent | {"picked": ",".join([fresh, *marks(found[1:])])})
    assert Record.objects.filter(data__source="热线").count() == 3


@pytest.mark.django_db
def test_sending_the_same_act_again_changes_nothing(staff: People) -> None:
    found = three(staff)
    sent = {"do": "move", "act": "1", "move": "accept", "picked": picked(found), "client_id": "a" * 24}
    client = browser(staff.clerk)
    client.post(TOGETHER, sent)
    entries = Entry.objects.count()
    client.post(TOGETHER, sent)
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_all_of_the_filter_may_be_meant_up_to_a_limit(staff: People, monkeypatch: pytest.MonkeyPatch) -> None:
    three(staff)
    entered(staff.clerk, matter="别的", source="热线")
    client = browser(staff.clerk)
    assert "选中3条" in client.post(TOGETHER, {"do": "correct", "all": "1"}).content.decode()
    monkeypatch.setattr(together, "MOST", 2)
    assert (
        "一次最多一起办2条，选了3条" in client.post(TOGETHER, {"do": "correct", "all": "1"}).content.decode()
    )  # G013
    assert "没有选记录" in client.post(TOGETHER, {"do": "move"}).content.decode()  # G012


@pytest.mark.django_db
def test_another_villages_records_are_not_acted_on(staff: People) -> None:
    mine, other = entered(staff.clerk), entered(staff.clerk, village="见天村", matter="别村的事")
    sent = {"do": "move", "act": "1", "move": "accept", "picked": picked([mine, other])}
    page = (
        browser(staff.village_clerk)
        .post(TOGETHER, {"do": "move", "record": marks([mine, other])})
        .content.decode()
    )
    assert "有1条已经找不到，或不归您办" in page and "别村的事" not in page  # G017
    browser(staff.village_clerk).post(TOGETHER, sent)
    other.refresh_from_db()
    assert other.state == "registered"


@pytest.mark.django_db
def test_the_chosen_ones_go_to_a_workbook_and_to_paper(staff: People) -> None:
    found = three(staff)
    client = browser(staff.clerk)
    answer = client.post(TOGETHER, {"do": "export", "record": marks(found[:2])})
    cells = [c.value for row in openpyxl.load_workbook(BytesIO(answer.content)).active for c in row]
    assert "第1件" in cells and "第3件" not in cells
    assert Look.objects.filter(action="export", what="petitions 2").exists()
    page = client.post(TOGETHER, {"do": "print", "record": marks(found[:2])}).content.decode()
    assert "第1件" in page and "第3件" not in page and "选出的2条" in page
    assert "print=1" in client.post(TOGETHER, {"do": "print", "all": "1"})["Location"]
    assert browser(staff.village_clerk).post(
        TOGETHER, {"do": "export", "record": marks(found)}
    ).status_code in (400, 403)


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["²", "١", "9" * 5000, "-1", ""])
def test_a_mark_that_is_no_version_chooses_nothing(staff: People, version: str) -> None:
    (one,) = three(staff)[:1]
    sent = {"do": "move", "record": [f"{one.record}:{version}"]}
    answer = browser(staff.clerk).post(TOGETHER, sent)
    assert answer.status_code == 400 and "没有选记录" in answer.content.decode()
