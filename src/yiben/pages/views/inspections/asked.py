"""What a page of the comparison is asked for: the register of visits, which sheet, which month."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from yiben.capabilities.inspections import roles
from yiben.declare.model import Register
from yiben.kernel import clock, periods
from yiben.kernel.periods import Period
from yiben.pages.doors import register_for
from yiben.pages.standing import PageRequest


@dataclass(frozen=True)
class Asked:
    visits: Register
    kinds: tuple[tuple[str, str], ...]
    """Each sheet with what it is called in the language spoken."""
    kind: str
    month: Period

    @property
    def kind_said(self) -> str:
        return dict(self.kinds)[self.kind]

    @property
    def query(self) -> str:
        return f"kind={self.kind}&month={self.month.start:%Y-%m}"


def asked(request: PageRequest, action: str = "read") -> Asked:
    """From the address; an unknown sheet or month is the first sheet and the month looked at."""
    visits = roles.visits()
    if visits is None:
        raise Http404
    register_for(request, visits.id, action)
    field = visits.fields[roles.class_field(visits)]
    kinds = tuple((kind, field.option_said(kind)) for kind in field.options)
    said = request.POST.get("kind") or request.GET.get("kind", "")
    kind = said if said in dict(kinds) else kinds[0][0]
    return Asked(visits, kinds, kind, _month(request))


def _month(request: PageRequest) -> Period:
    said = request.POST.get("month") or request.GET.get("month", "")
    try:
        day = date.fromisoformat(f"{said}-01")
    except ValueError:
        day = min(request.period.end, clock.today())
    return periods.month(day.year, day.month)


def crumbs(*more: str) -> list[tuple[str, str]]:
    return [(_("检查评比"), reverse("inspections")), *((title, "") for title in more)]
