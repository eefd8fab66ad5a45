"""Linking two records: by number, by words with one hit, or by one of those offered."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger.models import Record
from yiben.pages import findings
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views.record import open_record, words_of
from yiben.search import links
from yiben.search.finding import Question, find
from yiben.township import rights

OFFERED = 8


@require_POST
@member
def add(request: PageRequest, record: str) -> HttpResponse:
    """Link another record to this one, and say why."""
    opened = open_record(request, record, "write", now=True)
    here = Record.objects.get(record=record)
    typed, offered = request.POST.get("other", "").strip(), []
    try:
        candidates = _candidates(request, here, typed, request.POST.get("chosen", ""))
        if len(candidates) != 1:
            offered = [findings.record_line(request, r) for r in candidates]
            raise Refused([*_unclear(typed, len(candidates)), *_why_missing(request)])
        links.link(here, candidates[0], request.POST.get("why", ""), request.user)
    except Refused as refused:
        words: dict[str, Any] = words_of(request, opened) | {
            "link_problems": refused.problems,
            "link_other": typed,
            "link_why": request.POST.get("why", ""),
            "link_offered": offered,
        }
        return render(request, "pages/record.html", words, status=400)
    messages.success(request, _("已关联%(number)s。") % {"number": candidates[0].number})
    return redirect("record", record)


def _unclear(typed: str, found: int) -> list[Problem]:
    if found:
        return [problem("Q003", "other", text=typed[:40], found=found)]
    return [problem("Q002", "other", text=typed[:40])]


def _why_missing(request: PageRequest) -> list[Problem]:
    if request.POST.get("why", "").strip():
        return []
    return [problem("Q006", "why", longest=links.LONGEST_WHY)]


def _candidates(request: PageRequest, here: Record, typed: str, chosen: str) -> list[Record]:
    """The record meant, or those that it could be. All are such as the account may read."""
    for name in (chosen, typed):
        one = Record.objects.filter(record=name).first() if name else None
        if one is not None and _may_read(request, one):
            return [one]
    named = [r for r in Record.objects.filter(town=here.town, number=typed)[:2] if _may_read(request, r)]
    if len(named) == 1 or not typed:
        return named
    found = find(request.user, Question(typed, tails=False)).page(1, OFFERED + 1)
    return [r for r in found if r.record != here.record][:OFFERED]


def _may_read(request: PageRequest, record: Record) -> bool:
    return rights.may(request.user, "read", record.register, record.place)


@require_POST
@member
def remove(request: PageRequest, record: str, number: int) -> HttpResponse:
    """Take a link back; both entries stay in the books."""
    open_record(request, record, "write", now=True)
    links.unlink(Record.objects.get(record=record), number, request.user)
    messages.success(request, _("已取消关联。"))
    return redirect("record", record)
