"""联动收件箱: dispatched in two clicks, duplicates put together, passed on to another register, own types."""

from datetime import date
from urllib.parse import unquote

import pytest

from yiben.capabilities.cases import inbox
from yiben.capabilities.cases.supervision.tests.conftest import TOWN, People, open_town, staff
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.pages.tests.conftest import browser
from yiben.search.links import linked
from yiben.township import places
from yiben.township.models import Account

__all__ = ["open_town", "staff"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_town() -> None:
    """These pages speak of the catalog that ships."""


@pytest.fixture
def clerk(staff: People) -> Account:
    return staff.hired("zong", "覃例文", "clerk_zongzhi")


def village(n: int = 0) -> str:
    return places.villages(TOWN, date(2023, 9, 4))[n].short


def signal(by: Account, n: int = 0, **changes: object) -> Record:
    values = {
        "matter": "二组两户因界址争吵", "kind": "警情", "received_on": "2023-09-04",
        "received_at": "2023-09-04 08:30", "village": village(n), "address": "二组大湾路口",
        "person": "向某强", "phone": "19900000011", "request": "两户因地界争吵，110已到场",
    } | changes  # fmt: skip
    return service.enter("signals", {k: v for k, v in values.items() if v is not None}, by)


def now(record: Record) -> Record:
    return Record.objects.get(record=record.record)


def test_a_look_and_a_press_give_a_signal_to_its_village(staff: People, clerk: Account) -> None:
    found = signal(clerk)
    client = browser(clerk)
    page = client.get("/inbox/").content.decode()
    assert found.title in page and f'value="village:{village()}"' in page
    sent = {f"to:{found.record}": f"village:{village()}", f"version:{found.record}": "1"}
    with clock.stated(clock.now()):
        assert client.post("/inbox/", sent | {"only": found.record}).status_code == 302
    after = now(found)
    assert (after.state, after.office, after.owner) == ("given", "cun", "cun")
    assert after.data["dispatch_minutes"] == 30 and after.data["dispatch_in_time"] is True
    assert found.title not in client.get("/inbox/").content.decode()


def test_several_go_out_at_once_and_a_refused_one_keeps_its_choice(staff: People, clerk: Account) -> None:
    first, second = signal(clerk), signal(clerk, 1, matter="河道有人电鱼")
    third = signal(clerk, 2, matter="停水")
    sent = {
        f"to:{first.record}": "office:nongye", f"version:{first.record}": "1",
        f"to:{second.record}": "other", f"other:{second.record}": "person:nongye",
        f"version:{second.record}": "1",
        f"to:{third.record}": "office:moon", f"version:{third.record}": "1",
    }  # fmt: skip
    answer = browser(clerk).post("/inbox/", sent)
    assert answer.status_code == 400 and "moon" in answer.content.decode()
    assert [now(r).state for r in (first, second, third)] == ["given", "given", "received"]
    assert now(second).owner == "nongye"


def test_pressed_twice_it_is_given_out_once(staff: People, clerk: Account) -> None:
    found = signal(clerk)
    sent = {f"to:{found.record}": "office:nongye", f"version:{found.record}": "1", "only": found.record}
    client = browser(clerk)
    assert [client.post("/inbox/", sent).status_code for _ in range(2)] == [302, 302]
    assert now(found).version == 2


def test_what_is_likely_the_same_stands_beside_it(staff: People, clerk: Account) -> None:
    first, second = signal(clerk), signal(clerk, matter="两户界址争吵又起", upstream_no="JQ-2")
    page = browser(clerk).get("/inbox/").content.decode()
    assert page.count("可能重复") >= 2 and first.number in page and second.number in page
    assert f"/records/{second.record}/move/merge/?merge_into={first.number}" in unquote(page)


def test_a_signal_that_is_a_dispute_goes_on_there_and_counts_once(staff: People, clerk: Account) -> None:
    found = signal(clerk)
    client = browser(clerk)
    address = f"/registers/disputes/new/?turn={found.record}"
    form = client.get(address).content.decode()
    assert "转到这里办" in form and "二组两户因界址争吵" in form
    typed = {
        "matter": "二组两户因界址争吵", "source": "部门移交", "category": "邻里", "village": village(),
        "found_on": "2023-09-04", "people": "2", "party_name": "向某强", "client_id": "c" * 32,
    }  # fmt: skip
    for _ in range(2):
        answer = client.post(address, typed)
        assert answer.status_code == 302, answer.content.decode()[:2000]
    dispute = Record.objects.get(register="disputes")
    after = now(found)
    assert (after.state, after.data["merged_into"]) == ("turned", dispute.record)
    assert dispute.data["born_of"] == found.record and after.data["left_on"] == "2023-09-04"
    assert [link.record.record for link in linked(after.record, clerk)] == [dispute.record]


def test_a_register_that_takes_no_signals_is_not_there(staff: People, clerk: Account) -> None:
    found = signal(clerk)
    assert "visits" not in {r.id for r in inbox.targets_of(found, clerk)}
    assert browser(clerk).get(f"/registers/time_limits/new/?turn={found.record}").status_code in (403, 404)


def test_the_towns_types_are_its_own_and_old_signals_keep_theirs(staff: People, clerk: Account) -> None:
    old = signal(clerk)
    for name in ("社情", "疫情"):
        values = {"name": name, "since": "2023-09-01"}
        kept = service.enter("signal_types", values, clerk, town=TOWN)
    with pytest.raises(Refused, match="K006"):
        signal(clerk, kind="警情")
    assert signal(clerk, kind="疫情", matter="发热病人").data["kind"] == "疫情"
    assert now(old).data["kind"] == "警情"
    service.advance(kept.record, "retire", {"until": "2023-09-04"}, clerk, why="合并到社情")
    with pytest.raises(Refused, match="K006"):
        signal(clerk, kind="疫情")


def test_who_writes_no_signals_sees_an_empty_box(staff: People, clerk: Account) -> None:
    found = signal(clerk)
    page = browser(staff.mayor).get("/inbox/").content.decode()
    assert found.title not in page and "没有等着分派的" in page
    sent = {f"to:{found.record}": "office:nongye", f"version:{found.record}": "1"}
    assert browser(staff.nongye).post("/inbox/", sent).status_code == 403
    assert now(found).state == "received"
    assert browser(staff.stranger).get("/inbox/").status_code == 403


def test_office_to_which_the_last_ones_went_is_offered(staff: People, clerk: Account) -> None:
    register = catalog().registers["signals"]
    for n in range(3):
        one = signal(clerk, n, matter=f"河道漂浮物{n}", kind="舆情", person=None, phone=None)
        browser(clerk).post("/inbox/", {f"to:{one.record}": "office:nongye", f"version:{one.record}": "1"})
    fresh = signal(clerk, 3, kind="舆情", matter="又有漂浮物")
    offered = inbox.likely(register, fresh)
    assert [t.value for t in offered] == [f"village:{village(3)}", "office:nongye"]
    assert offered[1].times == 3
