"""Duties: what was owed and done by register and place, what is due in the next ten days, what was found."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiben.capabilities.duties import declared, faults, reading, turns
from yiben.declare.model import Field, Register
from yiben.kernel import clock
from yiben.kernel.periods import Period
from yiben.kernel.problems import Refused
from yiben.kernel.values import type_value
from yiben.ledger.models import Record
from yiben.pages import doors, lists, sums
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views.record import open_record
from yiben.township import places, rights
from yiben.ui import controls, lights, showing

COLUMNS = ("due", "done", "exempt", "missed", "coverage", "problems_found", "problems_solved")
SHOWN, OBJECTS = 60, 120


@dataclass(frozen=True)
class Line:
    """One register or one place, with its figures in the order of COLUMNS."""

    title: str
    key: str
    cells: tuple[Any, ...]


@dataclass(frozen=True)
class DueLine:
    record: Record
    title: str
    place: str
    turn: str
    light: lights.Light
    mine: bool


@require_safe
@member
def duties(request: PageRequest) -> HttpResponse:
    """The registers of duties side by side; of the one chosen its places, objects, and what is due soon."""
    known = reading.readable(request.user, request.town)
    if not known:
        return render(request, "pages/duties/duties.html", {"registers": []})
    chosen = _chosen(request, known)
    place = _place(request)
    names = [f"{r.id}.{name}" for r in known for name in COLUMNS if f"{r.id}.{name}" in r.figures]
    found = sums.evaluated(request, names)
    day = request.as_of or clock.today()
    objects, total = reading.objects(chosen, place, request.period.start, request.period.end, OBJECTS)
    words = {
        "registers": [Line(r.title, r.id, tuple(found.get(f"{r.id}.{c}") for c in COLUMNS)) for r in known],
        "register": chosen,
        "places": _places(request, chosen),
        "villages": [(v.code, places.said(v.code)) for v in places.villages(request.town, day)]
        if request.place == request.town else [],
        "place": place,
        "objects": objects if request.as_of is None else [],
        "objects_total": total,
        "named": any(one.who for one in objects),
        "due_in": _due_in(request, chosen),
        "titles": chosen.fields[chosen.title_field].title,
    } | (_soon(request, chosen, place) if request.as_of is None else {})  # fmt: skip
    return render(request, "pages/duties/duties.html", words)


def _chosen(request: PageRequest, known: list[Register]) -> Register:
    """The register asked for; else the first that the account writes."""
    asked = request.GET.get("register", "")
    mine = [r for r in known if rights.may(request.user, "write", r.id, request.place)]
    return next((r for r in known if r.id == asked), (mine or known)[0])


def _place(request: PageRequest) -> str:
    """The village asked for, within what the account may look at."""
    asked = request.GET.get("village", "")
    return (
        asked if asked.startswith(request.place) and places.names(request.town).find(asked) else request.place
    )


def _places(request: PageRequest, register: Register) -> list[Line]:
    """The register's figures for each village that has any duty."""
    ids = [f"{register.id}.{c}" for c in COLUMNS if f"{register.id}.{c}" in register.figures]
    found = sums.evaluated(request, ids, "village")
    by_key: dict[str, dict[str, Any]] = {}
    titles: dict[str, str] = {}
    for name, one in found.items():
        for cell in one.cells:
            by_key.setdefault(cell.key, {})[name.rpartition(".")[2]] = cell
            titles[cell.key] = cell.title
    return [
        Line(titles[key], key, tuple(cells.get(c) for c in COLUMNS))
        for key, cells in by_key.items()
        if any(cell.rows for cell in cells.values())
    ]


def _due_in(request: PageRequest, register: Register) -> str:
    """What makes the register's list show the duties due in the period."""
    start, end = request.period.start.isoformat(), request.period.end.isoformat()
    return f"{register.happened}_from=&due_on_from={start}&due_on_to={end}"


