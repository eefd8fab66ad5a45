"""Time limits of a case, brought up to what its fields and its state now say.

A clock starts when its start field is filled, by the rule in force on that day, which it keeps. It stops by
the first of its stop fields, or when the case ends; it stands still in the states that its limit names, where
the rule allows that. Everything here follows from fields and state, so a correction of a day moves the clock
as if the day had been right from the start.
"""

from dataclasses import replace
from datetime import datetime

from yiben.capabilities.cases import rules
from yiben.capabilities.cases.working import Working, moment_in
from yiben.declare.model import Limit, Register
from yiben.kernel import clock as time
from yiben.kernel.limits import clocks
from yiben.kernel.limits.clocks import Clock, Moment, day_of, local
from yiben.kernel.limits.dues import Due, due, is_late, promised_due


def brought_up(case: Working) -> None:
    """Start, move, pause, stop and restart every clock of the case."""
    for limit in case.limits():
        kept = case.part.clocks.get(limit.id)
        found = _started(case, limit, kept)
        if found is not None:
            found = _restarted(case, limit, found)
            found = _paused(case, limit, found)
            found = _stopped(case, limit, found)
        _keep(case, limit, found)


def _keep(case: Working, limit: Limit, found: Clock | None) -> None:
    case.part.without = tuple(name for name in case.part.without if name != limit.id)
    if found is not None:
        case.part.clocks[limit.id] = found
        return
    if case.part.clocks.pop(limit.id, None) is not None and limit.main:
        case.put(case.register.due, case.part.typed_due or None)
    case.part.restarted.pop(limit.id, None)
    if case.fields.get(limit.start):
        case.part.without = (*case.part.without, limit.id)


def _started(case: Working, limit: Limit, kept: Clock | None) -> Clock | None:
    """The clock as its start field, kind and urgency have it."""
    if not case.fields.get(limit.start):
        return None
    start = _start(case, limit, kept)
    new_case = any(name and case.changed(name) for name in (limit.kind, limit.urgency))
    if kept is not None and not new_case:
        return kept if kept.start == start else replace(kept, start=start)
    found = rules.clock_for(
        case.doing.town, limit, start, _choice(case, limit.kind), _choice(case, limit.urgency)
    )
    if found is None or kept is None:
        return found
    found = replace(found, pauses=kept.pauses if found.may_pause else (), stopped=kept.stopped)
    for extension in kept.extensions:
        # What was granted stays granted, as far as the rule of the new kind would have let it be.
        if not clocks.extension_problems(found, extension.amount):
            found = clocks.extended(found, extension)
    return found


def _choice(case: Working, name: str) -> str:
    return str(case.fields.get(name) or "") if name else ""


def _start(case: Working, limit: Limit, kept: Clock | None) -> Moment:
    typed = case.changed(limit.start, *((limit.minute,) if limit.minute else ()))
    # A correction of the first start says nothing of the run that a redo began; a move that gives it does.
    if kept is not None and limit.id in case.part.restarted and case.doing.kind == "advance" and typed:
        del case.part.restarted[limit.id]
    if kept is not None and (not typed or limit.id in case.part.restarted):
        return kept.start
    return by_the_minute(moment_in(case.fields.get(limit.minute) or case.fields[limit.start]))


def by_the_minute(at: Moment) -> Moment:
    """A day that is today as this minute, so that hours can be counted; an earlier one stays a day."""
    # A stated clock may move on at each look: only ask it where the answer counts.
    if isinstance(at, datetime) or at != time.today():
        return at
    now = local(time.now())
    return now if not isinstance(at, datetime) and at == day_of(now) else at


def _restarted(case: Working, limit: Limit, found: Clock) -> Clock:
    if case.kind not in limit.restarts:
        return found
    case.part.restarted[limit.id] = case.day.isoformat()
    if limit.main:
        case.part.typed_due = ""
    return clocks.restarted(found, by_the_minute(case.day))


def _paused(case: Working, limit: Limit, found: Clock) -> Clock:
    standing = case.doing.state in limit.pauses
    if standing and found.paused_since is None:
        return clocks.paused(found, max(case.day, found.start_day))
    if not standing and found.paused_since is not None:
        return clocks.resumed(found, case.day)
    return found


def _stopped(case: Working, limit: Limit, found: Clock) -> Clock:
    """The clock over, or running again, as the stop fields say; what stopped it keeps its minute."""
    at = _stop(case, limit)
    if at is None:
        return clocks.running_on(found)
    if found.stopped is not None and day_of(found.stopped) == day_of(at) and not isinstance(at, datetime):
        return found
    return clocks.stopped(clocks.running_on(found), by_the_minute(at))


def _stop(case: Working, limit: Limit) -> Moment | None:
    found = [at for at in (case.moment(name) for name in stops(case.register, limit)) if at is not None]
    return min(found, key=clocks.as_instant) if found else None


def stops(register: Register, limit: Limit) -> tuple[str, ...]:
    """Fields that end the clock: its own, and the end of the case or its leaving.

    What begins where the main clock ends (a review after the reply) runs on after the case is closed.
    """
    main = register.main_limit
    if limit.start == register.closed or (main is not None and limit.start in main.stops):
        return limit.stops
    return tuple(dict.fromkeys((*limit.stops, register.closed, "left_on")))


def set_dues(case: Working) -> None:
    """The last day of each clock, whether it was kept, and the record's own due day."""
    guessed = []
    for limit in case.limits():
        found = case.part.clocks.get(limit.id)
        end = due(found, case.calendar) if found is not None else None
        standing = found is not None and found.paused_since is not None
        case.put(f"{limit.id}_due", end.day.isoformat() if end and not standing else None)
        case.put(f"{limit.id}_in_time", _in_time(case, limit, found, end))
        if end is not None and end.provisional:
            guessed.append(limit.id)
        if limit.main and found is not None:
            _set_due(case, found, standing)
    case.part.provisional = tuple(guessed)


def _in_time(case: Working, limit: Limit, found: Clock | None, end: Due | None) -> bool | None:
    if found is None or end is None or found.stopped is None:
        return None
    if case.fields.get("left_on") and not any(case.fields.get(name) for name in limit.stops):
        return None
    return not is_late(end, found.stopped)


def _set_due(case: Working, found: Clock, standing: bool) -> None:
    """The day that the case is to be done by: what was promised, or the law's.

    While the clock stands still there is no such day yet, so nothing calls the case late.
    """
    end = working_due(case, found)
    case.put(case.register.due, None if standing else end.day.isoformat())


def working_due(case: Working, found: Clock) -> Due:
    """The end that the office works to: of what it promised where it did, else of the law."""
    return promised_due(found, case.calendar) or due(found, case.calendar)
