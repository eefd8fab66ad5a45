"""Tables as CSV that a Chinese Excel opens rightly: UTF-8 with BOM, CRLF, identifiers kept whole."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from yiben.documents.columns import NUMERIC, Cell, Column, text_of
from yiben.documents.saving import replaced

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LONG = 12
"""Digits from which a spreadsheet shows a number as 4.2E+17."""


def write_csv(target: Path | IO[bytes], head: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> int:
    """Write head and rows and return how many rows there are; to a path wholly or not at all (S002)."""
    if isinstance(target, Path):
        with replaced(target) as temporary, temporary.open("wb") as stream:
            return write_csv(stream, head, rows)
    text = TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([column.head for column in head])
    count = 0
    for row in rows:
        writer.writerow([safe(column, value) for column, value in zip(head, row, strict=True)])
        count += 1
    text.flush()
    text.detach()
    return count


def safe(column: Column, value: Cell) -> str:
    """The value as text that a spreadsheet neither computes nor rounds.

    Words that begin like a formula get an apostrophe (OWASP, CSV Injection); identifiers that a
    spreadsheet would round (12 digits and more) or strip of a leading 0 get a tab behind.
    """
    if column.kind in NUMERIC and isinstance(value, Decimal):
        return format(value, "f")
    text = text_of(column, value)
    if column.kind in NUMERIC and isinstance(value, (int, float)):
        return text
    if text.startswith(_FORMULA_STARTS):
        return f"'{text}"
    if column.kind == "id" and text.isdigit() and (len(text) >= LONG or text.startswith("0")):
        return f"{text}\t"
    return text
