"""Rights: post × register × place subtree × level of secrecy.

What a post may do stands in catalog/township/posts.toml; where it may do it is the post's place and
all below. An account's rights are those of all posts it holds today. Nothing is allowed by default.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as noop

from yiben.declare.load import catalog
from yiben.declare.model import SECRECY, Register
from yiben.kernel import clock
from yiben.township import uses
from yiben.township.models import Account
from yiben.township.people import posts_of

ACTIONS = {
    "read": noop("查看"), "write": noop("登记"), "approve": noop("审批"), "export": noop("导出"),
    "unmask": noop("看全号"),
}  # fmt: skip
"""Each action in Chinese; pages translate it when they show it."""


class Denied(Exception):
    """The account may not do this here. The page answers 403, or 404 where even existence is private."""

    def __init__(self, action: str, what: str) -> None:
        self.action, self.what = action, what
        super().__init__(f"{action} {what}")


@dataclass(frozen=True)
class Grant:
    """One right: these actions on these registers, up to a level of secrecy, at and below a place."""

    place: str
    registers: frozenset[str]
    actions: frozenset[str]
    secrecy: int


def grants(account: Account) -> tuple[Grant, ...]:
    """All grants of an account today; kept on the account object while it lives (one request) and the day."""
    if not account.is_active:
        return ()
    kept: tuple[date, tuple[Grant, ...]] | None = account.__dict__.get("_grants")
    if kept is None or kept[0] != clock.today():
        kept = (clock.today(), tuple(_grants(account)))
        account.__dict__["_grants"] = kept
        account.__dict__.pop("_reach", None)
    return kept[1]


def _grants(account: Account) -> Iterable[Grant]:
    registers = catalog().registers
    for post in posts_of(account):
        kind = catalog().posts.get(post.kind)
        for right in kind.rights if kind else ():
            named = set(right["registers"])
            yield Grant(
                place=post.place,
                registers=frozenset(
                    r.id for r in registers.values() if "*" in named or r.id in named or r.group in named
                ),
                actions=frozenset(right["can"]),
                secrecy=SECRECY.index(right.get("secrecy", "internal")),
            )


def reach(account: Account, action: str, register_id: str) -> tuple[str, ...]:
    """Codes of the places at and below which the account may do this; empty for nowhere."""
    register = catalog().registers.get(register_id)
    if register is None:
        return ()
    held = grants(account)
    if not held:
        return ()
    known: dict[tuple[str, str], tuple[str, ...]] = account.__dict__.setdefault("_reach", {})
    if (action, register_id) not in known:
        level = SECRECY.index(register.secrecy)
        known[action, register_id] = tuple(
            dict.fromkeys(
                g.place
                for g in held
                if register_id in g.registers and action in g.actions and g.secrecy >= level
            )
        )
    return known[action, register_id]


def may(account: Account, action: str, register_id: str, place: str = "") -> bool:
    """Whether the account may do this with a record at the place (anywhere at all, if none is given)."""
    if action == "write" and place and register_id in _not_kept(account, place[:9]):
        return False
    return any(place.startswith(code) or not place for code in reach(account, action, register_id))


def require(account: Account, action: str, register_id: str, place: str = "") -> None:
    """Denied without the right; Refused W014 to write where the town does not keep the register."""
    if may(account, action, register_id, place):
        return
    register = catalog().registers.get(register_id)
    title = register.title if register else register_id
    if may(account, action, register_id) and register_id in _not_kept(account, place[:9]):
        raise uses.not_kept(place[:9], register_id, title)
    raise Denied(ACTIONS[action], title)


def _not_kept(account: Account, town: str) -> frozenset[str]:
    """Registers that the town does not keep; asked once a request, as an import asks for each of its rows."""
    known: dict[tuple[str, date], frozenset[str]] = account.__dict__.setdefault("_not_kept", {})
    key = (town, clock.today())
    if key not in known:
        known[key] = frozenset(uses.ended(town))
    return known[key]


def level(account: Account, register_id: str, place: str) -> int:
    """The highest level of secrecy (index into SECRECY) that the account may read there, or -1."""
    return max(
        (
            g.secrecy
            for g in grants(account)
            if register_id in g.registers and "read" in g.actions and place.startswith(g.place)
        ),
        default=-1,
    )


def may_read_figures(account: Account, register_id: str, place: str) -> bool:
    """Counts go further than names: whoever reads internal things at a place may see its counts,
    except of restricted registers, which need their own right."""
    register = catalog().registers.get(register_id)
    if register is None:
        return False
    if may(account, "read", register_id, place):
        return True
    if register.secrecy == "restricted":
        return False
    internal = SECRECY.index("internal")
    return any(
        place.startswith(g.place) and "read" in g.actions and g.secrecy >= internal for g in grants(account)
    )


def administers(account: Account) -> frozenset[str]:
    """Which of system, security and audit the account administers today; empty for everybody else."""
    if not account.is_active:
        return frozenset()
    known = catalog().posts
    kinds = (known.get(post.kind) for post in posts_of(account))
    return frozenset(k.administers for k in kinds if k and k.administers)


def readable(account: Account, town: str = "") -> list[Register]:
    """The registers that the account may open somewhere, in catalog order, without those that the town
    (or, where none is said, each town that he works in) does not keep."""
    gone = [_not_kept(account, t) for t in ([town] if town else towns(account))]
    hidden = frozenset.intersection(*gone) if gone else frozenset()
    return [r for r in catalog().registers.values() if r.id not in hidden and reach(account, "read", r.id)]


def towns(account: Account) -> list[str]:
    """Codes of the towns that an account works in, from its posts."""
    return list(dict.fromkeys(p.place[:9] for p in posts_of(account) if len(p.place) >= 9))
