"""A signal that belongs into another register: the form filled with what is known, and both acts at once."""

from dataclasses import replace

from yiben.capabilities.cases import inbox
from yiben.declare.model import Register
from yiben.ledger.models import Record
from yiben.pages import doors, forms
from yiben.pages.standing import PageRequest
from yiben.pages.views.record import Opened, open_record


def source(request: PageRequest, register: Register) -> Opened | None:
    """The signal that the address asks to pass on, if it can go into this register; 404 for one not his."""
    asked = request.GET.get("turn", "")
    if not asked:
        return None
    opened = open_record(request, asked, "write", now=True)
    found = kept(opened)
    if register not in inbox.targets_of(found, request.user) and not found.data.get("merged_into"):
        raise doors.hidden(request, f"turn {asked} {register.id}")
    return opened


def filled(form: forms.Form, turned: Opened) -> forms.Form:
    """The form with what the signal says already."""
    known = inbox.carried(kept(turned), form.register)
    carried = Record(data=known)
    taken = tuple(f for f in form.fields if f.id in known)
    return replace(form, before={**form.before, **forms.as_typed(taken, carried)})


def kept(opened: Opened) -> Record:
    return Record.objects.get(record=opened.record.record)
