"""The registers, one register's list, and its Excel."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from yiben.declare.load import catalog
from yiben.declare.model import Group, Register
from yiben.ledger.reading import listing
from yiben.pages.doors import member, register_for
from yiben.pages.lists import RegisterList
from yiben.pages.standing import PageRequest
from yiben.township import looks, rights

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
    known = rights.readable(request.user)
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
    """One register's records: tabs, filters, order, pages, totals over all rows."""
    found = register_for(request, register)
    group = catalog().groups.get(found.group)
    crumbs = [(group.title, f"{reverse('registers')}?group={group.id}")] if group else []
    words = {
        "register": found,
        "list": RegisterList(request, found),
        "crumbs": [*crumbs, (found.title, "")],
        "may_write": rights.may(request.user, "write", found.id) and request.as_of is None,
        "may_export": rights.may(request.user, "export", found.id),
    }
    return render(request, "pages/register.html", words)


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
