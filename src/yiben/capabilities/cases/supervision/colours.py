"""The colour of a supervision item on a day: 蓝色提醒, 橙色警示, 红色重警.

Worked out when it is shown and kept nowhere, so that yesterday's colour is found by asking for yesterday.
The town's own rules (`supervision_colours`) take the place of the catalog's from the day they hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yiben.declare.colour_rules import Colour, colour_rules
from yiben.declare.load import catalog
from yiben.ledger.models import Record, Version

REGISTER = "supervision_colours"
PLAIN = "办理中"
TONES = ("blue", "orange", "red")
"""By rank from the mildest; more colours than three are as the last."""


@dataclass(frozen=True)
class Shown:
    """A colour with the reason for it, in words."""

    title: str
    rank: int
    """0 for none, then rising."""
    late: int
    """Calendar days past the due day; 0 while it is not."""
    urged: int

    @property
    def tone(self) -> str:
        return TONES[min(self.rank, len(TONES)) - 1] if self.rank else ""


@dataclass(frozen=True)
class Rules:
    """The colours that hold in a town on a day, mildest first, and what says so."""

    colours: tuple[Colour, ...]
    source: str

    def of(self, late: int, urged: int) -> tuple[str, int]:
        """The gravest colour that fits, with its rank."""
        found = ("", 0)
        for rank, one in enumerate(self.colours, 1):
            if one.fits(late, urged):
                found = (one.title, rank)
        return found


def rules_on(town: str, on: date) -> Rules:
    """What the town has set down for that day, else the catalog's rule of the narrowest place."""
    own = [
        (Colour(str(d["colour"]), int(d["late_from"]), _whole(d.get("urged_from"))), str(d["document"]))
        for d in Record.objects.filter(register=REGISTER, town=town, void=False).values_list(
            "data", flat=True
        )
        if str(d["valid_on"]) <= on.isoformat() <= str(d.get("until_on") or "9999")
    ]
    if own:
        colours = sorted((c for c, _ in own), key=lambda c: c.late_from)
        return Rules(tuple(colours), "、".join(dict.fromkeys(document for _, document in own)))
    held = [rule for rule in colour_rules() if rule.holds(town, on)]
    best = max(held, key=lambda r: (len(r.place), r.valid_from), default=None)
    return Rules(best.colours, best.source) if best else Rules((), "")


def shown(record: Version, on: date, rules: Rules) -> Shown:
    """The item's colour as of a day. What is closed, or stands still, has none."""
    return of(record.data, record.state, record.due_on, on, rules)


def of(data: Mapping[str, Any], state: str, due: date | None, on: date, rules: Rules) -> Shown:
    known = catalog().registers["supervision_tasks"].states.get(state)
    late = max((on - due).days, 0) if due else 0
    urged = int(data.get("times_urged") or 0)
    if known is None or known.closed or state == "halted":
        return Shown("", 0, 0, urged)
    title, rank = rules.of(late, urged)
    return Shown(title, rank, late, urged)


def _whole(value: Any) -> int | None:
    return int(value) if value is not None else None
