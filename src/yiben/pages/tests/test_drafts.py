"""Drafts on pages: kept while one types, offered at the next opening, gone when handed in."""

import re
from typing import Any

import pytest
from django.test import Client

from yiben.ledger import service
from yiben.ledger.models import DataKey, Record
from yiben.ledger.tests.conftest import ID_NO
from yiben.pages.tests.conftest import YOUHAO, People, browser, entered, petition
from yiben.personal.drafts import Draft

PAGE, NEW = "a" * 32, "/registers/petitions/new/"


def keep(client: Client, form: str = "new:petitions", **sent: object) -> Any:
    typed = {"form": form, "client_id": PAGE, "matter": "三组道路", "who": client.session["_auth_user_id"]}
    return client.post("/drafts/keep/", typed | sent)


def body(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.django_db
def test_a_draft_is_offered_opened_and_gone_once_it_is_handed_in(staff: People) -> None:
    client = browser(staff.clerk)
    said = keep(client, id_no=ID_NO).json()
    assert said["said"] == "草稿已存 09:00"
    assert "有未交的草稿" in body(client, NEW) and "09:00存" in body(client, NEW)
    page = body(client, f"{NEW}?draft={said['draft']}")
    assert 'value="三组道路"' in page and f'value="{ID_NO}"' in page and "接着填" in page
    typed = petition(village=YOUHAO) | {"client_id": "b" * 32, "draft": said["draft"]}
    client.post(NEW, typed)
    assert Record.objects.count() == 1 and not Draft.objects.exists()
    assert "有未交的草稿" not in body(client, NEW)
    assert not DataKey.objects.filter(base__startswith="d:").exists()


@pytest.mark.django_db
def test_a_form_that_came_back_with_faults_goes_on_in_the_same_draft(staff: People) -> None:
    client = browser(staff.clerk)
    said = keep(client).json()
    faulty = {"client_id": PAGE, "draft": said["draft"], "revision": said["revision"], "matter": "三组"}
    page = client.post(NEW, faulty).content.decode()
    assert f'name="client_id" value="{PAGE}"' in page and f'name="draft" value="{said["draft"]}"' in page
    keep(client, matter="三组道路塌方")
    assert Draft.objects.get().values["matter"] == "三组道路塌方"


@pytest.mark.django_db
def test_the_desk_lists_ones_own_drafts_and_nobody_elses(staff: People) -> None:
    client, record = browser(staff.clerk), entered(staff.clerk)
    keep(client)
    keep(client, f"correct:{record.record}", client_id="b" * 32, source="来访", version=1)
    desk = body(client, "/")
    assert "未交的草稿" in desk and "登记 信访热线" in desk and f"更正 {record.number}" in desk
    assert "登记 信访热线" in body(client, "/drafts/")
    assert "未交的草稿" not in body(browser(staff.leader), "/")
    number = Draft.objects.order_by("pk")[0].pk
    assert browser(staff.leader).post(f"/drafts/{number}/discard/").status_code == 400
    client.post(f"/drafts/{number}/discard/", {"next": "https://elsewhere.example/"})
    assert Draft.objects.count() == 1


@pytest.mark.django_db
def test_a_correction_keeps_only_what_was_changed_and_tells_what_others_changed_since(staff: People) -> None:
    client, record = browser(staff.clerk), entered(staff.clerk)
    form = {k: v for k, v in petition(village=YOUHAO).items() if k not in ("id_no", "phone")}
    sent = form | {"matter": "四组道路塌方", "amount": "1200.5", "version": 1}
    said = keep(client, f"correct:{record.record}", **sent).json()
    assert Draft.objects.get().values == {"matter": "四组道路塌方"}
    service.correct(record.record, {"source": "来访"}, "核实", staff.village_clerk)
    address = f"/records/{record.record}/correct/"
    page = body(client, f"{address}?draft={said['draft']}")
    assert 'value="四组道路塌方"' in page and 'name="version" value="1"' in page
    answer = client.post(address, sent | {"why": "写错", "draft": said["draft"]})
    assert answer.status_code == 409 and "何示范" in answer.content.decode()


@pytest.mark.django_db
def test_what_no_longer_can_be_filled_is_listed_without_a_link(staff: People) -> None:
    client, record = browser(staff.clerk), entered(staff.clerk)
    keep(client, f"move:{record.record}:accept", why="待核", client_id="b" * 32)
    assert re.search(rf'href="/records/{record.record}/move/accept/\?draft=\d+"', body(client, "/drafts/"))
    service.void(record.record, "重复", staff.village_clerk)
    page = body(client, "/drafts/")
    assert "现在不能再填" in page and "?draft=" not in page


@pytest.mark.django_db
def test_a_draft_needs_the_same_right_as_its_form(staff: People) -> None:
    other = entered(staff.clerk, village="见天村")
    assert keep(browser(staff.leader)).status_code == 403
    assert keep(browser(staff.village_clerk), f"correct:{other.record}").status_code == 404
    for form in ("", "new", "new:nothing", "void:0000", f"move:{other.record}:nothing"):
        assert keep(browser(staff.clerk), form).status_code == 404, form
    assert keep(browser(staff.clerk), client_id="short").status_code == 400
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_what_one_typed_never_becomes_the_draft_of_who_logged_in_after_him(staff: People) -> None:
    answer = keep(browser(staff.village_clerk), who=str(staff.clerk.pk))
    assert answer.status_code == 409 and "别人" in answer.json()["said"] and not Draft.objects.exists()


@pytest.mark.django_db
def test_too_much_is_said_in_words(staff: People) -> None:
    answer = keep(browser(staff.clerk), result="长" * 200_001)
    assert answer.status_code == 400 and "超过20万字" in answer.json()["said"]


@pytest.mark.django_db
def test_another_persons_draft_does_not_open(staff: People) -> None:
    said = keep(browser(staff.clerk), id_no=ID_NO).json()
    page = body(browser(staff.village_clerk), f"{NEW}?draft={said['draft']}")
    assert "三组道路" not in page and ID_NO not in page
