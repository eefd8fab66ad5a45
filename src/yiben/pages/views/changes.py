"""Putting things into the ledger: a new record, a correction, a move, a void. All faults at once."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.declare.model import SECRECY, Field, Register
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused
from yiben.kernel.values import type_value
from yiben.ledger import service
from yiben.ledger.conflict import Conflict
from yiben.ledger.models import PastRecord, Version
from yiben.pages import doors, lists, trails
from yiben.pages.doors import member
from yiben.pages.errors import STATUS
from yiben.pages.standing import PageRequest
from yiben.pages.views.record import Opened, crumbs, open_record
from yiben.ui import controls, showing


def _controls(
    request: PageRequest,
    register: Register,
    fields: Sequence[Field],
    values: Mapping[str, str],
    problems: Sequence[Problem] = (),
    must: Sequence[str] = (),
) -> list[controls.Control]:
    options = lists.place_options(request.user, register.id, request.place, clock.today(), "write")
    return [
        controls.control(f, values.get(f.id, ""), problems, options, f.required or f.id in must)
        for f in fields
    ]


def _form(
    request: PageRequest, words: dict[str, Any], made: list[controls.Control], refused: Refused | None
) -> HttpResponse:
    problems = refused.problems if refused else ()
    unplaced = controls.unplaced(problems, made)
    later = words.get("later", ())
    words |= {
        "controls": [c for c in made if c not in later],
        "count": len(problems),
        "faulty": [c for c in made if c.problems],
        "later_typed": any(c.value for c in later) and refused is not None,
        "unplaced": [p for p in unplaced if p.where != "why"],
        "why_problems": [p for p in unplaced if p.where == "why"],
        "why": request.POST.get("why", ""),
        "client_id": request.POST.get("client_id") or uuid.uuid4().hex,
    }
    # A village that is not there is a fault in the form, not a page that is not there.
    graver = (STATUS[p.number] for p in problems if STATUS.get(p.number, 404) != 404)
    status = 200 if refused is None else next(graver, 400)
    return render(request, "pages/form.html", words, status=status)


@require_http_methods(["GET", "POST"])
@member
def new(request: PageRequest, register: str) -> HttpResponse:
    """A new record. What was typed stays on the page until it is taken."""
    found = doors.register_for(request, register, "write")
    fields, refused = list(found.fields.values()), None
    values = {f.id: f.default for f in fields}
    if request.method == "POST":
        values = controls.typed(request.POST, fields)
        try:
            made = service.enter(
                found.id, values, request.user, town=request.town, client_id=_client_id(request)
            )
            messages.success(request, _("已登记 %(number)s。") % {"number": made.number})
            return redirect("record", made.record)
        except Refused as said:
            refused = said
    problems = refused.problems if refused else ()
    words = {
        "title": _("登记一%(noun)s%(title)s") % {"noun": found.noun, "title": found.title},
        "register": found,
        "crumbs": [(found.title, f"/registers/{found.id}/"), (_("登记"), "")],
        "verb": _("登记"),
        "back": f"/registers/{found.id}/",
    }
    shown = _controls(request, found, fields, values, problems)
    words["later"] = [c for c in shown if _later(found.fields[c.id], c)]
    return _form(request, words, shown, refused)


def _later(field: Field, control: controls.Control) -> bool:
    """Whether the field is filled at a later step, so that its control is folded away at first."""
    return field.often != Field.often and not control.required and not control.problems


def _client_id(request: PageRequest) -> str:
    sent = request.POST.get("client_id", "")
    return sent if len(sent) == 32 and sent.isalnum() else uuid.uuid4().hex


@require_http_methods(["GET", "POST"])
@member
def correct(request: PageRequest, record: str) -> HttpResponse:
    """Other values in a record's fields, and why.

    When somebody else was faster the page says what he changed; what was typed here stays, and
    the fields not touched here take his values.
    """
    opened = open_record(request, record, "write", now=True)
    register, shown = opened.register, opened.record
    fields = [f for f in register.fields.values() if SECRECY.index(f.secrecy) <= opened.level]
    values, refused = _as_typed(fields, shown), None
    if request.method == "POST":
        seen = _version_seen(record, request.POST.get("version", ""), shown)
        sent, before = controls.typed(request.POST, fields), _as_typed(fields, seen)
        changes = {k: v for k, v in sent.items() if _tidy(v) != _tidy(before[k])}
        values |= changes
        try:
            service.correct(
                record,
                changes,
                request.POST.get("why", ""),
                request.user,
                version=seen.version,
                client_id=_client_id(request),
            )
            messages.success(request, _("已更正 %(number)s。") % {"number": shown.number})
            return redirect("record", record)
        except Refused as said:
            refused = said
            shown = shown if isinstance(said, Conflict) else seen
    problems = refused.problems if refused else ()
    words = _words(opened, _("更正")) | {
        "version": shown.version,
        "conflict": _told(register, refused, opened.level),
        "needs_why": True,
        "why_label": _("更正理由"),
        "secret": {
            f.id: showing.cell(register, opened.record, f, opened.level).text
            for f in fields
            if f.is_identifier and opened.record.data.get(f.id) is not None
        },
    }
    return _form(request, words, _controls(request, register, fields, values, problems), refused)


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _as_typed(fields: Sequence[Field], record: Version) -> dict[str, str]:
    """Each field as it would be typed; identifiers stay empty, which means unchanged."""
    return {
        f.id: ""
        if f.is_identifier or record.data.get(f.id) is None
        else str(type_value(f, record.data[f.id]))
        for f in fields
    }


def _version_seen(record_id: str, text: str, now: Version) -> Version:
    """The version that the form was made from, so that only what was really changed is sent."""
    if not (text.isascii() and text.isdigit()) or len(text) > 9 or int(text) == now.version:
        return now
    return PastRecord.objects.filter(record=record_id, version=int(text)).first() or now


def _told(register: Register, refused: Refused | None, level: int) -> list[dict[str, str]]:
    """What somebody else changed, in words."""
    if not isinstance(refused, Conflict):
        return []
    told = []
    for change in refused.changes:
        field = register.fields.get(change.field)
        old, new = (trails.said(field, v, level) if field else str(v) for v in (change.old, change.new))
        told.append({"title": change.title, "old": old, "new": new, "by": change.by, "at": change.at})
    return told


def _words(opened: Opened, verb: str) -> dict[str, Any]:
    return {
        "title": f"{verb}：{opened.title}",
        "opened": opened,
        "register": opened.register,
        "crumbs": crumbs(opened, verb),
        "verb": verb,
        "version": opened.record.version,
        "back": f"/records/{opened.record.record}/",
    }


@require_http_methods(["GET", "POST"])
@member
def move(request: PageRequest, record: str, move: str) -> HttpResponse:
    """One of the register's moves, with the fields that it asks for."""
    opened = open_record(request, record, "write", now=True)
    known = opened.register.moves.get(move)
    if known is None:
        raise doors.hidden(request, f"{record} {move}")
    fields = [opened.register.fields[n] for n in (*known.asks, *known.may_ask) if n in opened.register.fields]
    values, refused = _as_typed(fields, opened.record), None
    for field in fields:
        if field.type == "date" and field.id in known.asks and not values[field.id]:
            values[field.id] = clock.today().isoformat()
    if request.method == "POST":
        values |= controls.typed(request.POST, fields)
        try:
            service.advance(
                record,
                move,
                {k: v for k, v in values.items() if v.strip()},
                request.user,
                why=request.POST.get("why", ""),
                version=_whole(request.POST.get("version", "")),
                client_id=_client_id(request),
            )
            messages.success(request, _("已%(verb)s。") % {"verb": known.title})
            return redirect("record", record)
        except Refused as said:
            refused = said
    problems = refused.problems if refused else ()
    words = _words(opened, known.title) | {
        "needs_why": known.reason,
        "may_why": not known.reason,
        "why_label": _("理由") if known.reason else _("说明"),
        "conflict": _told(opened.register, refused, opened.level),
    }
    return _form(
        request, words, _controls(request, opened.register, fields, values, problems, known.asks), refused
    )


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@require_http_methods(["GET", "POST"])
@member
def void(request: PageRequest, record: str) -> HttpResponse:
    """Out of every list and figure, with a reason; the trail stays."""
    opened, refused = open_record(request, record, "write", now=True), None
    if request.method == "POST":
        try:
            version = _whole(request.POST.get("version", ""))
            service.void(
                record,
                request.POST.get("why", ""),
                request.user,
                version=version,
                client_id=_client_id(request),
            )
            messages.success(request, _("已作废 %(number)s。") % {"number": opened.record.number})
            return redirect("record", record)
        except Refused as said:
            refused = said
    words = _words(opened, _("作废")) | {
        "needs_why": True,
        "why_label": _("作废理由"),
        "note": _("作废后这条记录不再计入任何数据，流水仍然保留。"),
        "conflict": _told(opened.register, refused, opened.level),
    }
    return _form(request, words, [], refused)
