"""The desk: what is late, near due, sent back, waiting, to approve; figures; what was entered today."""

from dataclasses import dataclass
from typing import cast

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.ledger.models import Entry, Record, Seal
from yiben.ledger.projection import read_body
from yiben.ledger.reading import Step
from yiben.opening import imports, steps
from yiben.opening.steps import Progress
from yiben.pages import recents, sums, trails, unfinished
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views.administration import handover
from yiben.pages.views.cases.pile import pile_title
from yiben.pages.views.cases.piles import Piles
from yiben.pages.views.cases.tasks import Task, tasks
from yiben.township import people, places, rights
from yiben.ui import showing

SHOWN = 8
FIGURES = 8
FOR_CLERKS = ("late", "soon", "returned", "waiting", "approve", "charge", "joint")
FOR_LEADERS = ("approve", "charge", "late", "soon", "returned", "waiting", "joint")
"""Who registers nothing decides first, and looks after what he is in charge of."""
ALWAYS = {True: ("late", "soon", "waiting"), False: ("approve", "late", "soon")}
"""Piles that stand there empty too, for who writes and who does not: one sees that there is nothing."""


@dataclass(frozen=True)
class Pile:
    id: str
    title: str
    note: str
    empty: str
    tone: str
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
    mine = _own_first(request, [r for r in readable if rights.may(request.user, "write", r.id)])
    day = request.as_of or clock.today()
    found = Piles(request)
    words = {
        "day": day,
        "piles": _piles(request, found),
        "count": {name: found.count(name) for name in found.counts},
        "today_due": found.due_today(),
        "late_by_office": _late_offices(found) if not found.writes else [],
        "late_by_place": _late_places(found) if not found.writes else [],
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


def _own_first(request: PageRequest, registers: list[Register]) -> list[Register]:
    """The registers that the account's own office keeps, then those that it only writes in too."""
    own = {post.office.kind for post in people.posts_of(request.user) if post.office}
    return sorted(registers, key=lambda r: (r.owner not in own, "cases" not in r.uses))


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


def _piles(request: PageRequest, found: Piles) -> list[Pile]:
    """The piles in the account's order, soonest due first; of the rarer ones only those with something in."""
    made = []
    for name in FOR_CLERKS if found.writes else FOR_LEADERS:
        if not found.count(name) and name not in ALWAYS[found.writes]:
            continue
        shown = tuple(tasks(request, found.rows(name, 0, SHOWN)))
        note, empty = _words_of(name)
        tone = {"late": "late", "soon": "near"}.get(name, "")
        made.append(Pile(name, pile_title(name, found), note, empty, tone, shown, found.count(name)))
    return made


def _words_of(pile: str) -> tuple[str, str]:
    """What stands beside the pile's title, and what an empty one says."""
    return {
        "late": ("", _("没有逾期的。")),
        "soon": (_("三个工作日内"), _("三个工作日内没有到期的。")),
        "returned": (_("期限还早"), ""),
        "waiting": (_("期限还早"), _("没有等着处理的。")),
        "approve": (_("延期、核查、办结等"), _("没有等您批的。")),
        "charge": (_("包案、排查、联系、走访"), ""),
        "joint": (_("请本办答复的"), ""),
    }[pile]


def _late_offices(found: Piles) -> list[tuple[str, str, int]]:
    """The late by office; offices and villages are compared, never persons."""
    offices = catalog().offices
    return [(k, offices[k].title if k in offices else k, n) for k, n in found.late_by("office") if k]


def _late_places(found: Piles) -> list[tuple[str, str, int]]:
    return [(code, places.said(code), n) for code, n in found.late_by("place")][:SHOWN]


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
