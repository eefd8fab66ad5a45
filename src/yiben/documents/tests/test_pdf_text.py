from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from docx import Document

from yiben.documents import pdf_text
from yiben.documents.pdf_text import joined, unfolded
from yiben.documents.plain_text import open_text, read_text
from yiben.documents.tests.made_files import pdf
from yiben.documents.tests.office import to_pdf
from yiben.documents.tests.test_plain_text import number_of

FULL = "全镇受理群众来信来访四十八件全部按期办结回访满意共"


def test_a_pdf_with_text_is_read_page_by_page() -> None:
    assert read_text(pdf(["危房改造15户"], ["兑付12.5万元"]), "a.pdf") == "危房改造15户\n兑付12.5万元"


def test_lines_that_the_page_broke_are_whole_again_also_over_a_page() -> None:
    pages = [["一、民生", f"{FULL}1", "2件。", f"{FULL}新建", "— 1 —"], ["公厕4座。", "二、安全", "2"]]
    assert read_text(pdf(*pages), "a.pdf").split("\n") == [
        "一、民生", f"{FULL}12件。", f"{FULL}新建公厕4座。", "二、安全",
    ]  # fmt: skip


def test_short_lines_and_new_items_stay_lines() -> None:
    assert joined([f"友好村 112户\n见天村 98户\n{FULL}三处\n（二）其他"]).count("\n") == 3


def test_radicals_written_for_characters_are_characters() -> None:
    assert unfolded("⼀⽉⽣产12⼈") == "一月生产12人"


def test_a_scanned_pdf_says_so_and_a_scanned_page_is_named() -> None:
    assert number_of(pdf([], []), "a.pdf") == "D008"
    opened = open_text(pdf(["危房改造15户"], [], ["兑付"], [], []), "a.pdf")
    assert [str(n) for n in opened.notes] == [
        "a.pdf：第2页、第4—5页没有文字，像是扫描件或图片，没有读 其余各页已读。（D010）"
    ]


def test_a_locked_pdf_says_so_but_an_empty_password_opens() -> None:
    for password, wanted in (("1234", "D007"), ("", "")):
        writer = pypdf.PdfWriter(clone_from=BytesIO(pdf(["危房改造15户"])))
        writer.encrypt(password, "owner", algorithm="AES-256")
        file = BytesIO()
        writer.write(file)
        if wanted:
            assert number_of(file.getvalue(), "a.pdf") == wanted
        else:
            assert read_text(file.getvalue(), "a.pdf") == "危房改造15户"


def test_more_pages_than_any_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 2)
    assert number_of(pdf(["1"], ["2"], ["3"]), "a.pdf") == "D011"


def test_a_pdf_that_is_none_is_damaged() -> None:
    for content in (b"%PDF-1.4\n", b"no pdf", pdf(["1户"])[:200]):
        assert number_of(content, "a.pdf") == "D006"


@pytest.mark.office
def test_a_paper_comes_back_from_its_pdf(tmp_path: Path) -> None:
    said = (
        "全镇受理来信来访48件，办结46件，办结率95.8%；兑付惠民资金1250.6万元，惠及6458户22167人，" * 4
        + "完。"
    )
    paper = Document()
    paper.add_paragraph(said)
    path = tmp_path / "a.docx"
    paper.save(str(path))
    assert read_text(to_pdf(path)).replace(" ", "") == said
