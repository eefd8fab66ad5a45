"""What a move of a case handed over, in words for its trail: to whom, how many days, which answer."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from yiben.capabilities.cases.part import KEY, Joint, Part
from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel.limits.amounts import counted_said
from yiben.township import staff


def along(register: Register, bodies: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The words for each entry of a record, oldest first; empty where its move hands nothing over."""
    before = Part()
    for body in bodies:
        now = Part.of(body["parts"]) if KEY in body.get("parts", {}) else before
        move = register.moves.get(str(body.get("move", "")))
        yield _handed(move.kind, now, before) if move else ""
        before = now


def _handed(kind: str, now: Part, before: Part) -> str:
    if kind == "dispatch" and now.given:
        last = now.given[-1]
        named = (
            office_said(last.office) if last.office else "",
            staff.said(last.person) if last.person else "",
        )
        return _("交给%(to)s") % {"to": _("、").join(said for said in named if said)}
    if kind == "ask_extension" and now.asking:
        return _("申请延长%(amount)s") % {"amount": counted_said(now.asking.number, now.asking.unit)}
    fresh = [one for one in now.joint if one not in before.joint]
    if kind == "join" and fresh:
        return _("请%(offices)s会办") % {"offices": _("、").join(office_said(one.office) for one in fresh)}
    if kind == "join_answer":
        return _("；").join(_answer(one) for one in fresh if not one.open)
    return ""


def _answer(one: Joint) -> str:
    return _("%(office)s答复：%(answer)s") % {"office": office_said(one.office), "answer": one.answer}


def office_said(office: str) -> str:
    known = catalog().offices.get(office)
    return known.title if known else office
