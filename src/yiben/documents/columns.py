"""What a column of a written table holds, shared by Excel and CSV."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeGuard

from yiben.documents.clean import clean

Kind = Literal["text", "id", "integer", "number", "money", "percent", "date", "boolean"]
Cell = str | int | float | Decimal | date | bool | None

NUMERIC = ("integer", "number", "money", "percent")
WIDTHS = {"id": 21, "date": 12, "integer": 10, "number": 12, "money": 14, "percent": 10, "boolean": 6}
SAFE_DIGITS = 15
"""Excel keeps numbers to 15 significant digits; longer ones are written as text."""


@dataclass(frozen=True)
class Column:
    """A column: values in `unit` as shown (a percentage is given as 97.5, a sum in 万元 as 万元)."""

    title: str
    width: float = 0
    """In characters of 11 pt; 0 leaves it to the kind and the title."""
    kind: Kind = "text"
    unit: str = ""
    decimals: int = 2

    @property
    def head(self) -> str:
        return clean(f"{self.title}（{self.unit}）" if self.unit else self.title)

    @property
    def shown_width(self) -> float:
        own = self.width or WIDTHS.get(self.kind, 18)
        return max(own, min(2 * len(self.head) + 2, 24)) if not self.width else own


def units_line(columns: tuple[Column, ...]) -> str:
    """单位：万元、户、人, each unit once in the order of the columns; empty without units."""
    units = list(dict.fromkeys(column.unit for column in columns if column.unit))
    return f"单位：{'、'.join(units)}" if units else ""


def is_exact(value: Cell) -> TypeGuard[Decimal | int | float]:
    """Whether a spreadsheet can hold the value as a number without rounding it."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return False
    number = Decimal(str(value))
    return number.is_finite() and len(number.normalize().as_tuple().digits) <= SAFE_DIGITS


def text_of(column: Column, value: Cell) -> str:
    """The value as words: a text, an identifier, 是/否, an ISO day, a plain number."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()[:10]
    return clean(str(value))
