"""Lists, records and figures as different people see them."""

from io import BytesIO

import openpyxl
import pytest

from yiben.ledger import service
from yiben.pages.tests.conftest import TOWN, People, browser, entered
from yiben.township.models import Look

ALL = "/registers/petitions/?received_on_from="


@pytest.mark.django_db
def test_a_list_shows_what_was_asked_and_totals_over_all_rows(staff: People) -> None:
    for n in range(25):
        entered(staff.clerk, source="来访" if n < 22 else "热线", amount="100")
    page = browser(staff.clerk).get(f"{ALL}&source=来访").content.decode()
    assert page.count('<td class="wide">') == 20 and "2,200" in page and "共22行" in page
    second = browser(staff.clerk).get(f"{ALL}&source=来访&page=2").content.decode()
    assert second.count('<td class="wide">') == 2 and "2,200" in second


@pytest.mark.django_db
def test_a_list_starts_with_the_period_and_says_so_when_empty(staff: People) -> None:
    entered(staff.clerk, received_on="2023-05-06")
    client = browser(staff.clerk)
    assert "按这些条件没有信访热线" in client.get("/registers/petitions/").content.decode()
    client.post("/standing/", {"from": "2023-05-01", "to": "2023-05-31", "next": "/"})
    assert "三组道路塌方" in client.get("/registers/petitions/").content.decode()


@pytest.mark.django_db
def test_a_village_clerk_sees_his_village_only(staff: People) -> None:
    entered(staff.clerk, matter="本村的事")
    entered(staff.clerk, matter="别村的事", village="见天村")
    page = browser(staff.village_clerk).get(f"{ALL}&village=422802101202").content.decode()
    assert "本村的事" in page and "别村的事" not in page


@pytest.mark.django_db
def test_a_filter_that_cannot_be_read_is_said(staff: People) -> None:
    page = browser(staff.clerk).get("/registers/petitions/?received_on_from=昨天").content.decode()
    assert "应当是日期" in page


@pytest.mark.django_db
def test_the_workbook_holds_the_rows_of_the_list_without_any_whole_number(staff: People) -> None:
    entered(staff.clerk, source="来访")
    entered(staff.clerk, source="热线")
    answer = browser(staff.clerk).get("/registers/petitions/export.xlsx?received_on_from=&source=来访")
    cells = [c.value for row in openpyxl.load_workbook(BytesIO(answer.content)).active for c in row]
    assert cells.count("来访") == 1 and "热线" not in cells
    assert not any("990101198503070017" in str(c) or "19900000001" in str(c) for c in cells)
    assert Look.objects.filter(action="export", account=staff.clerk).exists()


@pytest.mark.django_db
def test_who_may_not_export_does_not(staff: People) -> None:
    assert browser(staff.village_clerk).get("/registers/petitions/export.xlsx").status_code == 403


@pytest.mark.django_db
def test_a_whole_number_is_shown_for_a_reason_only_and_the_look_is_kept(staff: People) -> None:
    record = entered(staff.clerk).record
    client = browser(staff.clerk)
    assert "19900000001" not in client.get(f"/records/{record}/").content.decode()
    assert client.post(f"/records/{record}/reveal/phone/", {"reason": " "}).status_code == 400
    page = client.post(f"/records/{record}/reveal/phone/", {"reason": "回访来电人"}).content.decode()
    assert "19900000001" in page
    assert Look.objects.get(action="reveal").reason == "回访来电人"


@pytest.mark.django_db
def test_a_record_as_of_a_day_shows_that_day_and_offers_no_change(staff: People) -> None:
    record = entered(staff.clerk)
    client = browser(staff.clerk)
    answer = client.get(f"/records/{record.record}/?as_of=2023-05-07")
    assert answer.status_code == 404 and "2023-05-07的账上还没有" in answer.content.decode()
    assert "/correct/" in client.get(f"/records/{record.record}/").content.decode()


@pytest.mark.django_db
def test_attachments_come_back_as_downloads(staff: People) -> None:
    record = entered(staff.clerk).record
    client = browser(staff.clerk)
    file = BytesIO(b"<script>alert(1)</script>")
    file.name = "转办函.html"
    client.post(f"/records/{record}/attachments/", {"file": file})
    answer = client.get(f"/records/{record}/attachments/1/")
    assert answer.content == b"<script>alert(1)</script>"
    assert (
        answer["Content-Type"] == "application/octet-stream" and "attachment" in answer["Content-Disposition"]
    )


@pytest.mark.django_db
def test_a_figure_opens_its_rows_and_agrees_with_them(staff: People) -> None:
    entered(staff.clerk)
    entered(staff.clerk, village="见天村")
    page = (
        browser(staff.clerk)
        .get("/figures/petitions.received/?from=2023-05-01&to=2023-05-31")
        .content.decode()
    )
    assert "行数与数值一致" in page and "合计2行" in page and "时期内收到的件数" in page
    assert "见天村" in page and "信访2023-0001" in page


@pytest.mark.django_db
def test_counts_go_further_than_names(staff: People) -> None:
    record = entered(staff.clerk).record
    client = browser(staff.leader)
    page = client.get("/figures/petitions.received/?from=2023-05-01&to=2023-05-31").content.decode()
    assert "合计1行" in page and "三组道路塌方" not in page
    assert client.get("/figures/petitions.received/rows.xlsx").status_code == 403
    assert client.get(f"/records/{record}/").status_code in (403, 404)


@pytest.mark.django_db
def test_a_village_clerk_gets_his_villages_value_whatever_he_asks(staff: People) -> None:
    entered(staff.clerk)
    entered(staff.clerk, village="见天村")
    address = f"/figures/petitions.received/?from=2023-05-01&to=2023-05-31&place={TOWN}"
    assert "合计1行" in browser(staff.village_clerk).get(address).content.decode()


@pytest.mark.django_db
def test_the_desk_puts_the_late_first(staff: People) -> None:
    entered(staff.clerk, matter="早该办的事", received_on="2023-04-01", due_on="2023-05-01")
    entered(staff.clerk, matter="今天到期的事", received_on="2023-05-01", due_on="2023-05-08")
    page = browser(staff.clerk).get("/").content.decode()
    assert "逾期7日" in page and "今天到期" in page
    assert page.index("早该办的事") < page.index("今天到期的事")


@pytest.mark.django_db
def test_the_catalog_shows_need_formula_and_worked_check(staff: People) -> None:
    page = browser(staff.clerk).get("/catalog/petitions/").content.decode()
    assert "petitions.received = count()" in page and "一件算一件" in page and "[register]" in page


@pytest.mark.django_db
def test_the_trail_says_each_move(staff: People) -> None:
    record = entered(staff.clerk)
    service.advance(record.record, "accept", {}, staff.clerk)
    page = browser(staff.clerk).get(f"/records/{record.record}/").content.decode()
    assert "<b>受理</b>" in page and "<b>登记</b>" in page
