"""Texts and identifiers as they are typed or imported."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from yiben.kernel.field_like import FieldLike
from yiben.kernel.identity import id_number_problems, normal_id
from yiben.kernel.problems import Problem, problem

Reading = tuple[Any, list[Problem]]

PLACE_LENGTH = 60
MARKS_LENGTH = 40
"""Longest identifier looked at, in characters."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control characters, zero-width and direction marks, lone surrogates; without tab and line feed."""
_BREAKS = re.compile("[\t\n]")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})", re.ASCII)
_LANDLINE = re.compile(
    r"\(?(0\d{2,3})?\)?-?([2-9]\d{6,7})((?:-|转)\d{1,6})?|(400)-?(\d{3})-?(\d{4})", re.ASCII
)
_BANK = re.compile(r"\d{12,19}", re.ASCII)
EXACT_IN_A_CELL = 10**15
"""Excel keeps 15 digits of a number; a longer one has lost its last digits."""


def cut(raw: object) -> str:
    """What was typed, short enough for a message and without what can't be seen."""
    text = _UNSEEN.sub("□", str(raw)[:41])
    return f"{text[:40]}…" if len(text) > 40 else text


def read_text(field: FieldLike, raw: object) -> Reading:
    """The text without blanks around it; K007 too long, K008 control characters, both where both hold.

    K031 for what is no text at all: a list or true in a request.
    """
    if isinstance(raw, bool | list | tuple | dict | set):
        return None, [problem("K031", field.id, title=field.title, value=cut(raw))]
    text = _written(raw).replace("\r\n", "\n").strip(" \t\r\n\u3000\u00a0")
    longest = PLACE_LENGTH if field.type == "place" else field.max_length
    problems = []
    if len(text) > longest:
        found = {"length": len(text), "maximum": longest}
        problems.append(problem("K007", field.id, title=field.title, **found))
    unseen = _UNSEEN.search(text) or (None if field.type == "long_text" else _BREAKS.search(text))
    if unseen:
        problems.append(problem("K008", field.id, title=field.title, position=unseen.start() + 1))
    return text, problems


def read_identifier(field: FieldLike, raw: object) -> Reading:
    """The identifier as it is kept, so that the same one always gives the same index."""
    if isinstance(raw, bool | list | tuple | dict | set):
        return None, [problem("K031", field.id, title=field.title, value=cut(raw))]
    if isinstance(raw, int | float | Decimal) and _digits_lost(raw):
        return None, [problem("K029", field.id, title=field.title)]
    text = _written(raw)
    text = text[:MARKS_LENGTH]
    if field.type == "id_number":
        number = normal_id(text)
        return number, id_number_problems(number, field.title, field.id)
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if field.type == "bank_account":
        plain = plain.replace("-", "")
        wrong = not _BANK.fullmatch(plain)
        return plain, [problem("K022", field.id, title=field.title)] if wrong else []
    phone = _phone(plain)
    return phone, [] if phone else [problem("K018", field.id, title=field.title, value=cut(raw))]


def _digits_lost(number: int | float | Decimal) -> bool:
    # Asked of Decimal, because comparing a NaN of Decimal raises.
    cell = Decimal(number)
    return not cell.is_finite() or abs(cell) >= EXACT_IN_A_CELL


def _phone(text: str) -> str:
    mobile = _MOBILE.fullmatch(text.replace("-", ""))
    if mobile:
        return mobile[1]
    landline = _LANDLINE.fullmatch(text)
    if not landline:
        return ""
    area, number, extension, *free = landline.groups()
    if free[0]:
        return "-".join(free)
    extension = (extension or "").replace("转", "-")
    return f"{area}-{number}{extension}" if area else f"{number}{extension}"


def _written(raw: object) -> str:
    """A cell's number or day as it is seen in the cell."""
    if isinstance(raw, datetime):
        return raw.isoformat(sep=" ") if raw.time() != time.min else raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < EXACT_IN_A_CELL:
        return str(int(raw))
    return str(raw)
