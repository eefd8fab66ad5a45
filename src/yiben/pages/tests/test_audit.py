"""The audit pages: for the audit administrator only, who can change nothing and sees no record's content."""

from io import BytesIO

import openpyxl
import pytest

from yiben.administration import changes
from yiben.administration.tests.conftest import OTHER_TOWN, TOWN, WHY, Staff
from yiben.administration.tests.conftest import small_town as real_town
from yiben.audit import doubts, lines
from yiben.audit.models import Doubt, DoubtNote, Line, Threshold
from yiben.kernel import clock
from yiben.ledger import service
from yiben.ledger.models import Entry, Record
from yiben.pages.tests.conftest import browser
from yiben.township import looks
from yiben.township.models import Look

pytestmark = pytest.mark.django_db
small_town = real_town
PAGES = ("/audit/", "/audit/lines.csv", "/audit/lines.xlsx", "/audit/doubts/", "/audit/rules/")
SECRETS = ("水沟塌了要清理", "张三样", "19900000007")


@pytest.fixture
def staff(db: None) -> Staff:
    return Staff()


def entered(staff: Staff) -> Record:
    values = {
        "matter": "水沟塌了要清理", "source": "来访", "village": "友好村", "request_kind": "申诉求决",
        "category": "道路交通", "received_on": "2023-05-04", "due_on": "2023-05-07", "petitioner": "张三样",
        "phone": "19900000007",
    }  # fmt: skip
    return service.enter("petitions", values, staff.clerk)


def exports(staff: Staff, n: int) -> Doubt:
    for _ in range(n):
        looks.log(staff.clerk, "export", "petitions 3")
    lines.catch_up()
    doubts.of_day(TOWN, clock.today())
    return Doubt.objects.get(rule="many_exports")


def test_only_the_audit_administrator_of_the_town_comes_in(staff: Staff) -> None:
    doubt = exports(staff, 10)
    line = Line.objects.latest("pk")
    far = staff.hired("faraudit", "远审样", "audit_admin", OTHER_TOWN)
    addresses = (*PAGES, f"/audit/lines/{line.pk}/", f"/audit/doubts/{doubt.pk}/")
    for path in addresses:
        assert browser(staff.audit).get(path).status_code == 200, path
        for other in (staff.system, staff.security, staff.clerk, staff.leader, staff.village):
            assert browser(other).get(path).status_code == 403, (other, path)
    for path in (f"/audit/lines/{line.pk}/", f"/audit/doubts/{doubt.pk}/"):
        assert browser(far).get(path).status_code == 404, path
        assert browser(far).get(f"{path}?town={TOWN}").status_code in (403, 404), path
    assert "petitions 3" not in browser(far).get("/audit/").content.decode()


def test_the_listing_shows_who_and_which_and_opens_changes_but_never_a_content(staff: Staff) -> None:
    record = entered(staff)
    change = changes.propose("post_given", TOWN, {"account": "second", "post": "mayor"}, staff.system, WHY)
    client = browser(staff.audit)
    page = client.get("/audit/").content.decode()
    assert "登记" in page and record.number in page and "提出变更" in page and WHY[:20] in page
    for line in Line.objects.all():
        one = client.get(f"/audit/lines/{line.pk}/").content.decode()
        assert not [s for s in SECRETS if s in page + one]
        assert f"/records/{record.record}/" not in one
    proposed = Line.objects.get(action="proposed")
    opened = client.get(f"/audit/lines/{proposed.pk}/").content.decode()
    assert f"/administration/changes/{change.pk}/" in opened
    assert client.get(f"/administration/changes/{change.pk}/").status_code == 200


def test_what_is_searched_is_found_and_a_wrong_day_is_told(staff: Staff) -> None:
    record = entered(staff)
    client = browser(staff.audit)
    found = client.get("/audit/", {"who": "向示范", "number": record.number, "action": "recorded"})
    assert "共1行" in found.content.decode()
    assert "按这些条件没有" in client.get("/audit/", {"q": "查无此字"}).content.decode()
    wrong = client.get("/audit/", {"from": "上周"})
    assert wrong.status_code == 400 and "不是日期" in wrong.content.decode()
    for edge in ("x", "2023-05-08~1", "2023-05-08T00:00:00+00:00~" + "9" * 30, "~~~"):
        assert client.get("/audit/", {"after": edge}).status_code == 200, edge


