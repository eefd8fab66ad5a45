"""Reading a text on the page: pasted or as a file, marked, in a table, as a workbook; nothing kept."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yiben.documents.tests.made_files import docx, paragraph, pdf
from yiben.ledger.models import Entry
from yiben.pages import readings
from yiben.pages.tests.conftest import People, browser
from yiben.pages.views import reading as view
from yiben.reading.model import ReadText
from yiben.reading.tests.stand_in import stand_in

TEXT = "2023年<b>监测户\n26户，甲类13户、乙类12户。"


@pytest.fixture(autouse=True)
def simple(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str, day: date | None, place: str) -> ReadText:
        return stand_in(text)

    monkeypatch.setattr(view, "read", read)


@pytest.mark.django_db
def test_who_is_not_logged_in_and_who_holds_no_post_reads_nothing(staff: People) -> None:
    for path in ("/reading/", "/reading/figures.xlsx"):
        away = browser().post(path, {"text": TEXT})
        assert away.status_code == 302 and "/login/" in away["Location"]
        refused = browser(staff.stranger).post(path, {"text": TEXT})
        assert refused.status_code == 403 and "26户" not in refused.content.decode()
    assert browser(staff.stranger).get("/reading/").status_code == 403


@pytest.mark.django_db
def test_the_form_needs_no_script_and_is_found_in_the_navigation(staff: People) -> None:
    page = browser(staff.village_clerk).get("/reading/").content.decode()
    assert 'action="/reading/" enctype="multipart/form-data"' in page and page.count('href="/reading/"') == 1


@pytest.mark.django_db
def test_figures_are_marked_and_linked_both_ways_and_the_text_is_never_markup(staff: People) -> None:
    page = browser(staff.clerk).post("/reading/", {"text": TEXT}).content.decode()
    assert 'id="t1" href="#r1"' in page and '<tr id="r1">' in page and 'href="#t1">26户</a>' in page
    assert "2023年&lt;b&gt;监测户" in page and "<b>监测户" not in page
    assert "监测户" in page and "友好村" in page and "存量" in page


@pytest.mark.django_db
def test_a_relation_that_fails_is_said_first_in_words_with_the_right_value(staff: People) -> None:
    page = browser(staff.clerk).post("/reading/", {"text": TEXT}).content.decode()
    assert "26户 = 13户 + 12户，算得 25户" in page and "≠</i> 不成立" in page
    assert 'class="mark off" id="t1"' in page


@pytest.mark.django_db
def test_what_was_left_out_is_shown_on_request_only(staff: People) -> None:
    client = browser(staff.clerk)
    asked = client.post("/reading/", {"text": TEXT, "left_out": "on"}).content.decode()
    assert 'class="out" title="日期">2023年</span>' in asked and "<td>2023年</td><td>日期</td>" in asked
    assert 'class="out"' not in client.post("/reading/", {"text": TEXT}).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("总结.txt", TEXT.encode("gb18030")),
        ("总结.docx", docx(paragraph("监测户26户，13户、12户"))),
        ("总结.pdf", pdf(["监测户26户，13户、12户"])),
        ("总结.html", "<html><body><p>监测户26户，13户、12户".encode()),
    ],
)
def test_a_file_is_read_whatever_its_kind(staff: People, name: str, content: bytes) -> None:
    page = browser(staff.clerk).post(
        "/reading/", {"text": "别的9户", "file": SimpleUploadedFile(name, content)}
    )
    said = page.content.decode()
    assert (
        page.status_code == 200 and ">26户" in said and "别的9户" not in said and f"<h1>{name}</h1>" in said
    )


@pytest.mark.django_db
def test_what_cannot_be_read_is_said_and_the_pasted_text_stays(staff: People) -> None:
    client = browser(staff.clerk)
    for name, content, word in (
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "另存为 .docx"),
        ("a.pdf", pdf([]), "扫描件"),
        ("a.txt", b"\x00\x01\x02", "认不出这是什么文字"),
        ("a.txt", b"1" * (5 * 1024 * 1024 + 1), "最多5 MB"),
    ):
        page = client.post("/reading/", {"text": "别的9户", "file": SimpleUploadedFile(name, content)})
        assert (
            page.status_code == 400 and word in page.content.decode() and "别的9户" in page.content.decode()
        )
    assert "里面没有文字" in client.post("/reading/", {"text": " \n"}).content.decode()
    assert "最多5 MB" in client.post("/reading/", {"text": "户" * 1_800_000}).content.decode()
    assert "看不懂" in client.post("/reading/", {"text": TEXT, "day": "昨天"}).content.decode()


@pytest.mark.django_db
def test_the_workbook_holds_the_figures_of_the_page(staff: People) -> None:
    answer = browser(staff.clerk).post("/reading/figures.xlsx", {"text": TEXT, "name": "总结.docx"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = [[c.value for c in row] for row in sheet]
    assert rows[0][0] == "总结：文中的数" and rows[3][2:8] == ["26户", 26, "户", None, "存量", "监测户"]
    assert rows[3][10] == "≠ 26户 = 13户 + 12户，算得 25户" and rows[6][0].startswith("≠ 合计")


@pytest.mark.django_db
def test_nothing_of_a_text_is_kept(staff: People) -> None:
    client, entries = browser(staff.clerk), Entry.objects.count()
    client.post("/reading/", {"text": "只此一处的9999户"})
    assert "9999户" not in client.get("/reading/").content.decode() and Entry.objects.count() == entries
    assert not any("9999" in str(value) for value in client.session.values())


def test_a_figure_over_a_line_break_is_not_torn_and_a_long_text_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(readings, "SHOWN", 2)
    found = readings.shown(stand_in("甲1户\n\n乙2户丙3户丁4户"), False)
    assert [[p.text for p in line.pieces] for line in found.paragraphs] == [
        ["甲", "1户"],
        ["乙", "2户", "丙"],
    ]
    assert found.cut and len(found.lines) == 2 and found.figures == 4
    torn = replace(stand_in("1件").figures[0], start=1, end=4, surface="1\n件")
    shown = readings.shown(ReadText("共1\n件", (torn,)), False)
    assert [[p.text for p in line.pieces] for line in shown.paragraphs] == [["共", "1\n件"]]
