"""Figures by group, and one figure: value, definition, days, months, villages, rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from yiben.declare.load import catalog
from yiben.declare.model import Figure, Register
from yiben.figures import engine
from yiben.kernel import clock
from yiben.kernel.periods import Period
from yiben.kernel.units import from_base
from yiben.pages import doors, sums
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views import figure_rows
from yiben.township import places, rights
from yiben.ui import asking, bars, numbers
from yiben.ui.months import short_month

TYPES = {
    "flow": lazy("时期数"),
    "stock": lazy("时点数，不可相加"),
    "cumulative": lazy("累计数，自年初起"),
    "series": lazy("定期填报数"),
    "share": lazy("比率"),
    "growth": lazy("比上年同期增减"),
    "distinct": lazy("去重数，不可相加"),
    "pair": lazy("户、人成对"),
    "rank": lazy("位次"),
}
TIMES = {
    "happened": lazy("按发生日"),
    "standing": lazy("按期末在册"),
    "cumulative": lazy("年初至期末"),
    "ever": lazy("至期末全部"),
}
SHOWN = 20


@dataclass(frozen=True)
class GroupSums:
    register: Register
    sums: tuple[sums.Sum, ...]


@require_safe
@member
def figures(request: PageRequest) -> HttpResponse:
    """One group's figures, register by register, each with its value and its months."""
    book = catalog()
    seen = [r for r in book.registers.values() if rights.may_read_figures(request.user, r.id, request.place)]
    groups = [g for g in book.groups.values() if any(r.group == g.id and r.figures for r in seen)]
    chosen = next((g for g in groups if g.id == request.GET.get("group")), groups[0] if groups else None)
    mine = [r for r in seen if chosen and r.group == chosen.id]
    found = sums.evaluated(request, [f for r in mine for f in r.figures], "month")
    shelves = [GroupSums(r, tuple(found[f] for f in r.figures if f in found)) for r in mine]
    words = {"groups": groups, "chosen": chosen, "shelves": [s for s in shelves if s.sums]}
    return render(request, "pages/figures.html", words)


@dataclass(frozen=True)
class DayValue:
    day: date | None
    title: str
    shown: str
    now: bool


@dataclass(frozen=True)
class VillageRow:
    cell: sums.Cell
    share: float

    @property
    def minus(self) -> bool:
        return bool(self.cell.value and self.cell.value < 0)


@require_safe
@member
def figure(request: PageRequest, figure: str) -> HttpResponse:
    """One figure with everything that it is made of."""
    found = doors.figure_for(request, figure)
    place = asking.narrower(request.GET.get("place", ""), request.place)
    period, as_of = request.period, request.as_of
    by_month = sums.sums([found.id], place, period, as_of, "month")[found.id]
    before = sums.sums([found.id], place, period.year_before(), as_of, "month")[found.id]
    villages = (
        sums.sums([found.id], place, period, as_of, "village")[found.id].cells if len(place) <= 9 else ()
    )
    rows = sums.rows(found.id, place, period, as_of)
    register = catalog().registers[found.register]
    words = {
        "sum": by_month,
        "before": before,
        "figure": found,
        "register": register,
        "crumbs": _crumbs(found, register),
        "place": place,
        "place_title": places.said(place),
        "villages_count": len(villages),
        "type": _type(found, by_month),
        "time": TIMES.get(found.time) or _time_title(register, found.time),
        "office": catalog().offices.get(register.owner),
        "agree": sums.agree(by_month, rows),
        "days": _days(request, by_month),
        "months": list(zip(by_month.cells, _aligned(by_month, before), strict=True)),
        "trend": _trend(found, by_month, before),
        "drawn": any(c.value is not None for c in by_month.cells),
        "villages": _halves(_villages(found, villages)),
        "classes": _classes(found, place, period, as_of),
        "adding": found.type in sums.ADDING,
        "rows": figure_rows.shown(request, found, rows.rows[::-1][:SHOWN]),
        "rows_count": len(rows.rows),
        "may_export": rights.may(request.user, "export", register.id),
        "may_open": rights.may(request.user, "read", register.id),
    }
    return render(request, "pages/figure.html", words)


