"""One village over the months, beside nobody: its share, its rank among how many, its visits."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.capabilities.inspections import history
from yiben.capabilities.inspections.history import OfMonth
from yiben.kernel import clock
from yiben.pages.doors import member
from yiben.pages.lists import place_options
from yiben.pages.standing import PageRequest
from yiben.pages.views.inspections.asked import asked, crumbs
from yiben.township import places, rights
from yiben.ui.months import short_month


@require_safe
@member
def village(request: PageRequest) -> HttpResponse:
    """The village asked for, else the first that the account may read."""
    of = asked(request)
    options = place_options(request.user, of.visits.id, request.place, clock.today())
    code = request.GET.get("village") or (options[0][0] if options else "")
    if not rights.may(request.user, "read", of.visits.id, code) or not code.startswith(request.town):
        raise Http404
    last = min(request.period.end, clock.today())
    found = history.of_village(of.visits, request.town, of.kind, code, last, request.as_of)
    words = {
        "of": of,
        "code": code,
        "village": places.said(code),
        "villages": options,
        "history": found,
        "months": tuple(reversed(found.months)),
        "trend": _trend(found.months, of.kind_said),
        "drawn": any(one.row for one in found.months),
        "crumbs": crumbs(places.said(code)),
    }
    return render(request, "pages/inspections/village.html", words)


def _trend(found: tuple[OfMonth, ...], name: str) -> dict[str, Any]:
    """What charts.js draws."""
    values = [float(one.row.rate) if one.row else None for one in found]
    return {
        "name": name,
        "months": [short_month(one.month.period.start.month) for one in found],
        "values": values,
        "shown": [f"{one.row.rate}%" if one.row else _("未查") for one in found],
        "whole": False,
    }
