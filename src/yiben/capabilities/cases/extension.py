"""More time: asked for, granted by another who approves, or refused, as far as the clock's rule goes."""

from datetime import date
from typing import Any

from yiben.capabilities.cases import clocks
from yiben.capabilities.cases.part import Asking
from yiben.capabilities.cases.working import Working
from yiben.declare.model import Limit
from yiben.kernel.limits.amounts import Amount
from yiben.kernel.limits.clocks import Clock, Extension, extended, extension_problems
from yiben.kernel.limits.saying import day_said

ASK = "extend_days"
"""How many more, in the rule's own unit, handed in or typed; without it as many as the rule allows."""


def ask(case: Working) -> None:
    """Put the request to whoever approves; M020–M022 and H001–H004 refuse it."""
    found = _running(case)
    if found is None:
        return
    _, kept = found
    if case.part.asking is not None:
        case.refuse("M021", "move", day=case.part.asking.on)
        return
    _in_time(case, kept)
    amount = _amount(case, kept, None)
    if amount is None or not _allowed(case, kept, amount):
        return
    by = case.doing.by.username
    case.part.asking = Asking(amount.number, amount.unit, by, case.day.isoformat(), case.doing.why)
    case.put("extension_asked", True)


def grant(case: Working) -> None:
    """Lengthen the main clock by what is granted; M023 for one's own request."""
    found, asking = _running(case), case.part.asking
    if found is None:
        return
    limit, kept = found
    if asking is not None and asking.by == case.doing.by.username:
        case.refuse("M023", "move", move=case.title)
        return
    if asking is None:
        _in_time(case, kept)
    amount = _amount(case, kept, asking)
    if amount is None or not _allowed(case, kept, amount):
        return
    granted = Extension(amount, case.day, case.doing.by.username, case.doing.why)
    case.part.clocks[limit.id] = extended(kept, granted)
    case.add("extended")
    _settled(case)


def refuse(case: Working) -> None:
    """Take the request away; M024 where none waits."""
    if case.part.asking is None:
        case.refuse("M024", "move", move=case.title)
    _settled(case)


def _in_time(case: Working, kept: Clock) -> None:
    """M022 after the due day: what is over is not made longer; what was asked for in time may be granted."""
    end = clocks.working_due(case, kept)
    if kept.paused_since is None and case.day > end.day:
        case.refuse("M022", "move", day=day_said(end.day))


def _settled(case: Working) -> None:
    case.part.asking = None
    case.put("extension_asked", None)


def _running(case: Working) -> tuple[Limit, Clock] | None:
    """The main limit with its clock, while there is time to add to; else M020."""
    limit = case.register.main_limit
    kept = case.part.clocks.get(limit.id) if limit else None
    if limit is None or kept is None or kept.stopped is not None:
        case.refuse("M020", "move", move=case.title)
        return None
    return limit, kept


def _amount(case: Working, kept: Clock, asking: Asking | None) -> Amount | None:
    """How much: handed in, as the day typed for it needs, as asked, else what the rule allows."""
    unit = asking.unit if asking else kept.extend.amount.unit if kept.extend else kept.amount.unit
    handed = case.handed(ASK)
    if handed not in (None, ""):
        return _typed(case, handed, unit)
    day = case.doing.values.get(case.register.due)
    if day:
        return _until(case, kept, date.fromisoformat(str(day)[:10]), unit)
    if asking:
        return Amount(asking.number, asking.unit)
    # Without anything allowed, one is asked for, so that the refusal says why.
    return kept.extend.amount if kept.extend else Amount(1, unit)


def _typed(case: Working, handed: Any, unit: str) -> Amount | None:
    text = str(handed).strip()
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10000):
        case.refuse("M025", ASK, value=text[:20])
        return None
    return Amount(int(text), unit)


def _until(case: Working, kept: Clock, day: date, unit: str) -> Amount:
    """The fewest that reach the day, one more than allowed where none does."""
    most = kept.extend.amount.number if kept.extend else 0
    for number in range(1, most + 1):
        tried = Extension(Amount(number, unit), case.day)
        if not extension_problems(kept, tried.amount):
            end = clocks.working_due(case, extended(kept, tried))
            if end.day >= day:
                return tried.amount
    return Amount(most + 1, unit)


def _allowed(case: Working, kept: Clock, amount: Amount) -> bool:
    faults = extension_problems(kept, amount, "move")
    case.problems += faults
    return not faults