def _crumbs(found: Figure, register: Register) -> list[tuple[str, str]]:
    group = catalog().groups.get(register.group)
    made = [(_("数据指标"), reverse("figures"))]
    if group:
        made.append((group.title, f"{reverse('figures')}?group={group.id}"))
    return [*made, (register.title, ""), (found.title, "")]


def _type(found: Figure, shown: sums.Sum) -> str:
    """What kind of number it is, and for a flow whether its months may be added up."""
    if found.type != "flow":
        return str(TYPES.get(found.type, found.type))
    if sums.adds_up(shown):
        return _("时期数，可按月相加")
    return _("时期数，各月分别算，不能相加")


def _time_title(register: Register, name: str) -> str:
    field = register.fields.get(name)
    return _("按%(field)s") % {"field": field.title} if field else name


def _days(request: PageRequest, shown: sums.Sum) -> list[DayValue]:
    """The same period on several days of the book: its own last day, ten days on, and now."""
    end, asked = request.period.end, request.as_of

    def on(day: date | None) -> str:
        if day == asked:
            return shown.shown
        figure = shown.figure.id
        return sums.sums([figure], shown.place, shown.period, day)[figure].shown

    days = {end, end + timedelta(days=10), *([asked] if asked else [])}
    made = [
        DayValue(
            d, _("%(month)s%(day)s日") % {"month": short_month(d.month), "day": d.day}, on(d), d == asked
        )
        for d in sorted(d for d in days if d < clock.today())
    ]
    return [*made, DayValue(None, _("现在"), on(None), asked is None)]


def _aligned(now: sums.Sum, before: sums.Sum) -> list[sums.Cell | None]:
    """For each month its cell of the year before."""
    by_month = {c.key[5:7]: c for c in before.cells}
    return [by_month.get(c.key[5:7]) for c in now.cells]


def _trend(found: Figure, now: sums.Sum, before: sums.Sum) -> dict[str, Any]:
    """What charts.js draws, in the unit shown."""

    def shown(value: Any) -> float | None:
        return (
            None
            if value is None
            else round(float(from_base(Decimal(str(value)), found.unit)), found.decimals)
        )

    earlier = _aligned(now, before)
    told: dict[str, Any] = {
        "name": found.title,
        "months": [c.title for c in now.cells],
        "values": [shown(c.value) for c in now.cells],
        "shown": [c.shown for c in now.cells],
        "whole": found.decimals == 0,
    }
    if any(c is not None and c.value for c in earlier):
        told |= {
            "before": [shown(c.value) if c else None for c in earlier],
            "before_shown": [c.shown if c else numbers.NONE for c in earlier],
            "before_name": _("上年同月"),
        }
    return told


def _villages(found: Figure, cells: Sequence[sums.Cell]) -> list[VillageRow]:
    """The greatest first; places in an order from the first, without bars: a long bar would be the last."""
    if found.type == "rank":
        places_first = sorted(cells, key=lambda c: (c.value is None, c.value or 0, c.key))
        return [VillageRow(c, 0) for c in places_first]
    ordered = sorted(cells, key=lambda c: (c.value is None, -(c.value or 0), c.key))
    return [VillageRow(c, s) for c, s in zip(ordered, bars.shares([c.value for c in ordered]), strict=True)]


def _classes(found: Figure, place: str, period: Period, as_of: date | None) -> list[VillageRow]:
    """Each class in the order of its list, with a bar; nothing where the register has no classes."""
    if not engine.of_class([found.id]):
        return []
    cells = sums.sums([found.id], place, period, as_of, "class")[found.id].cells
    if found.type == "rank":
        return [VillageRow(c, 0) for c in cells]
    return [VillageRow(c, s) for c, s in zip(cells, bars.shares([c.value for c in cells]), strict=True)]


def _halves(rows: list[VillageRow]) -> list[list[VillageRow]]:
    half = -(-len(rows) // 2)
    return [part for part in (rows[:half], rows[half:]) if part]
