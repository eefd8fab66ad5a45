"""Citizen numbers (GB 11643-1999), and how identifiers look behind their mask."""

import re
import unicodedata
from datetime import date

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from yiben.kernel.clock import today
from yiben.kernel.problems import Problem, problem

LENGTH = 18
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")


def normal_id(text: str) -> str:
    """As it is kept: half-width, without spaces, X upper-case."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()


def id_number_problems(text: str, title: str, where: str = "") -> list[Problem]:
    """Everything wrong with a citizen number; empty for a right one.

    The area is not checked: it may be one abolished since, and invented numbers use the reserved 99.
    """
    number = normal_id(text)
    if len(number) != LENGTH:
        return [problem("K010", where, title=title, length=len(number))]
    if not _SHAPE.fullmatch(number):
        return [problem("K028", where, title=title)]
    problems = []
    born = birth_date(number)
    if born is None or not date(1850, 1, 1) <= born <= today():
        problems.append(problem("K011", where, title=title, value=number[6:14]))
    if ric.calc_check_digit(number) != number[-1]:
        problems.append(problem("K009", where, title=title))
    return problems


def with_check_digit(first_17: str) -> str:
    """The number whole, for invented people."""
    return first_17 + str(ric.calc_check_digit(first_17 + "0"))


def birth_date(number: str) -> date | None:
    """The day of birth in a citizen number, None where there is no such day."""
    number = normal_id(number)
    if not _SHAPE.fullmatch(number):
        return None
    try:
        born: date = ric.get_birth_date(number)
    except (ValidationError, ValueError):
        return None
    return born


def sex(number: str) -> str:
    """男 for an odd serial, 女 for an even one, "" where the text is no citizen number."""
    number = normal_id(number)
    if not _SHAPE.fullmatch(number):
        return ""
    return "男" if int(number[16]) % 2 else "女"


_KEPT = {"id_number": (4, 2), "phone": (3, 4), "bank_account": (0, 4), "person_name": (1, 0)}
"""How many characters stay plain at the start and at the end."""


def mask(text: str, type: str) -> str:
    """9901************3X, 138****0000, ***************1234, 张**: enough to compare with a paper, no more.

    A text too short to hide four characters of it is hidden wholly.
    """
    head, tail = _KEPT.get(type, (0, 0))
    hidden = len(text) - head - tail
    if hidden < 4 and not (type == "person_name" and hidden > 0):
        return "*" * len(text)
    return f"{text[:head]}{'*' * hidden}{text[len(text) - tail :]}"
