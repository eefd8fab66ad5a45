"""Days in an order that can be: nothing ends before it began, and what is said to have happened has."""

from yiben.capabilities.cases.working import Working, day_in
from yiben.kernel.limits.clocks import as_instant
from yiben.kernel.limits.saying import day_said


def checked(case: Working) -> None:
    """M001 a day before the start it answers to; M002 a day that has not come."""
    seen: set[str] = set()
    for name, start in _pairs(case):
        if not case.fields.get(name) or not case.fields.get(start):
            continue
        if name in seen or not case.changed(name, start):
            continue
        at, since = case.moment(name), case.moment(start)
        if at is None or since is None or name == start:
            continue
        # A day without its minute is not before a minute of the same day.
        same_day = day_in(case.fields[name]) == day_in(case.fields[start])
        if as_instant(at) < as_instant(since) and (not same_day or type(at) is type(since)):
            seen.add(name)
            titles = {"title": _title(case, name), "first": _title(case, start)}
            case.refuse("M001", name, day=case.said(name), start=case.said(start), **titles)
    for name in _happened(case):
        if name not in seen and case.changed(name) and case.fields.get(name):
            day = day_in(case.fields[name])
            if day > case.today:
                case.refuse(
                    "M002", name, title=_title(case, name), day=day_said(day), today=day_said(case.today)
                )


def _pairs(case: Working) -> list[tuple[str, str]]:
    """Field → the field that it may not lie before."""
    register = case.register
    found = [(name, limit.start) for limit in case.limits() for name in limit.stops]
    found += [(limit.start, register.happened) for limit in case.limits()]
    found += [(name, register.happened) for limit in case.limits() for name in limit.stops]
    return [*found, (register.closed, register.happened)]


def _happened(case: Working) -> list[str]:
    names = {case.register.closed}
    for limit in case.limits():
        names |= {limit.start, *limit.stops}
    return sorted(names & set(case.register.fields) - {case.register.happened})


def _title(case: Working, name: str) -> str:
    return case.register.fields[name].title
