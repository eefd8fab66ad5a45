"""督查督办 and 调度节奏: pages, the meeting's form, sheets and notices as files, and who is refused."""

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.test import Client

from yiben.capabilities.cases.supervision.tests.conftest import (
    TOWN,
    People,
    met,
    open_town,
    staff,
    working,
)
from yiben.kernel import clock
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.pages.tests.conftest import browser

__all__ = ["open_town", "staff"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_town() -> None:
    """These pages speak of the catalog that ships."""


def form(**changes: str) -> dict[str, str]:
    sent = {
        "client_id": "f" * 32, "topic": "镇长周调度会", "held_on": "2023-09-04", "field": "综合",
        "d1-matter": "集镇排水沟清淤", "d1-unit": "农业农村服务中心", "d1-due_on": "2023-10-20",
        "d3-matter": "河道清漂", "d3-unit": "综合行政执法中心", "d3-due_on": "2023-09-30",
    }  # fmt: skip
    return sent | changes


def test_a_meeting_with_its_decisions_is_recorded_on_one_form(staff: People) -> None:
    client = browser(staff.writer)
    assert client.get("/rhythm/mayor/meeting/").status_code == 200
    for _ in range(2):
        answer = client.post("/rhythm/mayor/meeting/", form())
        assert answer.status_code == 302
    assert Record.objects.filter(register="meetings").count() == 1
    tasks = Record.objects.filter(register="supervision_tasks").order_by("number")
    assert [(t.title, t.office, t.state) for t in tasks] == [
        ("集镇排水沟清淤", "nongye", "given"), ("河道清漂", "zhifa", "given"),
    ]  # fmt: skip


def test_a_wrong_row_is_named_and_nothing_is_written(staff: People) -> None:
    answer = browser(staff.writer).post("/rhythm/mayor/meeting/", form(**{"d3-unit": "没有的单位"}))
    said = answer.content.decode()
    assert answer.status_code == 400
    assert "没有“没有的单位”这个单位" in said and "集镇排水沟清淤" in said
    assert not Record.objects.filter(register="meetings").exists()


def test_the_sheet_of_a_meeting_says_what_moved_what_is_late_and_what_to_decide(staff: People) -> None:
    task = met(staff.writer).tasks[0]
    with clock.stated(date(2023, 11, 6)):
        said = browser(staff.mayor).get("/rhythm/mayor/").content.decode()
        word = browser(staff.mayor).get("/rhythm/mayor.docx")
    assert task.number in said and "上次议定事项" in said and "要定的事" in said
    assert word.status_code == 200 and word.content[:2] == b"PK"


def test_every_occasion_has_its_sheet(staff: People) -> None:
    client = browser(staff.writer)
    for name in ("secretary", "mayor", "deputy", "supervision", "comparison", "settlement"):
        assert client.get(f"/rhythm/{name}/").status_code == 200
    assert client.get("/rhythm/nowhere/").status_code == 404


def test_the_open_items_are_listed_by_colour_and_unit(staff: People) -> None:
    task = working(staff, due_on="2023-09-08")
    with clock.stated(date(2023, 9, 20)):
        client = browser(staff.mayor)
        said = client.get("/supervision/").content.decode()
        assert task.number in said and "橙色警示" in said
        assert task.number not in client.get("/supervision/?colour=红色重警").content.decode()
        assert task.number in client.get("/supervision/?unit=农业农村服务中心").content.decode()


def test_a_sheet_is_issued_from_the_item_and_fetched_as_word(staff: People) -> None:
    task = working(staff)
    client = browser(staff.writer)
    assert "农业农村服务中心" in client.get(f"/supervision/{task.record}/sheet/").content.decode()
    sent = {"reply_on": "2023-09-12", "client_id": "b" * 32}
    for _ in range(2):
        assert client.post(f"/supervision/{task.record}/sheet/", sent).status_code == 302
    sheet = Record.objects.get(register="supervision_sheets")
    assert sheet.number == "督办〔2023〕001号"
    assert client.get(f"/supervision/sheets/{sheet.record}.docx").content[:2] == b"PK"
    assert client.get(f"/supervision/sheets/{task.record}.docx").status_code == 404


def test_what_an_english_reader_issues_and_fetches_is_chinese(staff: People) -> None:
    staff.writer.language = "en"
    staff.writer.save(update_fields=["language"])
    task = working(staff, due_on="2023-09-08")
    client = browser(staff.writer)
    shown = client.get("/supervision/").content.decode()
    assert "Supervision" in shown and "农业农村服务中心" not in shown

    client.post(f"/supervision/{task.record}/sheet/", {"reply_on": "2023-09-12", "client_id": "c" * 32})

    assert Record.objects.get(register="supervision_sheets").data["to_unit"] == "农业农村服务中心"
    with clock.stated(date(2023, 9, 20)):
        text = docx.Document(BytesIO(client.get("/rhythm/mayor.docx").content))
    cells = [cell.text for table in text.tables for row in table.rows for cell in row.cells]
    assert "农业农村服务中心" in cells
    assert not [cell for cell in cells if "Agriculture" in cell]


def test_a_notice_is_a_page_and_a_file(staff: People) -> None:
    met(staff.writer)
    values = {"subject": "9月通报", "from_on": "2023-09-01", "until_on": "2023-09-30"}
    values["issued_on"] = "2023-10-08"
    with clock.stated(date(2023, 10, 8)):
        notice = service.enter("supervision_notices", values, staff.writer, town=TOWN)
        client = browser(staff.mayor)
        assert "立项督办1项" in client.get(f"/supervision/notices/{notice.record}/").content.decode()
        assert client.get(f"/supervision/notices/{notice.record}.docx").content[:2] == b"PK"


def test_an_item_is_split_on_its_form(staff: People) -> None:
    task = working(staff)
    client = browser(staff.writer)
    assert client.get(f"/supervision/{task.record}/split/").status_code == 200
    alone = {k: v for k, v in form(why="分段").items() if not k.startswith("d3")}
    assert client.post(f"/supervision/{task.record}/split/", alone).status_code == 400
    assert client.post(f"/supervision/{task.record}/split/", form(why="分段")).status_code == 302
    assert Record.objects.get(record=task.record).state == "parted"


def test_a_stranger_sees_none_of_it_and_a_unit_issues_nothing(staff: People) -> None:
    task = working(staff)
    addresses = (
        "/supervision/", f"/supervision/{task.record}/sheet/", f"/supervision/{task.record}/split/",
        "/rhythm/", "/rhythm/mayor/", "/rhythm/mayor.docx", "/rhythm/mayor/meeting/",
        f"/supervision/sheets/{task.record}.docx", f"/supervision/notices/{task.record}/",
        f"/supervision/notices/{task.record}.docx",
    )  # fmt: skip
    for address in addresses:
        assert browser(staff.stranger).get(address).status_code in (403, 404), address
        assert Client().get(address).status_code == 302, address
    for address in (f"/supervision/{task.record}/sheet/", "/rhythm/mayor/meeting/"):
        assert browser(staff.nongye).get(address).status_code == 403, address


def test_a_village_reads_its_own_items_only(staff: People) -> None:
    working(staff)
    said = browser(staff.village).get("/supervision/").content.decode()
    assert "集镇排水沟清淤" not in said


def test_no_page_names_a_person_in_a_notice() -> None:
    folder = Path(__file__).parents[1] / "templates" / "pages" / "supervision"
    assert "owner" not in (folder / "notice.html").read_text(encoding="utf-8")
