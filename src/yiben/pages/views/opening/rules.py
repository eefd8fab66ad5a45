"""Time limits and lines of the registers compared with the town's own documents."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.administration import rules
from yiben.kernel import clock
from yiben.kernel.dates import parse_day
from yiben.kernel.problems import Problem, Refused, refuse
from yiben.opening import rules_checked
from yiben.pages.doors import insider
from yiben.pages.standing import PageRequest
from yiben.pages.views.opening.overview import crumbs


@require_http_methods(["GET", "POST"])
@insider
def rules_page(request: PageRequest) -> HttpResponse:
    """One register's lines at a time can be confirmed together, by one document."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            made = _check(request)
            messages.success(request, _("核对了%(n)s条。") % {"n": len(made)})
            return redirect(f"{request.path}#{request.POST.get('register', '')[:60]}")
        except Refused as refused:
            problems = refused.problems
    found = rules_checked.shelves(request.town)
    words = {
        "shelves": [
            (
                register,
                checked,
                rules.may_check(request.user, register, request.town),
                rules_checked.left(checked),
            )
            for register, checked in found
        ],
        "counted": rules_checked.counted(found),
        "problems": problems,
        "sent": _sent(request) if problems else {},
        "today": clock.today(),
        "crumbs": crumbs(_("核对时限和标准")),
    }
    return render(request, "pages/opening/rules.html", words, status=400 if problems else 200)


def _check(request: PageRequest) -> list[Any]:
    sent = request.POST
    return rules.check(
        request.town,
        sent.getlist("rule"),
        sent.get("document", "")[:300],
        request.user,
        agrees=sent.get("agrees", "yes") == "yes",
        note=sent.get("note", "")[:600],
        on=_day(sent.get("on", "")),
    )


def _day(typed: str) -> date | None:
    if not typed.strip():
        return None
    try:
        return parse_day(typed)
    except ValueError as fault:
        raise refuse("K002", "on", title=_("核对日"), value=typed[:20]) from fault


def _sent(request: PageRequest) -> dict[str, Any]:
    sent = request.POST
    return {
        "register": sent.get("register", ""),
        "rules": sent.getlist("rule"),
        "document": sent.get("document", ""),
        "agrees": sent.get("agrees", "yes"),
        "note": sent.get("note", ""),
        "on": sent.get("on", ""),
    }
