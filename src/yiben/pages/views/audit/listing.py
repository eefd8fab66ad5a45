"""Who looked at, changed or decided what: the listing, one line of it, and the file."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_safe

from yiben.administration.models import Change
from yiben.audit import actions, listing, seals
from yiben.audit.listing import SORTS, Edge, Question
from yiben.audit.models import ENTRY, Line
from yiben.declare.load import catalog
from yiben.documents.columns import Cell, Column
from yiben.documents.csv_text import write_csv
from yiben.documents.excel import write_rows
from yiben.kernel import clock
from yiben.ledger.models import Entry, Seal
from yiben.pages.standing import PageRequest
from yiben.pages.views.audit import frame
from yiben.pages.views.registers import workbook
from yiben.township import looks, places
from yiben.township.models import Account, Place

SIZE = 50
ASKED = ("who", "action", "register", "number", "village", "from", "to", "q")


@require_safe
@frame.auditor
def lines(request: PageRequest) -> HttpResponse:
    """One page of the listing, newest first unless asked otherwise."""
    frame.refresh()
    asked = listing.question(request.town, request.GET.dict())
    edge = _edge(request, asked.sort)
    found = listing.page(asked, SIZE, edge)
    total = listing.count(asked, found)
    words = frame.words(
        request,
        _("审计清单"),
        asked=request.GET,
        lines=frame.shown(found.lines),
        after=_mark(found.lines[-1], asked.sort) if found.more and found.lines else "",
        before=_mark(found.lines[0], asked.sort) if found.earlier and found.lines else "",
        total=min(total, listing.COUNTED),
        over=total > listing.COUNTED,
        sort=asked.sort,
        sorts=[("newest", _("新的在前")), ("oldest", _("旧的在前")), ("person", _("按人员"))],
        actions=list(actions.ACTIONS.items()),
        registers=list(catalog().registers.values()),
        villages=_villages(request.town),
        kept=urlencode({n: v for n in (*ASKED, "sort") if (v := request.GET.get(n))}),
        filtered=any(request.GET.get(n) for n in ASKED),
        problems=asked.problems,
        narrowed=asked.start if asked.narrowed else None,
        sealed=seals.last_day(),
    )
    return render(request, "pages/audit/lines.html", words, status=400 if asked.problems else 200)


def _villages(town: str) -> list[Place]:
    return list(Place.objects.filter(level="village", code__startswith=town).order_by("code"))


def _edge(request: PageRequest, sort: str) -> Edge | None:
    """Where the page begins: the values of the line before it; nothing for what can't be read."""
    back = "before" in request.GET
    text = request.GET.get("before" if back else "after", "")
    columns = SORTS[sort][0]
    parts = text.split("~")
    if not text or len(parts) != len(columns):
        return None
    try:
        read: dict[str, Any] = {"at": datetime.fromisoformat, "pk": int, "by": str}
        values = tuple(read[c](p) for c, p in zip(columns, parts, strict=True))
    except ValueError:
        return None
    usable = all(not isinstance(v, datetime) or v.tzinfo for v in values) and abs(values[-1]) < 2**63
    return Edge(values, back) if usable else None


def _mark(line: Line, sort: str) -> str:
    told = (v.isoformat() if isinstance(v, datetime) else str(v) for v in listing.key(line, sort))
    return urlencode({"": "~".join(told)})[1:]


@require_safe
@frame.auditor
def line(request: PageRequest, number: int) -> HttpResponse:
    """One line whole, with what the audit administrator may open of it: never the record itself."""
    found = Line.objects.filter(pk=number, town__in=(request.town, "")).first()
    if found is None:
        raise Http404
    register = catalog().registers.get(found.register)
    entry = Entry.objects.filter(seq=found.source_id).first() if found.source == ENTRY else None
    words = frame.words(
        request,
        _("第%(n)s行") % {"n": found.pk},
        shown=frame.shown([found])[0],
        register=register,
        entry=entry,
        sealed=_sealed(found, entry),
        account=Account.objects.filter(username=found.by).first() if found.by else None,
        change=Change.objects.filter(pk=found.change, town=request.town).first() if found.change else None,
        day=clock.day_of(found.at),
    )
    return render(request, "pages/audit/line.html", words)


def _sealed(found: Line, entry: Entry | None) -> bool:
    if entry is not None:
        last = Seal.objects.filter(town=entry.town).order_by("-day").first()
        return bool(last and entry.town_seq <= last.last)
    until = seals.last_day()
    return bool(until and clock.day_of(found.at) <= until)


@require_safe
@frame.auditor
def export(request: PageRequest, suffix: str) -> HttpResponse:
    """The lines of the question as a workbook or as CSV; the export is a line itself."""
    if suffix not in ("xlsx", "csv"):
        raise Http404
    frame.refresh()
    asked = listing.question(request.town, request.GET.dict())
    if asked.problems:
        return lines(request)
    head = [
        Column(_("时间"), width=20), Column(_("姓名"), width=10), Column(_("账号"), kind="id", width=14),
        Column(_("做了什么"), width=14), Column(_("台账"), width=16), Column(_("编号"), kind="id", width=18),
        Column(_("村"), width=12), Column(_("内容"), width=40), Column(_("事由"), width=40),
    ]  # fmt: skip
    file = BytesIO()
    name = f"{_('审计清单')} {clock.today().isoformat()}.{suffix}"
    if suffix == "xlsx":
        subtitle = f"{places.said(request.town)}　{_said(asked)}"
        count = write_rows(file, _("审计清单"), head, _rows(asked), subtitle=subtitle)
    else:
        count = write_csv(file, head, _rows(asked))
    conditions = "、".join(n for n in ASKED if request.GET.get(n))
    looks.log(request.user, "export", f"{noop('审计清单')} {count} {suffix}", conditions)
    if suffix == "xlsx":
        return workbook(file.getvalue(), name)
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(
        file.getvalue(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


def _said(asked: Question) -> str:
    start, end = asked.start or _("起初"), asked.end or clock.today()
    return f"{start}—{end}"


def _rows(asked: Question) -> Iterator[list[Cell]]:
    registers = catalog().registers
    for one in listing.every(asked):
        register = registers.get(one.register)
        yield [
            one.at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M:%S"),
            one.by_name,
            one.by,
            actions.title(one.action),
            register.title if register else "",
            one.number,
            places.said(one.village) if one.village else "",
            one.what,
            one.reason,
        ]
