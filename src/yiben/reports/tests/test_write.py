import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx as word
import pypdf
import pytest

from yiben.documents.tests.office import to_pdf, to_pictures
from yiben.kernel.problems import Refused
from yiben.reports.lines import shown_width
from yiben.reports.model import Paragraph, Section, TextRun
from yiben.reports.tests.town import example
from yiben.reports.write import html, txt, write

SENTENCE = (
    "2023年前三季度，收到信访118件，办结115件，办结率约69%。其中上半年收到56件。"
    "完成投资1.68亿元，监测252户947人。"
)


def test_the_word_file_has_the_sentences_and_the_figure_list(tmp_path: Path) -> None:
    write(example(), tmp_path / "review.docx")
    paper = word.Document(str(tmp_path / "review.docx"))
    assert SENTENCE in [p.text for p in paper.paragraphs]
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows[0] == ["序", "部分", "名称", "数值", "单位", "台账与行数"]
    assert rows[4] == ["4", "一", "信访件收到数，上半年", "56", "件", "信访热线，7行"]
    assert rows[5] == ["5", "一", "固定资产投资", "16,800", "万元", "重点项目，7行"]


def test_the_text_file_is_the_report_in_short_lines() -> None:
    text = txt(example())
    assert SENTENCE in text.replace("\n", "").replace(" ", "")
    assert max(map(shown_width, text.splitlines())) <= 82
    assert text.splitlines()[3:7] == [
        "一、平安建设",
        "",
        "　　2023年前三季度，收到信访118件，办结115件，办结率约69%。其中上半年收到56件。",
        "完成投资1.68亿元，监测252户947人。",
    ]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag == "a":
            self.links.append(given["href"] or "")
        if "src" in given or tag in ("script", "link", "img"):
            self.outside.append(tag)


def test_each_figure_of_the_page_leads_to_its_line_and_nothing_comes_from_outside() -> None:
    page = _Links()
    page.feed(html(example()))
    assert page.links == [f"#figure-{n}" for n in range(1, 8)]
    assert set(page.links) == {f"#{name}" for name in page.ids}
    assert page.outside == []


def test_text_copied_from_the_page_holds_no_list_numbers() -> None:
    assert SENTENCE in re.sub("<[^>]*>", "", html(example()))


def test_words_that_look_like_markup_stay_words() -> None:
    odd = Section("一", "<b>甲</b>", (Paragraph((TextRun("乙&丙<script>\x00"),)),))
    page = html(replace(example(), sections=(odd,)))
    assert "&lt;b&gt;甲" in page and "乙&amp;丙&lt;script&gt;<" in page and "\x00" not in page


def test_an_unknown_suffix_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="R002"):
        write(example(), tmp_path / "review.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    for name in ("a.docx", "a.html", "a.txt"):
        with pytest.raises(Refused, match="S002"):
            write(example(), tmp_path / "无" / name)


def test_a_full_disk_is_told_and_leaves_the_older_file(tmp_path: Path) -> None:
    old = tmp_path / "review.txt"
    old.write_text("旧稿", encoding="utf-8")

    def no_space(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch, pytest.raises(Refused, match="S002"):
        patch.setattr(Path, "write_text", no_space)
        write(example(), old)
    assert old.read_text(encoding="utf-8") == "旧稿"
    assert [path.name for path in tmp_path.iterdir()] == ["review.txt"]


@pytest.mark.office
def test_libreoffice_opens_the_report_on_two_pages(tmp_path: Path) -> None:
    write(example(), tmp_path / "review.docx")
    pdf = to_pdf(tmp_path / "review.docx")
    pages = [page.extract_text() for page in pypdf.PdfReader(pdf).pages]
    assert len(pages) == 2
    assert "附件" in pages[1] and "— 2 —" in pages[1]
    assert all(picture.stat().st_size > 1000 for picture in to_pictures(pdf))


def test_a_draft_with_nothing_to_tell_says_so() -> None:
    empty = replace(example(), sections=(), figures=())
    assert "账上没有可写入的数据" in txt(empty) and "账上没有可写入的数据" in html(empty)
