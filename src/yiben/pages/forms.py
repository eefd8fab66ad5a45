"""The four forms that put something into the ledger: what each asks, and what stands in it at first."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from yiben.declare.model import SECRECY, Field, Move, Register
from yiben.kernel import clock
from yiben.kernel.values import type_value
from yiben.ledger import movers
from yiben.ledger.models import PastRecord, Version
from yiben.pages import doors, trails
from yiben.pages.standing import PageRequest
from yiben.pages.views.record import Opened, open_record
from yiben.township import rights


@dataclass(frozen=True)
class Form:
    name: str
    """As drafts know it: `new:petitions`, `correct:<record>`, `move:<record>:<move>`, `void:<record>`."""
    register: Register
    fields: tuple[Field, ...]
    before: Mapping[str, str]
    """Field id → what stands there before anybody types."""
    opened: Opened | None = None
    move: Move | None = None

    @property
    def record(self) -> str:
        return self.opened.record.record if self.opened else ""

    def changed(self, typed: Mapping[str, str]) -> dict[str, str]:
        """What was typed that did not stand there before."""
        return {k: v for k, v in typed.items() if k in self.before and tidy(v) != tidy(self.before[k])}


def new(request: PageRequest, register: str) -> Form:
    found = doors.register_for(request, register, "write")
    fields = found.typed_fields
    # A page may open the form with something filled in, but nothing that must not stand in an address.
    asked = {f.id: request.GET.get(f.id, "")[:500] for f in fields if not f.is_identifier}
    return Form(f"new:{found.id}", found, fields, {f.id: asked.get(f.id) or f.default for f in fields})


def correct(request: PageRequest, record: str, version: str = "") -> Form:
    """What may be corrected, as it was in the version that the form was made from."""
    opened = open_record(request, record, "write", now=True)
    fields = tuple(f for f in opened.register.typed_fields if SECRECY.index(f.secrecy) <= opened.level)
    seen = version_seen(record, version, opened.record)
    return Form(f"correct:{record}", opened.register, fields, as_typed(fields, seen), opened)


def move(request: PageRequest, record: str, name: str) -> Form:
    """What the move asks for; a day that it asks for is today."""
    opened = open_record(request, record, now=True)
    known = opened.register.moves.get(name)
    if known is None:
        raise doors.hidden(request, f"{record} {name}")
    if not movers.may_act(opened.register, known, trails.columns_of(opened.record), request.user):
        rights.require(request.user, "write", opened.register.id, opened.record.place)
    asked = (*known.asks, *known.may_ask)
    fields = tuple(opened.register.fields[n] for n in asked if n in opened.register.fields)
    before = as_typed(fields, opened.record)
    for field in fields:
        if field.id in known.asks and not before[field.id]:
            before[field.id] = clock.today().isoformat() if field.type == "date" else field.default
    return Form(f"move:{record}:{name}", opened.register, fields, before, opened, known)


def void(request: PageRequest, record: str) -> Form:
    opened = open_record(request, record, "write", now=True)
    return Form(f"void:{record}", opened.register, (), {}, opened)


def named(request: PageRequest, name: str, version: str = "") -> Form:
    """The form of that name, behind the same doors as its page; 404 for none such."""
    match name.split(":"):
        case ["new", register]:
            return new(request, register)
        case ["correct", record]:
            return correct(request, record, version)
        case ["move", record, known]:
            return move(request, record, known)
        case ["void", record]:
            return void(request, record)
    raise Http404


def tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def as_typed(fields: tuple[Field, ...], record: Version) -> dict[str, str]:
    """Each field as it would be typed; identifiers stay empty, which means unchanged."""
    return {
        f.id: ""
        if f.is_identifier or record.data.get(f.id) is None
        else str(type_value(f, record.data[f.id]))
        for f in fields
    }


def version_seen(record_id: str, text: str, now: Version) -> Version:
    """The version that a form was made from, so that only what was really changed is sent."""
    number = whole(text)
    if number is None or number == now.version:
        return now
    return PastRecord.objects.filter(record=record_id, version=number).first() or now


def whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
