"""A reading of one kind of sentence only, so that what lies around reading is tested by itself."""

import re
from decimal import Decimal

from yiben.reading.model import Figure, LeftOut, ReadText, Relation

_FIGURE = re.compile(r"(\d+)([户人件元])")
_YEAR = re.compile(r"\d{4}年")


def stand_in(text: str) -> ReadText:
    """Numbers with 户人件元 as figures, the first the sum of the next two; years are left out."""
    figures = tuple(
        Figure(
            f.start(),
            f.end(),
            f[0],
            Decimal(f[1]),
            f[2],
            "exact",
            "stock",
            "监测户",
            "2023",
            "友好村",
            ("甲",),
        )
        for f in _FIGURE.finditer(text)
    )
    left_out = tuple(LeftOut(y.start(), y.end(), y[0], "日期") for y in _YEAR.finditer(text))
    related: tuple[Relation, ...] = ()
    if len(figures) >= 3:
        holds = figures[0].value == figures[1].value + figures[2].value
        related = (Relation("sum_of", 0, (1, 2), holds, ("乙",)),)
    return ReadText(text, figures, left_out, related)
