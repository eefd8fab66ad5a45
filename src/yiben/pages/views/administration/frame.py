"""What the administrators' pages share: who may do what on them, the words for a change, the way home."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yiben.administration import changes, walls
from yiben.administration.kind import Said
from yiben.administration.kinds import KINDS
from yiben.administration.models import ALONE, CONFIRMED, REFUSED, WITHDRAWN, Change
from yiben.pages.doors import administrator
from yiben.pages.standing import PageRequest
from yiben.ui.lights import Light

administrators = administrator(walls.SYSTEM, walls.SECURITY, walls.AUDIT)
LIGHTS = {
    "": ("ring", lazy("待确认"), "plain"),
    CONFIRMED: ("tick", lazy("已确认"), "zhuq"),
    REFUSED: ("back", lazy("已退回"), "plain"),
    WITHDRAWN: ("cross", lazy("已撤回"), "plain"),
    ALONE: ("tick", lazy("已办理"), "zhuq"),
}
SHOWN = 4
"""Lines of a change shown in a list."""


@dataclass(frozen=True)
class Shown:
    """A change as a list shows it."""

    change: Change
    title: str
    lines: tuple[Said, ...]
    more: int
    light: Light
    who: str = ""


def parts(request: PageRequest) -> frozenset[str]:
    """What the account administers in the town looked at."""
    return walls.parts(request.user, request.town)


def words(request: PageRequest, title: str, *crumbs: tuple[str, str], **more: Any) -> dict[str, Any]:
    """The template's words: title, crumbs under the administration's page, and what this account may do."""
    mine = parts(request)
    return {
        "title": title,
        "crumbs": [(_("管理"), reverse("administration")), *crumbs, (title, "")],
        "system": walls.SYSTEM in mine,
        "security": walls.SECURITY in mine,
        **more,
    }


def light(change: Change) -> Light:
    shape, word, tone = LIGHTS[change.verdict]
    if change.verdict == CONFIRMED and change.carried_at is None:
        if changes.stuck(change):
            return Light("triangle", _("到日没有办成"), "teng")
        return Light("half", _("等%(day)s生效") % {"day": change.due_on}, "dai")
    return Light(shape, str(word), tone)


def shown(change: Change) -> Shown:
    said = tuple((str(what), str(before), str(after)) for what, before, after in change.said)
    kind = KINDS.get(change.kind)
    title = str(kind.title) if kind else change.kind
    return Shown(change, title, said[:SHOWN], max(0, len(said) - SHOWN), light(change))
