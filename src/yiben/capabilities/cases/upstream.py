"""The number that an upstream platform gave: the same number in the same register is the same case."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

from yiben.capabilities.cases.working import Working
from yiben.declare.model import Register
from yiben.kernel.problems import Problem, problem
from yiben.ledger.jsonpath import Literal, column
from yiben.ledger.models import Record
from yiben.township.models import Account
from yiben.township.rights import may

FIELD = "upstream_no"
AT_ONCE = 500
Seen: TypeAlias = dict[tuple[str, str], dict[str, Record | None]]
_batch: ContextVar[Seen | None] = ContextVar("yiben_upstream_batch", default=None)


@contextmanager
def batch() -> Iterator[None]:
    """Within one batch, remember the numbers that its own acts have used: they are not saved yet."""
    token = _batch.set({})
    try:
        yield
    finally:
        _batch.reset(token)


def known(register: Register, town: str, numbers: Iterable[str]) -> dict[str, Record]:
    """The records of the register that have one of these upstream numbers, void ones left out."""
    wanted = sorted(set(numbers))
    found: dict[str, Record] = {}
    if FIELD not in register.fields:
        return found
    own = Record.objects.filter(register=Literal(register.id), town=town, void=False)
    own = own.annotate(upstream=column(register, FIELD))
    for start in range(0, len(wanted), AT_ONCE):
        for one in own.filter(upstream__in=wanted[start : start + AT_ONCE]).order_by("-number"):
            found[one.upstream] = one
    return found


def told(number: str, other: Record | None, by: Account) -> Problem:
    """M080 for a number that is there already; the record's own number for who may read it."""
    shown = other is not None and may(by, "read", other.register, other.place)
    case = other.number if shown and other is not None else "另一件"
    return problem("M080", FIELD, upstream=number, case=case)


def checked(case: Working) -> None:
    """M080 where the register or this batch has the number already."""
    number = case.doing.values.get(FIELD)
    if not number or not case.changed(FIELD):
        return
    text, seen = str(number), _batch.get()
    used = seen.setdefault((case.register.id, case.doing.town), {}) if seen is not None else {}
    other = known(case.register, case.doing.town, [text]).get(text)
    if text in used or (other is not None and other.record != case.doing.record):
        case.problems.append(told(text, other, case.doing.by))
    used[text] = other
