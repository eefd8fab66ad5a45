"""Time limits and frequencies that hold in the town, each with its source; and a box that counts one out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.dates import parse_day
from yiben.kernel.limits.amounts import unit_word
from yiben.kernel.limits.clocks import Extension, Moment
from yiben.kernel.limits.counts import counted
from yiben.kernel.limits.dues import due, promised_due
from yiben.kernel.limits.saying import said
from yiben.kernel.problems import Problem, Refused, problem
from yiben.pages.doors import member
from yiben.pages.errors import STATUS
from yiben.pages.standing import PageRequest
from yiben.pages.views.cases.rulers import Ruler, ruler_of
from yiben.rulebook import calendar, duties, limits
from yiben.rulebook.limits import Limit
from yiben.township import places, rights


@dataclass(frozen=True)
class Line:
    limit: Limit
    key: str
    """rule|kind|urgency, as the box sends it."""
    title: str
    case: tuple[str, ...]
    """Urgency and kind that it is for, in the language spoken."""
    amount: str
    promised: str
    extend: str
    basis: str
    note: str
    set_own: str
    """Address of the form for the town's own, "" for who may not."""


@dataclass(frozen=True)
class Shelf:
    field: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class CountedOut:
    title: str
    said: str
    more: tuple[str, ...]
    """The promise, and how far it can be extended."""
    ruler: Ruler


@require_safe
@member
def limits_page(request: PageRequest) -> HttpResponse:
    """Every rule in force today by field of work, where a town may set its own, and the counting box."""
    today = request.as_of or clock.today()
    shelves = list(_shelves(request, today))
    answer: CountedOut | None = None
    problems: tuple[Problem, ...] = ()
    try:
        answer = _answer(request)
    except Refused as refused:
        problems = refused.problems
    days = calendar.working_days(request.town)
    words = {
        "crumbs": [],
        "shelves": shelves,
        "town": places.said(request.town),
        "today": today,
        "start": request.GET.get("start", "") or today.isoformat(),
        "chosen": request.GET.get("rule", ""),
        "at": request.GET.get("at", ""),
        "answer": answer,
        "problems": problems,
        "doubts": [*limits.doubts(request.town, today), *calendar.doubts(request.town)],
        "frequencies": _frequencies(request, today),
        "hours": days.office_hours,
        "unknown": [year for year in (today.year, today.year + 1) if not days.knows(year)],
        "registers": _own_registers(request),
    }
    status = 200 if not problems else next((STATUS[p.number] for p in problems if p.number in STATUS), 400)
    return render(request, "pages/limits.html", words, status=status)


def _shelves(request: PageRequest, today: date) -> Iterator[Shelf]:
    """By field of work, in the order of the catalog's files."""
    by_field: dict[str, list[Line]] = {}
    write = request.as_of is None and rights.may(request.user, "write", limits.REGISTER, request.town)
    spoken = catalog().limits
    for limit in limits.in_force(request.town, today):
        rule = spoken.get(limit.rule)
        field = rule.field if rule else limit.field
        notes = {v.ground.where: v.ground.note for v in rule.variants} if rule else {}
        title = rule.title if rule else limit.title
        note = notes.get(limit.ground.where, limit.ground.note)
        by_field.setdefault(field, []).append(_line(limit, title, note, write))
    for field, lines in by_field.items():
        yield Shelf(field, tuple(lines))


def _line(limit: Limit, title: str, note: str, write: bool) -> Line:
    one, ground = limit.variant, limit.ground
    amount = _("不少于%(amount)s") % {"amount": one.amount.said()} if one.least else one.amount.said()
    kind, urgency = one.case
    return Line(
        limit,
        "|".join((limit.rule, kind, urgency)),
        title,
        tuple(_case_said(limit)),
        amount,
        one.promised.said() if one.promised else "",
        _extend(limit),
        f"{ground.source}{ground.article}",
        note,
        _form(limit) if write and not limit.own else "",
    )


