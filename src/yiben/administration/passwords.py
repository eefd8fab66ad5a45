"""One-time passwords: made when they are handed out, shown once, kept nowhere.

A confirmed change (new accounts, a reset) only allows it. Then the system administrator hands them over;
for an administrator's own account a holder of the same post does, so that none gets into another's part.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import BasePasswordHasher, PBKDF2PasswordHasher, get_hasher

from yiben.administration import members, sealing, walls
from yiben.administration.models import CONFIRMED, Change, Issued
from yiben.kernel import clock
from yiben.kernel.problems import refuse
from yiben.ledger.gate import writing
from yiben.township import people
from yiben.township.models import Account, Holding
from yiben.township.one_time import one_time_password

VALID = timedelta(days=7)
"""How long a one-time password may lie unused."""
ROUNDS = 2_000
"""Of PBKDF2, for these only: 74 random bits need no stretching, and two thousand are made at once.
The person's own password, set at the first log-in, gets Django's full number."""
KINDS = ("people", "password_reset")


@dataclass(frozen=True)
class Slip:
    """What is cut out and handed over."""

    account: Account
    password: str
    posts: str


def waiting(change: Change) -> list[Account]:
    """Accounts of a confirmed change whose one-time password has not been handed out yet."""
    if change.kind not in KINDS or change.verdict != CONFIRMED:
        return []
    about = change.about
    names = [r["username"] for r in about["rows"]] if change.kind == "people" else [about["account"]]
    given = set(change.issued.values_list("account_id", flat=True))
    found: list[Account] = []
    for start in range(0, len(names), 500):
        found += Account.objects.filter(username__in=names[start : start + 500], is_active=True)
    order = {name: n for n, name in enumerate(names)}
    ready = [a for a in found if a.pk not in given and not a.has_usable_password()]
    return sorted(ready, key=lambda a: order[a.username])


def may_hand_out(change: Change, by: Account) -> list[Account]:
    """Those of them whose password this administrator may hand out."""
    mine = walls.parts(by, change.town)
    if not mine:
        return []
    ready = waiting(change)
    held = members.holdings_of(ready, change.town)
    return [a for a in ready if a != by and _hander(held[a.pk]) in mine]


def _hander(held: Iterable[Holding]) -> str:
    """Which administrator hands out the password: one of the account's own part, else the system's."""
    return next(filter(None, (walls.part_of(h.post.kind) for h in held)), walls.SYSTEM)


def hand_out(change: Change, by: Account) -> list[Slip]:
    """Make, set and return a one-time password for each; the only time that anybody sees them.

    Refused A042 where there is none for this administrator to hand out (any more).
    """
    with writing():
        # Read again inside the gate: who asks second finds that they have been handed out.
        change = Change.objects.get(pk=change.pk)
        ready = may_hand_out(change, by)
        if not ready:
            raise refuse("A042", change=change.pk)
        hasher = get_hasher()
        held = members.holdings_of(ready, change.town)
        slips = []
        for account in ready:
            secret = one_time_password()
            account.password = _encoded(hasher, secret)
            account.must_change_password, account.password_changed_at = True, None
            slips.append(Slip(account, secret, "、".join(h.post.title for h in held[account.pk])))
        Account.objects.bulk_update(
            ready, ["password", "must_change_password", "password_changed_at"], batch_size=400
        )
        at = clock.now()
        Issued.objects.bulk_create(
            [Issued(change=change, account=a, by=by, at=at) for a in ready], batch_size=400
        )
        body = {"change": change.pk, "accounts": [a.username for a in ready]}
        sealing.told(change.town, "passwords_issued", body, by)
    return slips


def _encoded(hasher: BasePasswordHasher, secret: str) -> str:
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(secret, hasher.salt(), ROUNDS)
    return hasher.encode(secret, hasher.salt())


def known_to_another(account: Account, kind: str) -> Issued | None:
    """The last one-time password of the account that somebody outside this administrator's part handed out.

    Whoever handed it out could have used it first; such an account gets no administrator's post.
    """
    part = walls.part_of(kind)
    if not part:
        return None
    handed = Issued.objects.filter(account=account).select_related("by", "change").order_by("-at")
    for issued in handed:
        then = people.posts_of(issued.by, clock.day_of(issued.at))
        if part not in {walls.part_of(p.kind) for p in then if p.place == issued.change.town}:
            return issued
    return None


def lapse_unused() -> int:
    """Take back one-time passwords that nobody used in a week; returns how many."""
    old = Issued.objects.filter(at__lt=clock.now() - VALID, account__must_change_password=True)
    fresh = Issued.objects.filter(at__gte=clock.now() - VALID).values("account")
    lapsed = 0
    for account in Account.objects.filter(pk__in=old.values("account")).exclude(pk__in=fresh):
        if account.has_usable_password():
            account.set_unusable_password()
            account.save(update_fields=["password"])
            people.end_sessions(account)
            lapsed += 1
    return lapsed
