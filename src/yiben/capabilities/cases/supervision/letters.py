"""What sheets, notices and rhythm sheets share: who issues them, dates as official papers write them."""

from datetime import date
from io import BytesIO

from yiben.capabilities.cases import offices
from yiben.documents.word import Paper
from yiben.township import places

ISSUER = "dangzheng"
"""The office that supervises."""


def issuer(town: str) -> str:
    """柏杨坝镇党政综合办公室."""
    return f"{places.title(town)}{offices.title(ISSUER)}"


def day(on: date) -> str:
    """2023年10月12日, without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{on.year}年{on.month}月{on.day}日"


def short_day(text: str | date | None) -> str:
    """2023-10-12 as a table has it, — where there is none."""
    return str(text) if text else "—"


def bytes_of(paper: Paper) -> bytes:
    file = BytesIO()
    paper.save(file)
    return file.getvalue()
