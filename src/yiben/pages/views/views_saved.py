"""Saved views of a list, its columns: kept for the person, shared with his office if he wishes."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.problems import Refused, refuse
from yiben.pages import filters
from yiben.pages.doors import member, register_for
from yiben.pages.lists import place_options
from yiben.pages.standing import PageRequest
from yiben.pages.views.registers import address_of
from yiben.personal import lists as personal
from yiben.personal.lists import SavedView
from yiben.ui import asking


@dataclass(frozen=True)
class Shown:
    """A view as the page of views lists it."""

    saved: SavedView
    own: bool
    opens: bool
    said: str
    lost: list[str]


@require_http_methods(["GET", "POST"])
@member
def views(request: PageRequest, register: str) -> HttpResponse:
    """The views that the account sees. A POST saves, changes or deletes one, as `do` says."""
    found = register_for(request, register)
    if request.method == "POST":
        try:
            return _done(request, found)
        except Refused as refused:
            return _page(request, found, refused)
    return _page(request, found)


def _page(request: PageRequest, found: Register, refused: Refused | None = None) -> HttpResponse:
    opening = personal.opening_view(request.user, found.id)
    options = place_options(request.user, found.id, request.place, request.as_of or clock.today())
    shown = [
        Shown(v, v.account_id == request.user.pk, v == opening, _said(request, found, v, options),
              personal.lost(found, v))
        for v in personal.views(request.user, found.id)
    ]  # fmt: skip
    words = {
        "register": found,
        "views": shown,
        "office": next(iter(personal.offices_of(request.user)), None),
        "crumbs": [(found.title, reverse("register", args=[found.id]) + "?view="), (_("视图"), "")],
        "problems": refused.problems if refused else (),
        "typed": request.POST.get("name", "") if refused else "",
        "at": request.POST.get("view", "") if refused else "",
    }
    return render(request, "pages/views.html", words, status=400 if refused else 200)


def _said(request: PageRequest, found: Register, saved: SavedView, options: filters.Options) -> str:
    """The view's conditions in words."""
    asked = {name: asking.SEVERAL.join(values) for name, values in saved.asked.items()}
    said = [f.said for f in filters.made(found, request.user, asked, options) if f.on]
    states = [s.title for s in found.states.values() if s.id in asked.get("state", "").split(",")]
    by_due = {"late": _("逾期"), "soon": _("将到期")}.get(asked.get("state", ""))
    return _("；").join([*states, *([by_due] if by_due else []), *said]) or _("全部")


def _done(request: PageRequest, found: Register) -> HttpResponse:
    sent = request.POST
    account, do = request.user, sent.get("do", "")
    asked = dict(QueryDict(sent.get("asked", "")).lists())
    if do == "save":
        columns = [c for c in sent.get("columns", "").split(",") if c in found.fields]
        saved, left_out = personal.save(
            account, found, sent.get("name", ""), asked, columns, shared=bool(sent.get("shared"))
        )
        if sent.get("opens"):
            personal.open_with(account, found.id, saved)
        _told(request, saved, left_out)
        return redirect(f"{reverse('register', args=[found.id])}?{address_of(saved)}")
    if do == "open":
        personal.open_with(account, found.id, personal.view(account, found.id, _number(sent.get("view", ""))))
        messages.success(request, _("以后打开这本台账先用这个视图。"))
    elif do == "close":
        personal.open_with(account, found.id, None)
        messages.success(request, _("以后打开这本台账不用视图。"))
    else:
        return _changed(request, found, do, asked)
    return redirect("views", found.id)


def _changed(request: PageRequest, found: Register, do: str, asked: dict[str, list[str]]) -> HttpResponse:
    """What only the view's owner may do."""
    sent = request.POST
    saved = personal.own(request.user, found.id, _number(sent.get("view", "")))
    if do == "update":
        columns = [c for c in sent.get("columns", "").split(",") if c in found.fields]
        _told(request, saved, personal.change(saved, found, asked=asked, columns=columns))
        return redirect(f"{reverse('register', args=[found.id])}?{address_of(saved)}")
    if do == "rename":
        personal.change(saved, found, name=sent.get("name", ""))
        messages.success(request, _("已改名为“%(name)s”。") % {"name": saved.name})
    elif do in ("share", "unshare"):
        personal.change(saved, found, shared=do == "share")
        said = _("已共享给%(office)s。") % {"office": saved.office} if saved.office else _("已不再共享。")
        messages.success(request, said)
    elif do == "delete":
        saved.delete()
        messages.success(request, _("已删除视图“%(name)s”。") % {"name": saved.name})
    else:
        raise refuse("V003", "view")
    return redirect("views", found.id)


def _told(request: PageRequest, saved: SavedView, left_out: list[str]) -> None:
    messages.success(request, _("已存为视图“%(name)s”。") % {"name": saved.name})
    if left_out:
        said = {"titles": _("、").join(left_out)}
        messages.warning(request, _("%(titles)s是个人号码，没有存进视图。") % said)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@require_POST
@member
def columns(request: PageRequest, register: str) -> HttpResponse:
    """The account's own columns of the list, in the order of the numbers given; none for the usual ones."""
    found = register_for(request, register)
    sent = request.POST
    chosen = [c for c in sent.getlist("column") if c in found.fields]
    chosen.sort(key=lambda c: _number(sent.get(f"order-{c}", "")) or 999)
    personal.choose_columns(request.user, found.id, [] if sent.get("usual") else chosen)
    back = QueryDict(sent.get("asked", ""), mutable=True)
    # The columns of a view would win over those just chosen.
    back["view"] = ""
    return redirect(f"{reverse('register', args=[found.id])}?{back.urlencode()}")
