"""What a move of a case asks beside its fields: to whom, how many days more, which offices, into which case.

Each kind has a part of the form of its own; what was typed there goes to the engine, which checks it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yiben.capabilities.cases import duplicates, merging
from yiben.capabilities.cases import service as cases
from yiben.capabilities.cases.part import Part
from yiben.declare.load import catalog
from yiben.declare.model import Move, Office, Register
from yiben.kernel import clock
from yiben.kernel.limits.clocks import Clock, Extension, basis
from yiben.kernel.limits.dues import due, promised_due
from yiben.kernel.working_days import calendar
from yiben.ledger import service
from yiben.ledger.acts import Advance
from yiben.ledger.models import Record, Version
from yiben.pages import findings
from yiben.pages.standing import PageRequest
from yiben.pages.views.cases.steps import offices_of
from yiben.township import places, post_names, rights, staff
from yiben.township.models import Account, Holding
from yiben.ui import showing

UNITS: Mapping[str, Any] = {
    "days": lazy("日"), "working_days": lazy("个工作日"),
    "hours": lazy("小时"), "working_hours": lazy("个工作小时"),
}  # fmt: skip
Words = dict[str, Any]
Option = tuple[str, str]


@dataclass(frozen=True)
class Group:
    """Options under one heading of a select."""

    title: str
    options: tuple[Option, ...]


def words_of(request: PageRequest, register: Register, record: Version, move: Move) -> Words:
    """What the part of the form needs, with the name of its template; nothing for a plain move."""
    kind = ASKED.get(move.kind) if "cases" in register.uses else None
    if kind is None:
        return {}
    typed = request.POST if request.method == "POST" else QueryDict()
    return {"extra": f"pages/cases/{kind[0]}", "typed": typed, **kind[1](request, record)}


def parts_of(register: Register, move: Move, data: QueryDict) -> dict[str, Any]:
    """What was typed in the move's own part, under the names that the engine knows."""
    if "cases" not in register.uses:
        return {}
    match move.kind:
        case "dispatch":
            return target_of(data.get("to", ""))
        case "ask_extension" | "grant_extension":
            days = data.get("extend_days", "").strip()
            return {"extend_days": days[:20]} if days else {}
        case "join":
            return {
                "joint_offices": data.getlist("joint_offices")[:40],
                "joint_due": data.get("joint_due", "")[:20],
            }
        case "join_answer":
            return {
                "joint_answer": data.get("joint_answer", "")[:2000],
                "joint_office": data.get("joint_office", "")[:40],
            }
        case "merge":
            return {"merge_into": data.get("merge_into", "")[:40]}
    return {}


TARGETS = {"office": "to_office", "village": "to_office", "person": "to_person"}


def target_of(chosen: str) -> dict[str, str]:
    """To whom, as the select has it (`office:ziran`, `village:雷家坪村`, `person:clerk`), for the engine."""
    kind, _colon, name = chosen.partition(":")
    return {TARGETS[kind]: name[:60]} if kind in TARGETS else {}


def advance(
    record: str, move: Move, values: Mapping[str, str], by: Account, parts: Words, **more: Any
) -> Record:
    """The record after the move, with what its own part of the form says."""
    if move.kind == "merge" and parts:
        here = Record.objects.get(record=record)
        return cases.merge(here, parts["merge_into"], by, values=values, **more)
    act = Advance(record, move.id, values, parts=parts, **more)
    return Record.objects.get(record=service.submit([act], by)[0].record)


def _to(request: PageRequest, _record: Version) -> Words:
    """Offices with their people, then the villages: office and person are one choice."""
    return {"groups": list(people_groups(request))}


def people_groups(request: PageRequest) -> Iterator[Group]:
    """Everybody to whom a case of the town can go."""
    yield from _offices(request.town)
    yield _villages(request)


def _offices(town: str) -> Iterator[Group]:
    today = clock.today()
    held = Holding.objects.filter(
        Q(until=None) | Q(until__gt=today), since__lte=today, post__place=town, account__is_active=True
    ).exclude(post__kind__in=("system_admin", "security_admin", "audit_admin"))
    people: dict[str, dict[str, str]] = {}
    for one in held.order_by("post_id").select_related("account", "post__office"):
        office = one.post.office.kind if one.post.office else ""
        said = one.account.name + _("（") + post_names.said(one.post) + _("）")
        people.setdefault(office, {})[f"person:{one.account.username}"] = said
    for desk in _working_offices():
        whole = (f"office:{desk.id}", _("%(office)s（不指定到人）") % {"office": desk.title})
        yield Group(desk.title, (whole, *people.get(desk.id, {}).items()))


