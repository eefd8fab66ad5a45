"""Offices as a case names them: by id or title, or a village by its name."""

from django.db.models import Q, QuerySet

from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.township import places
from yiben.township.models import Account, Holding, Office

VILLAGE = "cun"
"""The office of every village committee."""


def find(town: str, text: str) -> str:
    """Id of the office that the text means, "" for none."""
    wanted, known = text.strip(), catalog().offices
    if wanted in known:
        return wanted
    named = next((o.id for o in known.values() if o.title == wanted), "")
    if named:
        return named
    own = Office.objects.filter(town=town, title=wanted).values_list("kind", flat=True).first()
    return own or (VILLAGE if village(town, wanted) else "")


def village(town: str, text: str) -> str:
    """Code of the village that the text names, "" for none."""
    found = places.names(town).find(text.strip()) if text.strip() else None
    return found.code if found is not None and found.level == "village" else ""


def title(office: str) -> str:
    known = catalog().offices.get(office)
    return known.title if known else office


def of(account: Account, town: str) -> frozenset[str]:
    """Ids of the offices that the account works in today."""
    return frozenset(_held(town).filter(account=account).values_list("post__office__kind", flat=True))


def only_clerk(town: str, place: str) -> str:
    """Username of who alone holds a post at the village, "" for none or several."""
    found = set(_held(town).filter(post__place=place).values_list("account__username", flat=True))
    return str(found.pop()) if len(found) == 1 else ""


def office_of(town: str, username: str) -> str:
    """The office of a person's first post in the town."""
    found = _held(town).filter(account__username=username).order_by("post__place", "post_id")
    return str(found.values_list("post__office__kind", flat=True).first() or "")


def _held(town: str) -> QuerySet[Holding]:
    today = clock.today()
    return Holding.objects.filter(
        Q(until=None) | Q(until__gt=today),
        since__lte=today,
        post__place__startswith=town,
        account__is_active=True,
        post__office__isnull=False,
    )