def _soon(request: PageRequest, register: Register, place: str) -> dict[str, Any]:
    own = request.GET.get("mine") == "1"
    found = reading.soon(request.user, register, place, clock.today(), SHOWN, own)
    period = request.period
    problems = reading.with_problems(register, place, period.start, max(period.end, clock.today()))
    may = [
        (record, count) for record, count in problems
        if rights.may(request.user, "write", register.id, record.place)
    ]  # fmt: skip
    return {
        "soon": [_line(request, register, r) for r in found.records],
        "count": found.count,
        "mine_count": found.mine,
        "own": own,
        "ahead": reading.AHEAD,
        "complete": declared.COMPLETE,
        "problems": [(_line(request, register, record), count) for record, count in may[:SHOWN]],
        "may_write": rights.may(request.user, "write", register.id, request.place),
    }


def _line(request: PageRequest, register: Register, record: Record) -> DueLine:
    level = showing.level_of(request.user, register, record.place)
    return DueLine(
        record,
        showing.title(register, record, level),
        places.said(record.place),
        _turn(record),
        lights.of_record(register, record.state, lights.due_of(register, record), clock.today()),
        record.owner == request.user.username,
    )


def _turn(record: Record) -> str:
    """The turn of the duty in the language spoken."""
    kept, starts, ends = str(record.data.get("turn", "")), record.happened_on, record.due_on
    return turns.said(kept, Period(starts, ends)) if kept and starts and ends else kept


@require_http_methods(["GET", "POST"])
@member
def fault(request: PageRequest, record: str) -> HttpResponse:
    """A problem found on a duty, as a new record of the register that handles such problems."""
    opened = open_record(request, record, "write", now=True)
    if not declared.assigned(opened.register):
        raise doors.hidden(request, record)
    target = faults.register_of(opened.register)
    if target is None:
        raise doors.hidden(request, record)
    rights.require(request.user, "write", target.id, opened.record.place)
    found = Record.objects.get(pk=record)
    fields = [f for f in target.typed_fields if _asked(f)]
    values, refused = _prefilled(opened.register, found, fields), None
    if request.method == "POST":
        values = controls.typed(request.POST, fields)
        try:
            sent = request.POST.get("client_id", "")
            client_id = sent if len(sent) == 32 and sent.isalnum() else ""
            given = {k: v for k, v in values.items() if v.strip()}
            made = faults.raise_fault(found, given, request.user, client_id)
            messages.success(request, _("已转为 %(number)s。") % {"number": made.number})
            return redirect("record", made.record)
        except Refused as said:
            refused = said
    problems = refused.problems if refused else ()
    options = lists.place_options(request.user, target.id, request.place, clock.today(), "write")
    made_controls = [controls.control(f, values.get(f.id, ""), problems, options) for f in fields]
    words = {
        "opened": opened,
        "target": target,
        "controls": made_controls,
        "problems": controls.unplaced(problems, made_controls),
        "client_id": request.POST.get("client_id") or uuid.uuid4().hex,
        "raised": faults.raised(found),
        "back": f"{reverse('duties')}?register={opened.register.id}",
    }
    return render(request, "pages/duties/fault.html", words, status=400 if refused else 200)


def _asked(field: Field) -> bool:
    """What must be filled, and where and what it is; later steps ask for the rest."""
    return field.required or field.id in ("address", "brief")


def _prefilled(register: Register, duty: Record, fields: list[Field]) -> dict[str, str]:
    """What the duty says already: fields of the same id, the day, the situation."""
    target = {f.id: f for f in fields}
    values = {f.id: f.default for f in fields}
    for name, field in target.items():
        if duty.data.get(name) is not None and field.type != "choice":
            values[name] = str(type_value(field, duty.data[name]))
    source = target.get("source")
    if source is not None:
        values["source"] = next((o for o in source.options if register.title in o), "")
    day, said = str(duty.data.get("done_on", "")), str(duty.data.get("situation", ""))
    values |= {"found_on": day} if "found_on" in target else {}
    for name in ("matter", "brief"):
        if name in target and said:
            values[name] = said[: target[name].max_length]
    return values
