"""The end of a case, its leaving without being handled here, and its coming back."""

from datetime import date, timedelta

from yiben.capabilities.cases import clocks, offices
from yiben.capabilities.cases.working import Working, day_in
from yiben.kernel.limits.dues import is_late
from yiben.kernel.working_days import WorkingDays

LEAVING = ("return", "merge")
"""Kinds of move that end a case without its being handled here."""
AGAIN = ("redo", "reopen")
"""Kinds of move that take the end back, also where it waited, still open, to be checked."""
AFTER = ("in_time", "days_taken", "working_days_taken", "left_on", "merged_into")
ONE = timedelta(1)


def ended(case: Working) -> None:
    """Set the closing day, or the day of leaving; take them back where the case is opened again."""
    if case.kind in AGAIN or (case.was_closed and not case.closes):
        for name in (case.register.closed, *_stops_of_restarting(case), *AFTER):
            case.put(name, None)
    if case.fields.get("suspended_on") and case.kind != "suspend" and _moved_on(case):
        case.put("suspended_on", None)
    if not case.closes and case.kind != "close":
        return
    if case.part.asking:
        case.part.asking = None
        case.put("extension_asked", None)
    if case.was_closed and case.doing.kind != "correct":
        return
    if leaves(case):
        case.put("left_on", case.day.isoformat())
    elif not case.fields.get("left_on"):
        _close(case)


def _moved_on(case: Working) -> bool:
    return case.doing.before is not None and case.doing.before["state"] != case.doing.state


def leaves(case: Working) -> bool:
    """Whether the case goes away unhandled: sent back, merged, withdrawn (a closed state lit as returned)."""
    if not case.closes:
        return False
    return case.kind in LEAVING or case.register.states[case.doing.state].light == "returned"


def _stops_of_restarting(case: Working) -> list[str]:
    """What a clock that starts anew was stopped by is to be done once more."""
    names = [name for limit in case.limits() if case.kind in limit.restarts for name in limit.stops]
    return [name for name in names if name not in case.doing.values]


def _close(case: Working) -> None:
    name = case.register.closed
    if case.move is not None:
        _joint_answered(case)
        if name and not case.fields.get(name):
            case.put(name, case.day.isoformat())
    elif name and not case.fields.get(name):
        case.refuse("M003", name, title=case.register.fields[name].title)


def _joint_answered(case: Working) -> None:
    """M004 while an office asked to join has not answered, unless who approves says why."""
    waiting = case.part.waiting_offices
    if waiting and not (case.approves and case.doing.why):
        names = "、".join(offices.title(office) for office in waiting)
        case.refuse("M004", "move", move=case.title, offices=names)


def measured(case: Working) -> None:
    """How long it took to the closing day and whether that was by the due day; nothing for what has left.

    A case may be closed and wait, in an open state, to be checked: a hazard put right, a letter answered.
    """
    closed = case.fields.get(case.register.closed)
    began = case.fields.get(case.register.happened)
    if not closed or not began or case.fields.get("left_on"):
        return
    start, end = day_in(began), day_in(closed)
    case.put("days_taken", max((end - start).days, 0))
    case.put("working_days_taken", working_days(case.calendar, start, end))
    case.put("in_time", _in_time(case, end))


def _in_time(case: Working, closed: date) -> bool | None:
    limit = case.register.main_limit
    found = case.part.clocks.get(limit.id) if limit else None
    if found is not None and found.stopped is not None:
        return not is_late(clocks.working_due(case, found), found.stopped)
    due = case.fields.get(case.register.due)
    return closed <= day_in(due) if due else None


def working_days(calendar: WorkingDays, start: date, end: date) -> int:
    """Working days after the start up to the end; by weekdays in a year whose holidays are not known."""
    days = (start + ONE * n for n in range(1, (end - start).days + 1))
    return sum(calendar.is_working(d) if calendar.knows(d.year) else d.weekday() < 5 for d in days)
