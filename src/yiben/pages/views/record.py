"""One record: its fields, its trail, the figures it counts in; and the look behind a mask."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from yiben.declare.load import catalog
from yiben.declare.model import Move, Register
from yiben.kernel import clock
from yiben.kernel.problems import Refused, refuse
from yiben.ledger import files, reading, vault
from yiben.ledger.models import Version
from yiben.pages import doors, sums, trails
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.township import places, rights
from yiben.township.rights import Denied
from yiben.ui import lights, showing


@dataclass(frozen=True)
class Opened:
    """A record that the account may read, with its register and the level it may see."""

    record: Version
    register: Register
    level: int

    @property
    def title(self) -> str:
        return showing.title(self.register, self.record, self.level)

    @property
    def moves(self) -> list[Move]:
        return trails.moves_from(self.register, self.record.state)


def open_record(request: PageRequest, record_id: str, action: str = "read", now: bool = False) -> Opened:
    """The record as of the request's day, or now; 404 alike for none and for not his to see (and logged)."""
    try:
        found = reading.record(record_id, request.user, None if now else request.as_of)
    except (Refused, Denied) as fault:
        if isinstance(fault, Refused) and request.as_of and not now:
            _not_yet(request, record_id)
        raise doors.hidden(request, f"{request.path} {record_id}") from fault
    register = catalog().registers.get(found.register)
    if register is None:
        raise doors.hidden(request, record_id)
    if action != "read":
        rights.require(request.user, action, register.id, found.place)
    request.register_id = register.id  # type: ignore[attr-defined]
    return Opened(found, register, showing.level_of(request.user, register, found.place))


def _not_yet(request: PageRequest, record_id: str) -> None:
    """Refused P005 for a record that he may see now but that was not there on the day asked."""
    try:
        reading.record(record_id, request.user)
    except (Refused, Denied):
        return
    raise refuse("P005", day=request.as_of)


@require_safe
@member
def record(request: PageRequest, record: str) -> HttpResponse:
    return render(request, "pages/record.html", words_of(request, open_record(request, record)))


def words_of(request: PageRequest, opened: Opened) -> dict[str, Any]:
    """Everything the record's page shows."""
    found, register = opened.record, opened.register
    steps = reading.trail(found.record, request.as_of)
    day, now = request.as_of or clock.today(), request.as_of is None
    may_write = now and not found.void and rights.may(request.user, "write", register.id, found.place)
    cells = [showing.cell(register, found, f, opened.level) for f in register.fields.values()]
    return {
        "opened": opened,
        "record": found,
        "register": register,
        "crumbs": crumbs(opened),
        "light": lights.of_record(register, found.state, found.due_on, day, found.void),
        "place": places.title(found.place),
        "office": catalog().offices.get(found.office),
        "long": [c for c in cells if c.field.type == "long_text" and not c.empty],
        "cells": [c for c in cells if c.field.type != "long_text" and c.field.id != register.title_field],
        "stages": trails.stages(register, steps, found.state),
        "lines": trails.lines(register, steps, opened.level),
        "counted": sums.counted_in(request, register, found),
        "attachments": files.attachments(found.record),
        "may_write": may_write,
        "may_unmask": now and rights.may(request.user, "unmask", register.id, found.place),
    }


def crumbs(opened: Opened, last: str = "") -> list[tuple[str, str]]:
    register, found = opened.register, opened.record
    group = catalog().groups.get(register.group)
    made = [(group.title, f"{reverse('registers')}?group={group.id}")] if group else []
    made.append((register.title, reverse("register", args=[register.id])))
    if not last:
        return [*made, (found.number, "")]
    return [*made, (found.number, reverse("record", args=[found.record])), (last, "")]


@require_POST
@member
def reveal(request: PageRequest, record: str, field: str) -> HttpResponse:
    """The whole number for a reason; the look is kept with it, and the answer is never cached."""
    opened = open_record(request, record, "unmask", now=True)
    if field not in opened.register.fields:
        raise doors.hidden(request, f"{record} {field}")
    words = words_of(request, opened)
    try:
        reason = request.POST.get("reason", "")[:200]
        kept = reading.record(record, request.user)
        words |= {"revealed": field, "plain": vault.reveal(kept, field, request.user, reason)}
    except Refused as refused:
        words |= {"asked": field, "problems": refused.problems}
    return render(request, "pages/record.html", words, status=400 if "problems" in words else 200)
