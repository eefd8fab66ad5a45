"""A register's open records by state, side by side, each column soonest due first."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.declare.load import catalog
from yiben.declare.model import Register, State
from yiben.ledger.models import Version
from yiben.ledger.reading import Presence, listing
from yiben.pages.doors import member, register_for
from yiben.pages.standing import PageRequest
from yiben.pages.views.cases.tasks import Task, tasks
from yiben.township import places
from yiben.ui import asking, lights

CARDS = 20


@dataclass(frozen=True)
class Column:
    state: State
    light: lights.Light
    count: int
    cards: tuple[Task, ...]
    now: bool
    """Whether it is the one that a phone shows."""
    rest: str
    """The list of all that stand in this state."""


@require_safe
@member
def board(request: PageRequest, register: str) -> HttpResponse:
    """Columns are the open states with their counts; the first cards of each, then the way to the list."""
    found = register_for(request, register)
    if not found.open_states:
        raise Http404
    place = asking.narrower(request.GET.get("place", ""), request.place)
    counts = listing(found.id, request.user, {"place": place}, "", request.as_of).by_state()
    asked = request.GET.get("column", "")
    first = next((s for s in found.open_states if counts.get(s)), found.open_states[0])
    now = asked if asked in found.open_states else first
    group = catalog().groups.get(found.group)
    words: dict[str, Any] = {
        "register": found,
        "columns": [_column(request, found, s, counts.get(s, 0), place, s == now) for s in found.open_states],
        "place": places.said(place) if place != request.place else "",
        "total": sum(counts.get(s, 0) for s in found.open_states),
        "crumbs": [
            *([(group.title, f"{reverse('registers')}?group={group.id}")] if group else []),
            (found.title, reverse("register", args=[found.id])),
            (_("看板"), ""),
        ],
    }
    return render(request, "pages/cases/board.html", words)


def _column(
    request: PageRequest, register: Register, state: str, count: int, place: str, now: bool
) -> Column:
    shown = tasks(request, _first(request, register, state, place), moves=False) if count else []
    rest = {"state": state, f"{register.happened}_from": "", "sort": "due_on"}
    if place != request.place:
        rest["place"] = place
    return Column(
        register.states[state],
        lights.of_state(register, state),
        count,
        tuple(shown),
        now,
        f"{reverse('register', args=[register.id])}?{urlencode(rest)}",
    )


def _first(request: PageRequest, register: Register, state: str, place: str) -> list[Version]:
    """The first cards of a column: those with a due day by that day, then those without."""
    found: list[Version] = []
    for due in (Presence.FILLED, Presence.EMPTY):
        if len(found) < CARDS:
            asked = {"place": place, "state": [state], "due_on": due}
            sort = "due_on" if due is Presence.FILLED else "happened_on"
            rows = listing(register.id, request.user, asked, sort, request.as_of)
            found += rows.page(1, CARDS - len(found))
    return found
