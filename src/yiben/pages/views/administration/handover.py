"""The sheet of a handover, to be signed: open records by register with their due days."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.administration import handover as service
from yiben.administration import walls
from yiben.administration.models import CONFIRMED, Change
from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.ledger.models import Record
from yiben.pages import doors
from yiben.pages.standing import PageRequest
from yiben.pages.views.administration import frame
from yiben.township import places
from yiben.township.models import Account
from yiben.ui import lights, showing


@dataclass(frozen=True)
class Line:
    record: Record
    title: str
    place: str
    light: lights.Light


@dataclass(frozen=True)
class Part:
    register: Register
    lines: tuple[Line, ...]


@require_safe
@login_required
def sheet(request: PageRequest, change: int) -> HttpResponse:
    """For the two whom it is about, with the records; for administrators with counts only."""
    found = Change.objects.filter(pk=change, kind="handover").first()
    if found is None:
        raise doors.hidden(request, f"handover {change}")
    two = {found.about["from"], found.about["to"]}
    mine = request.user.username in two
    # Who has handed his only post over stands in no town any more, and still has to sign.
    if not mine and not walls.parts(request.user, found.town):
        raise doors.hidden(request, f"handover {change}")
    known = Account.objects.in_bulk(list(two), field_name="username")
    words = {
        "title": _("岗位交接单"),
        "crumbs": [],
        "change": found,
        "giver": known[found.about["from"]],
        "taker": known[found.about["to"]],
        "seat": service.seat_of(found).title,
        "counts": service.counts(found),
        "registers": service.registers_of(found.about["post"]),
        "parts": _parts(request, found) if mine else [],
        "mine": mine,
        "light": frame.light(found),
        "confirmed": found.verdict == CONFIRMED,
        "today": clock.today(),
    }
    if not found.open and found.verdict != CONFIRMED and mine:
        raise Http404
    return render(request, "pages/administration/handover.html", words)


def _parts(request: PageRequest, found: Change) -> list[Part]:
    """The records by register, each as this person may see it today."""
    known, today = catalog().registers, clock.today()
    made = []
    for register_id, group in groupby(service.records(found), key=lambda r: r.register):
        register = known.get(register_id)
        if register is None:
            continue
        lines = []
        for record in group:
            level = showing.level_of(request.user, register, record.place)
            lines.append(
                Line(
                    record,
                    showing.title(register, record, level),
                    places.said(record.place),
                    lights.of_record(register, record.state, lights.due_of(register, record), today),
                )
            )
        made.append(Part(register, tuple(lines)))
    return made


def sheets_of(account: Account, town: str) -> list[Change]:
    """Handovers of the last two months, or still to come, that give to or take from this person."""
    since = clock.now().timestamp() - 60 * 86400
    found = Change.objects.filter(kind="handover", town=town, verdict=CONFIRMED)
    mine = found.filter(Q(**{"about__from": account.username}) | Q(about__to=account.username))
    return [c for c in mine.order_by("-id")[:5] if c.decided_at and c.decided_at.timestamp() > since]
