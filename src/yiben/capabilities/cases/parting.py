"""A case that was split is finished by its parts: it goes on only once they are all finished."""

from yiben.capabilities.cases.working import Working
from yiben.ledger.births import born_of

PARTED = "parted"
"""The state of what was split, in every register that splits."""


def checked(case: Working) -> None:
    """O005 for a split without parts; O007 while a part is not finished and the whole would go on."""
    before = case.doing.before
    if before is None or case.doing.kind != "advance":
        return
    if case.doing.state == PARTED != before["state"] and not case.doing.given.get("split_into"):
        case.refuse("O005", "move", count=0)
    if before["state"] != PARTED or case.doing.state == PARTED:
        return
    waiting = unfinished(case.register.id, case.register.open_states, case.doing.record, case.doing.town)
    if waiting:
        case.refuse("O007", "move", count=len(waiting), numbers="、".join(waiting[:5]))


def unfinished(register: str, open_states: list[str], record: str, town: str) -> list[str]:
    """Numbers of the parts that are still open."""
    own = born_of(record).filter(register=register, town=town, void=False, state__in=open_states)
    return sorted(own.values_list("number", flat=True))
