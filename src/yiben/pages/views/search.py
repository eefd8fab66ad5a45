"""The search box: its page of results, what it offers while one types, and what was opened last."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused
from yiben.pages import findings, recents
from yiben.pages.doors import insider
from yiben.pages.paging import Page
from yiben.pages.standing import PageRequest
from yiben.personal import recent
from yiben.search.finding import SIZE, Found, Question, find
from yiben.township import places

OFFERED_RECORDS, OFFERED_OTHERS = 6, 3
SHOWN_LINES = 8


@dataclass(frozen=True)
class Choice:
    """One option of a filter, with how many hits it leaves."""

    value: str
    title: str
    count: int


@require_safe
@insider
def search(request: PageRequest) -> HttpResponse:
    """Everything found by what was typed, kind by kind, or by a village alone."""
    text = request.GET.get("q", "").strip()
    problems: tuple[Problem, ...] = ()
    number = _whole(request.GET.get("page", ""))
    question = _question(request, text)
    try:
        found = find(request.user, question)
        rows = findings.record_lines(request, found, found.page(number)) if found.asked else []
    except Refused as refused:
        found, rows, problems = None, [], refused.problems
    words = {
        "text": text,
        "place": request.GET.get("place", ""),
        "village": findings.place_title(request, question.places[0]) if question.places else "",
        "question": question,
        "asked": bool(found and found.asked),
        "rows": rows,
        "page": Page(number, SIZE, found.total if found else 0, len(rows), (SIZE,)),
        "registers": _registers(found),
        "places": _places(request, found),
        "left": found.left if found else 0,
        "problems": problems,
        "groups": findings.groups(request, text) if found else [],
        "shown_lines": SHOWN_LINES,
        "recent": () if text else recents.shown(request),
    }
    return render(request, "pages/search.html", words, status=400 if problems else 200)


def _question(request: PageRequest, text: str) -> Question:
    register, place = request.GET.get("register", ""), request.GET.get("place", "")
    return Question(
        text,
        register if register in catalog().registers else "",
        _with_merged(place) if place.isascii() and place.isdigit() else (),
        request.GET.get("void") == "1",
    )


def _with_merged(place: str) -> tuple[str, ...]:
    """The place and those that were merged into it."""
    merged = places.successor_map(place[:9], clock.today()) if len(place) > 9 else {}
    return (place, *(old for old, new in merged.items() if new == place))


def _registers(found: Found | None) -> list[Choice]:
    counted = found.by_register if found else Counter()
    known = catalog().registers
    return [Choice(r.id, r.title, counted[r.id]) for r in known.values() if counted[r.id]]


def _places(request: PageRequest, found: Found | None) -> list[Choice]:
    """Villages with hits, those of a merged village counted at its successor; what is the town's own last."""
    counted: Counter[str] = Counter()
    merged: dict[str, dict[str, str]] = {}
    for code, n in (found.by_place if found else Counter()).items():
        town, village = code[:9], code[:12]
        if town not in merged:
            merged[town] = places.successor_map(town, clock.today())
        counted[merged[town].get(village, village)] += n
    several = len({code[:9] for code in counted}) > 1
    ordered = sorted(counted.items(), key=lambda one: (one[0][:9], len(one[0]) <= 9, one[0]))
    made = [
        Choice(code, findings.place_title(request, code), n)
        for code, n in ordered
        if several or len(code) > 9
    ]
    return made


def _whole(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@require_safe
@insider
def suggest(request: PageRequest) -> HttpResponse:
    """A part of a page: what is offered under the box. With nothing typed, what was opened last.

    `only=records` offers records alone, for linking one (`not` leaves that one out). Whole and last four
    digits of identifiers are not tried at each key, only by Enter, where it is kept that they were.
    """
    text, alone = request.GET.get("q", "").strip(), request.GET.get("only") == "records"
    words: dict[str, Any] = {"text": text, "alone": alone, "menu": request.GET.get("menu", "")[:20]}
    if not text:
        words["recent"] = () if alone else recents.shown(request)
        return render(request, "pages/search_offer.html", words)
    try:
        found = find(request.user, Question(text, tails=False))
        words["records"] = [
            findings.record_line(request, r)
            for r in found.page(1, OFFERED_RECORDS)
            if r.record != request.GET.get("not")
        ]
    except Refused as refused:
        words["problem"] = refused.problems[0]
    words["groups"] = [] if alone or "problem" in words else findings.groups(request, text)
    words["most"] = OFFERED_OTHERS
    return render(request, "pages/search_offer.html", words)


@require_POST
@insider
def clear_recent(request: PageRequest) -> HttpResponse:
    """Forget what was opened; the entries and looks of the town's books stay what they are."""
    recent.forget(request.user)
    messages.success(request, _("已清空。"))
    return redirect("search")
