"""The desk: what is late, what is near due, what waits for me, my figures, what was entered today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.declare.load import catalog
from yiben.declare.model import Move, Register
from yiben.kernel import clock
from yiben.kernel.near_due import near_until
from yiben.ledger.models import Entry, Record, Seal, Version
from yiben.ledger.projection import read_body
from yiben.ledger.reading import Step, listing
from yiben.opening import imports, steps
from yiben.opening.steps import Progress
from yiben.pages import recents, sums, trails, unfinished
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views.administration import handover
from yiben.township import people, places, rights
from yiben.ui import lights, showing

SHOWN = 8
FIGURES = 8


@dataclass(frozen=True)
class Task:
    record: Version
    register: Register
    light: lights.Light
    title: str
    place: str
    next: Move | None
    """The first move that it waits for, where the account may make it."""


@dataclass(frozen=True)
class Pile:
    tasks: tuple[Task, ...]
    count: int


@dataclass(frozen=True)
class DayLine:
    entry: Entry
    title: str
    number: str
    said: str


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The ledger's desk; administrators, who read no records, begin where their own work is."""
    page = cast(PageRequest, request)
    if page.town and rights.administers(page.user) and not rights.grants(page.user):
        return redirect("opening" if _opening(page) else "administration")
    return _desk(request)


@member
def _desk(request: PageRequest) -> HttpResponse:
    readable = rights.readable(request.user, request.town)
    mine = [r for r in readable if rights.may(request.user, "write", r.id)]
    watched = [r for r in (mine or readable) if r.due and r.states]
    day = request.as_of or clock.today()
    near = near_until(day)
    late = _pile(
        request, watched, lambda r: {"state": r.open_states, "due_on": (None, day - timedelta(days=1))}
    )
    soon = _pile(request, watched, lambda r: {"state": r.open_states, "due_on": (day, near)})
    waiting = _pile(
        request, watched, lambda r: {"state": _waiting(r), "due_on": (near + timedelta(days=1), None)}
    )
    words = {
        "day": day,
        "late": late,
        "soon": soon,
        "today_due": sum(t.record.due_on == day for t in soon.tasks),
        "waiting": waiting,
        "figures": _figures(request, mine or readable),
        "lines": _today(request, mine) if request.as_of is None else [],
        "drafts": unfinished.lines(request) if request.as_of is None else [],
        "recent": recents.shown(request, 8),
        "seal": Seal.objects.filter(town=request.town).order_by("-day").first(),
        "opening": _opening(request),
        "imports": _imports(request, mine),
        "handovers": handover.sheets_of(request.user, request.town),
        "mine": [r for r in mine if rights.may(request.user, "write", r.id)],
    }
    return render(request, "pages/desk.html", words)


def _opening(request: PageRequest) -> Progress | None:
    """How far the opening of the town is, for who looks after the whole, until it is done; not in a demo."""
    if request.demo_day or request.as_of or not steps.concerned(people.posts_of(request.user)):
        return None
    found = steps.progress(request.town, request.user)
    return None if found.finished else found


def _imports(request: PageRequest, mine: list[Register]) -> int:
    """How many of the clerk's registers are empty and nobody has said that there is nothing to bring in."""
    if request.demo_day or request.as_of or not mine:
        return 0
    ids = {r.id for r in mine}
    return sum(not line.done for line in imports.lines(request.town) if line.register.id in ids)


def _waiting(register: Register) -> list[str]:
    return [s.id for s in register.states.values() if not s.closed and s.light in ("waiting", "returned")]


def _pile(request: PageRequest, registers: Iterable[Register], wanted: Any) -> Pile:
    """The records wanted of all registers, soonest due first, and how many there are."""
    tasks: list[Task] = []
    count = 0
    for register in registers:
        filters = wanted(register)
        if not filters["state"]:
            continue
        asked = {"place": request.place, **filters}
        found = listing(register.id, request.user, asked, "due_on", request.as_of)
        here = found.count()
        count += here
        # Most registers have nothing in a pile, and their empty pages need not be asked for.
        tasks += [_task(request, register, r) for r in found.page(1, SHOWN)] if here else []
    tasks.sort(key=lambda t: (t.record.due_on, t.record.number))
    return Pile(tuple(tasks[:SHOWN]), count)


def _task(request: PageRequest, register: Register, record: Version) -> Task:
    level = showing.level_of(request.user, register, record.place)
    day = request.as_of or clock.today()
    move = next(iter(trails.moves_from(register, record.state)), None)
    writes = request.as_of is None and rights.may(request.user, "write", register.id, record.place)
    return Task(
        record,
        register,
        lights.of_record(register, record.state, record.due_on, day),
        showing.title(register, record, level),
        places.said(record.place),
        move if writes else None,
    )


def _figures(request: PageRequest, registers: list[Register]) -> list[sums.Sum]:
    """A few figures of the registers that the account keeps: counts first, each with its months."""
    each = max(1, FIGURES // max(1, len(registers)))
    ids = [
        f.id
        for r in registers
        for f in [f for f in r.figures.values() if f.type in ("flow", "stock", "distinct", "share")][:each]
    ]
    return list(sums.evaluated(request, ids[:FIGURES], "month").values())


def _today(request: PageRequest, mine: list[Register]) -> list[DayLine]:
    """Entries of today by the account, and of its registers where it works for the whole town."""
    whose = Q(by=request.user.username)
    if request.place == request.town:
        whose |= Q(register__in=[r.id for r in mine])
    found = list(
        Entry.objects.filter(whose, town=request.town, day=clock.today())
        .exclude(record="")
        .order_by("-seq")[:SHOWN]
    )
    numbers = Record.objects.in_bulk([e.record for e in found])
    registers = catalog().registers
    made = []
    for entry in found:
        register, record = registers.get(entry.register), numbers.get(entry.record)
        if register and record:
            step = Step(entry, read_body(entry.body))
            level = showing.level_of(request.user, register, record.place)
            changed = trails.lines(register, [step], level) if step.event != "recorded" else []
            said = _("、").join(c.title for line in changed for c in line.changes)
            made.append(DayLine(entry, trails.title(register, step), record.number, said or register.title))
    return made
