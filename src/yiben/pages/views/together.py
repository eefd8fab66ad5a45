"""Records chosen in a list and acted on together: one move, one field, one workbook, one print."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_POST

from yiben.declare.model import SECRECY, Field, Move, Register
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger import service
from yiben.ledger.acts import Act, Advance, Correct
from yiben.ledger.conflict import Conflict, conflict
from yiben.ledger.models import Record
from yiben.pages import trails
from yiben.pages.doors import member, register_for
from yiben.pages.lists import RegisterList, place_options
from yiben.pages.standing import PageRequest
from yiben.pages.views.registers import printed, workbook
from yiben.township import looks, rights
from yiben.ui import controls, showing

MOST = 500
"""Records at once; the gate is not held longer than a few seconds."""


@dataclass
class Chosen:
    """The records chosen that the account may act on, each with the version that was seen."""

    records: list[Record] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def picked(self) -> str:
        return ",".join(f"{name}:{version}" for name, version in self.seen.items())


@require_POST
@member
def together(request: PageRequest, register: str) -> HttpResponse:
    """What was chosen, and the form of what is to be done with it; with `act`, the act itself.

    The address carries the list's own question, so that all of its rows can be meant and the way back is
    known.
    """
    found = register_for(request, register)
    do = request.POST.get("do", "")
    if do in ("export", "print"):
        return _given_out(request, found, do)
    chosen = _chosen(request, found, "write")
    if not chosen.records:
        return _page(request, found, chosen, status=400)
    return _moved(request, found, chosen) if do == "move" else _corrected(request, found, chosen)


def _given_out(request: PageRequest, found: Register, do: str) -> HttpResponse:
    query = request.GET.copy()
    if request.POST.get("all"):
        query["print"] = "1"
        name = "register" if do == "print" else "export"
        return redirect(f"{reverse(name, args=[found.id])}?{query.urlencode()}")
    chosen = _chosen(request, found, "read" if do == "print" else "export")
    if not chosen.records:
        return _page(request, found, chosen, status=400)
    shown = RegisterList(request, found, [r.record for r in chosen.records])
    if do == "print":
        return printed(request, shown)
    rights.require(request.user, "export", found.id)
    content = shown.excel()
    looks.log(request.user, "export", f"{found.id} {shown.total}", noop("在列表里选出"))
    return workbook(content, f"{found.title} {shown.day.isoformat()}.xlsx")


def _is_version(text: str) -> bool:
    """² is a digit to Python and no number."""
    return text.isascii() and text.isdigit() and len(text) < 10


def _chosen(request: PageRequest, found: Register, action: str) -> Chosen:
    """What was ticked, or all rows of the list; what is gone or not his to act on is left out and told."""
    sent = request.POST.get("picked", "").split(",") if request.POST.get("picked") else []
    marks = sent or request.POST.getlist("record")
    if request.POST.get("all") and not sent:
        rows = RegisterList(request, found).listing().page(1, MOST + 1)
        marks = [f"{r.record}:{r.version}" for r in rows]
    seen = {name: int(v) for name, _colon, v in (m.partition(":") for m in marks) if _is_version(v)}
    chosen = Chosen()
    if not seen or len(seen) > MOST:
        most = {"maximum": MOST, "found": RegisterList(request, found).total if len(seen) > MOST else 0}
        chosen.problems.append(problem("G013", "record", **most) if seen else problem("G012", "record"))
        return chosen
    kept = Record.objects.in_bulk(list(seen))
    for name, version in seen.items():
        one = kept.get(name)
        if one and one.register == found.id and not one.void and rights.may(
            request.user, action, found.id, one.place
        ):  # fmt: skip
            chosen.records.append(one)
            chosen.seen[name] = version
    if len(chosen.records) < len(seen):
        chosen.problems.append(problem("G017", "record", count=len(seen) - len(chosen.records)))
    return chosen


def _moved(request: PageRequest, found: Register, chosen: Chosen) -> HttpResponse:
    moves = common_moves(found, chosen.records)
    if not moves:
        chosen.problems.append(problem("G014", "move"))
        return _page(request, found, chosen, status=400)
    named = request.POST.get("move", "")
    move = next((m for m in moves if m.id == named), moves[0] if len(moves) == 1 else None)
    if move is None:
        return _page(request, found, chosen, {"moves": moves})
    fields = [found.fields[n] for n in (*move.asks, *move.may_ask) if n in found.fields]
    values = {f.id: clock.today().isoformat() for f in fields if f.type == "date" and f.id in move.asks}
    words: dict[str, Any] = {"move": move, "moves": moves, "fields": fields, "must": move.asks}
    if not request.POST.get("act"):
        return _page(request, found, chosen, words | {"values": values})
    sent = controls.typed(request.POST, fields)
    given = {k: v for k, v in sent.items() if v.strip()}
    why = request.POST.get("why", "")

    def act(one: Record) -> Act:
        seen = chosen.seen[one.record]
        return Advance(one.record, move.id, given, why, seen, _client_id(request, one))

    done = _submitted(request, chosen, act)
    if done is None:
        return _page(request, found, chosen, words | {"values": sent}, status=400)
    messages.success(request, _("%(n)s条都已%(verb)s。") % {"n": done, "verb": move.title})
    return _back(request, found)


def common_moves(found: Register, records: Sequence[Record]) -> list[Move]:
    """The moves that all of these records may make."""
    states = list(dict.fromkeys(r.state for r in records))
    first = trails.moves_from(found, states[0]) if states else []
    return [m for m in first if all(s in m.from_states for s in states)]


def _corrected(request: PageRequest, found: Register, chosen: Chosen) -> HttpResponse:
    level = min(rights.level(request.user, found.id, r.place) for r in chosen.records)
    fields = [f for f in found.typed_fields
              if SECRECY.index(f.secrecy) <= level and not f.is_identifier]  # fmt: skip
    one = next((f for f in fields if f.id == request.POST.get("field", "")), None)
    if one is None:
        return _page(request, found, chosen, {"choices": fields})
    words: dict[str, Any] = {"field": one, "choices": fields, "fields": [one], "must": ()}
    if not request.POST.get("act"):
        return _page(request, found, chosen, words | {"values": {}})
    sent = controls.typed(request.POST, [one])
    why = request.POST.get("why", "")

    def act(record: Record) -> Act:
        seen = chosen.seen[record.record]
        return Correct(record.record, sent, why, seen, _client_id(request, record))

    done = _submitted(request, chosen, act)
    if done is None:
        return _page(request, found, chosen, words | {"values": sent}, status=400)
    said = _("%(n)s条的“%(title)s”都已更正。") % {"n": done, "title": one.title}
    messages.success(request, said)
    same = len(chosen.records) - done
    if same:
        messages.info(request, _("另有%(n)s条本来就是这样，没有动。") % {"n": same})
    return _back(request, found)


def _client_id(request: PageRequest, one: Record) -> str:
    sent = request.POST.get("client_id", "")
    base = sent if len(sent) == 24 and sent.isalnum() else uuid.uuid4().hex[:24]
    return f"{base}-{one.record}"


def _submitted(request: PageRequest, chosen: Chosen, act: Any) -> int | None:
    """All acts in one transaction; how many were done, or None and every problem by the record's number.

    Records that already say what a correction would say are left alone.
    """
    changed = _changed_meanwhile(chosen)
    if changed:
        chosen.problems += changed
        return None
    records = list(chosen.records)
    while True:
        try:
            service.submit([act(one) for one in records], request.user, "together")
        except Conflict:
            chosen.problems += _changed_meanwhile(chosen)
        except Refused as refused:
            same = {_index(p) for p in refused.problems if p.number == "L006"}
            if len(same) == len(refused.problems) and len(same) < len(records):
                records = [one for n, one in enumerate(records) if n not in same]
                continue
            chosen.problems += _told(refused.problems, records)
        else:
            return len(records)
        return None


def _index(told: Problem) -> int:
    """Which of the acts a problem is about, counted from 0."""
    number, colon, _field = told.where.partition(":")
    return int(number) - 1 if colon and number.isdigit() else 0


def _told(problems: Sequence[Problem], records: Sequence[Record]) -> list[Problem]:
    """Each problem at its record; what all of them share is told once, at its field."""
    if all(p.number == "L006" for p in problems):
        return [problem("G016", "field", count=len(problems))]
    same: dict[tuple[str, str, str], list[Problem]] = {}
    for p in problems:
        name = p.where.partition(":")[2] if ":" in p.where else p.where
        same.setdefault((p.number, p.sentence, name), []).append(p)
    made = []
    for (number, sentence, name), alike in same.items():
        if len(alike) == len(records):
            made.append(Problem(number, sentence, alike[0].hint, name))
        else:
            made += [
                Problem(number, f"{records[_index(p)].number}{_('：')}{sentence}", p.hint, "record")
                for p in alike
            ]
    return made


def _changed_meanwhile(chosen: Chosen) -> list[Problem]:
    """Which records somebody has changed since they were chosen; the next try is for them as they are now."""
    from yiben.declare.load import catalog

    now = {r.record: r for r in Record.objects.filter(record__in=list(chosen.seen))}
    told = []
    for one in chosen.records:
        newer = now[one.record]
        if newer.version != chosen.seen[one.record]:
            register = catalog().registers[one.register]
            said = conflict(register, one.record, chosen.seen[one.record], newer.version).problems[0]
            hint = _("请看过这条再按一次；再按即按它现在的样子办。")
            told.append(Problem(said.number, f"{one.number}{_('：')}{said.sentence}", hint, "record"))
            chosen.seen[one.record] = newer.version
    return told


def _back(request: PageRequest, found: Register) -> HttpResponse:
    return redirect(f"{reverse('register', args=[found.id])}?{request.GET.urlencode() or 'view='}")


def _page(
    request: PageRequest,
    found: Register,
    chosen: Chosen,
    words: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    told: dict[str, Any] = dict(words or {})
    fields: Sequence[Field] = told.pop("fields", ())
    values: Mapping[str, str] = told.pop("values", {})
    options = place_options(request.user, found.id, request.place, clock.today(), "write")
    must = told.pop("must", ())
    made = [controls.control(f, values.get(f.id, ""), chosen.problems, options, f.required or f.id in must)
            for f in fields]  # fmt: skip
    shown = {c.id for c in made} | {"why"}
    move: Move | None = told.get("move")
    one: Field | None = told.get("field")
    title = _("一起办理") if request.POST.get("do") == "move" else _("一起更正")
    told |= {
        "register": found,
        "title": move.title if move else _("更正“%(title)s”") % {"title": one.title} if one else title,
        "controls": made,
        "problems": [p for p in chosen.problems if p.where not in shown],
        "why_problems": [p for p in chosen.problems if p.where == "why"],
        "why": request.POST.get("why", ""),
        "needs_why": one is not None or (move is not None and move.reason),
        "chosen": chosen,
        "titles": [(r, showing.title(found, r, showing.level_of(request.user, found, r.place)))
                   for r in chosen.records],
        "do": request.POST.get("do", "correct"),
        "client_id": uuid.uuid4().hex[:24],
        "back": f"{reverse('register', args=[found.id])}?{request.GET.urlencode() or 'view='}",
        "crumbs": [(found.title, f"{reverse('register', args=[found.id])}?view="), (title, "")],
    }  # fmt: skip
    return render(request, "pages/together.html", told, status=status)
