"""A village's reply to a visit: it names a visit that there is, and one of its own, and is in time or late.

A late reply is taken all the same: whether to hear it is for who decides, not for the ledger.
"""

from datetime import date
from typing import Any

from yiben.capabilities.inspections import roles
from yiben.kernel.limits.dues import due
from yiben.kernel.problems import Refused, problem
from yiben.ledger.models import Record
from yiben.ledger.shapes import Doing, Effect
from yiben.rulebook import limits
from yiben.rulebook.calendar import working_days
from yiben.township import places


def effect(doing: Doing) -> Effect:
    """I015 for an unknown visit, I016 for another village's; else until when it could be filed, and whether
    it was. The day of telling, where it isn't given, is the visit's."""
    data = doing.data
    number = str(data.get("visit_no") or "")
    if not {"visit_no", doing.register.place, "told_on", doing.register.happened} & doing.values.keys():
        return Effect()
    visits = roles.said(doing.register)["about"]
    visit = Record.objects.filter(register=visits, town=doing.town, number=number, void=False).first()
    if visit is None:
        return Effect(problems=[problem("I015", "visit_no", visit=number)])
    heirs = places.successor_map(doing.town, visit.day_from)
    if data.get(doing.register.place) not in (visit.place, heirs.get(visit.place)):
        words = {"visit": number, "village": places.title(visit.place)}
        return Effect(problems=[problem("I016", "visit_no", **words)])
    told = data.get("told_on") or visit.data.get("told_on")
    return Effect(set=_in_time(doing, str(told)) if told else {})


def _in_time(doing: Doing, told: str) -> dict[str, Any]:
    found: dict[str, Any] = {"told_on": told}
    rule, filed = roles.said(doing.register).get("rule", ""), doing.data.get(doing.register.happened)
    try:
        clock = limits.find(doing.town, rule, date.fromisoformat(told)).clock(date.fromisoformat(told))
    except Refused:
        # Nobody wrote down how long a village may reply: then no reply is late.
        return found
    last = due(clock, working_days(doing.town)).day
    return found | {"file_due": last.isoformat(), "filed_in_time": str(filed) <= last.isoformat()}
