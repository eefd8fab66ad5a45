import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from yiben.documents.columns import Cell, Column
from yiben.documents.csv_text import write_csv

HEAD = [
    Column("证件号码", kind="id"),
    Column("事由"),
    Column("收到日", kind="date"),
    Column("金额", kind="money", unit="元"),
]


def test_a_csv_opens_in_a_chinese_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows: list[list[Cell]] = [
        ["990101199001011234", "=cmd|' /C calc'!A0", date(2023, 10, 12), Decimal("1E+3")],
        ["0728", "三组,\n道路", None, -5],
        ["4228************3X", "-", None, None],
    ]
    assert write_csv(path, HEAD, rows) == 3
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [
            ["证件号码", "事由", "收到日", "金额（元）"],
            ["990101199001011234\t", "'=cmd|' /C calc'!A0", "2023-10-12", "1000"],
            ["0728\t", "三组,\n道路", "", "-5"],
            ["4228************3X", "'-", "", ""],
        ]
