"""The steps of opening a town: how far each has come, who does it, what to do next."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.opening.steps import Progress, Step, progress
from yiben.pages.doors import insider
from yiben.pages.standing import PageRequest
from yiben.township import rights
from yiben.ui.lights import Light

ADDRESSES = {
    "places": "opening_places",
    "posts": "opening_posts",
    "people": "opening_people",
    "registers": "opening_registers",
    "rules": "opening_rules",
    "imports": "opening_imports",
}
CRUMB = "opening"


@dataclass(frozen=True)
class Line:
    step: Step
    number: int
    light: Light
    address: str
    verb: str
    now: bool


@require_safe
@insider
def overview(request: PageRequest) -> HttpResponse:
    found = progress(request.town, request.user)
    confirms = "security" in rights.administers(request.user)
    words = {"progress": found, "lines": _lines(found, confirms), "next": _next(found)}
    return render(request, "pages/opening/overview.html", words)


def _lines(found: Progress, confirms: bool) -> list[Line]:
    made = []
    for number, step in enumerate(found.steps, 1):
        address = reverse(ADDRESSES[step.id]) if step.mine and step.id in ADDRESSES else ""
        now = found.next is not None and found.next.id == step.id
        verb = _("再改") if step.done else _("去做")
        if step.waiting and confirms:
            address, verb = reverse("admin_changes"), _("去确认")
        made.append(Line(step, number, _light(step), address, verb, now))
    return made


def _light(step: Step) -> Light:
    if step.done:
        return Light("tick", _("做好了"), "zhuq")
    if step.waiting:
        return Light("half", step.waiting, "dai")
    return Light("ring", _("还没做完"), "plain")


def _next(found: Progress) -> str:
    step = found.next
    return reverse(ADDRESSES[step.id]) if step and step.id in ADDRESSES else ""


def crumbs(title: str) -> list[tuple[str, str]]:
    return [(_("开账准备"), reverse(CRUMB)), (title, "")]
