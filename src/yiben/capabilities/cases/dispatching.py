"""Who is to handle the case: given to an office, a village or a person, and sent back by them."""

from datetime import datetime

from yiben.capabilities.cases import offices
from yiben.capabilities.cases.part import Given
from yiben.capabilities.cases.working import Working
from yiben.kernel.limits.dues import Due, due, is_late
from yiben.kernel.limits.saying import day_said, minute_said
from yiben.township import places, staff

RETURN = "return"
"""Id of the limit by which a case that is not ours is to be sent back."""


def dispatch(case: Working) -> None:
    """Hand the case to `to_office`, `to_person` or both; M011 M012 M013 where nobody there is meant."""
    named, wanted = str(case.handed("to_office") or ""), str(case.handed("to_person") or "")
    person = _person(case, wanted) if wanted else ""
    office = offices.find(case.doing.town, named) if named else ""
    if not named and not wanted:
        case.refuse("M011", "to_office", move=case.title)
    elif named and not office:
        case.refuse("M012", "to_office", office=named)
    village = offices.village(case.doing.town, named) if office == offices.VILLAGE else ""
    if village and len(case.place) > len(case.doing.town) and not case.place.startswith(village):
        case.refuse("M013", "to_office", village=named, place=places.title(case.place))
    if case.problems:
        return
    if village and not person:
        person = offices.only_clerk(case.doing.town, village)
    office = office or offices.office_of(case.doing.town, person)
    case.office, case.owner = office, person
    day = case.day.isoformat()
    case.part.given = (*case.part.given, Given(case.doing.by.username, day, office, person))
    if not case.fields.get("dispatched_on"):
        # The first dispatch is what the time to dispatch is measured by.
        case.put("dispatched_on", day)
        _timed(case)


def _timed(case: Working) -> None:
    """How many minutes after receipt, where the register has the fields and that minute is known."""
    now = case.now
    if not isinstance(now, datetime) or "dispatched_at" not in case.register.fields:
        return
    case.put("dispatched_at", f"{now:%Y-%m-%dT%H:%M}")
    received = next(
        (at for limit in case.limits() if isinstance(at := case.moment(limit.start), datetime)), None
    )
    if received is not None and received <= now:
        case.put("dispatch_minutes", int((now - received).total_seconds() // 60))


def _person(case: Working, text: str) -> str:
    found = staff.find(case.doing.town, text)
    if len(found) == 1:
        return found[0].username
    if found:
        who = "、".join(one.said for one in found)
        case.refuse("L031", "to_person", title="承办人", value=text, count=len(found), who=who)
    else:
        case.refuse("L030", "to_person", title="承办人", value=text)
    return ""


def end_said(end: Due) -> str:
    return minute_said(end.moment, end) if end.moment else day_said(end.day)


def send_back(case: Working) -> None:
    """Count the return; M014 without a reason, M015 after the day for it, unless who approves does it.

    A case that stays open goes back to who gave it.
    """
    if not case.doing.why:
        case.refuse("M014", "why", move=case.title)
    limit = case.part.clocks.get(RETURN)
    if limit is not None and not case.approves:
        end = due(limit, case.calendar, case.day)
        at = case.day if case.day < case.today else case.now
        if limit.paused_since is None and is_late(end, at):
            case.refuse("M015", "move", move=case.title, due=end_said(end), title=limit.title)
    case.add("returned")
    if not case.closes and case.part.given:
        last = case.part.given[-1]
        case.office, case.owner = case.register.owner, last.by
