"""People from a pasted list: read, every fault shown in its cell, put forward in one go."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_http_methods

from yiben.administration import changes, passwords
from yiben.administration.models import CONFIRMED, Change
from yiben.declare.load import catalog
from yiben.kernel.problems import Problem, Refused
from yiben.opening import people_list, posts
from yiben.pages.doors import administrator
from yiben.pages.standing import PageRequest
from yiben.pages.views.opening.overview import crumbs
from yiben.township import places

LONGEST = 400_000
"""Characters of a pasted list: five thousand rows."""
SHOWN = 100
"""Rows without a fault shown in the preview."""


@require_http_methods(["GET", "POST"])
@administrator("system")
def people_page(request: PageRequest) -> HttpResponse:
    typed = request.POST.get("list", "")[:LONGEST]
    why = request.POST.get("why", "").strip() or noop("开账准备：第一批人员")
    found: people_list.Preview | None = None
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        found = people_list.preview(typed, request.town, request.user)
        if request.POST.get("act") == "propose" and not found.problems:
            try:
                changes.propose("people", request.town, found.about, request.user, why)
                messages.success(request, _("%(n)s个人已提交，等安全管理员确认。") % {"n": len(found.rows)})
                return redirect("opening_people")
            except Refused as refused:
                problems = refused.problems
    faulty = bool(problems or (found and found.problems))
    words = {
        "typed": typed,
        "why": why,
        "preview": found,
        "shown": [r for r in found.rows if not r.faulty][:SHOWN] if found else [],
        "titles": [people_list.TITLES[c] for c in people_list.COLUMNS],
        "problems": problems,
        "waiting": [c for c in changes.pending(request.town) if c.kind == "people"],
        "to_hand_out": _to_hand_out(request),
        "template": _template(request.town),
        "empty": len(posts.empty(request.town)),
        "posts": any(line.kept for line in posts.lines(request.town)),
        "crumbs": crumbs(_("人员")),
    }
    return render(request, "pages/opening/people.html", words, status=400 if faulty else 200)


def _to_hand_out(request: PageRequest) -> list[tuple[Change, int]]:
    """Confirmed lists of people whose one-time passwords have not been handed over."""
    done = Change.objects.filter(town=request.town, kind="people", verdict=CONFIRMED).order_by("-id")[:20]
    counted = [(c, len(passwords.may_hand_out(c, request.user))) for c in done]
    return [(c, n) for c, n in counted if n]


def _template(town: str) -> str:
    """The empty posts as rows to be filled in: head, then name left out, post, place."""
    kinds = catalog().posts
    rows = ["\t".join(people_list.TITLES[c] for c in people_list.COLUMNS)]
    for post in posts.empty(town):
        village = kinds[post.kind].level == "village"
        title = kinds[post.kind].title if village else post.title
        where = places.title(post.place) if village else (post.office.title if post.office else "")
        rows.append(f"\t{title}\t{where}\t")
    return "\n".join(rows)
