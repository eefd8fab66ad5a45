"""Who may do what where, as a table that a person can check; and what one person may do."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from yiben.administration import members
from yiben.declare.load import catalog
from yiben.declare.model import SECRECY, PostKind, Register
from yiben.kernel import clock
from yiben.township import post_names, uses
from yiben.township.models import Account, Holding, Place
from yiben.township.rights import ACTIONS

Gone = Callable[[str], Collection[str]]
"""Registers that a town does not keep; asked once a table."""
LEVELS = {
    "open": noop("公开"), "internal": noop("内部"), "personal": noop("个人信息"), "restricted": noop("限定"),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """What one person may do with one register through one post."""

    account: Account
    register: Register
    post: str
    place: str
    """Code of the place at and below which it holds."""
    since: date
    until: date | None
    actions: frozenset[str]
    secrecy: int

    @property
    def level(self) -> str:
        return gettext(LEVELS[SECRECY[self.secrecy]])

    def may(self, action: str) -> bool:
        return action in self.actions


def who_may(register: Register, town: str, village: str = "", on: date | None = None) -> list[Line]:
    """Everybody who may do something with the register in the town, or at one village of it.

    By the same reading of posts as `rights.grants`: an action counts where the right's level of secrecy
    reaches the register's.
    """
    holdings = _holdings(on or clock.today()).filter(members.at_home(town) | Q(post__place=town[:6]))
    known, gone = catalog().posts, cache(uses.ended)
    lines = [
        line
        for h in holdings
        if not village or village.startswith(h.post.place)
        for line in _lines(h, known.get(h.post.kind), [register], gone)
    ]
    return sorted(lines, key=lambda n: (len(n.place), n.place, n.account.username))


def what_may(account: Account, on: date | None = None) -> list[Line]:
    """What one account may do, by register in catalog order."""
    if not account.is_active:
        return []
    known, registers = catalog().posts, list(catalog().registers.values())
    gone = cache(uses.ended)
    lines = [
        line
        for h in _holdings(on or clock.today()).filter(account=account)
        for line in _lines(h, known.get(h.post.kind), registers, gone)
    ]
    order = {r.id: n for n, r in enumerate(registers)}
    return sorted(lines, key=lambda n: (order[n.register.id], n.place))


def _holdings(day: date) -> QuerySet[Holding]:
    return (
        Holding.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day, account__is_active=True)
        .select_related("account", "post")
        .order_by("id")
    )


def _lines(
    holding: Holding, kind: PostKind | None, registers: Iterable[Register], gone: Gone
) -> Iterator[Line]:
    for register in registers:
        actions, secrecy = _reached(kind, register)
        if register.id in gone(holding.post.place[:9]):
            actions -= {"write"}
        if actions:
            yield Line(
                holding.account,
                register,
                post_names.said(holding.post),
                holding.post.place,
                holding.since,
                holding.until,
                actions,
                secrecy,
            )


def _reached(kind: PostKind | None, register: Register) -> tuple[frozenset[str], int]:
    """The actions that a post gives on the register, and the highest level that it reads there."""
    actions: set[str] = set()
    highest = -1
    for right in kind.rights if kind else ():
        named, level = set(right["registers"]), SECRECY.index(right.get("secrecy", "internal"))
        if not named & {"*", register.id, register.group}:
            continue
        if "read" in right["can"]:
            highest = max(highest, level)
        if level >= SECRECY.index(register.secrecy):
            actions |= set(right["can"])
    return frozenset(actions & set(ACTIONS)), highest


def villages(town: str) -> list[Place]:
    """The villages that may be asked for: those of today, then those merged away."""
    found = Place.objects.filter(level="village", code__startswith=town)
    return sorted(found, key=lambda p: (p.valid_until is not None, p.code))
