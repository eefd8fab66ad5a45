"""Proposing a change: one form for each kind, all faults beside their fields."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.administration import batch, changes, walls
from yiben.kernel.problems import Refused
from yiben.pages.doors import administrator
from yiben.pages.standing import PageRequest
from yiben.pages.views.administration import frame
from yiben.pages.views.administration.asking import FORMS, Form, with_problems
from yiben.pages.views.administration.changes import rows_told

LONGEST = 1_000_000
FAULTS_SHOWN = 500


@require_http_methods(["GET", "POST"])
@administrator(walls.SYSTEM)
def propose(request: PageRequest, kind: str) -> HttpResponse:
    """What was typed stays on the page until it is taken."""
    form = FORMS.get(kind)
    if form is None:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    typed = {name: str(value)[:LONGEST] for name, value in sent.items()}
    refused = None
    if request.method == "POST":
        try:
            made = changes.propose(
                form.kind or kind,
                request.town,
                form.about(request.town, typed),
                request.user,
                typed.get("why", ""),
            )
            messages.success(request, _("已提出，等安全管理员确认。现在还没有变。"))
            return redirect("admin_change", made.pk)
        except Refused as said:
            refused = said
    return _page(request, form, typed, refused)


def _page(request: PageRequest, form: Form, typed: dict[str, str], refused: Refused | None) -> HttpResponse:
    problems = list(refused.problems) if refused else []
    told = []
    if refused and "rows" in typed:
        told = rows_told(refused, batch.read_rows(typed["rows"]))
        inside = {id(t["problem"]) for t in told}
        problems = [p for p in problems if id(p) not in inside]
    controls, unplaced = with_problems(form.controls(request.town, typed), problems)
    words = frame.words(
        request,
        form.title(),
        (_("人员"), reverse("people")),
        lead=form.lead(),
        controls=controls,
        faulty=[c for c in controls if c.problems],
        unplaced=[p for p in unplaced if p.where != "why"],
        why_problems=[p for p in unplaced if p.where == "why"],
        why=typed.get("why", ""),
        count=len(refused.problems) if refused else 0,
        told=told[:FAULTS_SHOWN],
        told_more=max(0, len(told) - FAULTS_SHOWN),
    )
    return render(request, "pages/administration/propose.html", words, status=400 if refused else 200)
