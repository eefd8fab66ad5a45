"""Which villages are visited in a week: drawn so that nobody could have chosen, and anybody can draw again.

The seed is made from the digest of the town's last sealed day, the week, the sheet and how often the week
was drawn before; the order of the villages follows from the seed alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any

from yiben.capabilities.inspections import roles
from yiben.declare.load import catalog
from yiben.kernel.problems import problem
from yiben.ledger.models import Entry, Record, Seal
from yiben.ledger.shapes import Doing, Effect
from yiben.township import places

PART = "draw"
OLDEST_FIRST = "久未检查优先"
NEVER = date(1900, 1, 1)


@dataclass(frozen=True)
class Drawn:
    seed: str
    basis: str
    """What the seed was made from, in words that can be checked: the sealed day and its digest."""
    last: Mapping[str, str]
    """Each village that stood to be drawn → ISO day of its last visit, or empty."""
    villages: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "seed": self.seed,
            "basis": self.basis,
            "last": dict(self.last),
            "villages": list(self.villages),
        }


def order(seed: str, last: Mapping[str, str], method: str) -> list[str]:
    """The villages in the order of drawing: by lot, or the longest unvisited first, equals by lot."""

    def lot(code: str) -> str:
        return blake2b(f"{seed} {code}".encode(), digest_size=16).hexdigest()

    if method == OLDEST_FIRST:
        return sorted(last, key=lambda code: (last[code], lot(code)))
    return sorted(last, key=lot)


def again(part: Mapping[str, Any], method: str, how_many: int) -> bool:
    """Whether drawing anew from what was kept gives the same villages."""
    return order(part["seed"], part["last"], method)[:how_many] == list(part["villages"])


def effect(doing: Doing) -> Effect:
    """The villages of the week; entered once, and never drawn anew by a correction."""
    if doing.kind != "enter":
        return Effect()
    register, data = doing.register, doing.data
    week, kind = (
        monday(date.fromisoformat(str(data[register.happened]))),
        str(data[roles.class_field(register)]),
    )
    earlier = _of_week(register.id, roles.class_field(register), doing, week, kind)
    standing = next((r for r in earlier if not r.void), None)
    if standing is not None:
        words = {"week": week, "kind": kind, "known": standing.number}
        return Effect(problems=[problem("I013", register.happened, **words)])
    how_many = int(data.get("how_many") or 0)
    last = last_visits(roles.said(register)["draws"], doing.town, kind, week)
    if how_many > len(last):
        return Effect(problems=[problem("I014", "how_many", asked=how_many, count=len(last))])
    digest, basis = _sealed(doing.town)
    text = f"{digest}|{doing.town}|{week.isoformat()}|{kind}|{len(earlier)}"
    seed = blake2b(text.encode(), digest_size=8).hexdigest()
    chosen = order(seed, last, str(data.get("method") or OLDEST_FIRST))[:how_many]
    drawn = Drawn(seed, basis, last, tuple(chosen))
    said = "、".join(places.title(code) for code in chosen)
    return Effect(set={"drawn": said, "seed": seed}, parts={PART: drawn.as_json()})


def monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _of_week(register: str, field: str, doing: Doing, week: date, kind: str) -> list[Record]:
    """Draws of the week, voided ones too: a second draw has another seed, and both are seen."""
    found = Record.objects.filter(
        register=register, town=doing.town, happened_on__range=(week, week + timedelta(6))
    ).exclude(record=doing.record)
    return [r for r in found if r.data.get(field) == kind]


def last_visits(visits: str, town: str, kind: str, before: date) -> dict[str, str]:
    """Villages of the day → ISO day of their last visit by the sheet before it; empty for never."""
    register = catalog().registers[visits]
    codes = [p.code for p in places.villages(town, before)]
    heirs = places.successor_map(town, before)
    found = dict.fromkeys(codes, "")
    seen = Record.objects.filter(register=visits, town=town, void=False, happened_on__lt=before)
    for record in seen.only("place", "happened_on", "data").iterator():
        code = heirs.get(record.place, record.place)
        if record.data.get(roles.class_field(register)) == kind and code in found:
            found[code] = max(found[code], record.happened_on.isoformat() if record.happened_on else "")
    return found


def _sealed(town: str) -> tuple[str, str]:
    seal = Seal.objects.filter(town=town).order_by("-day").first()
    if seal is not None:
        return seal.digest, f"{seal.day.isoformat()}封账指纹{seal.digest[:16]}"
    entry = Entry.objects.filter(town=town).order_by("-seq").first()
    digest = entry.digest if entry else ""
    return digest, f"最近一笔流水指纹{digest[:16]}"


def named(codes: Iterable[str]) -> list[str]:
    return [places.title(code) for code in codes]