def _working_offices() -> list[Office]:
    """The offices of the town that handle things: those with a post that is no administrator's."""
    kinds = catalog().posts.values()
    held = {k.office for k in kinds if k.level == "town" and not k.administers}
    return [o for o in catalog().offices.values() if o.id in held]


def _villages(request: PageRequest) -> Group:
    found = places.villages(request.town, clock.today())
    return Group(_("村（社区）"), tuple((f"village:{p.short}", places.said(p.code)) for p in found))


def _extension(request: PageRequest, record: Version) -> Words:
    """How much may be added by which article, until when it would be, and what was asked for."""
    part, register = Part.of(record.data), catalog().registers[record.register]
    limit = register.main_limit
    kept = part.clocks.get(limit.id) if limit else None
    asked = part.asking
    words: Words = {"asked": asked, "asked_by": staff.said(asked.by) if asked else ""}
    if kept is None or kept.extend is None:
        return words | {
            "unit": str(UNITS[asked.unit]) if asked else "",
            "days": asked.number if asked else "",
        }
    number = asked.number if asked else kept.extend.amount.number
    return words | {
        "unit": str(UNITS[kept.extend.amount.unit]),
        "days": number,
        "most": kept.extend.amount.said(),
        "left": max(0, kept.extend.times - len(kept.extensions)),
        "basis": kept.source + kept.extend.article if kept.extend.article else basis(kept),
        "approver": kept.extend.approver,
        "due": _end(record.town, kept),
        "longer": _later(record.town, kept, number),
    }


def _later(town: str, kept: Clock, number: int) -> date | None:
    """The due day with that much more; None where there is nothing to add to."""
    if kept.extend is None or kept.stopped is not None:
        return None
    more = Extension(replace(kept.extend.amount, number=number), clock.today())
    return _end(town, replace(kept, extensions=(*kept.extensions, more)))


def _end(town: str, kept: Clock) -> date:
    days, today = calendar(town), clock.today()
    return (promised_due(kept, days, today) or due(kept, days, today)).day


def _join(request: PageRequest, record: Version) -> Words:
    waiting = set(Part.of(record.data).waiting_offices)
    return {
        "offices": [(o.id, o.title, o.id in waiting) for o in _working_offices() if o.id != record.office],
        "chosen": request.POST.getlist("joint_offices") if request.method == "POST" else [],
    }


def _answer(request: PageRequest, record: Version) -> Words:
    """Which office answers is asked only where it isn't plain."""
    waiting, known = Part.of(record.data).waiting_offices, catalog().offices
    mine = [o for o in waiting if o in offices_of(request.user)]
    several = [] if len(mine) == 1 or len(waiting) == 1 else (mine or waiting)
    one = next(iter(mine or waiting), "")
    return {
        "several": [(o, known[o].title if o in known else o) for o in several],
        "office": known[one].title if one in known and not several else "",
    }


def _merge(request: PageRequest, record: Version) -> Words:
    """Both cases side by side, once the other is found by its number."""
    text = (request.POST if request.method == "POST" else request.GET).get("merge_into", "").strip()
    text = request.GET.get("chosen", "") or text
    found = merging.find(request.town, text[:40]) if text else None
    if found is not None and not rights.may(request.user, "read", found.register, found.place):
        found = None
    words: Words = {
        "asked": text[:40],
        "into": found,
        "missing": bool(text) and found is None,
        "before_form": "pages/cases/_find_merge.html",
    }
    here = Record.objects.get(record=record.record)
    if found is not None:
        words["both"] = [_side(request, here), _side(request, found)]
    else:
        words["alike"] = alike(request, here)
    return words


def alike(request: PageRequest, here: Record) -> list[tuple[findings.RecordLine, str]]:
    """What is likely the same thing, each with why."""
    found = duplicates.likely_of(here, request.user)
    return [(findings.record_line(request, a.record), _("、").join(a.reasons)) for a in found]


def _side(request: PageRequest, one: Record) -> Words:
    register = catalog().registers[one.register]
    text = str(register.uses.get("cases", {}).get("text", ""))
    level = showing.level_of(request.user, register, one.place)
    cell = showing.cell(register, one, register.fields[text], level) if text in register.fields else None
    return {"line": findings.record_line(request, one), "record": one, "text": cell.text if cell else ""}


ASKED: Mapping[str, tuple[str, Callable[[PageRequest, Version], Words]]] = {
    "dispatch": ("_ask_to.html", _to),
    "ask_extension": ("_ask_days.html", _extension),
    "grant_extension": ("_ask_days.html", _extension),
    "join": ("_ask_offices.html", _join),
    "join_answer": ("_ask_answer.html", _answer),
    "merge": ("_ask_merge.html", _merge),
}
