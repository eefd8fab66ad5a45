"""Putting things into the ledger: a new record, a correction, a move, a void. All faults at once."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.capabilities.cases import inbox
from yiben.capabilities.cases.service import HANDED
from yiben.declare.model import Field, Register
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused
from yiben.ledger import service, validation
from yiben.ledger.conflict import Conflict
from yiben.ledger.models import Record
from yiben.pages import copying, forms, lists, trails, turning, unfinished
from yiben.pages.doors import member
from yiben.pages.errors import STATUS
from yiben.pages.forms import Form
from yiben.pages.standing import PageRequest
from yiben.pages.views.cases import handing
from yiben.pages.views.record import Opened, crumbs
from yiben.personal import drafts
from yiben.personal.drafts import Draft
from yiben.township import staff
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
        controls.control(
            f, values.get(f.id, ""), problems, options, f.required or f.id in must, _offered(f, request.town)
        )
        for f in fields
    ]


def _offered(field: Field, town: str) -> list[controls.Option]:
    """What the town itself gives to choose from: its staff, or a list that it keeps."""
    if field.type == "staff":
        return [(m.username, m.said) for m in staff.members(town)]
    return [(o, o) for o in validation.own_options(field, town)]


def _page(
    request: PageRequest,
    form: Form,
    words: dict[str, Any],
    made: list[controls.Control],
    refused: Refused | None,
    draft: Draft | None,
) -> HttpResponse:
    problems = refused.problems if refused else ()
    unplaced = controls.unplaced(problems, made)
    later = words.get("later", ())
    words |= {
        "form": form.name,
        "controls": [c for c in made if c not in later],
        "count": len(problems),
        "faulty": [c for c in made if c.problems],
        "later_typed": any(c.value for c in later) and (refused is not None or draft is not None),
        "unplaced": [p for p in unplaced if p.where != "why"],
        "why_problems": [p for p in unplaced if p.where == "why"],
        "why": request.POST.get("why", draft.why if draft else ""),
        "client_id": request.POST.get("client_id") or uuid.uuid4().hex,
        "draft": draft,
        "draft_number": request.POST.get("draft") or (draft.pk if draft else ""),
        "draft_revision": request.POST.get("revision") or (draft.revision if draft else ""),
        "offered": [] if draft or request.method == "POST" else unfinished.offered(request, form),
        "today": clock.today(),
    }
    # A village that is not there is a fault in the form, not a page that is not there.
    graver = (STATUS[p.number] for p in problems if STATUS.get(p.number, 404) != 404)
    status = 200 if refused is None else next(graver, 400)
    return render(request, "pages/form.html", words, status=status)


def _done(request: PageRequest, record: Record, said: str) -> HttpResponse:
    """The act is in the ledger: its draft goes; the message offers to undo it."""
    drafts.handed_in(
        request.user, request.POST.get("client_id", ""), forms.whole(request.POST.get("draft", ""))
    )
    messages.success(request, said, extra_tags="undo")
    return redirect("record", record.record)


def _start(request: PageRequest, form: Form) -> tuple[Draft | None, dict[str, str]]:
    """The draft that is gone on with, and what the fields say at first."""
    draft, values = None, dict(form.before)
    if request.method != "POST":
        draft = unfinished.asked_for(request, form)
        if draft is not None:
            values |= {k: v for k, v in drafts.values_of(draft).items() if k in form.before}
    return draft, values


@require_http_methods(["GET", "POST"])
@member
def new(request: PageRequest, register: str) -> HttpResponse:
    """A new record, empty or copied from another. What was typed stays on the page until it is taken."""
    form, refused = forms.new(request, register), None
    found, copied = form.register, copying.source(request, register)
    turned = turning.source(request, form.register)
    if copied is not None:
        form = copying.filled(form, copied)
    if turned is not None:
        form = turning.filled(form, turned)
    draft, values = _start(request, form)
    if request.method == "POST":
        values = controls.typed(request.POST, form.fields)
        try:
            if turned is not None:
                here = turning.kept(turned)
                made = inbox.turn(here, found.id, values, request.user, client_id=_client_id(request))
            else:
                made = service.enter(
                    found.id, values, request.user, town=request.town, client_id=_client_id(request)
                )
            return _done(request, made, _("已登记 %(number)s。") % {"number": made.number})
        except Refused as said:
            refused = said
    problems = refused.problems if refused else ()
    words = {
        "title": _("登记一%(noun)s%(title)s") % {"noun": found.noun, "title": found.title},
        "register": found,
        "crumbs": [(found.title, f"/registers/{found.id}/"), (_("登记"), "")],
        "verb": _("登记"),
        "back": f"/registers/{found.id}/",
        "copied": copied,
        "turned": turned,
    }
    shown = _controls(request, found, form.fields, values, problems)
    words["later"] = [c for c in shown if _later(found.fields[c.id], c)]
    return _page(request, form, words, shown, refused, draft)


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
    form, refused = forms.correct(request, record, request.POST.get("version", "")), None
    opened = _opened(form)
    register, shown = opened.register, opened.record
    draft, values = _start(request, form)
    if draft is not None:
        # Made from the version that the draft was made from, so that what others changed since is told.
        shown = forms.version_seen(record, str(draft.version or ""), shown)
        values = forms.as_typed(form.fields, shown) | drafts.values_of(draft)
    elif request.method == "POST":
        seen = forms.version_seen(record, request.POST.get("version", ""), shown)
        changes = form.changed(controls.typed(request.POST, form.fields))
        values = forms.as_typed(form.fields, shown) | changes
        try:
            made = service.correct(
                record,
                changes,
                request.POST.get("why", ""),
                request.user,
                version=seen.version,
                client_id=_client_id(request),
            )
            return _done(request, made, _("已更正 %(number)s。") % {"number": shown.number})
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
            for f in form.fields
            if f.is_identifier and opened.record.data.get(f.id) is not None
        },
    }
    made_controls = _controls(request, register, form.fields, values, problems)
    return _page(request, form, words, made_controls, refused, draft)


def _opened(form: Form) -> Opened:
    assert form.opened is not None
    return form.opened


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
        "title": f"{verb}{_('：')}{opened.title}",
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
    form, refused = forms.move(request, record, move), None
    opened, known = _opened(form), form.move
    assert known is not None
    draft, values = _start(request, form)
    if request.method == "POST":
        values |= controls.typed(request.POST, form.fields)
        try:
            made = handing.advance(
                record,
                known,
                {k: v for k, v in values.items() if v.strip()},
                request.user,
                handing.parts_of(opened.register, known, request.POST),
                why=request.POST.get("why", ""),
                version=forms.whole(request.POST.get("version", "")),
                client_id=_client_id(request),
            )
            return _done(request, made, _("已%(verb)s。") % {"verb": known.title})
        except Refused as said:
            refused = said
    problems = refused.problems if refused else ()
    words = _words(opened, known.title) | {
        "needs_why": known.reason,
        "may_why": not known.reason,
        "why_label": _("理由") if known.reason else _("说明"),
        "conflict": _told(opened.register, refused, opened.level),
    }
    if draft is not None and draft.version:
        words["version"] = draft.version
    extra = handing.words_of(request, opened.register, opened.record, known)
    words |= extra
    asked = [f for f in form.fields if not (extra and f.id in HANDED)]
    shown = _controls(request, opened.register, asked, values, problems, known.asks)
    return _page(request, form, words, shown, refused, draft)


@require_http_methods(["GET", "POST"])
@member
def void(request: PageRequest, record: str) -> HttpResponse:
    """Out of every list and figure, with a reason; the trail stays."""
    form, refused = forms.void(request, record), None
    opened = _opened(form)
    draft, _values = _start(request, form)
    if request.method == "POST":
        try:
            made = service.void(
                record,
                request.POST.get("why", ""),
                request.user,
                version=forms.whole(request.POST.get("version", "")),
                client_id=_client_id(request),
            )
            return _done(request, made, _("已作废 %(number)s。") % {"number": opened.record.number})
        except Refused as said:
            refused = said
    words = _words(opened, _("作废")) | {
        "needs_why": True,
        "why_label": _("作废理由"),
        "note": _("作废后这条记录不再计入任何数据，流水仍然保留。"),
        "conflict": _told(opened.register, refused, opened.level),
    }
    return _page(request, form, words, [], refused, draft)
