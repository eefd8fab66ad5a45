"""Figures by place and period, and the records behind one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Query

from yiben.api.registers import FAULTS, account_of
from yiben.api.shapes import FigureRowsOut, FiguresOut
from yiben.api.shown import number
from yiben.declare.load import catalog
from yiben.declare.model import Figure
from yiben.figures import engine
from yiben.figures.results import Result, Row, shown
from yiben.kernel.periods import Period, parse_period
from yiben.kernel.problems import refuse
from yiben.township import places, rights
from yiben.township.models import Account
from yiben.township.rights import Denied

router = Router(by_alias=True)


def _allowed(name: str, place: str, account: Account) -> Figure:
    found = catalog().figures.get(name)
    if found is None:
        raise refuse("F006", "ids", figure=name[:60])
    if not rights.may_read_figures(account, found.register, place):
        raise Denied(rights.ACTIONS["read"], found.title)
    return found


def _place(request: HttpRequest, town: str, place: str) -> str:
    """The village asked, else the town asked, else the widest place that the account works in."""
    if place:
        return places.place(place).code
    return places.town(town).code if town else str(getattr(request, "place", ""))


@router.get("", response={200: FiguresOut, **FAULTS})
def figures(
    request: HttpRequest,
    start: str = Query(..., alias="from"),
    to: str = Query(...),
    ids: str = "",
    town: str = "",
    place: str = "",
    as_of: date | None = None,
    by: str = "",
) -> dict[str, Any]:
    """Figures of a place and period; all that the account may see there, or those of `ids` (comma-separated).

    `by`: village, month, office or class gives the parts too; by class without `ids`, only what has classes.
    """
    account, where = account_of(request), _place(request, town, place)
    period = parse_period(start, to)
    asked = [name.strip() for name in ids.split(",") if name.strip()]
    wanted = (
        [_allowed(name, where, account).id for name in asked]
        if asked
        else [f.id for f in catalog().figures.values() if rights.may_read_figures(account, f.register, where)]
    )
    if not wanted:
        raise Denied(rights.ACTIONS["read"], places.title(where))
    if by == "class" and not asked:
        wanted = engine.of_class(wanted)
    return {"figures": [figure_out(r) for r in engine.evaluate(wanted, where, period, as_of, by or None)]}


@router.get("/{figure}/rows", response={200: FigureRowsOut, **FAULTS})
def rows(
    request: HttpRequest,
    figure: str,
    start: str = Query(..., alias="from"),
    to: str = Query(...),
    town: str = "",
    place: str = "",
    as_of: date | None = None,
) -> dict[str, Any]:
    """The figure and the records behind it, as many as its `rows`, each with what it contributes."""
    account, where = account_of(request), _place(request, town, place)
    found = _allowed(figure, where, account)
    period: Period = parse_period(start, to)
    (result,) = engine.evaluate([found.id], where, period, as_of)
    behind = engine.rows(found.id, where, period, as_of).rows
    return {"figure": figure_out(result), "rows": [row_out(r, account) for r in behind]}


def figure_out(result: Result) -> dict[str, Any]:
    figure = result.figure
    made: dict[str, Any] = {
        "id": figure.id,
        "title": figure.title,
        "value": number(result.value),
        "unit": result.base_unit,
        "type": figure.type,
        "place": result.place,
        "from": result.period.start,
        "to": result.period.end,
        "as_of": result.as_of,
        "rows": result.rows,
        "shown": shown(figure, result.value),
    }
    if result.cells:
        made["cells"] = [
            {
                "key": c.key,
                "title": c.title,
                "value": number(c.value),
                "rows": c.rows,
                "shown": shown(figure, c.value),
            }
            for c in result.cells
        ]
    return made


def row_out(row: Row, account: Account) -> dict[str, Any]:
    """Counts go further than names: the title is empty for who may only count."""
    readable = rights.may(account, "read", row.register, row.place)
    adds = row.contributes
    return {
        "record": row.record,
        "register": row.register,
        "number": row.number,
        "title": row.title if readable else "",
        "place": row.place,
        "date": row.date.isoformat() if row.date else None,
        "state": row.state,
        "contributes": {k: number(v) for k, v in adds.items()} if isinstance(adds, Mapping) else number(adds),
    }
