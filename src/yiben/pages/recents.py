"""What the account opened last, as far as it may still open it."""

from contextlib import suppress

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from yiben.declare.load import catalog
from yiben.ledger.models import Record
from yiben.pages import findings
from yiben.pages.findings import Line
from yiben.pages.standing import PageRequest
from yiben.personal import recent
from yiben.personal.recent import Recent
from yiben.township import places, rights

PAGES = {"record": Recent.RECORD, "register": Recent.REGISTER, "figure": Recent.FIGURE}
"""Pages that are kept: name of the address, which is also the name of its argument."""


def note(request: HttpRequest, response: HttpResponse) -> None:
    """Keep what has just been opened; a full disk does not stop the page."""
    match = request.resolver_match
    if request.method != "GET" or response.status_code != 200 or match is None:
        return
    name = match.url_name or ""
    if name in PAGES and request.user.is_authenticated:
        with suppress(DatabaseError), transaction.atomic():
            recent.opened(request.user, PAGES[name], str(match.kwargs[name]))


def shown(request: PageRequest, most: int = recent.KEPT) -> list[Line]:
    """Newest first. What may no longer be opened is forgotten, so that it does not come back with a right."""
    kept = recent.latest(request.user)
    records = Record.objects.in_bulk([r.target for r in kept if r.kind == Recent.RECORD])
    lines, gone = [], []
    for one in kept:
        line = _line(request, one, records)
        if line is None:
            gone.append(one)
        else:
            lines.append(line)
    if gone:
        with suppress(DatabaseError):
            recent.forget(request.user, gone)
    return lines[:most]


def _line(request: PageRequest, one: Recent, records: dict[str, Record]) -> Line | None:
    if one.kind == Recent.RECORD:
        return _record(request, records.get(one.target))
    if one.kind == Recent.REGISTER:
        register = catalog().registers.get(one.target)
        if register is None or not rights.may(request.user, "read", register.id):
            return None
        return Line(register.title, reverse("register", args=[register.id]), _("台账"))
    figure = catalog().figures.get(one.target)
    if figure is None or not _may_read(request, figure.register):
        return None
    return Line(figure.title, reverse("figure", args=[figure.id]), _("数据"))


def _may_read(request: PageRequest, register: str) -> bool:
    """In one of his towns at least: a figure of another town of his is not forgotten in this one."""
    reach = {g.place for g in rights.grants(request.user)}
    return any(rights.may_read_figures(request.user, register, place) for place in reach)


def _record(request: PageRequest, record: Record | None) -> Line | None:
    if record is None or record.register not in catalog().registers:
        return None
    if not rights.may(request.user, "read", record.register, record.place):
        return None
    line = findings.record_line(request, record)
    note = f"{line.register} {record.number} {places.said(record.place)}"
    return Line(line.whole_title, reverse("record", args=[record.record]), note)
