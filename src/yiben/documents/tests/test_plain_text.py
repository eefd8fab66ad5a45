import os
from pathlib import Path

import pytest

from yiben.documents import plain_text
from yiben.documents.plain_text import read_text
from yiben.documents.tests.made_files import archive, docx, paragraph, pdf
from yiben.kernel.problems import Refused

SAID = "全镇调处纠纷３６件，\r\n兑付资金 12.5万元。"


def number_of(content: bytes, name: str = "") -> str:
    with pytest.raises(Refused) as refused:
        read_text(content, name)
    return refused.value.problems[0].number


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
def test_a_text_is_read_in_every_encoding_of_office_machines_and_not_changed(encoding: str) -> None:
    assert read_text(SAID.encode(encoding), "工作总结.txt") == SAID


def test_marks_of_direction_and_rare_characters_stay_where_they_are() -> None:
    text = "村名：䶮家\u200f湾𠮷，3户"
    assert read_text(text.encode()) == text
    assert read_text((text + SAID).encode("gb18030")) == text + SAID


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_bytes(SAID.encode("gb18030"))
    assert read_text(path) == SAID


def test_bytes_that_are_no_text_are_refused_with_the_place() -> None:
    assert number_of(bytes(range(256)) * 4, "a.txt") == "D004"
    assert number_of(b"\x80\x81\xff" * 50, "a.txt") == "D004"
    with pytest.raises(Refused, match=r"a\.txt.*第31个字节.*UTF-8.*D004"):
        read_text(("全镇调处纠纷三十六件" + "兑付").encode()[:32], "a.txt")


def test_latin_letters_read_as_gb_are_not_taken_for_chinese() -> None:
    assert number_of("déjà vu, où ça, élève".encode("latin-1"), "a.txt") == "D004"


def test_nothing_in_a_file_is_said() -> None:
    for content, name in (
        (b"", "a.txt"),
        (" \r\n　".encode(), "a.txt"),
        (b"", "a.html"),
        (docx(""), "a.docx"),
    ):
        assert number_of(content, name) == "D003"


@pytest.mark.parametrize(
    ("name", "content", "hint"),
    [
        ("总结.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "另存为 .docx"),
        ("总结.wps", b"\xd0\xcf\x11\xe0" + bytes(600), "WPS 文字"),
        ("总结", b"{\\rtf1\\ansi}", "RTF"),
        ("总结.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "另存为 .docx"),
        ("公文.ofd", archive(OFD_xml="<OFD/>"), "PDF"),
        ("公文.ofd", b"\x00\x01damaged", "OFD"),
        ("表.xlsx", archive(**{"[Content_Types]_xml": "", "xl__workbook_xml": ""}), "Excel"),
        ("稿.odt", archive(content_xml="", mimetype="x"), "ODT"),
        ("一批.zip", archive(a_xml="1"), "解压"),
        ("扫描.png", b"\x89PNG\r\n\x1a\n" + bytes(20), "文字识别"),
    ],
)
def test_what_is_not_read_is_refused_with_a_way_out(name: str, content: bytes, hint: str) -> None:
    with pytest.raises(Refused, match=f"{hint}.*D005"):
        read_text(content, name)


def test_the_content_tells_the_kind_before_the_name() -> None:
    assert read_text("<html><body>新建公厕4座</body></html>".encode(), "总结.doc") == "新建公厕4座"
    assert read_text(docx(paragraph("新建公厕4座")), "总结.txt") == "新建公厕4座"
    assert read_text(pdf(["新建公厕4座"]), "附件") == "新建公厕4座"
    assert read_text("新建公厕4座".encode(), "总结.doc") == "新建公厕4座"


def test_a_file_past_the_limit_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "LIMIT_MB", 1)
    path = tmp_path / "a.txt"
    path.write_bytes(b"1" * 1_100_000)
    with pytest.raises(Refused, match=r"有2 MB，最多1 MB.*D002"):
        read_text(path)


def test_a_path_that_is_not_there_or_not_ours_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(Refused, match="D001"):
            read_text(path)


def test_no_damage_gives_a_traceback() -> None:
    whole = {
        "a.docx": docx(paragraph("危房改造15户" * 30)),
        "a.pdf": pdf(["危房改造15户"] * 9),
        "a.html": b"<p>1<b",
    }
    for name, content in whole.items():
        for cut in range(0, len(content), 37):
            torn = content[:cut] + os.urandom(5) + content[cut + 9 :]
            for bad in (torn, content[:cut]):
                try:
                    read_text(bad, name)
                except Refused as refused:
                    assert refused.problems[0].number in {"D003", "D004", "D005", "D006", "D007", "D008"}
