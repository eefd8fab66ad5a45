"""The months of a comparison, one month's order, its notice, and its publication."""

from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yiben.capabilities.inspections import months, notice, publishing, roles
from yiben.capabilities.inspections.months import Month
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused
from yiben.ledger import service
from yiben.pages.doors import member, register_for
from yiben.pages.standing import PageRequest
from yiben.pages.views.inspections.asked import Asked, asked, crumbs
from yiben.township import looks, places, rights, uses

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REASONS = 3000


@require_safe
@member
def listed(request: PageRequest) -> HttpResponse:
    """Twelve months of a sheet: visits, villages not visited, mean, published or not."""
    of = asked(request)
    last = min(request.period.end if request.period.end > of.month.end else of.month.end, clock.today())
    found = months.several(of.visits, request.town, of.kind, last, as_of=request.as_of)
    draws = roles.of_visits("draws", of.visits.id)
    words = {
        "of": of,
        "months": found,
        "may_score": request.as_of is None and rights.may(request.user, "write", of.visits.id, request.place),
        "may_draw": draws is not None and rights.may(request.user, "read", draws.id),
        "crumbs": crumbs(),
    }
    return render(request, "pages/inspections/months.html", words)


@require_safe
@member
def month(request: PageRequest) -> HttpResponse:
    """The order of one month, as published or as it stands."""
    return _month(request, asked(request))


def _month(
    request: PageRequest, of: Asked, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    found = months.one(of.visits, request.town, of.kind, of.month, request.as_of)
    ranks = roles.of_visits("ranks", of.visits.id)
    kept = ranks is not None and ranks.id not in uses.ended(request.town)
    may = ranks is not None and kept and rights.may(request.user, "write", ranks.id, request.town)
    words = {
        "of": of,
        "month": found,
        "shown": found.shown,
        "unvisited": [places.name_said(name) for name in found.shown.unvisited],
        "over": of.month.end < clock.today(),
        "ranks_kept": kept,
        "may_publish": may and request.as_of is None and not found.published,
        "may_open": rights.may(request.user, "read", of.visits.id, request.town),
        "problems": problems,
        "reasons": request.POST.get("reasons", ""),
        "red": request.POST.get("red_count", "3"),
        "black": request.POST.get("black_count", "3"),
        "crumbs": crumbs(of.month.said()),
    }
    return render(request, "pages/inspections/month.html", words, status=status)


@require_POST
@member
def publish(request: PageRequest) -> HttpResponse:
    """Publish the month: the engine works the order out and keeps it."""
    of = asked(request)
    ranks = roles.of_visits("ranks", of.visits.id)
    register_for(request, ranks.id if ranks else "", "write")
    assert ranks is not None
    start = of.month.start
    values = {
        "title": publishing.title_of(of.month, of.kind),
        roles.class_field(ranks): of.kind,
        "month_on": start,
        "published_on": clock.today(),
        "red_count": request.POST.get("red_count", ""),
        "black_count": request.POST.get("black_count", ""),
        "reasons": request.POST.get("reasons", "")[:REASONS],
    }
    try:
        made = service.enter(ranks.id, values, request.user, town=request.town)
    except Refused as refused:
        return _month(request, of, tuple(refused.problems), 400)
    messages.success(request, _("已通报 %(number)s。") % {"number": made.number})
    return redirect(f"{reverse('inspection_month')}?{of.query}")


@require_safe
@member
def paper(request: PageRequest) -> HttpResponse:
    """The notice as a Word file."""
    of = asked(request)
    register_for(request, of.visits.id, "export")
    found: Month = months.one(of.visits, request.town, of.kind, of.month, request.as_of)
    file = BytesIO()
    notice.write(found, request.town, of.kind, file)
    looks.log(request.user, "export", f"{of.visits.id} {found.key}", of.kind)
    title = _("%(month)s %(kind)s通报") % {"month": found.key, "kind": of.kind_said}
    name = content_disposition_header(True, f"{title}.docx") or "attachment"
    return HttpResponse(file.getvalue(), content_type=DOCX, headers={"Content-Disposition": name})
