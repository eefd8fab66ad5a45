"""Who at a place reads a register, keeps it, administers, or answers complaints, as posts stand today."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from yiben.declare.load import catalog
from yiben.declare.model import SECRECY, PostKind, Register
from yiben.kernel import clock
from yiben.township.models import Account, Holding
from yiben.township.people import posts_of

LENGTHS = (2, 4, 6, 9, 12, 15)
"""Of place codes from the province down to the grid."""


def holders(kinds: Iterable[str], place: str) -> list[Account]:
    """Active accounts that hold a post of these kinds at the place or above it, by name."""
    above = [place[:n] for n in LENGTHS if n <= len(place)]
    day = clock.today()
    held = Holding.objects.filter(
        Q(until=None) | Q(until__gt=day),
        since__lte=day,
        post__kind__in=list(kinds),
        post__place__in=above,
        account__is_active=True,
    )
    return list(Account.objects.filter(pk__in=held.values("account")).order_by("name", "username"))


def readers(register: Register, place: str) -> list[Account]:
    """Who may read the register's records at the place."""
    return holders(_kinds(lambda kind: _lets(kind, "read", register)), place)


def office(register: Register, place: str) -> list[Account]:
    """Who keeps the register's records at the place in the office of the town that answers for it."""

    def keeps(kind: PostKind) -> bool:
        return kind.office == register.owner and kind.level != "village" and _lets(kind, "write", register)

    return holders(_kinds(keeps), place)


def administrators(part: str, town: str) -> list[Account]:
    """The town's system, security or audit administrators."""
    return holders(_kinds(lambda kind: kind.administers == part), town)


def answerers(town: str) -> list[Account]:
    """Who answers what is put into the town's complaint box."""
    return holders(_kinds(lambda kind: kind.answers), town)


def may_answer(account: Account, town: str) -> bool:
    known = catalog().posts
    return account.is_active and any(
        post.place == town and post.kind in known and known[post.kind].answers for post in posts_of(account)
    )


def _kinds(wanted: Callable[[PostKind], bool]) -> list[str]:
    return [kind.id for kind in catalog().posts.values() if wanted(kind)]


def _lets(kind: PostKind, action: str, register: Register) -> bool:
    """Whether a post of the kind gives the right to the register, as `township.rights` reads it."""
    level = SECRECY.index(register.secrecy)
    return any(
        action in right["can"]
        and {"*", register.id, register.group} & set(right["registers"])
        and SECRECY.index(right.get("secrecy", "internal")) >= level
        for right in kind.rights
    )
