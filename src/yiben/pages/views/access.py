"""Logging in and out, and choosing town, period and as-of day."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yiben.kernel.language import LANGUAGES
from yiben.kernel.periods import parse_period
from yiben.kernel.problems import Refused, problem
from yiben.pages import signing_in, standing
from yiben.township import looks, people, places, post_names, rights
from yiben.township.models import Account, DemoTown


@dataclass(frozen=True)
class DemoAccount:
    username: str
    name: str
    post: str
    note: str


@dataclass(frozen=True)
class DemoChoice:
    title: str
    day: date
    accounts: tuple[DemoAccount, ...]

    @property
    def first(self) -> list[DemoAccount]:
        """The parts worth trying first: those that the demo says something of; all, if it says nothing."""
        return [a for a in self.accounts if a.note] or list(self.accounts)

    @property
    def others(self) -> list[DemoAccount]:
        return [a for a in self.accounts if a not in self.first]


@never_cache
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Name and password; in the demo the page also offers the demo's own accounts."""
    words: dict[str, Any] = {"next": _next(request), "towns": _demo_choices() if settings.DEMO else ()}
    if request.method == "GET":
        words["ended"] = "ended" in request.GET
        words["again"] = signing_in.run_out() if "again" in request.GET else None
    if request.method == "POST":
        username = request.POST.get("username", "")[:40]
        found = authenticate(request, username=username, password=request.POST.get("password", "")[:200])
        if found is not None:
            return signing_in.enter(request, found, _next(request))
        signing_in.failed(request, username, lazy("密码不对"))
        words |= {"problem": problem("T004"), "username": username}
    return render(request, "pages/login.html", words, status=400 if "problem" in words else 200)


@require_POST
def log_in_demo(request: HttpRequest) -> HttpResponse:
    """One of the demo's accounts, without a password; there is no such door outside the demo."""
    if not settings.DEMO:
        raise Http404
    chosen = next(
        (
            account
            for account in Account.objects.filter(is_active=True).exclude(demo_note="")
            if account.username == request.POST.get("account")
        ),
        None,
    )
    if chosen is None:
        raise Http404
    return signing_in.enter(request, chosen, _next(request))


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        looks.log(request.user, "logout", request.user.username)
    logout(request)
    return redirect("login")


@require_POST
@login_required
def set_standing(request: HttpRequest) -> HttpResponse:
    """Keep the chosen town, period or as-of day in the session; a period that can't be read is said."""
    sent = request.POST
    try:
        if "period" in sent:
            start, _slash, end = sent["period"].partition("/")
            period = parse_period(start, end)
            request.session["period"] = (period.start.isoformat(), period.end.isoformat())
        elif "from" in sent:
            period = parse_period(sent["from"], sent.get("to", ""))
            request.session["period"] = (period.start.isoformat(), period.end.isoformat())
        if "as_of" in sent:
            request.session["as_of"] = sent["as_of"][:10]
        if sent.get("town") in standing.towns_of(cast(Account, request.user)):
            request.session["town"] = sent["town"]
    except Refused as refused:
        for said in refused.problems:
            messages.error(request, f"{said.sentence}{_('。')}{said.hint}")
    return HttpResponseRedirect(_without_standing(_next(request) or "/"))


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language for the account, or before logging in for this session."""
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES:
        request.session["language"] = chosen
        if request.user.is_authenticated:
            Account.objects.filter(pk=request.user.pk).update(language=chosen)
    return HttpResponseRedirect(_next(request) or "/")


def _without_standing(address: str) -> str:
    """The address without the day and period it may carry, since the session's new ones are meant."""
    parts = urlsplit(address)
    kept = [(k, v) for k, v in parse_qsl(parts.query) if k not in ("from", "to", "as_of", "town")]
    return parts.path + (f"?{urlencode(kept)}" if kept else "")


def _next(request: HttpRequest) -> str:
    """Where to go on to; only an address of our own."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""


def _there(place: str, town: str) -> bool:
    return place.startswith(town) or town.startswith(place)


DEMO_NOTES = (
    noop("信访、纠纷的登记和办理"),
    noop("写报告，看全部汇总数"),
    noop("看进度、看数据"),
    noop("只读，不看个人信息"),
    noop("账号和岗位"),
    noop("权限复核"),
    noop("查看留痕"),
    noop("登记和查看本村"),
)
"""What the towns of demo/ say of their people, for English."""


def _note(text: str) -> str:
    """What is said of the account beyond its post: “镇长：看进度” says 看进度."""
    note = text.partition("：")[2]
    return _(note) if note else ""


def _demo_choices() -> list[DemoChoice]:
    """Who keeps or reads the ledger comes first, then the administrators, who see none of it."""
    known = list(Account.objects.filter(is_active=True).exclude(demo_note="").order_by("id"))
    known.sort(key=lambda a: not any("read" in g.actions for g in rights.grants(a)))
    choices = []
    for town in DemoTown.objects.order_by("town"):
        with standing.clock_of(town.town):
            held = [(a, [p for p in people.posts_of(a) if _there(p.place, town.town)]) for a in known]
        here = tuple(
            DemoAccount(a.username, a.name, post_names.said(p[0]), _note(a.demo_note)) for a, p in held if p
        )
        choices.append(DemoChoice(places.said(town.town), town.day, here))
    return choices
