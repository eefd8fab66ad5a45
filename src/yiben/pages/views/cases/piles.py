"""What waits for an account: piles of open records by what is to be done with them.

Late, near due, sent back and waiting share no record; to approve, in my charge and to answer jointly are
looked at from another side and may hold one of those again. Each pile is a condition on the open records of
each register, so that its count, its first rows on the desk and its own page cannot disagree.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as lazy

from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.near_due import near_until
from yiben.ledger.indexes import asked_of_open_cases
from yiben.ledger.jsonpath import JsonField, Literal, column
from yiben.ledger.models import COLUMNS, PastRecord, Record, Version
from yiben.ledger.reading import under
from yiben.pages import trails
from yiben.pages.standing import PageRequest
from yiben.pages.views.cases.steps import offices_of
from yiben.township import rights

TITLES: Mapping[str, Any] = {
    "late": lazy("逾期"),
    "soon": lazy("将到期"),
    "returned": lazy("被退回"),
    "waiting": lazy("等我办"),
    "approve": lazy("等我批"),
    "charge": lazy("我包的"),
    "joint": lazy("会办待复"),
}
DISJOINT = ("late", "soon", "returned", "waiting")
ROLES: Mapping[str, Any] = {
    "in_charge": lazy("包案"), "checks": lazy("排查"), "joins": lazy("联系"), "visits": lazy("走访"),
}  # fmt: skip
"""包排联访: the four named roles of a case, as `[uses.cases]` names their fields."""
NONE = Q(pk__in=[])


@dataclass(frozen=True)
class Standing:
    """Who looks, where and on which day."""

    request: PageRequest
    offices: frozenset[str]
    day: date
    near: date

    @property
    def username(self) -> str:
        return self.request.user.username

    @property
    def whole_village(self) -> bool:
        """Whether the account works for one village only: what waits there waits for it."""
        return len(self.request.place) > 9


def standing(request: PageRequest) -> Standing:
    day = request.as_of or clock.today()
    return Standing(request, offices_of(request.user), day, near_until(day))


def role_fields(register: Register) -> dict[str, str]:
    """Role → the staff field that says who has it."""
    said = register.uses.get("cases", {})
    return {role: str(said[role]) for role in ROLES if said.get(role) in register.fields}


def _runs(register: Register) -> Q:
    """Whose due day still runs: a case that is answered and waits for a review is not late any more."""
    return Q(closed_on=None) if "cases" in register.uses else Q()


def _late(who: Standing, register: Register) -> Q:
    return Q(due_on__lt=who.day) & _runs(register)


def _soon(who: Standing, register: Register) -> Q:
    return Q(due_on__gte=who.day, due_on__lte=who.near) & _runs(register)


def _far(who: Standing, register: Register) -> Q:
    """Neither late nor near due."""
    far = Q(due_on=None) | Q(due_on__gt=who.near)
    return far | Q(closed_on__isnull=False) if "cases" in register.uses else far


def _returned(who: Standing, register: Register) -> Q:
    """In a state of what came back, or waiting again after somebody sent it back."""
    back = Q(state__in=[s.id for s in register.states.values() if s.light == "returned"])
    if "cases" in register.uses:
        back |= Q(state__in=_waiting_states(register), asked_times_returned__gt=0)
    return _far(who, register) & back & _mine(who, register)


def _waiting(who: Standing, register: Register) -> Q:
    """In a state that waits; and what was dispatched to the account or its office, until it is finished."""
    waits = Q(state__in=_waiting_states(register))
    if "cases" in register.uses:
        # Not the negation of the above: of a record without the counter SQL would say neither yes nor no.
        waits &= Q(asked_times_returned=0) | Q(asked_times_returned=None)
        back = [s.id for s in register.states.values() if s.light in ("waiting", "returned")]
        waits |= Q(state__in=[s for s in register.open_states if s not in back]) & _dispatched()
    return _far(who, register) & waits & _mine(who, register)


def _dispatched() -> Q:
    return Q(asked_dispatched_on__isnull=False)


def _waiting_states(register: Register) -> list[str]:
    return [s.id for s in register.states.values() if not s.closed and s.light == "waiting"]


def _mine(who: Standing, register: Register) -> Q:
    """Of an office of the account's own, or its own and given to nobody else."""
    if who.whole_village:
        return Q()
    return Q(office__in=sorted(who.offices)) | own(who.username, register)


def own(username: str, register: Register) -> Q:
    """What the account answers for. Who entered a case stays its owner when it is given to another office."""
    owned = Q(owner=username)
    return owned & Q(asked_dispatched_on=None) if "cases" in register.uses else owned


def _approve(who: Standing, register: Register) -> Q:
    """An extension asked for, or a state whose usual next step only an approver may take."""
    account, place = who.request.user, who.request.place
    reach = [
        c for c in rights.reach(account, "approve", register.id) if c.startswith(place) or place.startswith(c)
    ]
    if not reach or who.request.as_of is not None:
        return NONE
    asked = Q(asked_extension_asked__isnull=False) if "cases" in register.uses else NONE
    states = [s for s in register.open_states if decided_by_approver(register, s)]
    within = Q()
    for code in reach:
        within |= under(code)
    return within & (asked | Q(state__in=states))


def decided_by_approver(register: Register, state: str) -> bool:
    """Whether a record in this state waits for an approver: for a check, or for his next step."""
    moves = trails.moves_from(register, state)
    checks = any(m.kind == "check" and m.who in ("approver", "giver") for m in moves)
    return checks or bool(moves and moves[0].who == "approver" and moves[0].kind in DECISIONS)


DECISIONS = ("", "accept", "check", "close", "archive", "dispatch")
"""Kinds of a usual next step; putting off or pressing on is none, though it may stand first."""


