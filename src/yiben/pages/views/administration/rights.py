"""The table of rights: who may see the roll of a village, through which post, since when."""

from collections.abc import Iterator
from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_safe

from yiben.administration import rights_table
from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.documents.columns import Cell, Column
from yiben.documents.excel import write_rows
from yiben.kernel import clock
from yiben.pages.standing import PageRequest
from yiben.pages.views.administration import frame
from yiben.pages.views.registers import workbook
from yiben.township import looks, places
from yiben.township.rights import ACTIONS


def _asked(request: PageRequest) -> tuple[Register, str]:
    """The register and village asked for; the first register and the whole town where none is."""
    known = catalog().registers
    register = known.get(request.GET.get("register", "")) or next(iter(known.values()))
    village = request.GET.get("village", "")
    return register, village if village in {v.code for v in rights_table.villages(request.town)} else ""


@require_safe
@frame.administrators
def rights(request: PageRequest) -> HttpResponse:
    register, village = _asked(request)
    lines = rights_table.who_may(register, request.town, village)
    words = frame.words(
        request,
        _("权限表"),
        register=register,
        village=village,
        question=question(register, village),
        rows=[(n, places.said(n.place), [n.may(a) for a in ACTIONS]) for n in lines],
        actions=[_(word) for word in ACTIONS.values()],
        counts=[(_(word), len({n.account for n in lines if n.may(a)})) for a, word in ACTIONS.items()],
        groups=[
            (g, [r for r in catalog().registers.values() if r.group == g.id])
            for g in catalog().groups.values()
        ],
        villages=rights_table.villages(request.town),
        level=_(rights_table.LEVELS[register.secrecy]),
    )
    return render(request, "pages/administration/rights.html", words)


def question(register: Register, village: str) -> str:
    if village:
        words = {"village": places.said(village), "title": register.title}
        return _("谁能看%(village)s的“%(title)s”") % words
    return _("谁能看“%(title)s”") % {"title": register.title}


@require_safe
@frame.administrators
def export(request: PageRequest) -> HttpResponse:
    """The same table as a workbook; who exported it is kept."""
    register, village = _asked(request)
    lines = rights_table.who_may(register, request.town, village)
    head = [
        Column(_("姓名")), Column(_("账号"), kind="id"), Column(_("岗位")), Column(_("范围")),
        Column(_("自"), kind="date"), *(Column(_(word), width=8) for word in ACTIONS.values()),
        Column(_("能看到")),
    ]  # fmt: skip
    rows: Iterator[list[Cell]] = (
        [
            n.account.name,
            n.account.username,
            n.post,
            places.said(n.place),
            n.since,
            *(_("能") if n.may(a) else "—" for a in ACTIONS),
            n.level,
        ]
        for n in lines
    )
    file = BytesIO()
    title = question(register, village)
    subtitle = f"{places.said(request.town)}　{_('截至')} {clock.today().isoformat()}"
    write_rows(file, title, head, rows, subtitle=subtitle, sign=True, sheet=register.title)
    looks.log(request.user, "export", f"{noop('权限表')} {register.id} {village} {len(lines)}")
    return workbook(file.getvalue(), f"{_('权限表')} {register.title} {clock.today().isoformat()}.xlsx")
