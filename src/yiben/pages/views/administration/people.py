"""The town's people: a list that can be searched, and one person's page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.administration import accounts, changes, members, rights_table, walls
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.pages import doors
from yiben.pages.paging import paged
from yiben.pages.standing import PageRequest
from yiben.pages.views.administration import frame
from yiben.township import places, post_names
from yiben.township.models import Account, Holding, Office
from yiben.township.rights import ACTIONS
from yiben.ui.asking import SIZES
from yiben.ui.lights import Light


@dataclass(frozen=True)
class Row:
    account: Account
    posts: tuple[Holding, ...]
    light: Light


@dataclass(frozen=True)
class Power:
    """What one may do through one post with registers alike, in words."""

    post: str
    place: str
    actions: str
    level: str
    registers: str
    since: str


@require_safe
@frame.administrators
def people(request: PageRequest) -> HttpResponse:
    """Everybody with a post here, now or before; by name, post, office and state."""
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("q", "post", "office", "state")}
    found = _asked(request.town, asked)
    size = _size(request.GET.get("size", ""))
    here, page = paged(found, request.GET.get("page", ""), size, SIZES)
    held = members.holdings_of(here, request.town)
    locked = accounts.locked_among(a.username for a in here)
    words = frame.words(
        request,
        _("人员"),
        rows=[Row(a, tuple(held[a.pk]), light(a, a.username in locked)) for a in here],
        page=page,
        asked=asked,
        kinds=[(k.id, k.title) for k in catalog().posts.values()],
        offices=list(Office.objects.filter(town=request.town).order_by("id")),
        states=[
            ("on", _("在用")), ("off", _("停用")), ("locked", _("已锁定")),
            ("unopened", _("还没有密码")), ("postless", _("没有岗位")),
        ],
    )  # fmt: skip
    return render(request, "pages/administration/people.html", words)


def _asked(town: str, asked: dict[str, str]) -> QuerySet[Account]:
    found = members.accounts(town)
    if asked["q"]:
        found = found.filter(Q(name__contains=asked["q"]) | Q(username__icontains=asked["q"]))
    now = _held_now(town)
    if asked["post"]:
        found = found.filter(pk__in=now.filter(post__kind=asked["post"]).values("account"))
    if asked["office"]:
        kinds = [k.id for k in catalog().posts.values() if k.office == asked["office"]]
        found = found.filter(pk__in=now.filter(post__kind__in=kinds).values("account"))
    state = asked["state"]
    if state in ("on", "off"):
        found = found.filter(is_active=state == "on")
    elif state == "locked":
        found = found.filter(username__in=accounts.locked_among(found.values_list("username", flat=True)))
    elif state == "unopened":
        found = found.filter(pk__in=without_password(town))
    elif state == "postless":
        found = found.filter(pk__in=without_post(town))
    return found


def _held_now(town: str) -> QuerySet[Holding]:
    today = clock.today()
    return Holding.objects.filter(Q(until=None) | Q(until__gt=today), members.at_home(town), since__lte=today)


def without_post(town: str) -> QuerySet[Account]:
    """Active accounts that hold no post of the town today: to be switched off, most likely."""
    return members.accounts(town).filter(is_active=True).exclude(pk__in=_held_now(town).values("account"))


def without_password(town: str) -> QuerySet[Account]:
    """Active accounts that can't log in because no one-time password has been handed out."""
    return members.accounts(town).filter(is_active=True, password__startswith="!")


def light(account: Account, locked: bool) -> Light:
    if not account.is_active:
        return Light("cross", _("停用"), "plain")
    if locked:
        return Light("square", _("已锁定"), "zhu")
    if not account.has_usable_password():
        return Light("ring", _("还没有密码"), "plain")
    if account.must_change_password:
        return Light("ring", _("等他改密码"), "plain")
    return Light("tick", _("在用"), "zhuq")


@require_safe
@frame.administrators
def person(request: PageRequest, username: str) -> HttpResponse:
    """One person: posts now and before, what he may do where, what is proposed about him."""
    account, problems = members.find(username, request.town)
    if account is None or problems:
        raise doors.hidden(request, f"person {username[:40]}")
    locked = accounts.locked(username)
    about = [c for c in changes.pending(request.town) if username in changes.touches(c)]
    past = [c for c in changes.decided(request.town)[:500] if username in changes.touches(c)]
    words = frame.words(
        request,
        account.name,
        (_("人员"), reverse("people")),
        account=account,
        light=light(account, locked),
        held=members.open_holdings(account, request.town),
        before=_before(account, request.town),
        powers=powers(rights_table.what_may(account)),
        administers=[
            post_names.said(h.post) for h in members.open_holdings(account, request.town) if _part(h)
        ],
        pending=[frame.shown(c) for c in about],
        decided=[frame.shown(c) for c in past[:10]],
        locked=locked,
        actions=_actions(request, account),
        today=clock.today(),
    )
    return render(request, "pages/administration/person.html", words)


def _part(holding: Holding) -> str:
    return walls.part_of(holding.post.kind)


def _before(account: Account, town: str) -> list[Holding]:
    """What was held and is no more; what never began is left out."""
    held = Holding.objects.filter(members.at_home(town), account=account, until__lte=clock.today())
    return [h for h in held.select_related("post").order_by("-until", "-id") if h.until != h.since]


def powers(lines: Iterable[rights_table.Line]) -> list[Power]:
    """Lines of registers alike in one: 查看、登记、导出 信访热线、矛盾纠纷."""
    grouped: dict[tuple[Any, ...], list[str]] = {}
    for line in lines:
        said = _("、").join(_(word) for action, word in ACTIONS.items() if line.may(action))
        key = (line.post, places.said(line.place), said, line.level, line.since.isoformat())
        grouped.setdefault(key, []).append(line.register.title)
    return [
        Power(post, place, said, level, _("、").join(titles), since)
        for (post, place, said, level, since), titles in grouped.items()
    ]


def _actions(request: PageRequest, account: Account) -> list[tuple[str, str]]:
    """Kinds of change that a system administrator may propose about this person, with their buttons."""
    if walls.SYSTEM not in frame.parts(request) or account == request.user:
        return []
    held = members.open_holdings(account, request.town)
    administers = any(_part(h) for h in held)
    if not account.is_active:
        offered = [("account_on", _("启用账号"))]
        return [*offered, ("handover", _("岗位交接"))] if held and not administers else offered
    offered = [("post_given", _("任命岗位"))]
    if held:
        offered.append(("post_ended", _("免去岗位")))
    if not administers:
        if held:
            offered.append(("handover", _("岗位交接")))
        offered.append(("password_reset", _("重设密码")))
        offered.append(("factor_reset", _("重设第二因子")))
    return [*offered, ("account_off", _("停用账号"))]


def _size(text: str) -> int:
    return int(text) if text in map(str, SIZES) else 50
