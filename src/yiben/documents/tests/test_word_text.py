from io import BytesIO

import pytest
from docx import Document

from yiben.documents import word_text
from yiben.documents.plain_text import read_text
from yiben.documents.tests.made_files import docx, paragraph
from yiben.documents.tests.test_plain_text import number_of
from yiben.kernel.problems import Refused


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_paragraphs_and_tables_come_in_order() -> None:
    paper = Document()
    paper.add_paragraph("一、基本情况")
    table = paper.add_table(2, 2)
    for cell, text in zip(
        (c for r in table.rows for c in r.cells), ("村", "户数", "友好村", "112户"), strict=True
    ):
        cell.text = text
    paper.add_paragraph("共新建公厕4座。")
    file = BytesIO()
    paper.save(file)
    assert read_text(file.getvalue(), "a.docx") == "一、基本情况\n村\t户数\n友好村\t112户\n共新建公厕4座。"


def test_a_number_split_over_runs_is_whole() -> None:
    assert (
        read_text(docx(paragraph("完成1", run("2.", "<w:b/>"), "5万", "<w:proofErr/>", "元")))
        == "完成12.5万元"
    )


def test_tracked_changes_are_read_as_accepted() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>18</w:delText></w:r></w:del>'
    come = '<w:ins w:id="2"><w:r><w:t>21</w:t></w:r></w:ins>'
    moved = (
        "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo>"
    )
    assert read_text(docx(paragraph("办结", gone, come, "件", moved))) == "办结21件新处"


def test_a_deleted_paragraph_end_joins_what_it_parted() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>办结12</w:t></w:r></w:p>"
    assert read_text(docx(first + paragraph("件。"))) == "办结12件。"


def test_a_deleted_row_is_gone() -> None:
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    table = row.format("", "留3户") + row.format("<w:trPr><w:del/></w:trPr>", "删5户")
    assert read_text(docx(f"<w:tbl>{table}</w:tbl>")) == "留3户"


def test_a_footnote_follows_the_paragraph_that_calls_it_once() -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("不含续建2户")}</w:footnote>'
    text = read_text(docx(paragraph("改造15户", call, "。") + paragraph("下一段", call), note))
    assert text == "改造15户。\n不含续建2户\n下一段"


def test_a_text_box_written_for_two_programs_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('图：公厕4座')}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    twice = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    assert read_text(docx(paragraph("正文", f"<w:r>{twice}</w:r>", "续"))) == "正文续\n图：公厕4座"


def test_hidden_text_and_field_codes_are_left_out() -> None:
    field = "<w:r><w:instrText>PAGE 7</w:instrText></w:r>"
    hidden = run("99件", "<w:vanish/>")
    shown = run("8件", '<w:vanish w:val="0"/>')
    control = f"<w:sdt><w:sdtContent>{paragraph('控件内3处')}</w:sdtContent></w:sdt>"
    assert read_text(docx(paragraph(field, hidden, shown) + control)) == "8件\n控件内3处"


def test_breaks_and_tabs_keep_words_apart() -> None:
    assert read_text(docx(paragraph("甲", "<w:r><w:tab/><w:br/></w:r>", "乙"))) == "甲\t\n乙"


def test_a_locked_file_says_so() -> None:
    content = b"\xd0\xcf\x11\xe0" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(64)
    assert number_of(content, "a.docx") == "D007"


def test_entities_are_not_opened() -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
    with pytest.raises(Refused, match="D006") as refused:
        read_text(docx("<w:p><w:r><w:t>&a;&c;</w:t></w:r></w:p>", before=doctype), "a.docx")
    assert "root:" not in str(refused.value)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_text, "UNPACKED_MB", 1)
    assert number_of(docx(paragraph("0" * 3_000_000)), "a.docx") == "D009"


def test_tables_nested_without_end_are_refused_plainly() -> None:
    depth = 2000
    nested = "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth
    assert number_of(docx(nested), "a.docx") == "D006"


def test_three_hundred_pages_are_read() -> None:
    body = paragraph("全年调处矛盾纠纷36件，兑付资金12.5万元。" * 8) * 1200
    assert read_text(docx(body)).count("36件") == 9600


def test_a_cell_over_two_columns_is_followed_by_an_empty_one() -> None:
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + paragraph("2023年") + "</w:tc>"
    narrow = [f"<w:tc>{paragraph(words)}</w:tc>" for words in ("村名", "户数", "人数", "东河村")]
    rows = f"<w:tr>{narrow[0]}{wide}</w:tr><w:tr>{narrow[3]}{narrow[1]}{narrow[2]}</w:tr>"
    assert read_text(docx(f"<w:tbl>{rows}</w:tbl>")) == "村名\t2023年\t\n东河村\t户数\t人数"
