"""Sheets and notices: a sheet issued for an item, both as Word files, a notice as a page."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiben.capabilities.cases.supervision import notices, sheets
from yiben.capabilities.cases.supervision.items import REGISTER as TASKS
from yiben.capabilities.cases.supervision.items import unit_of
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.kernel.working_days import calendar
from yiben.ledger import reading
from yiben.ledger.models import Record, Version
from yiben.pages.doors import hidden, member, register_for
from yiben.pages.standing import PageRequest
from yiben.pages.views.supervision.colour_lights import said
from yiben.pages.views.supervision.files import word
from yiben.township import rights
from yiben.township.rights import Denied
from yiben.ui import controls

ASKED = ("reply_on", "requirement", "copied")
ANSWERED_IN = 5
"""Working days that a receipt is asked for in, where nobody says otherwise."""


def record_of(request: PageRequest, record: str, register: str) -> Version:
    """The record of that register, if the account may read it; 404 for any other."""
    try:
        found = reading.record(record, request.user, request.as_of)
    except (Refused, Denied):
        raise hidden(request, record) from None
    if found.register != register:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@member
def new_sheet(request: PageRequest, record: str) -> HttpResponse:
    """A sheet for one item: what it says is in the ledger, so only the day of the receipt is asked."""
    task = record_of(request, record, TASKS)
    register = register_for(request, sheets.REGISTER, "write")
    rights.require(request.user, "write", register.id, request.town)
    fields = [register.fields[name] for name in ASKED]
    values, refused = {"reply_on": _usual()}, None
    if request.method == "POST" and isinstance(task, Record):
        values = controls.typed(request.POST, fields)
        try:
            filled = {k: v for k, v in values.items() if v.strip()}
            made = sheets.issue(task, filled, request.user, request.POST.get("client_id", ""))
            messages.success(request, _("已发出 %(number)s。") % {"number": made.number})
            return redirect("record", made.record)
        except Refused as caught:
            refused = caught
    problems = refused.problems if refused else ()
    shown = [controls.control(f, values.get(f.id, ""), problems) for f in fields]
    words = {
        "title": _("发督办单：%(title)s") % {"title": task.title},
        "task": task,
        "unit": unit_of(task),
        "level": _level(sheets.level_of(task, clock.today())),
        "controls": shown,
        "problems": controls.unplaced(problems, shown),
        "client_id": request.POST.get("client_id") or uuid.uuid4().hex,
        "crumbs": [(_("督查督办"), reverse("supervision")), (task.number, reverse("record", args=[record])),
                   (_("发督办单"), "")],
    }  # fmt: skip
    return render(request, "pages/supervision/sheet_new.html", words, status=400 if refused else 200)


def _usual() -> str:
    try:
        return calendar().add(clock.today(), ANSWERED_IN).isoformat()
    except Refused:
        return ""


def _level(level: str) -> str:
    return catalog().registers[sheets.REGISTER].fields["colour"].option_said(level)


@require_safe
@member
def sheet_file(request: PageRequest, record: str) -> HttpResponse:
    sheet = record_of(request, record, sheets.REGISTER)
    return word(request, sheets.docx(sheet), _("督办单 %(number)s") % {"number": sheet.number})


@require_safe
@member
def notice(request: PageRequest, record: str) -> HttpResponse:
    """The notice as its Word file says it, each figure and item opening what is behind it."""
    shown = record_of(request, record, notices.REGISTER)
    register_for(request, TASKS)
    found = notices.of(shown, request.user)
    words = {
        "notice": shown,
        "found": found,
        "opening": notices.opening(found),
        "lines": [(i, said(i.colour.title)) for i in found.lagging],
        "least": notices.LEAST,
        "query": f"from={found.period.start}&to={found.period.end}&as_of={found.period.end}",
        "crumbs": [(_("督查督办"), reverse("supervision")), (shown.number, "")],
    }
    return render(request, "pages/supervision/notice.html", words)


@require_safe
@member
def notice_file(request: PageRequest, record: str) -> HttpResponse:
    shown = record_of(request, record, notices.REGISTER)
    register_for(request, TASKS)
    return word(request, notices.docx(shown, request.user), f"{shown.title} {shown.number}")
