"""The doors that every view stands behind: logged in, in some post, with the right asked for."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yiben.declare.load import catalog
from yiben.declare.model import Figure, Register
from yiben.pages.standing import PageRequest
from yiben.township import looks, rights, uses

View = Callable[..., HttpResponse]


def member(view: View) -> View:
    """Only who is logged in and holds a post that reads; which registers, each view asks itself."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = cast(PageRequest, request)
        if not page.town or not any("read" in g.actions for g in rights.grants(page.user)):
            raise rights.Denied(rights.ACTIONS["read"], _("台账"))
        return view(page, *args, **kwargs)

    return login_required(checked)


def insider(view: View) -> View:
    """Whoever reads or administers in the town: pages about the town itself, with no records on them."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = cast(PageRequest, request)
        if not page.town or not (rights.administers(page.user) or rights.grants(page.user)):
            raise rights.Denied(rights.ACTIONS["read"], _("本镇"))
        return view(page, *args, **kwargs)

    return login_required(checked)


def administrator(*parts: str) -> Callable[[View], View]:
    """Only who administers one of these parts today: system, security, audit."""

    def door(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            page = cast(PageRequest, request)
            if not rights.administers(page.user) & set(parts):
                raise rights.Denied(rights.ACTIONS["read"], _("管理"))
            return view(page, *args, **kwargs)

        return login_required(checked)

    return door


def register_for(request: PageRequest, register_id: str, action: str = "read") -> Register:
    """The register, if the account may do this with it somewhere; 404 for an unknown one, else Denied."""
    found = catalog().registers.get(register_id)
    if found is None:
        raise Http404
    rights.require(request.user, action, register_id)
    if action == "write" and register_id in uses.ended(request.town):
        raise uses.not_kept(request.town, register_id, found.title)
    return found


def figure_for(request: PageRequest, figure_id: str) -> Figure:
    """The figure, if the account may see its value at the request's place."""
    found = catalog().figures.get(figure_id)
    if found is None:
        raise Http404
    if not rights.may_read_figures(request.user, found.register, request.place):
        raise rights.Denied(rights.ACTIONS["read"], found.title)
    return found


def hidden(request: PageRequest, what: str) -> Http404:
    """For a record that is not there or not his to see: the two look alike, and the try is kept."""
    looks.log(request.user, "refused", what)
    return Http404(what)
