"""Villages of the town by hand: added from a pasted list, renamed, merged, ended, taken back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.kernel.problems import Problem, Refused
from yiben.opening import villages
from yiben.pages.doors import administrator
from yiben.pages.standing import PageRequest
from yiben.pages.views.opening.overview import crumbs
from yiben.township import places

LONGEST = 40_000
"""Characters of a pasted list."""


@require_http_methods(["GET", "POST"])
@administrator("system")
def villages_page(request: PageRequest) -> HttpResponse:
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        try:
            if act:
                messages.success(request, act(request))
            return redirect("opening_places")
        except Refused as refused:
            problems = refused.problems
    found = villages.lines(request.town)
    words = {
        "lines": found,
        "now": [line for line in found if line.place.valid_until is None],
        "past": [line for line in found if line.place.valid_until is not None],
        "provisional": sum(line.provisional for line in found if line.place.valid_until is None),
        "problems": problems,
        "typed": request.POST.get("list", "") if problems else "",
        "crumbs": crumbs(_("村（社区）")),
        "town": places.place(request.town),
    }
    return render(request, "pages/opening/places.html", words, status=400 if problems else 200)


def _add(request: PageRequest) -> str:
    made = villages.add(request.town, request.POST.get("list", "")[:LONGEST], request.user)
    return _("添了%(n)s个村（社区）。") % {"n": len(made)}


def _rename(request: PageRequest) -> str:
    villages.rename(request.town, _code(request), request.POST.get("name", "")[:200], request.user)
    return _("已改名。")


def _end(request: PageRequest) -> str:
    sent = request.POST
    villages.end(
        request.town, _code(request), sent.get("into", "")[:12], sent.get("why", "")[:200], request.user
    )
    return _("今天起停用。以前的记录都还在。")


def _revive(request: PageRequest) -> str:
    villages.revive(request.town, _code(request), request.user)
    return _("已恢复。")


def _code(request: PageRequest) -> str:
    return request.POST.get("place", "")[:12]


ACTS: dict[str, Callable[[PageRequest], str]] = {
    "add": _add, "rename": _rename, "end": _end, "revive": _revive,
}  # fmt: skip
