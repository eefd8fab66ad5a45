"""What the audit pages share: the door, the way home, a line as a list shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from yiben.administration import walls
from yiben.audit import actions, lines
from yiben.audit.models import Doubt, Line
from yiben.kernel.problems import Refused
from yiben.pages.doors import administrator
from yiben.pages.standing import PageRequest
from yiben.township import places
from yiben.ui.lights import Light

TONES = {
    "refused": ("square", "zhu"),
    "login_failed": ("square", "zhu"),
    "reveal": ("triangle", "teng"),
    "export": ("triangle", "teng"),
    "search": ("triangle", "teng"),
}


@dataclass(frozen=True)
class Shown:
    line: Line
    title: str
    village: str
    light: Light


def auditor(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only who administers the audit of the town looked at, today."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = cast(PageRequest, request)
        walls.require(page.user, walls.AUDIT, page.town, _("查看"), _("审计"))
        return view(page, *args, **kwargs)

    return administrator(walls.AUDIT)(checked)


def refresh() -> None:
    """List what came in the last moments; where nothing can be written, the worker does it later."""
    try:
        lines.catch_up(batches=4)
    except Refused:
        return


def shown(found: Iterable[Line]) -> list[Shown]:
    made = []
    for line in found:
        shape, tone = TONES.get(line.action, ("ring", "plain"))
        title = actions.title(line.action)
        village = places.said(line.village) if line.village else ""
        made.append(Shown(line, title, village, Light(shape, title, tone)))
    return made


def words(request: PageRequest, title: str, *crumbs: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {
        "title": title,
        "crumbs": [(_("审计"), reverse("audit")), *crumbs, (title, "")],
        "open_doubts": Doubt.objects.filter(town=request.town, state="open").count(),
        **more,
    }
