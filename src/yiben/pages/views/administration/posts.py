"""The town's offices and posts: who holds them, and which are vacant."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from yiben.administration import members, walls
from yiben.administration.posts import Seat
from yiben.declare.load import catalog
from yiben.declare.model import PostKind
from yiben.kernel import clock
from yiben.pages.standing import PageRequest
from yiben.pages.views.administration import frame
from yiben.township import places
from yiben.township.models import Holding, Office, Post


@dataclass(frozen=True)
class Line:
    seat: Seat
    title: str
    place: str
    holders: tuple[Holding, ...]
    administers: bool

    @property
    def vacant(self) -> bool:
        return not self.holders


@dataclass(frozen=True)
class Room:
    """An office with its posts."""

    id: str
    title: str
    lines: tuple[Line, ...]

    @property
    def vacant(self) -> int:
        return sum(line.vacant for line in self.lines)


@require_safe
@frame.administrators
def posts(request: PageRequest) -> HttpResponse:
    rooms = rooms_of(request.town)
    only = request.GET.get("vacant") == "1"
    words = frame.words(
        request,
        pgettext("page", "岗位"),
        rooms=[_only_vacant(r) for r in rooms if r.vacant] if only else rooms,
        only=only,
        total=sum(len(r.lines) for r in rooms),
        vacant=sum(r.vacant for r in rooms),
    )
    return render(request, "pages/administration/posts.html", words)


def _only_vacant(room: Room) -> Room:
    return Room(room.id, room.title, tuple(line for line in room.lines if line.vacant))


def rooms_of(town: str) -> list[Room]:
    """Every post that the town can fill, by office in the catalog's order, with its holders today."""
    held = _held(town)
    titles = {(p.kind, p.place): p.title for p in Post.objects.filter(place__startswith=town[:6])}
    own = dict(Office.objects.filter(town=town).values_list("kind", "title"))
    lines = [
        (kind.office, _line(kind, place, titles, held))
        for kind in catalog().posts.values()
        for place in _places(kind, town, held)
    ]
    order = {office: n for n, office in enumerate(catalog().offices)}
    lines.sort(key=lambda pair: order.get(pair[0], len(order)))
    known = catalog().offices
    return [
        Room(
            office,
            own.get(office, known[office].title if office in known else ""),
            tuple(n for _o, n in group),
        )
        for office, group in groupby(lines, key=lambda pair: pair[0])
    ]


def _places(kind: PostKind, town: str, held: dict[tuple[str, str], list[Holding]]) -> list[str]:
    """Where the kind is filled: the villages of today, and any other place where somebody still holds it."""
    today = clock.today()
    usual = {
        "town": [town],
        "county": [town[:6]] if members.county_is_ours(town) else [],
        "village": [v.code for v in places.villages(town, today)],
    }[kind.level]
    return [*usual, *sorted({place for k, place in held if k == kind.id} - set(usual))]


def _held(town: str) -> dict[tuple[str, str], list[Holding]]:
    day = clock.today()
    found = Holding.objects.filter(
        Q(until=None) | Q(until__gt=day), members.at_home(town), since__lte=day, account__is_active=True
    )
    held: dict[tuple[str, str], list[Holding]] = {}
    for holding in found.select_related("account", "post").order_by("since", "id"):
        held.setdefault((holding.post.kind, holding.post.place), []).append(holding)
    return held


def _line(
    kind: PostKind,
    place: str,
    titles: dict[tuple[str, str], str],
    held: dict[tuple[str, str], list[Holding]],
) -> Line:
    usual = f"{places.said(place)}{kind.title}" if kind.level == "village" else kind.title
    return Line(
        Seat(kind.id, place),
        titles.get((kind.id, place), usual),
        places.said(place),
        tuple(held.get((kind.id, place), ())),
        bool(walls.part_of(kind.id)),
    )
