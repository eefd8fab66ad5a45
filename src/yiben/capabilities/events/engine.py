"""What the shape adds to each act: an event that several villages share names villages that there are.

An event is one record, however many villages it was for: it counts where `place` says, once, and names the
others in `places_text`, so that no total has it twice.
"""

import re

from yiben.kernel.problems import Problem, problem
from yiben.ledger.shapes import Doing, Effect
from yiben.township import places

OTHERS = "places_text"
_PARTED = re.compile(r"[、，,；;\s]+")


def effect(doing: Doing) -> Effect:
    """E001 for a village that there isn't, E002 for one named twice."""
    if not {OTHERS, doing.register.place} & doing.values.keys():
        return Effect()
    main = str(doing.data.get(doing.register.place) or "")
    return Effect(problems=_wrong(str(doing.data.get(OTHERS) or ""), main, doing.town))


def _wrong(text: str, main: str, town: str) -> list[Problem]:
    names, seen, found = places.names(town), {main}, []
    for said in (name for name in _PARTED.split(text) if name):
        place = names.find(said)
        if place is None or place.level != "village":
            found.append(problem("E001", OTHERS, village=said[:20]))
        elif place.code in seen:
            found.append(problem("E002", OTHERS, village=place.short))
        else:
            seen.add(place.code)
    return found
