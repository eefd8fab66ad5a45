"""For who answers the complaint box: what waits, and the whole as a workbook."""

from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_safe

from yiben.documents.columns import Column
from yiben.documents.excel import write_rows
from yiben.kernel import clock
from yiben.pages import page_names
from yiben.pages.doors import insider
from yiben.pages.paging import paged
from yiben.pages.standing import PageRequest
from yiben.pages.views.registers import workbook
from yiben.pages.views.talk.complaints import shown
from yiben.talk import complaints, receivers
from yiben.talk.complaint_counts import working_days
from yiben.talk.complaints import KINDS, STATES
from yiben.township import looks, places
from yiben.township.rights import Denied

SIZE = 50


def _require(request: PageRequest) -> None:
    if not receivers.may_answer(request.user, request.town):
        raise Denied(_("答复"), _("意见箱"))


@require_safe
@insider
def listed(request: PageRequest) -> HttpResponse:
    """What waits first, the oldest of it first."""
    _require(request)
    state = request.GET.get("state", "")
    found = complaints.of_town(request.town, state if state in STATES else "")
    here, page = paged(found, request.GET.get("page", ""), SIZE)
    counted = [(s, word, complaints.of_town(request.town, s).count()) for s, word in STATES.items()]
    words = {
        "lines": [shown(one) for one in here],
        "state": state,
        "states": counted,
        "total": sum(n for _state, _word, n in counted),
        "page": page,
        "crumbs": [(_("意见箱"), reverse("complaints")), (_("全部意见"), "")],
    }
    return render(request, "pages/talk/complaint_list.html", words)


@require_safe
@insider
def export(request: PageRequest) -> HttpResponse:
    """All complaints and answers without names; who exported them is kept."""
    _require(request)
    head = [
        Column(_("号"), width=6), Column(_("哪一种"), width=10), Column(_("哪一处"), width=16),
        Column(_("提出日"), kind="date"), Column(_("意见"), width=48), Column(_("状态"), width=10),
        Column(_("答复日"), kind="date"), Column(_("几个工作日答复"), width=10),
        Column(_("答复"), width=48), Column(_("改了什么"), width=32),
    ]  # fmt: skip
    found = list(complaints.of_town(request.town).prefetch_related("answers"))
    rows = (
        [
            str(one.pk),
            str(KINDS.get(one.kind, one.kind)),
            page_names.title_of(one.area),
            one.on,
            one.said,
            str(STATES[one.state]),
            one.answered_on,
            str(working_days(one.on, one.answered_on)) if one.answered_on else "",
            "\n".join(a.said for a in one.answers.all()),
            one.changed,
        ]
        for one in found
    )
    file = BytesIO()
    subtitle = f"{places.said(request.town)}　{_('截至')} {clock.today().isoformat()}"
    write_rows(file, _("意见箱"), head, rows, subtitle=subtitle)
    looks.log(request.user, "export", f"{noop('意见箱')} {len(found)}")
    return workbook(file.getvalue(), f"{_('意见箱')} {clock.today().isoformat()}.xlsx")
