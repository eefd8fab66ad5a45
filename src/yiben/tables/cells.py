"""One pasted cell brought to what the ledger reads: what offices write in tables, and Excel's traces.

Nothing is guessed here: a cell is only written in another way. What then doesn't read is told by
`kernel.values`, in the words of every form. Free of Django.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from difflib import get_close_matches

from yiben.declare.model import Field
from yiben.kernel.identity import LENGTH, id_number_problems
from yiben.kernel.problems import Problem, problem

EMPTY = ("-", "--", "—", "——", "―", "－", "/", "／", "\\", "无", "〇", "n/a", "#n/a", "null", "空")
"""What stands for nothing in an office's table."""
_YES = ("√", "✓", "✔", "☑", "对", "y", "v")
_NO = ("×", "✗", "✘", "☒", "x", "错", "n")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{1,3}", re.ASCII | re.IGNORECASE)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_MASK = re.compile(r"[*＊]{2,}")
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_415
"""18 May 1927 and 31 December 2100 as Excel counts days; smaller numbers are no dates that anyone means."""


def is_masked(text: str) -> bool:
    """Whether the cell holds a masked value, as exports write identifiers."""
    return bool(_MASK.search(text))


def written(field: Field, text: str) -> str:
    """The cell as one would type it in the form; empty for what stands for nothing."""
    kept = text.strip(" \t\r\n\u3000\u00a0")
    if not kept:
        return ""
    flat = unicodedata.normalize("NFKC", kept).strip()
    if field.type == "boolean":
        low = flat.lower()
        return "是" if low in _YES else "否" if low in _NO or kept in _NO else _nothing(kept, ("无",))
    if field.type == "choice":
        return _option(field.options, kept, flat)
    if kept.lower() in EMPTY or flat.lower() in EMPTY:
        return ""
    if field.type == "date":
        return _day(flat)
    if field.is_identifier or field.type in ("integer", "number", "money"):
        return kept.lstrip("'’‘`")
    return kept if field.type == "long_text" else re.sub(r"[\t\n]+", " ", kept)


def _nothing(text: str, but: Sequence[str] = ()) -> str:
    return "" if text.lower() in EMPTY and text not in but else text


def _option(options: Sequence[str], kept: str, flat: str) -> str:
    """The option that is meant but for width and blanks; else the cell as it is."""
    if kept in options:
        return kept
    squeezed = re.sub(r"\s", "", flat)
    same = [o for o in options if re.sub(r"\s", "", unicodedata.normalize("NFKC", o)) == squeezed]
    return same[0] if len(same) == 1 else _nothing(kept)


def _day(flat: str) -> str:
    serial = _SERIAL.fullmatch(flat)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return (_EPOCH + timedelta(days=int(serial[1]))).isoformat()
    return re.sub(r"\s+(?=[年月日./-])|(?<=[年月./-])\s+", "", flat)


def damaged(field: Field, text: str) -> list[Problem]:
    """K029 for a number whose last digits Excel has lost: 4.22802E+17, or 18 digits that end in 000."""
    flat = unicodedata.normalize("NFKC", text).strip().lstrip("'’‘`")
    if field.is_identifier or field.type == "text":
        if _SCIENTIFIC.fullmatch(flat):
            return [problem("K029", field.id, title=field.title)]
        if field.type == "id_number" and len(flat) == LENGTH and flat.endswith("000"):
            return [problem("K029", field.id, title=field.title)] if id_number_problems(flat, "") else []
    return []


def nearest(wanted: str, known: Sequence[str]) -> str:
    """The option or place most like what was written; empty where none is near."""
    found = get_close_matches(wanted, known, 1, 0.5)
    if found:
        return found[0]
    inside = [o for o in known if wanted and (wanted in o or o in wanted)]
    return inside[0] if len(inside) == 1 else ""
