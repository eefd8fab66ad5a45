"""Which registers the town keeps, by its own three lists of duties."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.administration import changes
from yiben.administration.duties import DUTIES
from yiben.declare.load import catalog
from yiben.declare.model import Group, Register
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused
from yiben.ledger.models import Record
from yiben.pages.doors import administrator
from yiben.pages.standing import PageRequest
from yiben.pages.views.opening.overview import crumbs
from yiben.township.models import RegisterUse


@dataclass(frozen=True)
class Line:
    register: Register
    office: str
    duty: str
    used: bool
    decided: RegisterUse | None
    records: bool


@require_http_methods(["GET", "POST"])
@administrator("system")
def registers_page(request: PageRequest) -> HttpResponse:
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        rows = _asked(request)
        about = {"registers": rows, "since": request.POST.get("since", "")[:20]}
        try:
            changes.propose(
                "register_use", request.town, about, request.user, request.POST.get("why", "")[:600]
            )
            messages.success(request, _("已提交，等安全管理员确认。"))
            return redirect("opening_registers")
        except Refused as refused:
            problems = refused.problems
    words = {
        "shelves": _shelves(request),
        "duties": DUTIES.items(),
        "problems": problems,
        "today": clock.today(),
        "since": request.POST.get("since", clock.today().isoformat()),
        "why": request.POST.get("why", ""),
        "rest": request.POST.get("rest", ""),
        "waiting": [c for c in changes.pending(request.town) if c.kind == "register_use"],
        "crumbs": crumbs(_("用哪些台账")),
    }
    return render(request, "pages/opening/registers.html", words, status=400 if problems else 200)


def _asked(request: PageRequest) -> list[dict[str, Any]]:
    """What was chosen; what was not is left undecided, or taken as a basic duty where that is asked."""
    rest = request.POST.get("rest") == "on"
    made = []
    for name in catalog().registers:
        duty = request.POST.get(f"duty-{name}", "")
        if duty:
            made.append({"register": name, "duty": duty, "used": request.POST.get(f"used-{name}") == "on"})
        elif rest:
            made.append({"register": name, "duty": "basic", "used": True})
    return made


def _shelves(request: PageRequest) -> list[tuple[Group, list[Line]]]:
    known = {u.register: u for u in RegisterUse.objects.filter(town=request.town)}
    held = set(Record.objects.filter(town=request.town).values_list("register", flat=True).distinct())
    sent = request.POST if request.method == "POST" else None
    offices = catalog().offices

    def line(register: Register) -> Line:
        now = known.get(register.id)
        duty, used = (now.duty, now.used) if now else ("", True)
        if sent is not None:
            duty, used = sent.get(f"duty-{register.id}", ""), sent.get(f"used-{register.id}") == "on"
        office = offices[register.owner].title if register.owner in offices else ""
        return Line(register, office, duty, used, now, register.id in held)

    groups = catalog().groups.values()
    made = [(g, [line(r) for r in catalog().registers.values() if r.group == g.id]) for g in groups]
    return [(group, lines) for group, lines in made if lines]
