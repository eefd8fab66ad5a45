"""The page of duties: what is due, recorded in three clicks, excused together, problems handed on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from yiben.capabilities.duties.service import make_due
from yiben.capabilities.duties.tests.conftest import chief, patrols, write_catalog
from yiben.declare import load
from yiben.kernel import clock
from yiben.ledger.models import Record
from yiben.pages.tests.conftest import TOWN, People, browser

DAY = date(2023, 5, 8)


@pytest.fixture(autouse=True)
def rivers(small_town: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.delenv("YIBEN_CATALOG")
    write_catalog(tmp_path / "rivers")
    monkeypatch.setenv("YIBEN_CATALOG", str(tmp_path / "rivers"))
    load.forget()
    yield
    load.forget()


def due(staff: People) -> list[Record]:
    chief(staff.clerk)
    chief(staff.clerk, water="三角塘", kind="塘堰", village="见天村", level="村级", chief="覃范例")
    make_due(TOWN, DAY)
    return patrols()


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/duties/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_what_is_due_in_the_next_days_stands_with_its_chief_and_no_ranking(staff: People) -> None:
    due(staff)
    shown = page(browser(staff.clerk), "?from=2023-05-01&to=2023-05-31")
    assert "清江柏杨坝段" in shown and "2023年5月上旬" in shown and "三角塘" in shown
    assert "向示意" in shown and "名次" not in shown
    assert shown.count("登记完成</a>") == 2


@pytest.mark.django_db
def test_it_is_recorded_with_two_clicks_from_the_page(staff: People) -> None:
    found = due(staff)[0]
    client = browser(staff.clerk)
    form = client.get(f"/records/{found.record}/move/complete/").content.decode()
    assert 'value="2023-05-08"' in form and '<option value="本人" selected' in form
    sent = {"done_on": "2023-05-08", "how": "本人", "version": str(found.version)}
    assert client.post(f"/records/{found.record}/move/complete/", sent).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.data["persons"], found.data["found"]) == ("done", 1, 0)


@pytest.mark.django_db
def test_several_are_excused_with_one_reason(staff: People) -> None:
    chosen = [f"{r.record}:{r.version}" for r in due(staff)]
    client = browser(staff.clerk)
    address = "/registers/river_patrols/together/?view="
    asked = client.post(address, {"do": "move", "move": "excuse", "record": chosen}).content.decode()
    assert "免做原因" in asked and "选中2条" in asked
    sent = {
        "do": "move",
        "move": "excuse",
        "act": "1",
        "picked": ",".join(chosen),
        "exempt_reason": "恶劣天气",
    }
    client.post(address, sent)
    assert {r.state for r in patrols()} == {"exempt"}


@pytest.mark.django_db
def test_my_own_are_picked_out(staff: People) -> None:
    chief(staff.clerk, in_charge="何示范")
    chief(staff.clerk, water="三角塘", kind="塘堰", level="村级")
    make_due(TOWN, DAY)
    shown = page(browser(staff.village_clerk), "?mine=1")
    assert shown.count("登记完成</a>") == 1 and "我的 <b>1</b>" in shown


@pytest.mark.django_db
def test_without_duties_the_page_says_what_to_do(staff: People) -> None:
    shown = page(browser(staff.clerk))
    assert "没有十天内到期、您能登记的任务。" in shown and "或先登记分工" in shown


@pytest.mark.django_db
def test_who_only_reads_sees_numbers_and_no_buttons(staff: People) -> None:
    due(staff)
    shown = page(browser(staff.leader), "?from=2023-05-01&to=2023-05-31")
    assert "登记完成</a>" not in shown and "登记计划外" not in shown and "完成率" in shown


@pytest.mark.django_db
def test_a_village_clerk_sees_her_village_alone(staff: People) -> None:
    due(staff)
    shown = page(browser(staff.village_clerk), "?from=2023-05-01&to=2023-05-31&village=422802101202")
    assert "清江柏杨坝段" in shown and "三角塘" not in shown


@pytest.mark.django_db
def test_a_past_day_shows_figures_and_nothing_to_do(staff: People) -> None:
    due(staff)
    with clock.stated(date(2023, 5, 20)):
        shown = page(browser(staff.clerk), "?as_of=2023-05-09")
    assert "登记完成</a>" not in shown and "分村" in shown


@pytest.mark.django_db
def test_a_problem_found_is_handed_on_with_what_is_known(staff: People) -> None:
    found = due(staff)[0]
    client = browser(staff.clerk)
    sent = {"done_on": "2023-05-08", "how": "本人", "found": "1", "situation": "桥下有建筑垃圾"}
    client.post(f"/records/{found.record}/move/complete/", sent)
    assert f"/duties/{found.record}/fault/" in page(client)
    form = client.get(f"/duties/{found.record}/fault/").content.decode()
    assert "桥下有建筑垃圾" in form and 'value="2023-05-08"' in form
    given = {"matter": "桥下有建筑垃圾", "village": "友好村", "found_on": "2023-05-08", "client_id": "a" * 32}
    for _ in range(2):
        assert client.post(f"/duties/{found.record}/fault/", given).status_code == 302
    assert Record.objects.filter(register="river_problems").count() == 1
    assert f"/duties/{found.record}/fault/" not in page(client)
    refused = client.post(f"/duties/{found.record}/fault/", given | {"client_id": "b" * 32})
    assert refused.status_code == 400 and "都已经转出" in refused.content.decode()


@pytest.mark.django_db
def test_strangers_and_readers_hand_on_nothing(staff: People) -> None:
    found = due(staff)[0]
    assert browser(staff.leader).post(f"/duties/{found.record}/fault/", {}).status_code == 403
    assert browser(staff.stranger).get("/duties/").status_code == 403
    assert browser(staff.clerk).get("/duties/nothere/fault/").status_code == 404
    problem = chief(staff.clerk, water="小溪", level="村级")
    assert browser(staff.clerk).get(f"/duties/{problem.record}/fault/").status_code == 404
