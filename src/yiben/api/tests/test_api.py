"""The API: the pages' services, rights and masks; every fault in one shape."""

import json
from pathlib import Path

import pytest
from django.test import Client

from yiben.api.service import schema
from yiben.api.tests.conftest import JIANTIAN, YOUHAO, Api, People, petition
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.township.models import Look

OPENAPI = Path(__file__).resolve().parents[4] / "docs" / "openapi.json"
ENTER = "/registers/petitions/records"
MAY = "from=2023-05-01&to=2023-05-31"


def sent(**changes: object) -> dict[str, object]:
    return {"values": petition(village=YOUHAO) | changes}


def test_the_committed_description_is_true() -> None:
    assert json.loads(OPENAPI.read_text(encoding="utf-8")) == json.loads(json.dumps(schema()))


@pytest.mark.django_db
def test_who_is_not_logged_in_is_told_so() -> None:
    status, answer = Api()("get", "/registers")
    assert status == 401 and answer["problems"][0]["number"] == "P001"


@pytest.mark.django_db
def test_a_stranger_reads_and_writes_nothing(staff: People) -> None:
    record, api = service.enter("petitions", petition(), staff.clerk).record, Api(staff.stranger)
    for method, path in (
        ("get", "/registers"), ("get", ENTER), ("get", f"/records/{record}"), ("get", f"/figures?{MAY}"),
        ("get", f"/figures/petitions.received/rows?{MAY}"), ("get", "/openapi.json"),
    ):  # fmt: skip
        assert api(method, path)[0] in (403, 404), path
    assert api("post", ENTER, sent())[0] == 403
    assert api("patch", f"/records/{record}", {"changes": {"source": "来访"}, "why": "试"})[0] == 404
    assert api("post", f"/records/{record}/void", {"why": "试"})[0] == 404
    assert Record.objects.get().version == 1


@pytest.mark.django_db
def test_another_villages_record_looks_like_none_and_the_try_is_kept(staff: People) -> None:
    record = service.enter("petitions", petition(village="见天村"), staff.clerk).record
    status, answer = Api(staff.village_clerk)("get", f"/records/{record}")
    assert status == 404 and answer["problems"][0]["number"] == "L001"
    assert Look.objects.filter(account=staff.village_clerk, action="refused").exists()


@pytest.mark.django_db
def test_a_list_is_entered_whole_or_not_at_all(staff: People) -> None:
    api = Api(staff.clerk)
    status, answer = api("post", ENTER, [sent(), sent(received_on="前天", amount="-1")])
    assert status == 400 and {p["where"] for p in answer["problems"]} == {"2:received_on", "2:amount"}
    assert (
        set(answer["problems"][0]) == {"number", "sentence", "hint", "where"} and not Record.objects.exists()
    )
    status, answer = api("post", ENTER, [sent(), sent(source="来访")])
    assert status == 201 and len(answer["written"]) == Record.objects.count() == 2


@pytest.mark.django_db
def test_the_same_client_id_enters_once(staff: People) -> None:
    api, body = Api(staff.clerk), {**sent(), "client_id": "上报-0001"}
    (_, first), (_, again) = api("post", ENTER, body), api("post", ENTER, body)
    assert first["written"][0]["record"] == again["written"][0]["record"] and again["written"][0]["repeated"]
    assert Record.objects.count() == 1


@pytest.mark.django_db
def test_a_list_has_the_masks_and_filters_of_the_pages(staff: People) -> None:
    service.enter("petitions", petition(), staff.clerk)
    service.enter("petitions", petition(source="来访", village="见天村", amount="99.5"), staff.clerk)
    status, answer = Api(staff.clerk)("get", f"{ENTER}?source=来访&sort=-amount")
    assert status == 200 and answer["total"] == 1 and answer["totals"] == {"amount": 99.5}
    values = answer["records"][0]["values"]
    assert values["amount"] == 99.5 and values["village"] == JIANTIAN
    assert "*" in values["phone"] and "19900000001" not in json.dumps(answer)
    assert Api(staff.village_clerk)("get", ENTER)[1]["total"] == 1


@pytest.mark.django_db
def test_the_later_of_two_is_told_what_changed(staff: People) -> None:
    record, api = service.enter("petitions", petition(), staff.clerk).record, Api(staff.clerk)
    body = {"changes": {"source": "来访"}, "why": "核实", "version": 1}
    assert api("patch", f"/records/{record}", body)[0] == 200
    status, answer = api("patch", f"/records/{record}", body | {"changes": {"source": "热线"}})
    assert status == 409 and answer["version"] == 2 and answer["problems"][0]["number"] == "L002"
    assert (answer["changes"][0]["old"], answer["changes"][0]["new"]) == ("来信", "来访")


