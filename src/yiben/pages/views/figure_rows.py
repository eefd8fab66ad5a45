"""The records behind a figure, as one account may see them, and as a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.declare.load import catalog, unit_said
from yiben.declare.model import Figure
from yiben.documents.columns import Column
from yiben.documents.excel import write_rows
from yiben.figures.engine import Row
from yiben.kernel import clock
from yiben.kernel.units import from_base
from yiben.ledger.models import PastRecord, Record, Version
from yiben.pages import doors, sums
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views.registers import workbook
from yiben.township import looks, places, rights
from yiben.ui import asking, numbers, showing


@dataclass(frozen=True)
class FigureRow:
    record: str
    number: str
    day: date | None
    title: str
    place: str
    contributes: str
    readable: bool
    late: bool
    """Entered after the period's end."""


def shown(request: PageRequest, found: Figure, rows: Sequence[Row]) -> list[FigureRow]:
    """The records behind, as this account may see them: who may only count sees no names."""
    versions = _versions([r.record for r in rows], request.as_of)
    return [_row(request, found, row, versions.get(row.record)) for row in rows]


def _row(request: PageRequest, found: Figure, row: Row, version: Version | None) -> FigureRow:
    home = catalog().registers[row.register]
    readable = rights.may(request.user, "read", home.id, row.place)
    level = showing.level_of(request.user, home, row.place)
    return FigureRow(
        row.record,
        row.number,
        row.date,
        showing.title(home, version, level) if version and readable else showing.HIDDEN,
        places.said(row.place),
        _contributes(found, row.contributes),
        readable,
        bool(version and version.version == 1 and version.day_from > request.period.end),
    )


def _contributes(found: Figure, value: Any) -> str:
    if found.type == "rank":
        return ""
    if isinstance(value, Mapping) and "value" in value:
        return "" if value["value"] is None else numbers.of_figure(found, Decimal(value["value"]))
    if isinstance(value, Mapping):
        sides = [numbers.table(v, "", 0) for v in (value["numerator"], value["denominator"])]
        if found.type == "growth":
            return _("本期%(now)s，上年%(before)s") % {"now": sides[0], "before": sides[1]}
        return _("分子%(top)s，分母%(bottom)s") % {"top": sides[0], "bottom": sides[1]}
    return "" if value is None else numbers.of_figure(found, Decimal(value))


def _versions(ids: Sequence[str], as_of: date | None) -> dict[str, Version]:
    found: dict[str, Version] = {}
    for start in range(0, len(ids), 400):
        part = ids[start : start + 400]
        found |= {r.record: r for r in Record.objects.filter(record__in=part)}
        if as_of:
            past = PastRecord.objects.filter(record__in=part, day_from__lte=as_of, day_to__gt=as_of)
            found |= {r.record: r for r in past}
    return found


@require_safe
@member
def export(request: PageRequest, figure: str) -> HttpResponse:
    """The rows behind the figure as a workbook; kept in the look log."""
    found = doors.figure_for(request, figure)
    rights.require(request.user, "export", found.register)
    place = asking.narrower(request.GET.get("place", ""), request.place)
    rows = sums.rows(found.id, place, request.period, request.as_of).rows
    register = catalog().registers[found.register]
    head = [
        Column(_("编号")), Column(_("日期"), kind="date"), Column(_("村（社区）")),
        Column(register.fields[register.title_field].title),
        Column(_("计入"), kind="number", unit=unit_said(found.unit), decimals=found.decimals),
    ]  # fmt: skip
    file = BytesIO()
    listed = shown(request, found, rows)
    lines = [
        (s.number, s.day, s.place, s.title, _number(found, r.contributes))
        for s, r in zip(listed, rows, strict=True)
    ]
    day = (request.as_of or clock.today()).isoformat()
    subtitle = f"{places.said(place)}　{request.period.said()}　{_('截至')} {day}"
    write_rows(file, found.title, head, lines, subtitle=subtitle, notes=[found.definition])
    looks.log(request.user, "export", f"{found.id} {len(rows)}", request.GET.urlencode())
    return workbook(file.getvalue(), f"{found.title} {request.period.said()}.xlsx")


def _number(found: Figure, value: Any) -> Any:
    return (
        _contributes(found, value)
        if isinstance(value, Mapping) or found.type == "rank"
        else value and from_base(Decimal(value), found.unit)
    )
