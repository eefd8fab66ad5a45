"""The complaint box: putting something in, one's own, the burden page with its counts for the whole town."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yiben.kernel.problems import Refused
from yiben.pages import page_names
from yiben.pages.doors import hidden, insider
from yiben.pages.standing import PageRequest
from yiben.talk import complaint_counts, complaints, receivers
from yiben.talk.complaints import KINDS, About, Complaint
from yiben.ui.lights import Light

LIGHTS = {
    complaints.OPEN: ("ring", "plain"),
    complaints.ANSWERED: ("half", "dai"),
    complaints.CHANGED: ("tick", "zhuq"),
}
SHOWN = 20


@require_safe
@insider
def burden(request: PageRequest) -> HttpResponse:
    """How many, how soon answered, of what, and what was changed: for everybody in the town."""
    return _burden(request)


def _burden(request: PageRequest, problems: tuple[Any, ...] = ()) -> HttpResponse:
    found = complaint_counts.counts(request.town)
    words: dict[str, Any] = {
        "counts": found,
        "soon": complaint_counts.SOON,
        "by_kind": [(KINDS[line.id], line) for line in found.by_kind],
        "by_area": [(page_names.title_of(line.id), line) for line in found.by_area],
        "done": [(one, page_names.title_of(one.area), KINDS.get(one.kind, "")) for one in found.done[:SHOWN]],
        "mine": [shown(one) for one in complaints.mine(request.user, request.town)],
        "answers": receivers.may_answer(request.user, request.town),
        "problems": problems,
        "receipt": request.POST.get("receipt", "")[:40],
    }
    return render(request, "pages/talk/complaints.html", words, status=400 if problems else 200)


@require_http_methods(["GET", "POST"])
@insider
def new(request: PageRequest) -> HttpResponse:
    """What is burdensome, asked twice or wrong; anonymous where its writer wants it."""
    typed = request.POST if request.method == "POST" else request.GET
    page = page_names.own_page(typed.get("page", ""))
    problems: tuple[Any, ...] = ()
    if request.method == "POST":
        about = About(page, page_names.area_of(page)) if request.POST.get("with_page") else About()
        anonymous = bool(request.POST.get("anonymous"))
        said = request.POST.get("said", "")[: 4 * complaints.LONGEST]
        try:
            made, code = complaints.put_in(
                request.town, request.POST.get("kind", ""), said, about, request.user, anonymous
            )
        except Refused as refused:
            problems = refused.problems
        else:
            if code:
                # Shown once, in this answer: it lies in no session and in no address.
                return render(request, "pages/talk/complaint_receipt.html", {"code": code})
            messages.success(request, _("意见已收下，党政办答复后会告诉您。"))
            return redirect("complaint", made.pk)
    words: dict[str, Any] = {
        "page": page,
        "area": page_names.title_of(page_names.area_of(page)) if page else "",
        "kinds": KINDS.items(),
        "typed": typed,
        "with_page": request.method == "GET" or bool(request.POST.get("with_page")),
        "problems": problems,
        "crumbs": [(_("意见箱"), reverse("complaints")), (_("提意见"), "")],
    }
    return render(request, "pages/talk/complaint_new.html", words, status=400 if problems else 200)


@require_http_methods(["GET", "POST"])
@insider
def one(request: PageRequest, number: int) -> HttpResponse:
    """One complaint with its answers, for its author and for who answers; answering it."""
    try:
        found = complaints.seen(number, request.user)
    except Refused as fault:
        raise hidden(request, request.path) from fault
    problems: tuple[Any, ...] = ()
    if request.method == "POST":
        state, said, changed = (request.POST.get(n, "")[:4000] for n in ("state", "said", "changed"))
        try:
            complaints.answer(number, state, said, changed, request.user)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("答复已发出。"))
            return redirect("complaint", number)
    return page_of(request, found, problems)


@require_POST
@insider
def by_receipt(request: PageRequest) -> HttpResponse:
    """An anonymous complaint, by the receipt that was given for it."""
    try:
        found = complaints.by_receipt(request.town, request.POST.get("receipt", "")[:40])
    except Refused as refused:
        return _burden(request, refused.problems)
    return page_of(request, found)


def page_of(request: PageRequest, found: Complaint, problems: tuple[Any, ...] = ()) -> HttpResponse:
    words = shown(found) | {
        "answers": found.answers.select_related("by").order_by("id"),
        "may_answer": receivers.may_answer(request.user, found.town),
        "typed": request.POST if problems else {},
        "problems": problems,
        "crumbs": [(_("意见箱"), reverse("complaints")), (_("第%(n)s号意见") % {"n": found.pk}, "")],
    }
    return render(request, "pages/talk/complaint.html", words, status=400 if problems else 200)


def shown(found: Complaint) -> dict[str, Any]:
    """A complaint as lists and its own page show it."""
    shape, tone = LIGHTS[found.state]
    return {
        "complaint": found,
        "kind": KINDS.get(found.kind, found.kind),
        "area": page_names.title_of(found.area),
        "light": Light(shape, str(complaints.STATES[found.state]), tone),
    }
