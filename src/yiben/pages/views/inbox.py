"""联动收件箱: what waits to be given out, given out in two clicks, with what is likely the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.capabilities.cases import inbox
from yiben.capabilities.cases.inbox import Target
from yiben.declare.model import Register
from yiben.kernel.problems import Problem, Refused
from yiben.ledger import service
from yiben.ledger.acts import Advance
from yiben.ledger.models import Record, Version
from yiben.pages import findings, forms
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views.cases import handing
from yiben.pages.views.cases.tasks import Task, task
from yiben.township import rights
from yiben.township.rights import Denied

SIZE = 20
MOST = 200


@dataclass(frozen=True)
class Line:
    task: Task
    kind: str
    received: str
    targets: tuple[Target, ...]
    alike: tuple[tuple[findings.RecordLine, str, str], ...]
    """What is likely the same, why, and where the two are put together."""
    turns: tuple[tuple[str, str], ...]
    """Title of another register, and the form in which the signal is passed on."""
    chosen: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Tab:
    id: str
    title: str
    count: int
    now: bool


@dataclass
class Given:
    """What the form asked for: which record goes to whom."""

    wanted: dict[str, str] = field(default_factory=dict)
    faults: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    done: int = 0


@require_http_methods(["GET", "POST"])
@member
def inbox_page(request: PageRequest) -> HttpResponse:
    """What waits, longest first; a press gives out every line for which somebody was chosen."""
    kept = [r for r in inbox.registers() if rights.may(request.user, "write", r.id)]
    given = Given()
    if request.method == "POST":
        given = _give_out(request)
        if given.done:
            messages.success(request, _("已分派%(n)s条。") % {"n": given.done})
        if given.done and not given.faults:
            return redirect(request.get_full_path())
        if not given.wanted:
            messages.warning(request, _("还没有选交给谁。"))
    chosen = next((r for r in kept if r.id == request.GET.get("register", "")), None)
    counts = {r.id: inbox.waiting(r, request.user, request.place).count() for r in kept}
    words = {
        "lines": list(_lines(request, [chosen] if chosen else kept, given)),
        "tabs": [
            Tab("", _("全部"), sum(counts.values()), chosen is None),
            *(Tab(r.id, r.title, counts[r.id], r is chosen) for r in kept if counts[r.id] or r is chosen),
        ],
        "total": counts[chosen.id] if chosen else sum(counts.values()),
        "groups": list(handing.people_groups(request)),
        "entered_in": [r for r in kept if r.id == "signals"],
        "size": SIZE,
    }
    return render(request, "pages/inbox.html", words, status=400 if given.faults else 200)


def _give_out(request: PageRequest) -> Given:
    """Dispatch each line that has somebody chosen; what is refused keeps its choice and says why."""
    given, only = Given(), request.POST.get("only", "")
    for name, value in request.POST.items():
        record = name.removeprefix("to:")
        if name == record or not value or (only and record != only) or len(given.wanted) >= MOST:
            continue
        other = request.POST.get(f"other:{record}", "")
        to = other if value == "other" else value
        if to:
            given.wanted[record] = str(to)
    for record, to in given.wanted.items():
        try:
            _dispatch(request, record, to)
            given.done += 1
        except Refused as refused:
            given.faults[record] = refused.problems
    return given


def _dispatch(request: PageRequest, record: str, to: str) -> None:
    found = Record.objects.filter(record=record[:32], void=False).first()
    registers = {r.id: r for r in inbox.registers()}
    if found is None or found.register not in registers or found.town != request.town:
        raise Denied(rights.ACTIONS["write"], _("联动收件箱"))
    register = registers[found.register]
    move = inbox.dispatching_from(register).get(found.state)
    version = forms.whole(request.POST.get(f"version:{record}", ""))
    # Pressed twice, or given out by a colleague meanwhile: the version says so in words.
    move = move or next(m for m in register.moves.values() if m.kind == "dispatch")
    parts = handing.target_of(to)
    service.submit(
        [Advance(found.record, move.id, {}, "", version, f"inbox:{record}:{version}", parts)], request.user
    )


def _lines(request: PageRequest, kept: list[Register], given: Given) -> Iterator[Line]:
    rows: list[tuple[Register, Version]] = []
    for register in kept:
        found = inbox.waiting(register, request.user, request.place)
        rows += [(register, row) for row in found.page(1, SIZE)]
    rows.sort(key=lambda pair: (str(pair[1].happened_on), pair[1].number))
    for register, row in rows[:SIZE]:
        yield _line(request, register, row, given)


def _line(request: PageRequest, register: Register, row: Version, given: Given) -> Line:
    here = Record.objects.get(record=row.record)
    kind = str(register.uses["cases"].get("class", ""))
    received = str(here.data.get("received_at", "")).replace("T", " ")
    return Line(
        task(request, register, row),
        register.fields[kind].option_said(str(here.data.get(kind, ""))) if kind else "",
        received or f"{row.happened_on}",
        tuple(inbox.likely(register, here)),
        tuple(_alike(request, register, here)),
        tuple(
            (one.title, f"{reverse('new', args=[one.id])}?{urlencode({'turn': here.record})}")
            for one in inbox.targets_of(here, request.user)
        ),
        given.wanted.get(here.record, ""),
        given.faults.get(here.record, ()),
    )


def _alike(
    request: PageRequest, register: Register, here: Record
) -> Iterator[tuple[findings.RecordLine, str, str]]:
    merging = next(
        (m for m in register.moves.values() if m.kind == "merge" and here.state in m.from_states), None
    )
    for line, why in handing.alike(request, here)[:3]:
        address = ""
        if merging is not None:
            address = reverse("move", args=[here.record, merging.id])
            address += "?" + urlencode({"merge_into": line.record.number})
        yield line, why, address
