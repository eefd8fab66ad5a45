"""Changes: what waits for a second person, what was decided, one-time passwords handed out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_POST, require_safe

from yiben.administration import batch, members, passwords, sealing
from yiben.administration import changes as service
from yiben.administration.kind import Checked
from yiben.administration.kinds import KINDS
from yiben.administration.models import Change
from yiben.kernel.problems import Refused
from yiben.ledger.models import Entry, Seal
from yiben.pages.paging import paged
from yiben.pages.standing import PageRequest
from yiben.pages.views.administration import frame
from yiben.township import looks

SIZE = 20


@require_safe
@frame.administrators
def changes(request: PageRequest) -> HttpResponse:
    """What waits, oldest first, with the buttons of who may decide; below it what was decided."""
    kind = request.GET.get("kind", "")
    decided = service.decided(request.town)
    if kind in KINDS:
        decided = decided.filter(kind=kind)
    here, page = paged(decided, request.GET.get("page", ""), SIZE)
    words = frame.words(
        request,
        _("变更"),
        pending=[frame.shown(c) for c in service.pending(request.town)],
        decided=[frame.shown(c) for c in here],
        page=page,
        kinds=[(k.id, k.title) for k in KINDS.values()],
        kind=kind,
    )
    return render(request, "pages/administration/changes.html", words)


@require_safe
@frame.administrators
def change(request: PageRequest, change: int) -> HttpResponse:
    """One change whole: before and after, who, when, why, and the entries that keep it."""
    return _page(request, _found(request, change))


def _found(request: PageRequest, number: int) -> Change:
    try:
        return service.found(number, request.town)
    except Refused as refused:
        raise Http404 from refused


def _page(request: PageRequest, found: Change, refused: Refused | None = None) -> HttpResponse:
    looked = service.looked_at(found) if found.open else Checked(said=[tuple(s) for s in found.said])
    shown = frame.shown(found)
    words = frame.words(
        request,
        _("第%(n)s号变更") % {"n": found.pk},
        (_("变更"), reverse("admin_changes")),
        shown=shown,
        lines=looked.said or [tuple(s) for s in found.said],
        notes=looked.notes,
        against=looked.problems,
        problems=list(refused.problems) if refused else [],
        differences=list(sealing.differences(found)),
        entries=_entries(found),
        mine=found.proposed_by == request.user,
        about_me=request.user.username in service.touches(found),
        handing=passwords.may_hand_out(found, request.user),
        waiting=len(passwords.waiting(found)),
        issued=found.issued.select_related("by").order_by("at").first(),
        given=found.issued.count(),
        why=request.POST.get("why", ""),
    )
    return render(request, "pages/administration/change.html", words, status=400 if refused else 200)


def _entries(found: Change) -> list[tuple[Entry, bool]]:
    """The entries that keep it, each with whether its day is sealed."""
    seqs = [s for s in (found.proposed_entry, found.decided_entry) if s]
    last = Seal.objects.filter(town=found.town).order_by("-day").first()
    entries = Entry.objects.filter(seq__in=seqs, town=found.town).order_by("seq")
    return [(e, bool(last and e.town_seq <= last.last)) for e in entries]


@require_POST
@frame.administrators
def decide(request: PageRequest, change: int) -> HttpResponse:
    """Confirm, refuse or withdraw; the service asks who may."""
    found, why = _found(request, change), request.POST.get("why", "")[:1000]
    verdict = request.POST.get("verdict", "")
    try:
        if verdict == "confirm":
            done = service.confirm(found.pk, request.user)
            messages.success(request, _("已确认，已经生效。") if done.carried_at else _("已确认，到日生效。"))
        elif verdict == "refuse":
            service.refuse_change(found.pk, request.user, why)
            messages.success(request, _("已退回。"))
        elif verdict == "withdraw":
            service.withdraw(found.pk, request.user, why)
            messages.success(request, _("已撤回。"))
        else:
            raise Http404
    except Refused as refused:
        return _page(request, _found(request, change), refused)
    return redirect("admin_change", found.pk)


@require_POST
@frame.administrators
def hand_out(request: PageRequest, change: int) -> HttpResponse:
    """One-time passwords, made now and shown on this page only."""
    found = _found(request, change)
    try:
        slips = passwords.hand_out(found, request.user)
    except Refused as refused:
        return _page(request, found, refused)
    looks.log(request.user, "reveal", f"{noop('一次性密码')} {found.pk} {len(slips)}")
    words = frame.words(
        request,
        _("一次性密码"),
        (_("变更"), reverse("admin_changes")),
        (_("第%(n)s号变更") % {"n": found.pk}, reverse("admin_change", args=[found.pk])),
        slips=slips,
        days=passwords.VALID.days,
        shown=frame.shown(found),
    )
    return render(request, "pages/administration/slips.html", words)


@require_POST
@frame.administrators
def act_alone(request: PageRequest, kind: str) -> HttpResponse:
    """Unlock an account or end its log-ins; the security administrator does it at once."""
    username, why = request.POST.get("account", ""), request.POST.get("why", "")
    try:
        done = service.act_alone(kind, request.town, {"account": username}, request.user, why[:1000])
        messages.success(request, _("已办理：%(what)s。") % {"what": KINDS[done.kind].title})
    except Refused as refused:
        for told in refused.problems:
            messages.error(request, f"{told.sentence}{_('。')}{told.hint}")
    if request.POST.get("next") == reverse("sessions"):
        return redirect("sessions")
    if members.find(username, request.town)[0] is None:
        return redirect("people")
    return redirect("person", username)


def rows_told(refused: Refused, rows: list[batch.Row]) -> list[dict[str, Any]]:
    """Problems of a pasted list with row, column and what stands there."""
    by_number = {str(r.number): r for r in rows}
    told = []
    for one in refused.problems:
        number, _colon, column = one.where.partition(":")
        row = by_number.get(number)
        if row is not None and column in batch.TITLES:
            told.append(
                {"row": number, "column": _(batch.TITLES[column]), "value": row.cell(column), "problem": one}
            )
    return told
