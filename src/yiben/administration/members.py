"""Whose accounts a town's administrators look after."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.kernel.texts import cut
from yiben.township import places
from yiben.township.models import Account, Holding, Office


def county_is_ours(town: str) -> bool:
    """Whether no other town of the county is opened here, so that county posts are this town's to give."""
    return not Office.objects.filter(town__startswith=town[:6]).exclude(town=town).exists()


def at_home(town: str) -> Q:
    """Condition on a post's place: in the town, or in a county that is its alone."""
    condition = Q(post__place__startswith=town)
    return condition | Q(post__place=town[:6]) if county_is_ours(town) else condition


def accounts(town: str) -> QuerySet[Account]:
    """Everybody who holds or held a post in the town."""
    known = Holding.objects.filter(at_home(town)).values("account")
    return Account.objects.filter(pk__in=known).order_by("username")


def find(username: str, town: str, where: str = "account") -> tuple[Account | None, list[Problem]]:
    """The town's account of this name; A007 for none, or one that works only elsewhere."""
    found = Account.objects.filter(username=username).first()
    if found is None or not _ours(found, town):
        return None, [problem("A007", where, value=cut(username) or "（空）")]
    return found, []


def find_active(username: str, town: str, where: str = "account") -> tuple[Account | None, list[Problem]]:
    """The same, and A008 for one that is switched off."""
    found, problems = find(username, town, where)
    if found is not None and not found.is_active:
        problems = [problem("A008", where, name=found.name)]
    return found, problems


def _ours(account: Account, town: str) -> bool:
    held = Holding.objects.filter(account=account)
    return held.filter(at_home(town)).exists() or not held.exists()


def elsewhere(account: Account, town: str) -> list[Problem]:
    """A009 where the account works in another town too, whose people this town does not decide about."""
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=clock.today()), account=account)
    other = held.exclude(at_home(town)).select_related("post").first()
    if other is None:
        return []
    return [problem("A009", "account", name=account.name, town=places.title(other.post.place[:9]))]


def open_holdings(account: Account, town: str, on: date | None = None) -> list[Holding]:
    """What the account holds in the town on the day or later, oldest first."""
    day = on or clock.today()
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=day), at_home(town), account=account)
    return list(held.select_related("post__office").order_by("since", "id"))


def holdings_of(accounts: Iterable[Account], town: str) -> dict[int, list[Holding]]:
    """The same for many accounts, by their keys."""
    held: dict[int, list[Holding]] = {a.pk: [] for a in accounts}
    known = Holding.objects.filter(Q(until=None) | Q(until__gt=clock.today()), at_home(town))
    for holding in known.select_related("post__office").order_by("since", "id"):
        if holding.account_id in held:
            held[holding.account_id].append(holding)
    return held


def typed(text: str, town: str) -> str:
    """The username meant: as typed, or of the only active person of that name in the town."""
    text = text.strip()
    if not text or Account.objects.filter(username=text).exists():
        return text
    same = list(accounts(town).filter(name=text, is_active=True).values_list("username", flat=True)[:2])
    return same[0] if len(same) == 1 else text
