"""调度节奏: for each occasion the prepared sheet, its Word file, and the form that records the meeting."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiben.capabilities.cases.supervision import meetings, rhythm_paper
from yiben.capabilities.cases.supervision.occasions import OCCASIONS, Occasion, turn
from yiben.capabilities.cases.supervision.rhythm import Prepared, prepare
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.language import CHINESE, speaking
from yiben.kernel.problems import Problem, Refused
from yiben.ledger.models import Record
from yiben.pages.doors import member, register_for
from yiben.pages.standing import PageRequest
from yiben.pages.views.supervision import decisions
from yiben.pages.views.supervision.colour_lights import light
from yiben.pages.views.supervision.files import word
from yiben.township import rights, staff
from yiben.ui import controls
from yiben.ui.controls import Control

ASKED = ("topic", "held_on", "chair", "attended", "field", "minutes")


def _occasion(name: str) -> Occasion:
    if name not in OCCASIONS:
        raise Http404
    return OCCASIONS[name]


def _said(occasion: Occasion) -> str:
    return catalog().registers[meetings.REGISTER].fields["occasion"].option_said(occasion.title)


@require_safe
@member
def rhythm(request: PageRequest) -> HttpResponse:
    """Each occasion: when it was last, when it falls next."""
    register_for(request, meetings.REGISTER)
    request.register_id = meetings.REGISTER
    day = request.as_of or clock.today()
    turns = [turn(one, request.town, day) for one in OCCASIONS.values()]
    words = {
        "turns": [(t, _said(t.occasion)) for t in turns],
        "day": day,
        "writes": request.as_of is None and rights.may(request.user, "write", meetings.REGISTER),
        "crumbs": [(_("调度节奏"), "")],
    }
    return render(request, "pages/supervision/rhythm.html", words)


def _prepared(request: PageRequest, occasion: str) -> Prepared:
    register_for(request, meetings.REGISTER)
    request.register_id = meetings.REGISTER
    day = request.as_of or clock.today()
    return prepare(turn(_occasion(occasion), request.town, day), request.town, request.user)


@require_safe
@member
def sheet(request: PageRequest, occasion: str) -> HttpResponse:
    """What moved since the last meeting of the kind, what is late and why, what to decide."""
    found = _prepared(request, occasion)
    since, day = found.turn.since + timedelta(1), found.turn.day
    words = {
        "sheet": found,
        "said": _said(found.turn.occasion),
        "late": [(item, light(item)) for item in found.late],
        "decided": [(item, light(item)) for item in found.decided],
        "groups": [group for group in found.to_decide if group.count],
        "since": since,
        "yesterday": day - timedelta(1),
        "writes": request.as_of is None and rights.may(request.user, "write", meetings.REGISTER),
        "crumbs": [(_("调度节奏"), reverse("rhythm")), (_said(found.turn.occasion), "")],
    }
    return render(request, "pages/supervision/sheet.html", words)


@require_safe
@member
def sheet_file(request: PageRequest, occasion: str) -> HttpResponse:
    with speaking(CHINESE):
        found = _prepared(request, occasion)
    title = _("%(said)s备会单") % {"said": _said(found.turn.occasion)}
    return word(request, rhythm_paper.docx(found), f"{title} {found.turn.day}")


@require_http_methods(["GET", "POST"])
@member
def meeting(request: PageRequest, occasion: str) -> HttpResponse:
    """The meeting and what it decided, on one form; each decision becomes a supervision item."""
    register = register_for(request, meetings.REGISTER, "write")
    request.register_id = register.id
    kind, key = _occasion(occasion), decisions.client_id(request)
    now = turn(kind, request.town, clock.today())
    fields = [register.fields[name] for name in ASKED]
    values = {"held_on": clock.today().isoformat(), "topic": kind.topic(clock.today())}
    sent: list[meetings.Decision] = []
    refused = None
    if request.method == "POST":
        values, sent = controls.typed(request.POST, fields), decisions.typed(request.POST)
        whole = {k: v for k, v in values.items() if v.strip()} | {"occasion": kind.title}
        if now.last is not None and now.last.happened_on is not None:
            whole |= _since(now.last, whole.get("held_on", ""))
        try:
            held = meetings.hold(whole, sent, request.user, request.town, key)
            messages.success(request, _("已记 %(number)s，立督办事项%(n)s项。") % {
                "number": held.meeting.number, "n": len(held.tasks)})  # fmt: skip
            return redirect("record", held.meeting.record)
        except Refused as caught:
            refused = caught
    problems = refused.problems if refused else []
    words = {
        "title": _("记会议：%(occasion)s") % {"occasion": _said(kind)},
        "occasion": kind,
        "controls": [_control(request, f.id, values, problems) for f in fields],
        "rows": decisions.rows(sent, problems),
        "units": decisions.units(request),
        "intervals": decisions.intervals(),
        "problems": problems,
        "client_id": key,
        "crumbs": [(_("调度节奏"), reverse("rhythm")),
                   (_said(kind), reverse("rhythm_sheet", args=[occasion])),
                   (_("记会议"), "")],
    }  # fmt: skip
    return render(request, "pages/supervision/meeting.html", words, status=400 if refused else 200)


def _control(request: PageRequest, name: str, values: dict[str, str], problems: Sequence[Problem]) -> Control:
    field = catalog().registers[meetings.REGISTER].fields[name]
    offered = [(m.username, m.said) for m in staff.members(request.town)] if field.type == "staff" else []
    return controls.control(field, values.get(name, field.default), problems, offered=offered)


def _since(last: Record, held: str) -> dict[str, str]:
    """The day of the last meeting of the kind, where it lies before this one."""
    day = last.happened_on.isoformat() if last.happened_on else ""
    return {"since_on": day} if day and day < held else {}
