"""What base.html needs on every page: navigation, town, period, as-of day, account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as lazy

from yiben.declare.load import catalog
from yiben.declare.model import Group, Register
from yiben.kernel import clock, periods
from yiben.kernel.periods import Period
from yiben.opening import steps
from yiben.pages import standing
from yiben.talk import notices
from yiben.township import people, places, post_names, rights


@dataclass(frozen=True)
class NavPage:
    """A page that works over registers of a group; it stands above them."""

    register: str
    """Whoever may read this register has the page."""
    title: Any
    name: str
    within: tuple[str, ...] = ()
    """Names of the pages that are entered through it."""


NAV_PAGES: Mapping[str, tuple[NavPage, ...]] = {
    "party": (NavPage("ground_work", lazy("活动"), "events"),),
    "village": (
        NavPage(
            "village_inspections",
            lazy("检查评比"),
            "inspections",
            (
                "inspection_month",
                "inspection_score",
                "inspection_visit",
                "inspection_village",
                "inspection_draw",
            ),
        ),
    ),
    "order": (NavPage("signals", lazy("联动收件箱"), "inbox"),),
    "command": (
        NavPage("supervision_tasks", lazy("督查督办"), "supervision", ("sheet_new", "notice_page", "split")),
        NavPage("meetings", lazy("调度节奏"), "rhythm", ("rhythm_sheet",)),
        NavPage("time_limits", lazy("时限规定"), "limits"),
    ),
}


@dataclass(frozen=True)
class NavGroup:
    group: Group
    registers: tuple[Register, ...]
    pages: tuple[NavPage, ...]
    open: bool


@dataclass(frozen=True)
class Frame:
    town: str
    town_title: str
    towns: tuple[tuple[str, str], ...]
    period: Period
    as_of: date | None
    today: date
    demo_day: date | None
    groups: tuple[NavGroup, ...]
    here: str
    """Name of the page's route, so that the navigation can mark it."""
    page: str
    """Name of the navigation's page that the route belongs to, if any."""
    register: str
    post: str
    presets: tuple[Period, ...]
    opening: bool
    """Whether the account looks after the opening of the town."""
    administers: frozenset[str]
    """Which of system, security and audit the account administers."""
    unread: int
    """How many notices the account has not read."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `demo` always, `frame` for who is logged in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not hasattr(request, "town"):
        return {"demo": settings.DEMO}
    return {"demo": settings.DEMO, "frame": _frame(request)}


def _frame(request: Any) -> Frame:
    match = request.resolver_match
    here = getattr(request, "register_id", "") or (match.kwargs.get("register", "") if match else "")
    page = _page(match.url_name or "" if match else "")
    posts = people.posts_of(request.user)
    return Frame(
        town=request.town,
        town_title=places.said(request.town) if request.town else "",
        towns=tuple((code, places.said(code)) for code in standing.towns_of(request.user)),
        period=request.period,
        as_of=request.as_of,
        today=clock.today(),
        demo_day=request.demo_day,
        groups=_groups(request, here, page),
        page=page.name if page else "",
        here=match.url_name or "" if match else "",
        register=here,
        post=post_names.said(posts[0]) if posts else "",
        presets=presets(clock.today()),
        opening=bool(request.town) and steps.concerned(posts),
        administers=rights.administers(request.user),
        unread=notices.unread(request.user) if posts else 0,
    )


def presets(today: date) -> tuple[Period, ...]:
    """Periods that people ask for: this month, year to the last full month, quarter, halves, years."""
    quarter = periods.quarter(today.year, (today.month + 2) // 3)
    made = (
        standing.usual_period(today),
        periods.month(today.year, today.month),
        quarter,
        periods.half(today.year, 1),
        periods.year(today.year),
        periods.year(today.year - 1),
    )
    return tuple(dict.fromkeys(made))


def not_his(request: Any) -> set[str]:
    """Names of the pages over registers that the account does not read, or that the catalog does not have."""
    ids = {r.id for r in rights.readable(request.user, request.town)}
    return {page.name for pages in NAV_PAGES.values() for page in pages if page.register not in ids}


def _page(name: str) -> NavPage | None:
    every = (page for pages in NAV_PAGES.values() for page in pages)
    return next((page for page in every if name == page.name or name in page.within), None)


def _groups(request: Any, here: str, page: NavPage | None) -> tuple[NavGroup, ...]:
    known, shown = rights.readable(request.user, request.town), catalog().registers.get(here)
    opened = shown.group if shown else request.GET.get("group", "")
    if page is not None:
        opened = next(group for group, pages in NAV_PAGES.items() if page in pages)
    ids = {r.id for r in known}
    made = (
        NavGroup(
            g,
            tuple(r for r in known if r.group == g.id),
            tuple(p for p in NAV_PAGES.get(g.id, ()) if p.register in ids),
            g.id == opened,
        )
        for g in catalog().groups.values()
    )
    return tuple(g for g in made if g.registers)
