"""The same thing twice: one case goes into another, which carries it on."""

from yiben.capabilities.cases.working import Working
from yiben.declare.load import catalog
from yiben.ledger.models import Record


def merge(case: Working) -> None:
    """Note the case that this one goes into (`merge_into`: record id or number); M040–M044."""
    text = str(case.handed("merge_into") or "").strip()
    if not text:
        case.refuse("M040", "merge_into", move=case.title)
        return
    into = find(case.doing.town, text)
    if into is None or "cases" not in catalog().registers[into.register].uses:
        case.refuse("M041", "merge_into", case=text[:40])
    elif into.record == case.doing.record:
        case.refuse("M042", "merge_into")
    elif into.void:
        case.refuse("M043", "merge_into", case=into.number)
    elif into.data.get("merged_into"):
        other = Record.objects.filter(record=into.data["merged_into"]).first()
        case.refuse("M044", "merge_into", case=into.number, other=other.number if other else "")
    else:
        case.put("merged_into", into.record)


def find(town: str, text: str) -> Record | None:
    """A record of the town by its id or its number."""
    of_town = Record.objects.filter(town=town, register__in=list(catalog().registers))
    return of_town.filter(record=text).first() or of_town.filter(number=text).first()