@pytest.mark.django_db
def test_a_record_moves_on_and_is_voided(staff: People) -> None:
    record, api = service.enter("petitions", petition(), staff.clerk).record, Api(staff.clerk)
    assert api("post", f"/records/{record}/moves/accept", {})[1]["state"] == "handling"
    assert api("post", f"/records/{record}/moves/fly", {})[1]["problems"][0]["number"] == "L007"
    assert api("post", f"/records/{record}/void", {"why": "重复"})[1]["void"] is True


@pytest.mark.django_db
def test_a_figure_and_its_rows_say_the_same(staff: People) -> None:
    service.enter("petitions", petition(), staff.clerk)
    service.enter("petitions", petition(village="见天村"), staff.clerk)
    api = Api(staff.clerk)
    figure = api("get", f"/figures?{MAY}&ids=petitions.received&by=village")[1]["figures"][0]
    rows = api("get", f"/figures/petitions.received/rows?{MAY}")[1]["rows"]
    assert figure["value"] == figure["rows"] == len(rows) == 2 and figure["from"] == "2023-05-01"
    assert sum(c["value"] for c in figure["cells"]) == 2 and {r["contributes"] for r in rows} == {1}


@pytest.mark.django_db
def test_who_may_only_count_sees_no_titles(staff: People) -> None:
    service.enter("petitions", petition(), staff.clerk)
    rows = Api(staff.leader)("get", f"/figures/petitions.received/rows?{MAY}")[1]["rows"]
    assert [r["title"] for r in rows] == [""]


@pytest.mark.django_db
def test_a_village_clerk_cannot_ask_for_the_towns_figures(staff: People) -> None:
    assert Api(staff.village_clerk)("get", f"/figures?{MAY}&town=422802101")[0] == 403
    assert Api(staff.village_clerk)("get", f"/figures?{MAY}")[1]["figures"][0]["place"] == YOUHAO


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "number"),
    [
        ("/figures?from=2023-05-31&to=2023-05-01", 400, "K024"),
        ("/figures?to=2023-05-01", 400, "P002"),
        (f"/figures?{MAY}&ids=no.such", 404, "F006"),
        (f"/figures?{MAY}&ids=petitions.received&by=person", 400, "F012"),
        (f"{ENTER}?as_of=昨天", 400, "P002"),
        (f"{ENTER}?received_on_from=昨天", 400, "K002"),
        ("/registers/nothing/records", 404, "C013"),
        ("/records/nothing", 404, "L001"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_shape(
    path: str, status: int, number: str, staff: People
) -> None:
    found, answer = Api(staff.clerk)("get", path)
    assert (found, answer["problems"][0]["number"]) == (status, number)


@pytest.mark.django_db
def test_too_many_records_in_one_request_are_refused(staff: People) -> None:
    status, answer = Api(staff.clerk)("post", ENTER, [sent()] * 1001)
    assert status == 400 and answer["problems"][0]["number"] == "P004"


@pytest.mark.django_db
def test_a_write_without_the_token_is_refused(staff: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff.clerk, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(f"/api{ENTER}", json.dumps(sent()), content_type="application/json")
    assert answer.status_code == 403 and not Record.objects.exists()


@pytest.mark.django_db
def test_the_description_is_given_to_who_is_logged_in(staff: People) -> None:
    status, answer = Api(staff.clerk)("get", "/openapi.json")
    assert status == 200 and answer["info"]["title"] == "一本账"


@pytest.mark.django_db
def test_a_request_of_the_wrong_shape_is_told_by_its_own_keys(staff: People) -> None:
    status, answer = Api(staff.clerk)("post", ENTER, {"values": 5})
    assert status == 400
    assert {"number": "P002", "where": "body.values"}.items() <= answer["problems"][0].items()
    assert "应当是对象" in answer["problems"][0]["sentence"]


@pytest.mark.django_db
def test_a_request_too_large_or_cut_off_is_told_in_the_same_shape(staff: People) -> None:
    client = Client()
    client.force_login(staff.clerk)
    for content, kind in ((b"x" * 13_000_000, "application/json"), (b"x", "multipart/form-data")):
        answer = client.generic("POST", f"/api{ENTER}", content, content_type=kind)
        assert (answer.status_code, answer.json()["problems"][0]["number"]) == (400, "P002")
