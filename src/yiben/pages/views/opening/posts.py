"""Offices and posts from the catalog's template: which the town has, and what it calls them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_http_methods

from yiben.administration import changes
from yiben.declare.load import catalog
from yiben.kernel.problems import Problem, Refused
from yiben.opening import posts
from yiben.pages.doors import administrator
from yiben.pages.standing import PageRequest
from yiben.pages.views.opening.overview import crumbs
from yiben.township import places
from yiben.township.models import Office

LONGEST = 80


@require_http_methods(["GET", "POST"])
@administrator("system")
def posts_page(request: PageRequest) -> HttpResponse:
    """Posts are set up at once, since a post without a holder gives nobody anything; names that differ
    from the template go to the security administrator like every other change."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            _keep(request)
            return redirect("opening_posts")
        except Refused as refused:
            problems = refused.problems
    found = posts.lines(request.town)
    words = {
        "town_posts": [line for line in found if line.kind.level == "town"],
        "village_posts": [line for line in found if line.kind.level == "village"],
        "fresh": not any(line.kept for line in found),
        "villages": len(places.villages(request.town)),
        "offices": _offices(request.town),
        "waiting": [c for c in changes.pending(request.town) if c.kind == "titles"],
        "problems": problems,
        "crumbs": crumbs(_("科室和岗位")),
    }
    return render(request, "pages/opening/posts.html", words, status=400 if problems else 200)


def _offices(town: str) -> list[tuple[str, str]]:
    made = dict(Office.objects.filter(town=town).values_list("kind", "title"))
    return [(o.id, made.get(o.id, o.title)) for o in catalog().offices.values() if o.id != "xianji"]


def _keep(request: PageRequest) -> None:
    made, gone = posts.keep(request.town, set(request.POST.getlist("kind")), request.user)
    if made:
        messages.success(request, _("设了%(n)s个岗位。") % {"n": made})
    if gone:
        messages.success(request, _("取消了%(n)s个岗位。") % {"n": gone})
    renamed = _renamed(request)
    if renamed:
        changes.propose(
            "titles", request.town, {"rows": renamed}, request.user, noop("开账准备：改成本镇的叫法")
        )
        messages.success(request, _("%(n)s处改名已提交，等安全管理员确认。") % {"n": len(renamed)})
    if not (made or gone or renamed):
        messages.info(request, _("没有改动。"))


def _renamed(request: PageRequest) -> list[dict[str, Any]]:
    """The names typed that are not those of now; only of posts that the town has."""
    rows: list[dict[str, Any]] = []
    for kind, now in _offices(request.town):
        typed = request.POST.get(f"office-{kind}", now)[:LONGEST].strip()
        if typed != now:
            rows.append({"office": kind, "title": typed})
    for line in posts.lines(request.town):
        typed = request.POST.get(f"post-{line.kind.id}", line.title)[:LONGEST].strip()
        if line.kept and line.kind.level == "town" and typed != line.title:
            rows.append({"post": line.kind.id, "place": request.town, "title": typed})
    return rows
