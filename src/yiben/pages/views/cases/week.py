"""The week's due days: what is due on which day, mine, my office's or everybody's; rest days marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.kernel.working_days import calendar
from yiben.ledger.jsonpath import Literal
from yiben.ledger.models import COLUMNS, PastRecord, Record, Version
from yiben.ledger.reading import under
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views.cases.piles import asked_fields, own, role_fields
from yiben.pages.views.cases.steps import offices_of
from yiben.pages.views.cases.tasks import Task, tasks
from yiben.township import rights
from yiben.ui import lights

WEEK = timedelta(7)
MOST = 40
"""Lines a day; more are told as a number."""
WHOSE = {"office": lazy("本办"), "mine": lazy("我的"), "all": lazy("全部")}


@dataclass
class Day:
    day: date
    today: bool
    rest: bool
    worked: bool
    """Whether it is a Saturday or Sunday that is worked (调休)."""
    known: bool
    tasks: list[Task] = field(default_factory=list)
    closed: int = 0
    more: int = 0


@require_safe
@member
def week(request: PageRequest) -> HttpResponse:
    """Monday to Sunday with what is due; `week` is any day of it, `whose` and `register` narrow it."""
    today = request.as_of or clock.today()
    monday = _monday(request.GET.get("week", ""), today)
    known = [r for r in rights.readable(request.user, request.town) if r.due and r.open_states]
    one = next((r for r in known if r.id == request.GET.get("register")), None)
    whose = request.GET.get("whose", "")
    whose = whose if whose in WHOSE else _usual(request)
    days = [_day(monday + timedelta(n), today) for n in range(7)]
    for register in [one] if one else known:
        _fill(request, days, register, whose)
    for day in days:
        day.tasks.sort(key=lambda t: (t.register.title, t.record.number))
        day.more, day.tasks = max(0, len(day.tasks) - MOST), day.tasks[:MOST]
    words: dict[str, Any] = {
        "days": days,
        "monday": monday,
        "sunday": days[-1].day,
        "before": (monday - WEEK).isoformat(),
        "after": (monday + WEEK).isoformat(),
        "this_week": monday <= today < monday + WEEK,
        "registers": known,
        "register": one,
        "whose": whose,
        "choices": [(key, title, key == whose) for key, title in WHOSE.items()],
        "total": sum(len(d.tasks) + d.more for d in days),
        "guessed": not all(d.known for d in days),
        "crumbs": [(_("工作台"), "/"), (_("周历"), "")],
    }
    return render(request, "pages/cases/week.html", words)


def _usual(request: PageRequest) -> str:
    """What is shown first: a clerk's office; of who works for one village, or leads, everything."""
    writes = any("write" in g.actions for g in rights.grants(request.user))
    return "office" if writes and len(request.place) <= 9 else "all"


def _monday(text: str, today: date) -> date:
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        asked = today
    asked = asked if 1950 <= asked.year <= 2150 else today
    return asked - timedelta(asked.weekday())


def _day(day: date, today: date) -> Day:
    try:
        working, known = calendar().is_working(day), True
    except Refused:
        working, known = day.weekday() < 5, False
    weekend = day.weekday() >= 5
    return Day(day, day == today, not working, weekend and working, known)


def _fill(request: PageRequest, days: Sequence[Day], register: Register, whose: str) -> None:
    """Put the register's due records of the week to their days; finished ones are only counted."""
    by_day = {d.day: d for d in days}
    found = []
    for record in _due(request, register, days[0].day, days[-1].day, whose):
        here = by_day[record.due_on] if record.due_on else None
        if here is None:
            continue
        if record.state in register.open_states and lights.due_of(register, record):
            found.append(record)
        else:
            here.closed += 1
    for task in tasks(request, found, moves=False):
        assert task.record.due_on is not None
        by_day[task.record.due_on].tasks.append(task)


def _due(request: PageRequest, register: Register, start: date, end: date, whose: str) -> Iterator[Version]:
    reach = rights.reach(request.user, "read", register.id)
    allowed = reduce(or_, (under(code) for code in reach))
    condition = Q(register=Literal(register.id), void=False, due_on__range=(start, end))
    condition &= allowed & under(request.place) & _whose(request, register, whose)
    now, past = (table.objects.alias(**asked_fields(register)) for table in (Record, PastRecord))
    parts: list[Any] = [now.filter(condition)]
    if request.as_of:
        recorded = condition & Q(day_from__lte=request.as_of)
        parts = [
            now.filter(recorded),
            past.filter(recorded & Q(day_to__gt=request.as_of)),
        ]
    for part in parts:
        for row in part.values_list(*COLUMNS):
            yield Record(**dict(zip(COLUMNS, row, strict=True)))


def _whose(request: PageRequest, register: Register, whose: str) -> Q:
    if whose == "all":
        return Q()
    offices = Q(office__in=sorted(offices_of(request.user)))
    mine = own(request.user.username, register) | (Q(owner=request.user.username) & offices)
    for name in role_fields(register).values():
        mine |= Q(**{f"data__{name}": request.user.username})
    if whose == "mine":
        return mine
    return mine | offices