def test_pages_are_turned_by_their_edge(staff: Staff) -> None:
    for n in range(120):
        looks.log(staff.clerk, "opened", f"第{n:03}份")
    client = browser(staff.audit)
    first = client.get("/audit/").content.decode()
    after = first.split("&amp;after=")[1].split('"')[0]
    second = client.get(f"/audit/?after={after}").content.decode()
    assert "第119份" in first and "第069份" in second and "第119份" not in second
    before = second.split("&amp;before=")[1].split('"')[0]
    assert "第119份" in client.get(f"/audit/?before={before}").content.decode()


def test_a_file_holds_the_lines_asked_for_and_is_a_line_itself(staff: Staff) -> None:
    record = entered(staff)
    looks.log(staff.clerk, "export", "=cmd()", "")
    client = browser(staff.audit)
    book = openpyxl.load_workbook(BytesIO(client.get("/audit/lines.xlsx?action=recorded").content))
    cells = [str(c.value) for row in book.active.iter_rows() for c in row if c.value]
    assert record.number in cells and "登记" in cells and not [s for s in SECRETS if s in cells]
    text = client.get("/audit/lines.csv").content.decode("utf-8-sig")
    assert "'=cmd()" in text and record.number in text
    kept = list(Look.objects.filter(action="export", account=staff.audit).order_by("pk"))
    assert [(k.what, k.reason) for k in kept] == [("审计清单 1 xlsx", "action"), ("审计清单 3 csv", "")]
    assert client.get("/audit/lines.exe").status_code == 404
    assert client.get("/audit/lines.csv?from=x").status_code == 400


def test_a_doubt_is_looked_for_settled_and_its_note_stays(staff: Staff) -> None:
    for _ in range(10):
        looks.log(staff.clerk, "export", "petitions 3")
    client = browser(staff.audit)
    assert "没有待核实的疑点" in client.get("/audit/doubts/").content.decode()
    page = client.post("/audit/doubts/now/", follow=True).content.decode()
    assert "一天导出10次" in page and "不排名次" in page
    address = f"/audit/doubts/{Doubt.objects.get().pk}/"
    bare = client.post(address, {"state": "explained", "note": " "})
    assert bare.status_code == 400 and "没有写说明" in bare.content.decode()
    done = client.post(address, {"state": "explained", "note": "年报要用"}, follow=True).content.decode()
    assert "年报要用" in done and "已说明" in done
    assert DoubtNote.objects.get().by == staff.audit
    assert "年报" in Look.objects.get(action="doubt").reason


def test_thresholds_are_changed_with_a_reason_on_the_page(staff: Staff) -> None:
    client = browser(staff.audit)
    sent = {"rule": "many_exports", "many_exports-floor": "3", "many_exports-why": ""}
    wrong = client.post("/audit/rules/", sent)
    assert wrong.status_code == 400 and "没有写为什么改界限" in wrong.content.decode()
    done = client.post("/audit/rules/", sent | {"many_exports-why": "导出应当少"}, follow=True)
    assert "导出应当少" in done.content.decode() and Threshold.objects.get().value == 3
    assert client.post("/audit/rules/", {"rule": "x"}).status_code == 400
    assert Look.objects.filter(action="setting", account=staff.audit).exists()


def test_the_audit_administrator_changes_nothing_else_by_these_pages(staff: Staff) -> None:
    entered(staff)
    client = browser(staff.audit)
    before = Entry.objects.count(), Record.objects.count()
    for path in ("/audit/", "/audit/lines.csv", "/audit/doubts/"):
        assert client.post(path).status_code == 405
    assert client.get("/audit/doubts/now/").status_code == 405
    assert (Entry.objects.count(), Record.objects.count()) == before


def test_who_may_unmask_sees_on_the_record_who_looked(staff: Staff) -> None:
    record = entered(staff)
    client = browser(staff.clerk)
    address = f"/records/{record.record}/"
    assert "看过全号的0次" in client.get(address).content.decode()
    client.post(f"{address}reveal/phone/", {"reason": "回访来信人"})
    page = client.get(address).content.decode()
    assert "看过全号的1次" in page and "回访来信人" in page
    without = browser(staff.leader).get(address)
    assert without.status_code != 200 or "回访来信人" not in without.content.decode()
