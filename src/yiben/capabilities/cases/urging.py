"""Reminders: counted, while the case is open, and not twice a day by one person."""

from yiben.capabilities.cases.working import Working


def urge(case: Working) -> None:
    """Note who urged on which day; M050 for a closed case, M051 a second time on one day."""
    if case.was_closed:
        case.refuse("M050", "move")
    one = (case.doing.by.username, case.today.isoformat())
    if one in case.part.urged:
        case.refuse("M051", "move", move=case.title)
    case.part.urged = (*case.part.urged, one)
    case.add("urged")
