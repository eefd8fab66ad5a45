"""The registers, one register's list, and its Excel."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.declare.load import catalog
from yiben.declare.model import Group, Register
from yiben.kernel.problems import problem
from yiben.ledger.reading import listing
from yiben.pages import data_doubts_shown
from yiben.pages.doors import member, register_for
from yiben.pages.lists import RegisterList
from yiben.pages.standing import PageRequest
from yiben.personal import lists as personal
from yiben.personal.lists import SavedView
from yiben.township import looks, rights, uses

MOST_PRINTED = 2000
"""Rows on paper at once; forty sheets are more than anybody reads."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Shelf:
    group: Group
    registers: tuple[tuple[Register, int], ...]


@require_safe
@member
def registers(request: PageRequest) -> HttpResponse:
    """All registers that the account may open, by group, with how many records each holds."""
    groups, chosen = catalog().groups, request.GET.get("group", "")
    known = rights.readable(request.user, request.town)
    shelves = [
        Shelf(g, tuple((r, _count(request, r)) for r in known if r.group == g.id))
        for g in groups.values()
        if not chosen or g.id == chosen
    ]
    words = {
        "shelves": [s for s in shelves if s.registers],
        "chosen": groups.get(chosen),
        "offices": catalog().offices,
    }
    return render(request, "pages/registers.html", words)


def _count(request: PageRequest, register: Register) -> int:
    return listing(register.id, request.user, {"place": request.place}, as_of=request.as_of).count()


@require_safe
@member
def register(request: PageRequest, register: str) -> HttpResponse:
    """One register's records: tabs, filters, order, pages, totals over all rows; `print=1` for paper.

    Without a question the list opens with the view that the account has chosen for it.
    """
    found = register_for(request, register)
    opened = _opened_view(request, found)
    if opened is not None:
        return redirect(f"{request.path}?{opened}")
    shown = RegisterList(request, found)
    if request.GET.get("print"):
        return printed(request, shown)
    words = list_words(request, found, shown)
    return render(request, "pages/register.html", words)


def list_words(request: PageRequest, found: Register, shown: RegisterList) -> dict[str, Any]:
    """Everything that the list's page shows."""
    group = catalog().groups.get(found.group)
    crumbs = [(group.title, f"{reverse('registers')}?group={group.id}")] if group else []
    may_write = rights.may(request.user, "write", found.id, request.place) and request.as_of is None
    return {
        "register": found,
        "list": shown,
        "crumbs": [*crumbs, (found.title, "")],
        "may_write": may_write,
        "may_export": rights.may(request.user, "export", found.id),
        "doubts_standing": data_doubts_shown.standing(request, found),
        "ended": uses.ended(request.town).get(found.id),
    }


def _opened_view(request: PageRequest, found: Register) -> str | None:
    """The address of a saved view written out, where one is asked for by name alone or opens the list."""
    if not request.GET:
        saved = personal.opening_view(request.user, found.id)
        return address_of(saved) if saved else None
    asked = request.GET.get("view", "")
    number = asked.isascii() and asked.isdigit() and len(asked) < 10
    if not number or set(request.GET) - {"view", "town"}:
        return None
    saved = personal.views(request.user, found.id).filter(pk=int(asked)).first()
    if saved is None:
        told = problem("V003", "view")
        messages.error(request, f"{told.sentence}{_('。')}{told.hint}")
        return "view="
    return address_of(saved)


def address_of(saved: SavedView) -> str:
    """The view's question as the query of an address."""
    query = QueryDict(mutable=True)
    for name, values in saved.asked.items():
        query.setlist(name, values)
    query["view"] = str(saved.pk)
    return query.urlencode()


def printed(request: PageRequest, shown: RegisterList) -> HttpResponse:
    """The list for paper: all its rows up to a limit, heads on every sheet, as of which day, by what."""
    rows = shown.first_rows(MOST_PRINTED)
    words = {"register": shown.register, "list": shown, "rows": rows, "most": MOST_PRINTED,
             "cut": shown.total > len(rows)}  # fmt: skip
    return render(request, "pages/register_print.html", words)


@require_safe
@member
def export(request: PageRequest, register: str) -> HttpResponse:
    """The list as asked, all its pages, as a workbook; who exported what is kept."""
    found = register_for(request, register, "export")
    asked = RegisterList(request, found)
    content = asked.excel()
    looks.log(request.user, "export", f"{found.id} {asked.page.total}", request.GET.urlencode())
    return workbook(content, f"{found.title} {asked.day.isoformat()}.xlsx")


def workbook(content: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})
