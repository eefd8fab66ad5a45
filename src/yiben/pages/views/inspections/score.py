"""A visit scored on one page: every item of the sheet with what is deducted and why, the total beside it."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.capabilities.inspections import deductions, roles, scoring, sheets
from yiben.capabilities.inspections import service as inspections
from yiben.capabilities.inspections.deductions import Deduction
from yiben.capabilities.inspections.sheets import Item, Sheet, plain
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused
from yiben.ledger import reading, service
from yiben.ledger.conflict import Conflict
from yiben.ledger.models import Record, Version
from yiben.pages.doors import hidden, member
from yiben.pages.lists import place_options
from yiben.pages.standing import PageRequest
from yiben.pages.views.inspections.asked import Asked, asked, crumbs
from yiben.township import places, rights
from yiben.township.rights import Denied

MORE = 4
"""Lines below the sheet for a second place of the same item."""
ASKED = ("village", "visited_on", "inspectors", "route", "told_on", "draw_no", "note")


@dataclass(frozen=True)
class Line:
    """One line of the form: an item of its own, or a further place to choose an item for."""

    name: str
    item: Item | None
    chosen: str = ""
    points: str = ""
    reason: str = ""
    fault: bool = True


@require_http_methods(["GET", "POST"])
@member
def new(request: PageRequest) -> HttpResponse:
    """A new visit; what was typed stays on the page until it is taken."""
    of = asked(request, "write")
    data = request.POST if request.method == "POST" else request.GET
    typed = {name: data.get(name, "") for name in ASKED}
    typed["visited_on"] = typed["visited_on"] or clock.today().isoformat()
    typed["told_on"] = typed["told_on"] if request.method == "POST" else typed["visited_on"]
    sheet = _sheet(of, request.town, typed["visited_on"])
    lines = _lines(sheet, data)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        text, faults = _text(lines)
        values = {**typed, roles.class_field(of.visits): of.kind, deductions.FIELD: text}
        try:
            made = inspections.record(
                of.visits,
                values,
                request.user,
                town=request.town,
                faults=faults,
                client_id=data.get("client_id", ""),
            )
            messages.success(request, _("已登记 %(number)s。") % {"number": made.number})
            return redirect("inspection_visit", made.record)
        except Refused as refused:
            problems = tuple(refused.problems)
    words = {
        "typed": typed,
        "villages": place_options(request.user, of.visits.id, request.place, clock.today(), "write"),
    }
    return _page(request, of, sheet, lines, problems, words)


@require_http_methods(["GET", "POST"])
@member
def visit(request: PageRequest, record: str) -> HttpResponse:
    """A visit that there is: its marks, what became of them, and for who may write their correction."""
    of, found = asked(request), _found(request, record)
    if found.register != of.visits.id or scoring.PART not in found.data:
        raise Http404
    part = found.data[scoring.PART]
    problems: tuple[Problem, ...] = ()
    sheet, lost = Sheet.read(part), deductions.kept(part["deductions"])
    lines = _lines(sheet, request.POST) if request.method == "POST" else _filled(sheet, lost)
    if request.method == "POST":
        try:
            changes = {deductions.FIELD: _text(lines)[0]}
            version = int(request.POST.get("version") or 0)
            service.correct(record, changes, request.POST.get("why", ""), request.user, version=version)
            messages.success(request, _("已更正评分。"))
            return redirect("inspection_visit", record)
        except Refused as refused:
            problems = tuple(refused.problems)
        except Conflict as conflict:
            problems = tuple(conflict.problems)
    of = Asked(of.visits, of.kinds, str(found.data[roles.class_field(of.visits)]), of.month)
    born = inspections.born(of.visits, record)
    words = {
        "record": found,
        "marks": [(one, born.get((one.item, one.reason[:120]))) for one in lost],
        "village": places.said(found.place),
        "score": plain(sheets.exact(found.data["score"])),
        "may_write": _may_write(request, found),
        "why": request.POST.get("why", ""),
    }
    return _page(request, of, sheet, lines, problems, words)


@require_http_methods(["POST"])
@member
def hand_over(request: PageRequest, record: str) -> HttpResponse:
    """Every mark of the visit that is no case yet becomes one."""
    of, found = asked(request, "write"), _found(request, record)
    if found.register != of.visits.id or not isinstance(found, Record) or not _may_write(request, found):
        raise Http404
    made = inspections.hand_over(of.visits, found, request.user)
    messages.success(request, _("已交办 %(n)d 处。") % {"n": len(made)})
    return redirect("inspection_visit", record)


def _found(request: PageRequest, record: str) -> Version:
    try:
        return reading.record(record, request.user, request.as_of)
    except (Refused, Denied):
        raise hidden(request, record) from None


def _may_write(request: PageRequest, found: Version) -> bool:
    return (
        not found.void
        and request.as_of is None
        and rights.may(request.user, "write", found.register, found.place)
    )


def _page(
    request: PageRequest,
    of: Asked,
    sheet: Sheet | None,
    lines: list[Line],
    problems: tuple[Problem, ...],
    words: dict[str, Any],
) -> HttpResponse:
    full = sheet.full if sheet else Decimal(0)
    words |= {
        "of": of,
        "sheet": sheet,
        "sheet_said": _said(of, sheet) if sheet else "",
        "lines": lines,
        "full": plain(full),
        "problems": problems,
        "client_id": request.POST.get("client_id") or uuid.uuid4().hex,
        "crumbs": crumbs(_("登记检查") if "record" not in words else words["record"].number),
    }
    return render(request, "pages/inspections/score.html", words, status=400 if problems else 200)


def _said(of: Asked, sheet: Sheet) -> str:
    words = {"kind": dict(of.kinds).get(sheet.kind, sheet.kind), "since": sheet.since}
    whole = {**words, "n": len(sheet.items), "full": plain(sheet.full)}
    return _("%(kind)s（%(since)s起%(n)s项，满分%(full)s）") % whole


def _sheet(of: Asked, town: str, said: str) -> Sheet | None:
    try:
        return sheets.sheet_on(roles.said(of.visits)["items"], town, of.kind, date.fromisoformat(said))
    except ValueError:
        return None


def _lines(sheet: Sheet | None, data: QueryDict) -> list[Line]:
    if sheet is None:
        return []
    made = [_line(f"i{n}", item, data) for n, item in enumerate(sheet.items)]
    return made + [_line(f"m{n}", None, data) for n in range(MORE)]


def _line(name: str, item: Item | None, data: QueryDict) -> Line:
    chosen = data.get(f"{name}-item", "")
    points, reason = data.get(f"{name}-points", "").strip(), data.get(f"{name}-reason", "").strip()
    return Line(name, item, chosen, points, reason, "client_id" not in data or f"{name}-fault" in data)


def _filled(sheet: Sheet, lost: tuple[Deduction, ...]) -> list[Line]:
    """The form as the visit stands: the first place of an item beside it, further ones below."""
    first: dict[str, Deduction] = {}
    rest = []
    for one in lost:
        if first.setdefault(one.item, one) is not one:
            rest.append(one)
    made = [
        Line(f"i{n}", item, "", plain(first[item.title].points), first[item.title].reason)
        if item.title in first
        else Line(f"i{n}", item)
        for n, item in enumerate(sheet.items)
    ]
    more = [Line(f"m{n}", None, d.item, plain(d.points), d.reason) for n, d in enumerate(rest)]
    left = range(len(more), max(MORE, len(more) + 1))
    return made + more + [Line(f"m{n}", None) for n in left]


def _text(lines: list[Line]) -> tuple[str, set[int]]:
    """What is deducted as it is kept, a line a place, and which lines are to become cases."""
    typed = [line for line in lines if line.points or line.reason]
    text = "\n".join(f"{_title(line)}：{line.points}，{' '.join(line.reason.split())}" for line in typed)
    return text, {n for n, line in enumerate(typed) if line.fault}


def _title(line: Line) -> str:
    return line.item.title if line.item else line.chosen
