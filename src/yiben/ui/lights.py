"""Status: shape, word, then colour, so that it reads in grey print and by ear."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yiben.declare.model import Register
from yiben.kernel.near_due import NEAR
from yiben.kernel.problems import Refused
from yiben.kernel.working_days import calendar
from yiben.ledger.models import Version

BY_NAME = {
    "waiting": ("ring", "plain"),
    "working": ("half", "dai"),
    "done": ("tick", "zhuq"),
    "returned": ("back", "plain"),
    "late": ("square", "zhu"),
}


@dataclass(frozen=True)
class Light:
    shape: str
    """square triangle half ring tick back cross dashed unequal."""
    word: str
    tone: str


def of_state(register: Register, state: str) -> Light:
    """The light of a state alone, without its due day."""
    known = register.states.get(state)
    if known is None:
        return Light("ring", state or "—", "plain")
    shape, tone = BY_NAME.get(known.light, ("ring", "plain"))
    return Light(shape, known.title, tone)


def of_record(register: Register, state: str, due: date | None, today: date, void: bool = False) -> Light:
    """What a list shows: how late or how near an unfinished record is, else its state."""
    if void:
        return Light("cross", _("已作废"), "plain")
    known = register.states.get(state)
    if known is None or known.closed or due is None:
        return of_state(register, state)
    if due < today:
        return Light("square", late_by((today - due).days), "zhu")
    if due == today:
        return Light("triangle", _("今天到期"), "teng")
    left = working_days_left(today, due)
    if left is not None and left <= NEAR:
        said = ngettext("还剩%(n)s个工作日", "还剩%(n)s个工作日", left) % {"n": left}
        return Light("triangle", said, "teng")
    return of_state(register, state)


def due_of(register: Register, record: Version) -> date | None:
    """The due day that still runs; none of a case that is answered but not yet in a closed state."""
    over = "cases" in register.uses and record.closed_on is not None
    return None if over else record.due_on


def late_by(days: int) -> str:
    return ngettext("逾期%(n)s日", "逾期%(n)s日", days) % {"n": days}


def working_days_left(today: date, due: date) -> int | None:
    """Working days after today up to the due day; None where the year's calendar is not known."""
    try:
        return calendar().between(today, due)
    except Refused:
        return None
