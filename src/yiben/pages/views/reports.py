"""The written account: its text with live figures, its files, its figure list."""

import re
from io import BytesIO
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.declare.load import catalog
from yiben.kernel import language
from yiben.kernel.periods import Period
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.reports.draft import draft, registers_in
from yiben.reports.model import Draft, FigureLine, FigureRun
from yiben.reports.named_periods import spoken
from yiben.reports.write import docx, html, txt
from yiben.township import looks, places, rights

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


@require_safe
@member
def reports(request: PageRequest) -> HttpResponse:
    shown = [
        {"id": o.id, "sections": o.sections, "shown": _title(o.title, request)}
        for o in catalog().outlines.values()
        if any(rights.may_read_figures(request.user, r, request.town) for r in registers_in(o, catalog()))
    ]
    words = {"outlines": shown, "some": bool(catalog().outlines)}
    return render(request, "pages/reports.html", words)


@require_safe
@member
def report(request: PageRequest, kind: str) -> HttpResponse:
    """The report of the town and period, each figure opening its definition and rows."""
    made = _draft(request, kind)
    words = {
        "draft": made,
        "sections": [
            {
                "heading": s.heading,
                "count": sum(isinstance(run, FigureRun) for p in s.paragraphs for run in p.runs),
                "paragraphs": [
                    [(run, address(request, run) if isinstance(run, FigureRun) else "") for run in p.runs]
                    for p in s.paragraphs
                ],
            }
            for s in made.sections
        ],
        "lines": [(line, address(request, line)) for line in made.figures],
        "crumbs": [(_("报告"), reverse("reports")), (made.title, "")],
        "kind": kind,
    }
    return render(request, "pages/report.html", words)


def _title(template: str, request: PageRequest) -> str:
    """The outline's title with town and period filled in, without making the whole draft."""
    filled = template.replace("{town}", places.said(request.town))
    return re.sub(r"\{period[^}]*\}", _period_said(request.period), filled)


def _period_said(period: Period) -> str:
    return spoken(period) if language.spoken() == language.CHINESE else period.said()


def _draft(request: PageRequest, kind: str) -> Draft:
    if kind not in catalog().outlines:
        raise Http404
    return draft(kind, request.town, request.period, request.as_of, request.user)


def address(request: PageRequest, figure: FigureRun | FigureLine) -> str:
    """The figure's page at the period and day that the report speaks of."""
    place = figure.place if isinstance(figure, FigureRun) else request.town
    as_of = f"&as_of={request.as_of.isoformat()}" if request.as_of else ""
    period = figure.period
    query = f"from={period.start.isoformat()}&to={period.end.isoformat()}&place={quote(place)}{as_of}"
    return f"{reverse('figure', args=[figure.figure])}?{query}"


@require_safe
@member
def download(request: PageRequest, kind: str, suffix: str) -> HttpResponse:
    """The report as a file for Word, a browser or an editor; kept in the look log."""
    if suffix not in TYPES:
        raise Http404
    made = _draft(request, kind)
    looks.log(request.user, "export", f"{kind}.{suffix} {request.period}")
    disposition = content_disposition_header(True, f"{made.title}.{suffix}") or "attachment"
    headers = {"Content-Disposition": disposition}
    return HttpResponse(_content(made, suffix), content_type=TYPES[suffix], headers=headers)


def _content(made: Draft, suffix: str) -> bytes:
    if suffix == "docx":
        file = BytesIO()
        docx(made, file)
        return file.getvalue()
    # A text file with a BOM opens rightly in the editors of office machines.
    return txt(made).encode("utf-8-sig") if suffix == "txt" else html(made).encode()
