"""The rules that registers hold, with their sources, and what was found in the town's own documents."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiben.administration import rules as service
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.dates import parse_day
from yiben.kernel.problems import Problem, Refused, problem
from yiben.pages.doors import insider
from yiben.pages.standing import PageRequest


@require_safe
@insider
def rules(request: PageRequest) -> HttpResponse:
    """All registers with how many rules they hold and how many of them were compared."""
    book = catalog()
    known = service.by_register(request.town, book.registers.values())
    counted = {
        register.id: {
            "rules": len(lines),
            "limits": sum(c.line.kind == service.LIMIT for c in lines),
            "checked": sum(c.check is not None and not c.stale for c in lines),
            "differ": sum(c.check is not None and not c.check.agrees for c in lines),
        }
        for register, lines in known
    }
    words = {
        "title": _("规则和出处"),
        "crumbs": [],
        "shelves": [
            (g, [(r, counted[r.id]) for r in book.registers.values() if r.group == g.id])
            for g in book.groups.values()
        ],
        "rules": sum(c["rules"] for c in counted.values()),
        "checked": sum(c["checked"] for c in counted.values()),
    }
    return render(request, "pages/administration/rules.html", words)


@require_http_methods(["GET", "POST"])
@insider
def register_rules(request: PageRequest, register: str) -> HttpResponse:
    """One register's rules; who keeps it, or the system administrator, may say what a document says."""
    found = catalog().registers.get(register)
    if found is None:
        raise Http404
    may = service.may_check(request.user, found, request.town)
    refused: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            _check(request)
            messages.success(request, _("已记下核对结果。"))
            return redirect("rules_register", register)
        except Refused as said:
            refused = said.problems
    ((_register, lines),) = service.by_register(request.town, [found])
    sent = request.POST
    words = {
        "title": found.title,
        "register": found,
        "lines": lines,
        "kinds": service.KINDS,
        "may": may,
        "problems": refused,
        "chosen": sent.getlist("rules") if refused else [c.line.id for c in lines if not c.check or c.stale],
        "document": sent.get("document", ""),
        "note": sent.get("note", ""),
        "agrees": sent.get("agrees", "yes"),
        "on": sent.get("on", clock.today().isoformat()),
        "crumbs": [(_("规则和出处"), reverse("rules")), (found.title, "")],
    }
    return render(request, "pages/administration/rules_register.html", words, status=400 if refused else 200)


def _check(request: PageRequest) -> None:
    sent = request.POST
    try:
        on = parse_day(sent.get("on", "")) if sent.get("on") else clock.today()
    except ValueError as fault:
        raise Refused([problem("K002", "on", title=_("核对日"), value=sent.get("on", "")[:40])]) from fault
    service.check(
        request.town,
        sent.getlist("rules"),
        sent.get("document", ""),
        request.user,
        agrees=sent.get("agrees") != "no",
        note=sent.get("note", "")[:1000],
        on=on,
    )
