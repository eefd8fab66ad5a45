"""Drafts as pages show them: offered above their form, listed at the desk."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from yiben.declare.load import catalog
from yiben.kernel.problems import Refused
from yiben.ledger.models import Record
from yiben.pages import forms
from yiben.pages.standing import PageRequest
from yiben.personal import drafts
from yiben.personal.drafts import Draft
from yiben.township import rights


@dataclass(frozen=True)
class Line:
    """One draft in the list of one's own."""

    draft: Draft
    title: str
    note: str
    address: str
    """Where one goes on with it; empty where that can't be done any more."""


def offered(request: PageRequest, form: forms.Form) -> list[Draft]:
    """Drafts of this form that may be gone on with: of a new record only those begun in this town."""
    found = drafts.mine(request.user, form.name)
    return list(found.filter(town=request.town) if form.opened is None else found)


def asked_for(request: PageRequest, form: forms.Form) -> Draft | None:
    """The draft that the address asks to go on with; None for none, and for one that is gone."""
    number = forms.whole(request.GET.get("draft", ""))
    if number is None:
        return None
    try:
        return drafts.one(request.user, number, form.name)
    except Refused:
        return None


def lines(request: PageRequest) -> list[Line]:
    """All drafts of the account, newest first."""
    found = list(drafts.mine(request.user))
    records = Record.objects.in_bulk([d.record for d in found if d.record])
    return [_line(request, one, records.get(one.record)) for one in found]


def _line(request: PageRequest, draft: Draft, record: Record | None) -> Line:
    register = catalog().registers.get(draft.register)
    kind, *_rest, last = draft.form.split(":")
    if register is None or (draft.record and record is None):
        return Line(draft, _("台账或记录已经没有"), "", "")
    place = record.place if record else draft.town
    may = rights.may(request.user, "write", register.id, place if record else "")
    if not may or (record is not None and record.void):
        return Line(draft, register.title, _("现在不能再填"), "")
    known = register.moves.get(last)
    verb = {"new": _("登记"), "correct": _("更正"), "void": _("作废")}.get(kind) or (
        known.title if known else ""
    )
    if not verb:
        return Line(draft, register.title, _("现在不能再填"), "")
    address = {
        "new": lambda: reverse("new", args=[register.id]),
        "correct": lambda: reverse("correct", args=[draft.record]),
        "void": lambda: reverse("void", args=[draft.record]),
    }.get(kind, lambda: reverse("move", args=[draft.record, last]))()
    town = f"&town={draft.town}" if draft.town != request.town else ""
    title = f"{verb} {record.number if record else register.title}"
    return Line(draft, title, register.title if record else "", f"{address}?draft={draft.pk}{town}")
