"""The walls between the three administrators (DOMAIN 2.15; GB/T 22239-2019, 8.1.4.2 访问控制).

System proposes, security confirms, audit looks on. Nobody holds two of the three posts, or one of them
and a business post; nobody gives himself or takes from himself anything; the last of each stays.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.township import people
from yiben.township.models import Account, Holding
from yiben.township.rights import Denied

SYSTEM, SECURITY, AUDIT = "system", "security", "audit"


def part_of(kind: str) -> str:
    """Which part a kind of post administers; empty for a business post."""
    known = catalog().posts.get(kind)
    return known.administers if known else ""


def parts(account: Account, town: str) -> frozenset[str]:
    """What an account administers in this town today."""
    if not account.is_active:
        return frozenset()
    found = (part_of(p.kind) for p in people.posts_of(account) if p.place == town)
    return frozenset(p for p in found if p)


def holders(part: str, town: str) -> frozenset[str]:
    """Usernames of who administers this part of the town today."""
    day = clock.today()
    kinds = [k.id for k in catalog().posts.values() if k.administers == part]
    held = Holding.objects.filter(
        Q(until=None) | Q(until__gt=day),
        since__lte=day,
        post__place=town,
        post__kind__in=kinds,
        account__is_active=True,
    )
    return frozenset(held.values_list("account__username", flat=True))


def require(account: Account, part: str, town: str, action: str, what: str) -> None:
    """Denied unless the account administers this part of the town today."""
    if part not in parts(account, town):
        raise Denied(action, what)


def separated(
    account: Account, kind: str, since: date, until: date | None = None, where: str = ""
) -> list[Problem]:
    """A003 where the post can't be held beside what the account holds or is to hold on the same days."""
    mine = part_of(kind)
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=since), account=account)
    if until:
        held = held.filter(since__lt=until)
    return [
        problem("A003", where, name=account.name, held=h.post.title, post=_title(kind))
        for h in held.select_related("post")
        if (mine or part_of(h.post.kind)) and mine != part_of(h.post.kind)
    ][:1]


def _title(kind: str) -> str:
    known = catalog().posts.get(kind)
    return known.title if known else kind


def stays_filled(account: Account, kinds: Iterable[str], town: str, until: date) -> list[Problem]:
    """A004 for each administrator's post that nobody would hold from the day on without this account.

    Counted is who is active and holds the same post for good by that day.
    """
    wrong = []
    for kind in dict.fromkeys(kinds):
        if not part_of(kind):
            continue
        others = Holding.objects.filter(
            Q(until=None),
            post__place=town,
            post__kind__in=[k.id for k in catalog().posts.values() if k.administers == part_of(kind)],
            since__lte=until,
            account__is_active=True,
        ).exclude(account=account)
        if not others.exists():
            wrong.append(problem("A004", name=account.name, post=_title(kind)))
    return wrong


def open_kinds(account: Account, town: str) -> list[str]:
    """Kinds of the posts that the account holds in the town today or later."""
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=clock.today()), account=account)
    return list(held.filter(post__place=town).values_list("post__kind", flat=True))