def _case_said(limit: Limit) -> Iterator[str]:
    """Urgency and kind by the words of the fields that pick them; a word that no field has stays."""
    running = [
        (register, own)
        for register in catalog().registers.values()
        for own in register.limits.values()
        if own.rule == limit.rule
    ]
    kind, urgency = limit.variant.case
    for word, by in ((urgency, "urgency"), (kind, "kind")):
        picking = (register.fields.get(getattr(own, by)) for register, own in running)
        if word:
            yield next((f.option_said(word) for f in picking if f and word in f.options), word)


def _extend(limit: Limit) -> str:
    extend = limit.variant.extend
    if extend is None:
        return ""
    words = {"n": extend.times, "amount": extend.amount.said(), "who": extend.approver}
    if not extend.approver:
        return _("%(n)s次，每次至多%(amount)s") % words
    return _("%(n)s次，每次至多%(amount)s，%(who)s批准") % words


def _form(limit: Limit) -> str:
    """The form of the town's own limits with this one filled in, to be changed."""
    one = limit.variant
    kind, urgency = one.case
    values = {
        "rule": limit.title, "kind": kind, "urgency": urgency, "amount": one.amount.number,
        "unit": unit_word(one.amount.unit), "promised": one.promised.number if one.promised else "",
        "extend_by": one.extend.amount.number if one.extend else "",
        "extend_times": one.extend.times if one.extend else "",
        "approver": one.extend.approver if one.extend else "", "valid_from": clock.today().isoformat(),
    }  # fmt: skip
    return (
        f"{reverse('new', args=[limits.REGISTER])}?{urlencode({k: v for k, v in values.items() if v != ''})}"
    )


def _answer(request: PageRequest) -> CountedOut | None:
    """What the box asks for, None where nothing is. Refused H005 H006, K002 K015 for no day to start on."""
    asked = request.GET.get("rule", "")
    if not asked:
        return None
    rule, kind, urgency, *_rest = *asked.split("|"), "", ""
    start = _start(request)
    found = limits.find(
        request.town, rule, start if not isinstance(start, datetime) else start.date(), kind, urgency
    )
    kept, days = found.clock(start), calendar.working_days(request.town)
    count = counted(kept, days, start)
    more = []
    promise = promised_due(kept, days)
    if promise is not None and kept.promised is not None:
        more.append(_("承诺%(amount)s，%(due)s") % {"amount": kept.promised.said(), "due": said(promise)})
    if kept.extend is not None:
        extension = Extension(kept.extend.amount, count.due.day)
        longest = replace(kept, extensions=(extension,) * kept.extend.times)
        more.append(_("经批准延期，最迟%(due)s") % {"due": said(due(longest, days))})
    title = catalog().limits[rule].title
    return CountedOut(title, said(count), tuple(more), ruler_of(kept, days, start, count))


def _start(request: PageRequest) -> Moment:
    typed, hour = request.GET.get("start", ""), request.GET.get("at", "")
    try:
        day = parse_day(typed) if typed else clock.today()
        at = time.fromisoformat(hour) if hour else None
    except ValueError as fault:
        wrong = typed if not hour else f"{typed} {hour}"
        told = problem("K002", where="start", title=_("起算日"), value=wrong[:40])
        raise Refused([told]) from fault
    if not 2000 <= day.year <= 2100:
        bounds = {"minimum": "2000-01-01", "maximum": "2100-12-31"}
        raise Refused([problem("K015", where="start", title=_("起算日"), value=day, **bounds)])
    return datetime.combine(day, at) if at else day


def _frequencies(request: PageRequest, today: date) -> list[tuple[str, list[tuple[str, duties.Frequency]]]]:
    by_field: dict[str, list[tuple[str, duties.Frequency]]] = {}
    for rule, frequency in duties.in_force(request.town, today):
        by_field.setdefault(rule.field, []).append((rule.title, frequency))
    return list(by_field.items())


def _own_registers(request: PageRequest) -> list[Register]:
    """The registers in which the town keeps its own rules, those that the account may read."""
    known = [catalog().registers.get(name) for name in (limits.REGISTER, calendar.REGISTER, duties.REGISTER)]
    return [
        one for one in known if one is not None and rights.may(request.user, "read", one.id, request.town)
    ]
