"""Events of all registers by kind and month: how many, how many persons, what money; each opens its list."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yiben.capabilities.events import by_kind
from yiben.capabilities.events.by_kind import Sheet, Tally
from yiben.declare.load import catalog
from yiben.declare.model import Group
from yiben.kernel import numerals
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.township import rights
from yiben.ui.months import short_month

MOST_MONTHS = 12
"""Columns of months; a longer period shows its last ones."""


@dataclass(frozen=True)
class Row:
    title: str
    address: str
    count: int
    persons: str
    money: str
    months: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    group: Group
    title: str
    address: str
    noun: str
    persons: bool
    money: bool
    rows: tuple[Row, ...]
    whole: Row


@require_safe
@member
def events(request: PageRequest) -> HttpResponse:
    """The registers of events that the account may read, in the period; `group` narrows them."""
    readable = {r.id for r in rights.readable(request.user, request.town)}
    groups, chosen = catalog().groups, request.GET.get("group", "")
    months = [f"{p.start:%Y-%m}" for p in request.period.months()][-MOST_MONTHS:]
    known = [r for r in by_kind.registers() if r.id in readable]
    made = [
        by_kind.sheet(r, request.user, request.place, request.period, request.as_of)
        for r in known
        if not chosen or r.group == chosen
    ]
    words = {
        "tables": [_table(request, sheet, months) for sheet in made],
        "months": [short_month(int(m[5:])) for m in months],
        "groups": [g for g in groups.values() if any(r.group == g.id for r in known)],
        "chosen": groups.get(chosen),
    }
    return render(request, "pages/events.html", words)


def _table(request: PageRequest, sheet: Sheet, months: list[str]) -> Table:
    register = sheet.register
    kind = register.fields[str(register.uses[by_kind.SHAPE]["class"])]
    asked = {"from": request.period.start.isoformat(), "to": request.period.end.isoformat()}
    here = reverse("register", args=[register.id])
    rows = tuple(
        _row(kind.option_said(name), f"{here}?{urlencode({**asked, kind.id: name})}", tally, months)
        for name, tally in sheet.kinds.items()
    )
    address = f"{here}?{urlencode(asked)}"
    return Table(
        catalog().groups[register.group],
        register.title,
        address,
        register.noun,
        sheet.has("persons"),
        sheet.has("money"),
        rows,
        _row("", address, sheet.whole, months),
    )


def _row(title: str, address: str, tally: Tally, months: list[str]) -> Row:
    money = numerals.write(tally.money) if tally.money else ""
    return Row(
        title,
        address,
        tally.count,
        f"{tally.persons:,}",
        money,
        tuple(tally.months.get(month, 0) for month in months),
    )
