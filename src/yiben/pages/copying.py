"""What a new record takes over from one that it is copied from."""

from dataclasses import replace

from yiben.declare.model import SECRECY, Field
from yiben.pages import forms
from yiben.pages.standing import PageRequest
from yiben.pages.views.record import Opened, open_record


def source(request: PageRequest, register: str) -> Opened | None:
    """The record that the address asks to copy, if it is one of this register; 404 for one not his to see."""
    asked = request.GET.get("copy", "")
    if not asked:
        return None
    opened = open_record(request, asked, now=True)
    return opened if opened.register.id == register else None


def filled(form: forms.Form, copied: Opened) -> forms.Form:
    """The form with all that may be seen of the record, but what names only the old one (identifiers, numbers
    of papers: fields called so end in `_no`), its closing day and what belongs to its later steps."""
    taken = tuple(f for f in form.fields if _taken(form, copied, f))
    return replace(form, before={**form.before, **forms.as_typed(taken, copied.record)})


def _taken(form: forms.Form, copied: Opened, field: Field) -> bool:
    register = form.register
    closing = field.id == register.closed or (field.often != Field.often and not field.required)
    shown = SECRECY.index(field.secrecy) <= copied.level
    return shown and not closing and not field.is_identifier and not field.id.endswith("_no")
