"""One value of a field: read from what was typed or imported, shown, and typed back.

Kept are: text, choice, place and identifiers as str, integer as int, number and money as Decimal in the
base unit, date as date, moment as text (2023-10-12T09:30, Asia/Shanghai), boolean as bool; nothing as None.
Whether a field may stay empty, and which place a name means, is for those who see the whole record.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from yiben.kernel.dates import parse_day, parse_moment
from yiben.kernel.digits import exact
from yiben.kernel.field_like import FieldLike
from yiben.kernel.identity import mask
from yiben.kernel.numbers_typed import read_number
from yiben.kernel.numerals import plain
from yiben.kernel.problems import Problem, Refused, problem
from yiben.kernel.texts import cut, read_identifier, read_text
from yiben.kernel.units import from_base

Reading = tuple[Any, list[Problem]]

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
YES = ("是", "有", "√", "true", "yes", "on", "1")
NO = ("否", "无", "×", "false", "no", "off", "0")


def read_value(field: FieldLike, raw: object) -> Reading:
    """The value as kept and no problems, or None and everything wrong with it; empty reads as None."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None, []
    read = _READERS.get(field.type, read_text)
    try:
        value, problems = read(field, raw)
    except Refused as refused:
        return None, list(refused.problems)
    return (None, problems) if problems else (value, [])


def show_value(field: FieldLike, value: Any) -> str:
    """For a table or a page: 1,008 (in the field's unit, which the head names), 2023-10-12, 是; none is "".

    Identifiers are shown masked, wherever they come from; a place comes back as its code.
    """
    if value is None:
        return ""
    if field.type in ("integer", "number", "money"):
        typed = type_value(field, value)
        whole, point, rest = typed.lstrip("-").partition(".")
        return f"{'−' if typed.startswith('-') else ''}{int(whole):,}{point}{rest}"
    if field.type == "moment":
        return str(value).replace("T", " ")
    if field.type in ("id_number", "phone", "bank_account"):
        return mask(value, field.type) if isinstance(value, str) else "*" * 6
    return type_value(field, value)


def type_value(field: FieldLike, value: Any) -> str:
    """As a clerk would type it; `read_value` gives the same value back. Encrypted identifiers give ""."""
    if value is None or isinstance(value, dict):
        return ""
    if field.type in ("integer", "number", "money"):
        return plain(from_base(exact(value), field.unit), 20).replace("−", "-")
    if isinstance(value, bool):
        return YES[0] if value else NO[0]
    return value.isoformat() if isinstance(value, date) else str(value)


def _read_date(field: FieldLike, raw: object) -> Reading:
    try:
        if isinstance(raw, bool | Decimal):
            raise ValueError
        day = parse_day(raw)
    except (ValueError, OverflowError):
        return None, [problem("K002", field.id, title=field.title, value=cut(raw))]
    if not FIRST_DAY <= day <= LAST_DAY:
        found = {"value": day, "minimum": FIRST_DAY, "maximum": LAST_DAY}
        return None, [problem("K015", field.id, title=field.title, **found)]
    return day, []


def _read_moment(field: FieldLike, raw: object) -> Reading:
    try:
        if isinstance(raw, bool | Decimal | int | float):
            raise ValueError
        moment = parse_moment(raw)
    except (ValueError, OverflowError):
        return None, [problem("K032", field.id, title=field.title, value=cut(raw))]
    if not FIRST_DAY <= moment.date() <= LAST_DAY:
        found = {"value": moment.date(), "minimum": FIRST_DAY, "maximum": LAST_DAY}
        return None, [problem("K015", field.id, title=field.title, **found)]
    return f"{moment:%Y-%m-%dT%H:%M}", []


def _read_boolean(field: FieldLike, raw: object) -> Reading:
    if isinstance(raw, bool):
        return raw, []
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    word = str(raw).strip().lower() if isinstance(raw, str | int) else ""
    if word in YES or word in NO:
        return word in YES, []
    return None, [problem("K019", field.id, title=field.title)]


def _read_choice(field: FieldLike, raw: object) -> Reading:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    word = str(raw).strip()
    if word in field.options:
        return word, []
    found = {"value": cut(raw), "allowed": "、".join(field.options)}
    return None, [problem("K006", field.id, title=field.title, **found)]


_READERS: Final[dict[str, Callable[[Any, Any], Reading]]] = {
    "integer": read_number, "number": read_number, "money": read_number, "date": _read_date,
    "moment": _read_moment,
    "boolean": _read_boolean, "choice": _read_choice, "id_number": read_identifier,
    "phone": read_identifier, "bank_account": read_identifier,
}  # fmt: skip
