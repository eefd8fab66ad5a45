"""A notice in words for the one it is for, and where it leads."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.ledger.models import Record
from yiben.pages.standing import PageRequest
from yiben.talk import notices, receivers
from yiben.talk.notices import Notice
from yiben.township import places, rights
from yiben.township.models import Account
from yiben.ui import showing


@dataclass(frozen=True)
class Line:
    notice: Notice
    title: str
    note: str
    """What it is about, as far as the reader may see it now."""
    day: date | None
    """Where only the day is kept."""


def shown(request: PageRequest, found: list[Notice]) -> list[Line]:
    records = Record.objects.in_bulk([n.record for n in found if n.record])
    return [Line(n, title(n), _note(request, n, records.get(n.record)), _day(n)) for n in found]


def _day(notice: Notice) -> date | None:
    return clock.day_of(notice.at) if notice.kind == notices.COMPLAINT else None


def title(notice: Notice) -> str:
    by = notice.by.name if notice.by else ""
    words = {"by": by, "n": notice.count, "register": _register(notice), **notice.said}
    match notice.kind:
        case notices.MENTION:
            return _("%(by)s在评论里提到您") % words if by else _("评论里提到您")
        case notices.ASSIGNED:
            return _("%(register)s：有%(n)s件交给您或您的岗位") % words
        case notices.RETURNED:
            return _("%(register)s：有%(n)s件退回") % words
        case notices.DUE:
            return _("今天到期%(today)s件，逾期%(late)s件，三个工作日内到期%(soon)s件") % words
        case notices.PROPOSAL:
            return _("%(by)s提出了第%(change)s号变更，等您确认") % (words | {"change": notice.key})
        case notices.DECIDED:
            return _decided(notice)
        case notices.FAULT:
            return _("“%(job)s”没有办成：%(fault)s") % ({"job": "", "fault": ""} | words)
        case notices.DOUBT:
            return _("有%(n)s条新的审计疑点") % words
        case notices.COMPLAINT:
            return _("意见箱有一条新意见，等答复")
        case _kind:
            return _("您提的第%(complaint)s号意见有了答复") % {"complaint": notice.key}


def _decided(notice: Notice) -> str:
    verdict = {"confirmed": _("已确认"), "refused": _("已退回"), "withdrawn": _("已撤回")}
    said = verdict.get(str(notice.said.get("verdict")), "")
    return _("您提出的第%(change)s号变更%(verdict)s") % {"change": notice.key, "verdict": said}


def _register(notice: Notice) -> str:
    known = catalog().registers.get(notice.register)
    return known.title if known else notice.register


def _note(request: PageRequest, notice: Notice, record: Record | None) -> str:
    """The record's title, number and place; nothing once its reader may read it no more."""
    if record is None or record.register not in catalog().registers:
        return ""
    if not rights.may(request.user, "read", record.register, record.place):
        return _("您的岗位现在看不到这条记录")
    register = catalog().registers[record.register]
    level = showing.level_of(request.user, register, record.place)
    said = showing.title(register, record, level)
    return f"{said}　{record.number}　{places.said(record.place)}"


def address(notice: Notice) -> str:
    """Where it leads."""
    if notice.kind == notices.MENTION:
        return f"{reverse('record', args=[notice.record])}#comment-{notice.key}"
    if notice.record:
        return reverse("record", args=[notice.record])
    if notice.kind in (notices.ASSIGNED, notices.RETURNED):
        return reverse("register", args=[notice.register])
    if notice.kind in (notices.PROPOSAL, notices.DECIDED):
        return reverse("admin_change", args=[notice.key])
    if notice.kind in (notices.COMPLAINT, notices.ANSWERED):
        return reverse("complaint", args=[notice.key])
    if notice.kind in (notices.DUE, notices.DOUBT):
        return reverse("desk" if notice.kind == notices.DUE else "doubts")
    return reverse("administration")


def kinds_for(account: Account, town: str) -> list[str]:
    """The kinds of notice that can reach this account."""
    roles = set(rights.administers(account))
    if rights.grants(account):
        roles.add("reads")
    if receivers.may_answer(account, town):
        roles.add("answers")
    return [kind for kind, (_title, wanted) in notices.KINDS.items() if wanted & roles]
