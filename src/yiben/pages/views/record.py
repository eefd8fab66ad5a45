"""One record: its fields, its trail, the figures it counts in; and the look behind a mask."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yiben.audit import listing as audit_lines
from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused, refuse
from yiben.ledger import files, reading, vault
from yiben.ledger.models import Record, Version
from yiben.pages import comments_shown, data_doubts_shown, doors, findings, sums, trails
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views.cases import panel
from yiben.personal import undoing
from yiben.township import places, rights, uses
from yiben.township.rights import Denied
from yiben.ui import lights, showing

MOST_EMPTY = 8
"""Empty fields beyond which they are folded away together."""


@dataclass(frozen=True)
class Opened:
    """A record that the account may read, with its register and the level it may see."""

    record: Version
    register: Register
    level: int

    @property
    def title(self) -> str:
        return showing.title(self.register, self.record, self.level)


def open_record(request: PageRequest, record_id: str, action: str = "read", now: bool = False) -> Opened:
    """The record as of the request's day, or now; 404 alike for none and for not his to see (and logged)."""
    try:
        found = reading.record(record_id, request.user, None if now else request.as_of)
    except (Refused, Denied) as fault:
        if isinstance(fault, Refused) and request.as_of and not now:
            _not_yet(request, record_id)
        raise doors.hidden(request, f"{request.path} {record_id}") from fault
    register = catalog().registers.get(found.register)
    if register is None:
        raise doors.hidden(request, record_id)
    if action != "read":
        rights.require(request.user, action, register.id, found.place)
    request.register_id = register.id
    return Opened(found, register, showing.level_of(request.user, register, found.place))


def _not_yet(request: PageRequest, record_id: str) -> None:
    """Refused P005 for a record that he may see now but that was not there on the day asked."""
    try:
        reading.record(record_id, request.user)
    except (Refused, Denied):
        return
    raise refuse("P005", day=request.as_of)


@require_safe
@member
def record(request: PageRequest, record: str) -> HttpResponse:
    return render(request, "pages/record.html", words_of(request, open_record(request, record)))


def words_of(request: PageRequest, opened: Opened) -> dict[str, Any]:
    """Everything the record's page shows."""
    found, register = opened.record, opened.register
    steps = reading.trail(found.record, request.as_of)
    day, now = request.as_of or clock.today(), request.as_of is None
    may_write = now and not found.void and rights.may(request.user, "write", register.id, found.place)
    cells = [showing.cell(register, found, f, opened.level) for f in register.typed_fields]
    fields = [c for c in cells if c.field.type != "long_text" and c.field.id != register.title_field]
    # Of a long process most fields are filled later; a page of dashes hides what is there.
    fold = sum(c.empty for c in fields) > MOST_EMPTY
    links = findings.linked(request, found)
    may_unmask = now and rights.may(request.user, "unmask", register.id, found.place)
    return {
        "opened": opened,
        "record": found,
        "register": register,
        "crumbs": crumbs(opened),
        "light": lights.of_record(register, found.state, lights.due_of(register, found), day, found.void),
        "place": places.said(found.place),
        "office": catalog().offices.get(found.office),
        "long": [c for c in cells if c.field.type == "long_text" and not c.empty],
        "cells": fields,
        "shown_cells": [c for c in fields if not (fold and c.empty)],
        "folded_cells": [c for c in fields if fold and c.empty],
        "stages": trails.stages(register, steps, found.state),
        "lines": trails.lines(register, steps, opened.level),
        "counted": sums.counted_in(request, register, found),
        "attachments": files.attachments(found.record),
        "links": links,
        "panel": panel.panel_of(request, register, found, opened.level, links),
        "day": day,
        "data_doubts": data_doubts_shown.of_record(request, register, found),
        "comments": comments_shown.shown(request, found),
        "may_write": may_write,
        "may_unmask": may_unmask,
        "looks": audit_lines.of_record(found.record, found.number) if may_unmask else None,
        "may_copy": now and _may_copy(request, register),
        "undo": undoing.offered(found, request.user) if now and isinstance(found, Record) else None,
    }


def _may_copy(request: PageRequest, register: Register) -> bool:
    return rights.may(request.user, "write", register.id) and register.id not in uses.ended(request.town)


def crumbs(opened: Opened, last: str = "") -> list[tuple[str, str]]:
    register, found = opened.register, opened.record
    group = catalog().groups.get(register.group)
    made = [(group.title, f"{reverse('registers')}?group={group.id}")] if group else []
    made.append((register.title, reverse("register", args=[register.id])))
    if not last:
        return [*made, (found.number, "")]
    return [*made, (found.number, reverse("record", args=[found.record])), (last, "")]


@require_POST
@member
def reveal(request: PageRequest, record: str, field: str) -> HttpResponse:
    """The whole number for a reason; the look is kept with it, and the answer is never cached."""
    opened = open_record(request, record, "unmask", now=True)
    if field not in opened.register.fields:
        raise doors.hidden(request, f"{record} {field}")
    words = words_of(request, opened)
    try:
        reason = request.POST.get("reason", "")[:200]
        kept = reading.record(record, request.user)
        words |= {"revealed": field, "plain": vault.reveal(kept, field, request.user, reason)}
    except Refused as refused:
        words |= {"asked": field, "problems": refused.problems}
    return render(request, "pages/record.html", words, status=400 if "problems" in words else 200)


@require_POST
@member
def undo(request: PageRequest, record: str) -> HttpResponse:
    """Take back one's own last act; what stands in the way is said on the record's page."""
    opened = open_record(request, record, "write", now=True)
    seq = request.POST.get("seq", "")
    try:
        kept = Record.objects.get(record=opened.record.record)
        undoing.undo(kept, int(seq) if seq.isascii() and seq.isdigit() and len(seq) < 18 else 0, request.user)
    except Refused as refused:
        words = words_of(request, open_record(request, record, now=True)) | {"problems": refused.problems}
        return render(request, "pages/record.html", words, status=409)
    messages.success(request, _("已撤销，流水里都留着。"))
    return redirect("record", record)


@require_http_methods(["GET", "POST"])
@member
def on_paper(request: PageRequest, record: str) -> HttpResponse:
    """The record for paper, numbers masked. With a reason they stand there whole, and each look is kept."""
    whole = request.method == "POST"
    problems: tuple[Problem, ...] = ()
    opened = open_record(request, record, "unmask" if whole else "read", now=whole)
    words = words_of(request, opened)
    reason = request.POST.get("reason", "")[:200]
    if whole:
        try:
            words["plain"] = _plain(request, opened, reason)
            words["reason"] = reason.strip()
        except Refused as refused:
            problems = refused.problems
    day = request.as_of if not whole else None
    words |= {"problems": problems, "day": day or clock.today(), "printed_at": clock.now()}
    return render(request, "pages/record_print.html", words, status=400 if problems else 200)


def _plain(request: PageRequest, opened: Opened, reason: str) -> dict[str, str]:
    """Every number of the record whole, by field."""
    kept = reading.record(opened.record.record, request.user)
    held = [f.id for f in opened.register.fields.values() if f.is_identifier and kept.data.get(f.id)]
    if not held and not reason.strip():
        raise refuse("L003", where="reason")
    return {name: vault.reveal(kept, name, request.user, reason) for name in held}
