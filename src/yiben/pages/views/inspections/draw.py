"""The week's draw: who is to be visited, by what seed, and which of them have been. Not for the villages."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.capabilities.inspections import drawing, roles, visited
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.periods import Period
from yiben.kernel.problems import Problem, Refused
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.pages.doors import member, register_for
from yiben.pages.standing import PageRequest
from yiben.pages.views.inspections.asked import Asked, asked, crumbs
from yiben.township import places, rights
from yiben.ui import controls

SHOWN = 12
"""Draws on the page; older ones are in the register's list."""


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    last: str
    """ISO day of its last visit before the draw, or empty."""
    visits: tuple[str, ...]
    """Numbers of its visits in the week."""


@dataclass(frozen=True)
class Draw:
    record: Record
    monday: date
    sunday: date
    kind: str
    kind_said: str
    places: tuple[Place, ...]
    agrees: bool
    """Whether drawing anew gives the same villages."""
    basis: str

    @property
    def done(self) -> int:
        return sum(bool(place.visits) for place in self.places)


@require_http_methods(["GET", "POST"])
@member
def draw(request: PageRequest) -> HttpResponse:
    """The draws of the last weeks, and a form for this week's."""
    of = asked(request)
    register = roles.of_visits("draws", of.visits.id)
    if register is None:
        raise Http404
    register_for(request, register.id, "write" if request.method == "POST" else "read")
    names = [f for f in register.typed_fields if f.id != roles.class_field(register)]
    typed = {"week_on": clock.today().isoformat(), "how_many": "8", "method": drawing.OLDEST_FIRST}
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        typed = controls.typed(request.POST, names)
        try:
            values = {**typed, roles.class_field(register): of.kind}
            made = service.enter(register.id, values, request.user, town=request.town)
            messages.success(
                request, _("已抽 %(n)d 个村。") % {"n": len(made.data[drawing.PART]["villages"])}
            )
            return redirect("inspection_draw")
        except Refused as refused:
            problems = tuple(refused.problems)
    may = request.as_of is None and rights.may(request.user, "write", register.id, request.town)
    words = {
        "of": of,
        "register": register,
        "draws": _draws(of, register, request.town),
        "controls": [controls.control(f, typed.get(f.id, ""), problems) for f in names],
        "problems": problems,
        "may_write": may,
        "crumbs": crumbs(register.title),
    }
    return render(request, "pages/inspections/draw.html", words, status=400 if problems else 200)


def _draws(of: Asked, register: Register, town: str) -> list[Draw]:
    found = Record.objects.filter(register=register.id, town=town, void=False).order_by(
        "-happened_on", "-number"
    )
    field = roles.class_field(register)
    return [_draw(of, record, str(record.data.get(field)), town) for record in found[:SHOWN]]


def _draw(of: Asked, record: Record, kind: str, town: str) -> Draw:
    part = record.data[drawing.PART]
    monday = drawing.monday(record.happened_on or clock.today())
    week = Period(monday, monday + timedelta(6))
    seen: dict[str, list[str]] = {}
    for visit in visited.visits(of.visits, town, week, kind):
        seen.setdefault(visit.village, []).append(visit.number)
    shown = tuple(
        Place(code, places.said(code), part["last"].get(code, ""), tuple(seen.get(code, ())))
        for code in part["villages"]
    )
    method, count = str(record.data.get("method") or drawing.OLDEST_FIRST), len(part["villages"])
    agrees = drawing.again(part, method, count)
    said = dict(of.kinds).get(kind, kind)
    return Draw(record, week.start, week.end, kind, said, shown, agrees, part["basis"])
