"""What the page of duties shows: the registers kept, what is due in the next days, problems not handed on."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from yiben.capabilities.duties import declared, faults
from yiben.declare.model import Register
from yiben.ledger.births import born_of
from yiben.ledger.models import Record
from yiben.ledger.reading import under
from yiben.township import rights
from yiben.township.models import Account

AHEAD = 10
"""Days that the calendar of what is due looks ahead."""
MOST = 500
"""Duties with problems that one page looks through."""


def readable(account: Account, town: str) -> list[Register]:
    """The registers of duties that the account may open in the town."""
    return [r for r in rights.readable(account, town) if declared.assigned(r)]


@dataclass(frozen=True)
class Soon:
    """Open duties due in the next days, soonest first, and how many there are."""

    records: tuple[Record, ...]
    count: int
    mine: int
    """How many of them the account itself answers for."""


def soon(account: Account, register: Register, place: str, day: date, shown: int, own: bool = False) -> Soon:
    """What is due until ten days after `day`, of what the account may write; late ones not yet marked too.

    own: only what the account itself answers for.
    """
    allowed = Q(pk__in=[])
    for code in rights.reach(account, "write", register.id):
        allowed |= under(code)
    found = Record.objects.filter(
        allowed, under(place), register=register.id, state=declared.DUE, void=False,
        due_on__lte=day + timedelta(AHEAD),
    )  # fmt: skip
    mine = found.filter(owner=account.username)
    asked = mine if own else found
    return Soon(tuple(asked.order_by("due_on", "title", "record")[:shown]), asked.count(), mine.count())


def with_problems(register: Register, place: str, since: date, until: date) -> list[tuple[Record, int]]:
    """Duties done in these days of which problems are left: neither solved on the spot nor handed on; each
    with how many."""
    target = faults.register_of(register)
    if target is None:
        return []
    done = Record.objects.filter(
        under(place), register=register.id, void=False, closed_on__gte=since, closed_on__lte=until,
        data__found__gt=0,
    )  # fmt: skip
    found = list(done.order_by("-closed_on", "record")[:MOST])
    born = born_of([r.record for r in found]).filter(register=target.id, town=place[:9], void=False)
    raised = Counter(str(data["born_of"]) for data in born.values_list("data", flat=True))
    left = ((r, _count(r, "found") - _count(r, "solved") - raised[r.record]) for r in found)
    return [(record, count) for record, count in left if count > 0]


def _count(record: Record, name: str) -> int:
    return int(record.data.get(name) or 0)


@dataclass(frozen=True)
class Object:
    """One object, and what became of its duties."""

    title: str
    place: str
    who: str
    """The name that its assignment says now; shown beside the object alone."""
    due: int
    done: int
    exempt: int
    missed: int


def objects(register: Register, place: str, since: date, until: date, most: int) -> tuple[list[Object], int]:
    """Each object at the place with the duties due in these days, by village and name, and how many objects
    there are. Nothing is ranked."""
    rows = Record.objects.filter(
        under(place), register=register.id, void=False, due_on__gte=since, due_on__lte=until
    ).order_by()  # fmt: skip
    groups = rows.values("place", "title").annotate(
        due=Count("pk"), done=Count("pk", Q(closed_on__isnull=False)),
        exempt=Count("pk", Q(state=declared.EXEMPT)), missed=Count("pk", Q(state=declared.MISSED)),
    )  # fmt: skip
    who = _who(register, place)
    found = [Object(who=who.get(g["title"], ""), **g) for g in groups.order_by("place", "title")[:most]]
    return found, groups.count()


def _who(register: Register, place: str) -> dict[str, str]:
    """The name beside each object, where the register keeps one that insiders may read."""
    shown = (
        f for f in register.typed_fields if f.type == "person_name" and f.secrecy in ("open", "internal")
    )
    field = next(shown, None)
    if field is None:
        return {}
    source = declared.assignments_of(register)
    rows = Record.objects.filter(under(place), register=source.id, void=False, state=source.first_state)
    return {title: str(data.get(field.id, "")) for title, data in rows.values_list("title", "data")}
