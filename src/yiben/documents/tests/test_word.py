import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest

from yiben.documents.tests.office import to_pdf, to_pictures
from yiben.documents.word import Paper
from yiben.documents.word_table import TableColumn
from yiben.kernel.problems import Refused

COLUMNS = [TableColumn("序", 10, "right"), TableColumn("名称", 100), TableColumn("数值", 46, "right")]


def short_paper() -> Paper:
    paper = Paper("柏杨坝镇2023年前三季度工作回顾")
    paper.title("柏杨坝镇2023年前三季度工作回顾")
    paper.dateline("（2023年10月12日）")
    paper.heading(1, "一、项目建设")
    paper.heading(2, "（一）重点项目")
    paper.heading(3, "1. 进度")
    paper.body(["全年谋划", "22个", "重点项目。"])
    paper.appendix(1, "本文数字来源表", "截至：2023-10-12")
    paper.table(COLUMNS, [["1", "重点项目谋划数", "22"]])
    return paper


def parts(paper: Paper) -> dict[str, str]:
    stream = BytesIO()
    paper.save(stream)
    with zipfile.ZipFile(stream) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


def style(text: str, name: str) -> str:
    found = re.search(rf'<w:style [^>]*>\s*<w:name w:val="{name}"/>.*?</w:style>', text, re.S | re.I)
    assert found, name
    return found.group()


def test_the_sheet_is_a4_with_the_margins_and_grid_of_the_standard() -> None:
    section = parts(short_paper())["word/document.xml"].split("<w:sectPr")[-1]
    assert 'w:w="11906" w:h="16838"' in section
    for margin in ('w:top="2098"', 'w:bottom="1980"', 'w:left="1587"', 'w:right="1474"'):
        assert margin in section
    assert '<w:docGrid w:type="linesAndChars" w:linePitch="580" w:charSpace="-848"/>' in section


@pytest.mark.parametrize(
    ("name", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", 44), ("Heading 1", "黑体", 32), ("Heading 2", "楷体_GB2312", 32),
        ("Heading 3", "仿宋_GB2312", 32), ("Body Text", "仿宋_GB2312", 32), ("Table Text", "仿宋_GB2312", 21),
        ("Table Head", "黑体", 21), ("Footer", "宋体", 28),
    ],
)  # fmt: skip
def test_each_style_names_its_chinese_font(name: str, font: str, half_points: int) -> None:
    found = style(parts(short_paper())["word/styles.xml"], name)
    assert f'w:eastAsia="{font}"' in found
    assert f'<w:sz w:val="{half_points}"/>' in found
    assert "Theme" not in found


def test_body_lines_are_28_95_points_with_two_characters_indent_and_western_digits() -> None:
    body = style(parts(short_paper())["word/styles.xml"], "Body Text")
    assert 'w:line="579" w:lineRule="exact"' in body
    assert 'w:firstLineChars="200"' in body
    assert 'w:ascii="Times New Roman"' in body


def test_odd_pages_are_numbered_right_and_even_pages_left() -> None:
    paper = parts(short_paper())
    footers = [text for name, text in paper.items() if name.startswith("word/footer")]
    assert "<w:evenAndOddHeaders/>" in paper["word/settings.xml"]
    assert len(footers) == 2
    assert all(" PAGE " in text and "— " in text for text in footers)
    for side in ("right", "left"):
        assert any(f'<w:jc w:val="{side}"/>' in t and f'w:{side}Chars="100"' in t for t in footers)


def test_the_language_is_chinese_and_no_person_is_named() -> None:
    paper = parts(short_paper())
    assert 'w:eastAsia="zh-CN"' in paper["word/styles.xml"].split("</w:docDefaults>")[0]
    stream = BytesIO()
    short_paper().save(stream)
    properties = docx.Document(stream).core_properties
    assert properties.title == "柏杨坝镇2023年前三季度工作回顾"
    assert properties.language == "zh-CN"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_fonts_name_their_stand_ins() -> None:
    fonts = parts(short_paper())["word/fontTable.xml"]
    assert re.search('w:name="仿宋_GB2312"><w:altName w:val="[^"]*FangSong', fonts)
    assert re.search('w:name="楷体_GB2312"><w:altName w:val="[^"]*KaiTi', fonts)


def test_the_appendix_has_a_three_line_table_whose_head_repeats() -> None:
    document = parts(short_paper())["word/document.xml"]
    table = document[document.index("<w:tbl>") :]
    assert "<w:pageBreakBefore/>" in document[: document.index("<w:tbl>")]
    assert table.count("<w:tblHeader/>") == 1
    assert "insideH" not in table and "insideV" not in table
    assert set(re.findall(r'w:color="(\w+)"', table)) == {"000000"}


def test_the_paper_reads_as_written() -> None:
    """The snapshot: style by style what stands on the page."""
    stream = BytesIO()
    short_paper().save(stream)
    lines = [f"{p.style.name}: {p.text}" for p in docx.Document(stream).paragraphs if p.style and p.text]
    assert lines == [
        "Title: 柏杨坝镇2023年前三季度工作回顾",
        "Dateline: （2023年10月12日）",
        "Heading 1: 一、项目建设",
        "Heading 2: （一）重点项目",
        "Heading 3: 1. 进度",
        "Body Text: 全年谋划22个重点项目。",
        "Appendix Mark: 附件1",
        "Appendix Title: 本文数字来源表",
        "Appendix Note: 截至：2023-10-12",
    ]


def test_control_characters_and_half_surrogates_are_dropped() -> None:
    paper = Paper("收入\x00表")
    paper.title("收入\x0b表")
    paper.body(["甲\x07乙\ud800丙<&>"])
    paper.table(COLUMNS, [["1", "丁\x1f戊", "\ufffe3"]])
    document = parts(paper)["word/document.xml"]
    assert "甲乙丙&lt;&amp;&gt;" in document
    assert "丁戊" in document and "收入表" in document


def test_a_failed_save_leaves_the_older_file(tmp_path: Path) -> None:
    old = tmp_path / "review.docx"
    short_paper().save(old)
    before = old.read_bytes()
    with pytest.raises(Refused) as refused:
        short_paper().save(tmp_path / "没有这个目录" / "review.docx")
    assert refused.value.problems[0].number == "S002"
    assert old.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["review.docx"]


@pytest.mark.office
def test_libreoffice_shows_22_lines_of_28_characters(tmp_path: Path) -> None:
    paper = Paper("满页")
    for _ in range(60):
        paper.body(["镇" * 26])
    paper.body(["村" * 54])
    paper.save(tmp_path / "a.docx")
    pdf = to_pdf(tmp_path / "a.docx")
    pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(pdf).pages]
    assert [sum("镇" * 26 in line for line in page) for page in pages] == [22, 22, 16]
    assert [line.strip() for line in pages[2] if "村" in line] == ["村" * 26, "村" * 28]
    assert "— 1 —" in pages[0][-1] and "— 2 —" in pages[1][-1]
    pictures = to_pictures(pdf)
    assert not pictures or len(pictures) == 3
