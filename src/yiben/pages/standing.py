"""Where a request stands: the account, the town it works in, the period and the as-of day looked at.

Town, period and day are kept in the session (the top bar sets them) and can be said in one address by
`?town=&from=&to=&as_of=`; an address wins over the session, for that request only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from yiben.kernel import clock, working_days
from yiben.kernel.language import CHINESE, LANGUAGES
from yiben.kernel.periods import Period, parse_period
from yiben.kernel.problems import Refused
from yiben.ledger.models import Entry
from yiben.township import rights, town_clock
from yiben.township.models import Account


class PageRequest(HttpRequest):
    """A request that PageMiddleware has been over."""

    user: Account
    town: str
    """Code of the town looked at; empty for who works in none."""
    place: str
    """The widest place of that town that the account may look at: the town, or one village."""
    period: Period
    as_of: date | None
    """None for now."""
    demo_day: date | None
    register_id: str
    """The register that a page without one in its address belongs to; absent where it belongs to none."""


def session_town(request: HttpRequest) -> str:
    """The town that this session chose, else that of its post; checked later by `stand`."""
    if not request.user.is_authenticated:
        return ""
    chosen = str(request.GET.get("town") or request.session.get("town", ""))
    if chosen:
        return chosen
    held = request.user.holdings.select_related("post").order_by("id").first()
    if held and len(held.post.place) >= 9:
        return held.post.place[:9]
    # Who works above the towns starts in the first of them, on that town's day.
    return next(iter(towns_of(request.user)), "")


def language_of(request: HttpRequest) -> str:
    """The language the account chose, else the one this session chose before logging in, else Chinese."""
    chosen = request.user.language if request.user.is_authenticated else ""
    chosen = chosen or str(request.session.get("language", ""))
    return chosen if chosen in LANGUAGES else CHINESE


@contextmanager
def clock_of(town: str) -> Iterator[date | None]:
    """By the town's working days; in the demo on its stated day, at the machine's time of day."""
    if not (settings.DEMO and town):
        with working_days.kept_by(town):
            yield None
        return
    with town_clock.living_in(town) as day:
        yield day


def towns_of(account: Account) -> list[str]:
    """Codes of the towns an account may look at: those of its posts, and all opened ones of its county."""
    counties = [g.place for g in rights.grants(account) if len(g.place) < 9]
    opened = [code for code in town_clock.towns() if any(code.startswith(county) for county in counties)]
    return list(dict.fromkeys(rights.towns(account) + opened))


def usual_period(today: date) -> Period:
    """From 1 January to the end of the last full month; in January, the year before."""
    end = today.replace(day=1) - timedelta(days=1)
    return Period(end.replace(month=1, day=1), end)


def first_period(town: str, today: date) -> Period:
    """The usual period; of a town opened this month, the year up to today, or what was entered a moment ago
    would be in no list and no figure."""
    first = Entry.objects.filter(town=town, town_seq=1, kind="opening.town_opened")
    opened = first.values_list("day", flat=True).first()
    if opened is not None and opened >= today.replace(day=1):
        return Period(today.replace(month=1, day=1), today)
    return usual_period(today)


def stand(request: PageRequest, town: str) -> None:
    """Put town, place, period and as-of day on the request; what can't be read is left at its default."""
    request.town, request.place, request.as_of = "", "", None
    request.period = usual_period(clock.today())
    visitor: Account | AnonymousUser = request.user
    if isinstance(visitor, AnonymousUser):
        return
    allowed = towns_of(request.user)
    request.town = town if town in allowed else next(iter(allowed), "")
    request.place = _widest(request.user, request.town)
    request.period = first_period(request.town, clock.today())
    kept, said = request.session.get("period"), (request.GET.get("from"), request.GET.get("to"))
    for start, end in (said, kept or ("", "")):
        period = _period(start, end)
        if period:
            request.period = period
            break
    as_of = _day(request.GET["as_of"] if "as_of" in request.GET else request.session.get("as_of", ""))
    request.as_of = as_of if as_of and as_of < clock.today() else None


def _widest(account: Account, town: str) -> str:
    held = [g.place for g in rights.grants(account) if g.place.startswith(town) or town.startswith(g.place)]
    shortest = min(held, key=len, default="")
    return shortest if len(shortest) > 9 else town


def _period(start: str | None, end: str | None) -> Period | None:
    if not start or not end:
        return None
    try:
        return parse_period(start, end)
    except Refused:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