def _charge(who: Standing, register: Register) -> Q:
    found = NONE
    for name in role_fields(register).values():
        found |= Q(**{f"asked_{name}": who.username})
    return found


def _joint(who: Standing, register: Register) -> Q:
    """Asked to answer beside others and not yet answered; found among the open ones with joint offices."""
    joins = any(m.kind == "join" for m in register.moves.values())
    if not joins or not who.offices or who.request.as_of is not None:
        return NONE
    joined = Q(asked_times_joined__gt=0)
    asked = Record.objects.alias(**asked_fields(register)).filter(_open(who, register) & joined)
    owed = [
        record
        for record, joint in asked.values_list("record", "data__case__joint")
        if any(owes(one, who.offices) for one in joint or ())
    ]
    return Q(record__in=owed) if owed else NONE


def owes(joint: Mapping[str, Any], offices: Collection[str]) -> bool:
    """Whether one of the offices has still to answer this request."""
    return joint.get("office") in offices and not joint.get("answered_on")


CONDITIONS: Mapping[str, Callable[[Standing, Register], Q]] = {
    "late": _late, "soon": _soon, "returned": _returned, "waiting": _waiting,
    "approve": _approve, "charge": _charge, "joint": _joint,
}  # fmt: skip


def _open(who: Standing, register: Register) -> Q:
    """The open records of the register that the account may read, at the place looked at."""
    allowed = Q()
    for code in rights.reach(who.request.user, "read", register.id):
        allowed |= under(code)
    return (
        Q(register=Literal(register.id), town=who.request.town, state__in=register.open_states, void=False)
        & allowed
        & under(who.request.place)
    )


def asked_fields(register: Register) -> dict[str, JsonField]:
    """Fields of `data` that the piles ask, as the index of open cases has them: no row need be read."""
    if "cases" not in register.uses:
        return {}
    return {f"asked_{name}": column(register, name) for name in asked_of_open_cases(register)}


def _piled(register: Register) -> bool:
    """Whether its records can be in a pile at all; a plain roll, whose rows only stand there, cannot."""
    waits = any(s.light in ("waiting", "returned") for s in register.states.values() if not s.closed)
    return bool(register.open_states) and bool(register.due or waits or "cases" in register.uses)


class Piles:
    """All piles of one request. `office` and `place` narrow them, as a leader's table of the late does."""

    def __init__(self, request: PageRequest, office: str = "", place: str = "") -> None:
        self.who = standing(request)
        self.narrowed = Q(office=office) if office else Q()
        if place.isdigit() and place.startswith(request.place):
            self.narrowed &= Q(place=place)
        known = [r for r in rights.readable(request.user, request.town) if _piled(r)]
        kept = [r for r in known if rights.may(request.user, "write", r.id)]
        self.writes = bool(kept)
        self.known, self.watched = known, {r.id for r in kept or known}

    def _condition(self, pile: str, register: Register) -> Q:
        """Of its own registers a clerk sees everything; of others only what was given to him or names him."""
        condition = CONDITIONS[pile](self.who, register)
        if pile not in DISJOINT or register.id in self.watched or condition is NONE:
            return condition
        return condition & _dispatched() & _mine(self.who, register) if "cases" in register.uses else NONE

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """Pile → register → how many; what is empty is left out. One query a register."""
        found: dict[str, dict[str, int]] = {pile: {} for pile in TITLES}
        for register in self.known:
            conditions = {pile: self._condition(pile, register) for pile in TITLES}
            asked = {p: Count("record", filter=c) for p, c in conditions.items() if c is not NONE}
            if not asked:
                continue
            for part in self._parts(register):
                for pile, count in part.aggregate(**asked).items():
                    if count:
                        found[pile][register.id] = found[pile].get(register.id, 0) + count
        return found

    def count(self, pile: str) -> int:
        return sum(self.counts[pile].values())

    def due_today(self) -> int:
        """How many of the near due are due on the day itself."""
        found = 0
        for register in self.known:
            if self.counts["soon"].get(register.id):
                due = self._condition("soon", register) & Q(due_on=self.who.day)
                found += sum(part.filter(due).count() for part in self._parts(register))
        return found

    def _parts(self, register: Register) -> list[QuerySet[Any]]:
        condition, as_of = _open(self.who, register) & self.narrowed, self.who.request.as_of
        if as_of is None:
            return [Record.objects.alias(**asked_fields(register)).filter(condition)]
        recorded, asked = condition & Q(day_from__lte=as_of), asked_fields(register)
        past = PastRecord.objects.alias(**asked).filter(recorded & Q(day_to__gt=as_of))
        return [Record.objects.alias(**asked).filter(recorded), past]

    def rows(self, pile: str, start: int, size: int, register: str = "") -> list[Version]:
        """The pile's records, soonest due first, from all registers or one."""
        found: list[Version] = []
        for one in self.known:
            if not self.counts[pile].get(one.id) or (register and one.id != register):
                continue
            condition = self._condition(pile, one)
            for part in self._parts(one):
                ordered = part.filter(condition).order_by(F("due_on").asc(nulls_last=True), "record")
                found += [Record(**dict(zip(COLUMNS, r, strict=True)))
                          for r in ordered.values_list(*COLUMNS)[: start + size]]  # fmt: skip
        found.sort(key=lambda r: (r.due_on or date.max, r.number))
        return found[start : start + size]

    def late_by(self, column: str) -> list[tuple[str, int]]:
        """How many are late by office or place, most first."""
        found: dict[str, int] = {}
        for register in self.known:
            if not self.counts["late"].get(register.id):
                continue
            for part in self._parts(register):
                rows = part.filter(self._condition("late", register)).values_list(column)
                for key, count in rows.annotate(n=Count("record")).order_by():
                    found[key] = found.get(key, 0) + count
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))
