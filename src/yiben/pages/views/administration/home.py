"""The administrators' own first page: what waits, what is out of order, where to go."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.administration import changes, handover, members, passwords, walls
from yiben.administration.models import CONFIRMED, Change
from yiben.pages.standing import PageRequest
from yiben.pages.views.administration import frame
from yiben.pages.views.administration.people import without_password, without_post


@require_safe
@frame.administrators
def home(request: PageRequest) -> HttpResponse:
    town = request.town
    known = members.accounts(town)
    pending = [frame.shown(c) for c in changes.pending(town)[:20]]
    words = frame.words(
        request,
        _("管理"),
        pending=pending,
        decided=[frame.shown(c) for c in changes.decided(town)[:6]],
        waiting=[frame.shown(c) for c in handover.waiting(town).select_related("proposed_by")],
        people=known.filter(is_active=True).count(),
        off=known.filter(is_active=False).count(),
        postless=without_post(town).count(),
        unopened=without_password(town).count(),
        alone=_alone(town),
        handing=_handing(request),
        total=Change.objects.filter(town=town).count(),
    )
    words["crumbs"] = []
    return render(request, "pages/administration/home.html", words)


def _handing(request: PageRequest) -> list[tuple[Change, int]]:
    """Confirmed changes with one-time passwords that this administrator has still to hand out."""
    if not without_password(request.town).exists():
        return []
    known = changes.decided(request.town).filter(kind__in=passwords.KINDS, verdict=CONFIRMED)[:20]
    ready = [(c, len(passwords.may_hand_out(c, request.user))) for c in known]
    return [(c, n) for c, n in ready if n]


def _alone(town: str) -> list[str]:
    """Administrator's posts that only one person holds: ill for a week, and nothing can be decided."""
    titles = {walls.SYSTEM: _("系统管理员"), walls.SECURITY: _("安全管理员"), walls.AUDIT: _("审计管理员")}
    return [title for part, title in titles.items() if len(walls.holders(part, town)) < 2]
