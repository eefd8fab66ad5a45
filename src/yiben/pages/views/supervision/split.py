"""An item split into parts on one form."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.capabilities.cases.supervision.items import REGISTER
from yiben.capabilities.cases.supervision.splitting import parts_of
from yiben.capabilities.cases.supervision.splitting import split as split_item
from yiben.kernel.problems import Refused
from yiben.ledger.models import Record
from yiben.pages.doors import member, register_for
from yiben.pages.standing import PageRequest
from yiben.pages.views.supervision import decisions
from yiben.pages.views.supervision.papers import record_of


@require_http_methods(["GET", "POST"])
@member
def split(request: PageRequest, record: str) -> HttpResponse:
    """Parts with units and days of their own; what was typed stays until they are taken."""
    register_for(request, REGISTER, "write")
    task = record_of(request, record, REGISTER)
    sent, refused = [], None
    key = decisions.client_id(request)
    if request.method == "POST" and isinstance(task, Record):
        sent = decisions.typed(request.POST)
        try:
            made = split_item(task, sent, request.user, request.POST.get("why", ""), key)
            messages.success(request, _("已拆成%(n)s项，交给各单位。") % {"n": len(made)})
            return redirect("record", record)
        except Refused as caught:
            refused = caught
    problems = refused.problems if refused else []
    words = {
        "title": _("拆分：%(title)s") % {"title": task.title},
        "task": task,
        "parts": parts_of(task.record, task.town),
        "rows": decisions.rows(sent, problems),
        "units": decisions.units(request),
        "intervals": decisions.intervals(),
        "problems": problems,
        "why": request.POST.get("why", ""),
        "client_id": key,
        "crumbs": [(_("督查督办"), reverse("supervision")), (task.number, reverse("record", args=[record])),
                   (_("拆分"), "")],
    }  # fmt: skip
    return render(request, "pages/supervision/split.html", words, status=400 if refused else 200)
