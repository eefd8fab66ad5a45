"""Counts, measures and money as they are typed or imported."""

import unicodedata
from decimal import Decimal
from typing import Any

from yiben.kernel.digits import LONGEST, decimals_of, exact, parse_number, significant, tidy
from yiben.kernel.field_like import FieldLike
from yiben.kernel.problems import Problem, problem
from yiben.kernel.texts import cut
from yiben.kernel.units import from_base, to_base, unit, unit_names

DIGITS = 15
"""Significant digits that a JSON number carries unchanged."""
FEN = 2


class _TwiceScaledError(Exception):
    """1.2万 in a field kept in 万元."""


def read_number(field: FieldLike, raw: object) -> tuple[Any, list[Problem]]:
    """An int, or a Decimal in the base unit.

    Money is kept to the fen, whatever unit it is typed in; a measure has the field's decimals in the unit
    typed. A unit written after the number counts (1200元 for a field in 万元), a bare 万 only where the
    field's own unit is no multiple, since 1.2万 in 万元 may mean either.
    """
    name = field.unit
    try:
        number, name = _number(raw, field.unit)
    except _TwiceScaledError:
        return None, [problem("K030", field.id, title=field.title, unit=name, value=cut(raw))]
    except ValueError:
        return None, [problem("K003", field.id, title=field.title, value=cut(raw))]
    base = to_base(number, name)
    typed = from_base(base, field.unit)
    problems = []
    whole = field.type == "integer"
    if whole and base != base.to_integral_value():
        problems.append(problem("K017", field.id, title=field.title, value=cut(raw)))
    allowed = FEN if field.type == "money" else field.decimals
    found = decimals_of(base) if field.type == "money" else decimals_of(typed)
    if not whole and found > allowed:
        if field.type == "money":
            allowed += decimals_of(1 / unit(name).factor) if name else 0
        problems.append(problem("K016", field.id, title=field.title, decimals=allowed, value=cut(raw)))
    elif significant(base) > DIGITS:
        problems.append(problem("K027", field.id, title=field.title, digits=DIGITS))
    if field.minimum is not None and typed < exact(field.minimum):
        problems.append(problem("K004", field.id, title=field.title, minimum=_limit(field.minimum, field)))
    if field.maximum is not None and typed > exact(field.maximum):
        problems.append(problem("K005", field.id, title=field.title, maximum=_limit(field.maximum, field)))
    return (int(base) if whole and not problems else tidy(base)), problems


def _number(raw: object, name: str) -> tuple[Decimal, str]:
    """The number and the unit it is in."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise ValueError
    if not isinstance(raw, str):
        number = exact(raw)
        if not number.is_finite() or abs(number.adjusted()) > LONGEST:
            raise ValueError
        return number, name
    text = unicodedata.normalize("NFKC", raw[: 4 * LONGEST]).strip()
    written = _written_unit(text, name)
    if written:
        return parse_number(text[: -len(written)]), written
    number = parse_number(raw)
    if name and text[-1:] in ("%", "‰") and unit(name).base != "比例":
        raise ValueError
    if name and text[-1:] in "百千万亿%‰" and unit(name).factor != 1:
        raise _TwiceScaledError
    return number, name


def _written_unit(text: str, name: str) -> str:
    """The longest listed unit of the same base that the text ends in."""
    if not name:
        return ""
    base = unit(name).base
    ends = [n for n in unit_names() if text.endswith(n) and unit(n).base == base]
    return max(ends, key=len, default="")


def _limit(limit: float, field: FieldLike) -> str:
    number = exact(limit)
    return f"{number.normalize():f}{field.unit}"
