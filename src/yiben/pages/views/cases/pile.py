"""One pile of the desk whole: every record of it, by register, office and place."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.declare.load import catalog
from yiben.pages.doors import member
from yiben.pages.lists import Chip, Tab
from yiben.pages.paging import Page
from yiben.pages.standing import PageRequest
from yiben.pages.views.cases.piles import TITLES, Piles
from yiben.pages.views.cases.tasks import tasks
from yiben.township import places

SIZE = 50
MOST = 2000
"""Rows that one can page through; whoever has more in a pile narrows it."""


def pile_title(name: str, found: Piles) -> str:
    """What a pile is called; who registers nothing is told what waits, not that it waits for him."""
    if name == "waiting" and not found.writes:
        return _("待处理")
    return str(TITLES[name])


@require_safe
@member
def pile(request: PageRequest, pile: str) -> HttpResponse:
    """A pile's records, soonest due first; its count is the one on the desk, as both ask the same."""
    if pile not in TITLES:
        raise Http404
    office, place = request.GET.get("office", ""), request.GET.get("place", "")
    found = Piles(request, office, place)
    counts = found.counts[pile]
    register = request.GET.get("register", "")
    register = register if register in counts else ""
    total = counts[register] if register else found.count(pile)
    number = _number(request.GET.get("page", ""), min(total, MOST))
    shown = tasks(request, found.rows(pile, (number - 1) * SIZE, SIZE, register))
    words: dict[str, Any] = {
        "pile": pile,
        "title": pile_title(pile, found),
        "tasks": shown,
        "tabs": _tabs(found, pile, register),
        "chips": list(_chips(request, office, place)),
        "page": Page(number, SIZE, total, len(shown), (SIZE,)),
        "beyond": total > MOST,
        "crumbs": [(_("工作台"), "/"), (pile_title(pile, found), "")],
    }
    return render(request, "pages/cases/pile.html", words)


def _number(text: str, total: int) -> int:
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return max(1, min(wanted, -(-total // SIZE)))


def _tabs(found: Piles, pile: str, now: str) -> list[Tab]:
    known = catalog().registers
    tabs = [Tab("", _("全部"), found.count(pile), not now)]
    return tabs + [Tab(r, known[r].title, n, r == now) for r, n in found.counts[pile].items()]


def _chips(request: PageRequest, office: str, place: str) -> list[Chip]:
    offices, made = catalog().offices, []
    for name, said in (
        ("office", offices[office].title if office in offices else office),
        ("place", places.said(place) if place.isdigit() else ""),
    ):
        if said:
            query = request.GET.copy()
            query.pop(name, None)
            query.pop("page", None)
            made.append(Chip(said, f"?{query.urlencode()}"))
    return made
