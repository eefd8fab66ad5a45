"""Offices, posts and the people in them: opening a town, making accounts, filling posts."""

from datetime import date

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.language import CHINESE, speaking
from yiben.kernel.problems import refuse
from yiben.township import places
from yiben.township.models import Account, DemoTown, Holding, Office, Post


@speaking(CHINESE)
def open_town(code: str, demo_day: date | None = None) -> None:
    """Make the offices that the catalog names; with a demo day, mark the town as a demonstration."""
    places.place(code)
    for office in catalog().offices.values():
        Office.objects.get_or_create(town=code, kind=office.id, defaults={"title": office.title})
    if demo_day:
        DemoTown.objects.update_or_create(town=code, defaults={"day": demo_day})


@speaking(CHINESE)
def post(kind_id: str, place: str) -> Post:
    """The post of this kind at this place, made if there is none."""
    kind = catalog().posts[kind_id]
    office = Office.objects.filter(town=place[:9], kind=kind.office).first() if kind.office else None
    title = kind.title if kind.level != "village" else f"{places.title(place)}{kind.title}"
    made, _ = Post.objects.get_or_create(
        kind=kind_id, place=place, defaults={"title": title, "office": office}
    )
    return made


def account(username: str, name: str, password: str | None = None, demo_note: str = "") -> Account:
    """A new account; without a password it cannot log in by one."""
    made = Account.objects.create_account(username, name, password)
    if demo_note:
        made.demo_note = demo_note
        made.save(update_fields=["demo_note"])
    return made


def find(username: str) -> Account:
    """The active account of this name; Refused T002 if there is none."""
    found = Account.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise refuse("T002", name=username)
    return found


def appoint(holder: Account, to: Post, since: date, until: date | None = None) -> Holding:
    return Holding.objects.create(account=holder, post=to, since=since, until=until)


def posts_of(holder: Account, on: date | None = None) -> list[Post]:
    """The posts that an account holds on a day (today by default)."""
    day = on or clock.today()
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=day), account=holder, since__lte=day)
    return [h.post for h in held.select_related("post__office").order_by("id")]


def end_sessions(holder: Account) -> int:
    """End every log-in of an account, wherever it is open; returns how many there were."""
    mine = [
        s.pk
        for s in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if s.get_decoded().get(SESSION_KEY) == str(holder.pk)
    ]
    ended, _ = Session.objects.filter(pk__in=mine).delete()
    return ended
