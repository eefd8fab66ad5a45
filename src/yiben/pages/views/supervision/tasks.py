"""督查督办: every open item with its colour, unit by unit, and the sheets and notices that were issued."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.capabilities.cases.supervision import colours
from yiben.capabilities.cases.supervision.items import REGISTER, Item, counted, open_items
from yiben.kernel import clock
from yiben.ledger.reading import listing
from yiben.pages.doors import member, register_for
from yiben.pages.standing import PageRequest
from yiben.pages.views.supervision.colour_lights import light, said
from yiben.township import rights
from yiben.ui.lights import Light

PLAIN = "plain"
LATEST = 8


@dataclass(frozen=True)
class Line:
    item: Item
    light: Light


@dataclass(frozen=True)
class Tab:
    id: str
    title: str
    count: int
    now: bool


@require_safe
@member
def supervision(request: PageRequest) -> HttpResponse:
    """The open items as of the day looked at; `?colour=` and `?unit=` narrow them."""
    register_for(request, REGISTER)
    request.register_id = REGISTER
    day = request.as_of or clock.today()
    found = open_items(request.user, request.place, day, request.as_of)
    rules = colours.rules_on(request.town, day)
    wanted, unit = request.GET.get("colour", ""), request.GET.get("unit", "")
    shown = [i for i in found if _fits(i, wanted) and unit in ("", i.unit)]
    words = {
        "day": day,
        "lines": [Line(i, light(i)) for i in shown],
        "tabs": _tabs(found, rules, wanted),
        "units": sorted({i.unit for i in found}),
        "unit": unit,
        "colour": wanted,
        "rules": [(said(c.title), c) for c in rules.colours],
        "source": rules.source,
        "sheets": _latest(request, "supervision_sheets"),
        "notices": _latest(request, "supervision_notices"),
        "gives": request.as_of is None and rights.may(request.user, "write", "supervision_notices"),
        "crumbs": [(_("督查督办"), "")],
    }
    return render(request, "pages/supervision/tasks.html", words)


def _fits(item: Item, wanted: str) -> bool:
    return wanted == "" or item.colour.title == ("" if wanted == PLAIN else wanted)


def _tabs(found: list[Item], rules: colours.Rules, wanted: str) -> list[Tab]:
    counts = counted(found)
    tabs = [Tab("", _("全部在办"), len(found), wanted == "")]
    for colour in reversed(rules.colours):
        tabs.append(
            Tab(colour.title, said(colour.title), counts.get(colour.title, 0), wanted == colour.title)
        )
    return [*tabs, Tab(PLAIN, _("正常"), counts.get("", 0), wanted == PLAIN)]


def _latest(request: PageRequest, register: str) -> list[object]:
    if not rights.may(request.user, "read", register, request.place):
        return []
    return list(listing(register, request.user, {"place": request.town}, as_of=request.as_of).page(1, LATEST))
