"""`./yiben read` on small files; no ledger is touched."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from yiben.documents.tests.made_files import docx, paragraph, pdf
from yiben.reading.model import ReadText
from yiben.reading.tests.stand_in import stand_in
from yiben.start.commands import main, read

TEXT = "2023年\n监测户26户，甲类13户、乙类12户。"


@pytest.fixture(autouse=True)
def simple(monkeypatch: pytest.MonkeyPatch) -> None:
    def parts(text: str, day: date | None, place: str) -> Iterator[ReadText]:
        yield stand_in(text)

    monkeypatch.setattr(read, "read_parts", parts)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "总结.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_is_one_document_in_the_promised_shape(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["read", str(file), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert list(document) == ["figures", "relations"]
    assert document["figures"][0] == {
        "start": 9, "end": 12, "surface": "26户", "value": 26, "unit": "户", "bound": "exact",
        "kind": "stock", "what": "监测户", "period": "2023", "place": "友好村",
    }  # fmt: skip
    assert document["relations"] == [{"type": "sum_of", "whole": 0, "parts": [1, 2], "holds": False}]


def test_reasons_and_rules_come_when_asked_for(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["read", str(file), "--json", "--left-out", "--why"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["left_out"] == [{"start": 0, "end": 5, "surface": "2023年", "reason": "日期"}]
    assert document["figures"][0]["rules"] == ["甲"] and document["relations"][0]["rules"] == ["乙"]


def test_a_person_gets_a_table_with_lines_and_the_right_value(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["read", str(file), "--left-out", "--why"]) == 0
    said = capsys.readouterr().out
    assert "≠" in said and "26户 = 13户 + 12户，算得 25户" in said and "2023年" in said
    assert "共 3 个数；关系 1 条，成立 0，不成立 1，不足以判断 0；另有 1 处数字不算数据。" in said


def test_a_text_without_figures_gives_empty_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一切正常。", encoding="utf-8")
    assert main.main(["read", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"figures": [], "relations": []}


def test_other_kinds_of_file_and_the_standard_input_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("监测户26户")))
    assert main.main(["read", str(path), "--json"]) == 0
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pdf(["监测户26户"], []))))
    assert main.main(["read", "-", "--json"]) == 0
    said = capsys.readouterr()
    assert said.out.count("26户") == 2 and "第2页没有文字" in said.err


def test_what_cannot_be_read_is_one_line_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    for arguments in ([str(path)], [str(tmp_path / "没有.txt")], [str(path), "--day", "昨天"]):
        assert main.main(["read", *arguments, "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and [word for word in ("D005", "D001", "K002") if word not in said.err] == []
