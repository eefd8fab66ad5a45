"""A due day that was typed: the limit of an upstream platform, kept beside the law's, never later than it."""

from dataclasses import replace
from datetime import date, timedelta

from yiben.capabilities.cases.working import Working, day_in
from yiben.kernel.limits.amounts import Amount
from yiben.kernel.limits.clocks import Clock, basis
from yiben.kernel.limits.dues import due, promised_due
from yiben.kernel.limits.saying import day_said

ONE = timedelta(1)


def taken(case: Working, before: Clock | None) -> None:
    """Keep a typed due day as what the main clock promises; M009 where the law's day is earlier.

    `before` is the main clock as it stood. What was typed before it began holds where the law allows it, and
    else gives way to the law; what upstream set stays its day when start or kind are corrected.
    """
    limit = case.register.main_limit
    found = case.part.clocks.get(limit.id) if limit else None
    if limit is None or found is None:
        return
    name = case.register.due
    if case.doing.values.get(name):
        promised = _typed(case, found, day_in(case.doing.values[name]))
    elif before is None:
        kept = case.fields.get(name) or case.part.typed_due
        promised = _again(case, found, str(kept)) if kept else found
    elif (before.start, before.amount) != (found.start, found.amount) and case.part.typed_due:
        promised = _again(case, found, case.part.typed_due)
    else:
        return
    case.part.clocks[limit.id] = promised


def _typed(case: Working, found: Clock, day: date) -> Clock:
    legal, name = due(found, case.calendar), case.register.due
    title = case.register.fields[name].title
    if day < found.start_day:
        case.refuse("M010", name, title=title, day=day_said(day), start=day_said(found.start_day))
        return found
    if day > legal.day:
        why = basis(found) or found.title
        case.refuse("M009", name, title=title, day=day_said(day), legal=day_said(legal.day), basis=why)
        return found
    case.part.typed_due = ""
    if day == legal.day:
        return replace(found, promised=None)
    number = (day - found.start_day).days
    # Extensions and standstills come on top of what is promised, so that this part of it is shorter.
    while number and (promised_due(_promising(found, number), case.calendar) or legal).day > day:
        number -= 1
    case.part.typed_due = (found.start_day + ONE * number).isoformat()
    return _promising(found, number)


def _again(case: Working, found: Clock, day: str) -> Clock:
    legal = due(replace(found, extensions=(), pauses=()), case.calendar)
    typed = date.fromisoformat(day[:10])
    if not found.start_day < typed < legal.day:
        case.part.typed_due = ""
        return found
    case.part.typed_due = typed.isoformat()
    return _promising(found, (typed - found.start_day).days)


def _promising(found: Clock, number: int) -> Clock:
    return replace(found, promised=Amount(number, "days"))
