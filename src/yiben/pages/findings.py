"""What the search box finds: records, and by their titles registers, figures, villages, pages and acts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.ledger.models import Record, Version
from yiben.pages import context
from yiben.pages.standing import PageRequest
from yiben.search import links, snippets, titles
from yiben.search.finding import Found
from yiben.search.links import Linked
from yiben.search.snippets import Snippet
from yiben.township import places, rights
from yiben.township.models import Place
from yiben.ui import lights, showing


@dataclass(frozen=True)
class Line:
    """Something that is no record, and where it opens."""

    title: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    kind: str
    """act, register, figure, place, page."""
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class RecordLine:
    """A record that was found, as the account may see it."""

    record: Record
    title: tuple[str, str, str]
    """Before, within and after what was typed."""
    register: str
    place: str
    light: lights.Light | None
    """None in a register without states."""
    snippet: Snippet | None = None

    @property
    def whole_title(self) -> str:
        return "".join(self.title)


ADMINISTRATORS = ("system", "security", "audit")
PAGES: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (lazy("工作台"), "desk", ("reads",)),
    (lazy("周历"), "calendar", ("reads",)),
    (lazy("全部台账"), "registers", ("reads",)),
    (pgettext_lazy("page", "任务"), "duties", ("reads",)),
    (lazy("数据指标"), "figures", ("reads",)),
    (lazy("联动收件箱"), "inbox", ("reads",)),
    (lazy("检查评比"), "inspections", ("reads",)),
    (lazy("活动"), "events", ("reads",)),
    (lazy("报告"), "reports", ("reads",)),
    (lazy("督查督办"), "supervision", ("reads",)),
    (lazy("调度节奏"), "rhythm", ("reads",)),
    (lazy("读稿"), "reading", ("reads",)),
    (lazy("数据疑点"), "data_doubts", ("reads",)),
    (lazy("台账说明"), "catalog", ("reads",)),
    (lazy("时限规定"), "limits", ("reads",)),
    (lazy("规则和出处"), "rules", ("reads", *ADMINISTRATORS)),
    (lazy("未交的草稿"), "drafts", ("reads",)),
    (lazy("键盘用法"), "keys", ("reads", *ADMINISTRATORS)),
    (lazy("我的账号"), "account", ("reads", *ADMINISTRATORS)),
    (lazy("消息"), "notices", ("reads", *ADMINISTRATORS)),
    (lazy("意见箱"), "complaints", ("reads", *ADMINISTRATORS)),
    (lazy("改密码"), "password", ("reads", *ADMINISTRATORS)),
    (lazy("管理"), "administration", ADMINISTRATORS),
    (lazy("变更"), "admin_changes", ADMINISTRATORS),
    (lazy("人员"), "people", ADMINISTRATORS),
    (pgettext_lazy("page", "岗位"), "posts", ADMINISTRATORS),
    (lazy("权限表"), "rights", ADMINISTRATORS),
    (lazy("开账准备"), "opening", ADMINISTRATORS),
)
"""Title, name of the address, and who may open it: who reads records, or who administers such a part."""


def groups(request: PageRequest, text: str) -> list[Group]:
    """What is called so, best first, the kinds in the order in which they are shown; empty ones left out."""
    if not text.strip():
        return []
    made = [
        Group("act", _("操作"), _best(text, _acts(request))),
        Group("register", _("台账"), _best(text, _registers(request))),
        Group("figure", _("数据"), _best(text, _figures(request))),
        Group("place", _("村（社区）"), _best(text, _villages(request))),
        Group("page", _("页面"), _best(text, _pages(request))),
    ]
    return [group for group in made if group.lines]


Candidate = tuple[str, Line]
"""What it is called by, and the line."""


def _best(text: str, candidates: Iterable[Candidate]) -> tuple[Line, ...]:
    ranked = [(rank, line) for name, line in candidates if (rank := titles.rank(name, text)) is not None]
    return tuple(line for _rank, line in sorted(ranked, key=lambda one: one[0]))


def _registers(request: PageRequest) -> Iterator[Candidate]:
    for one in rights.readable(request.user, request.town):
        yield one.title, Line(one.title, reverse("register", args=[one.id]), one.row)


def _acts(request: PageRequest) -> Iterator[Candidate]:
    if request.as_of is not None:
        return
    for one in rights.readable(request.user, request.town):
        if rights.may(request.user, "write", one.id, request.place):
            words = {"noun": one.noun, "title": one.title}
            title = _("登记一%(noun)s%(title)s") % words
            yield title, Line(title, reverse("new", args=[one.id]))


def _figures(request: PageRequest) -> Iterator[Candidate]:
    registers = catalog().registers
    for one in catalog().figures.values():
        if rights.may_read_figures(request.user, one.register, request.place):
            title = registers[one.register].title
            name = f"{one.title} {title}"
            yield name, Line(one.title, reverse("figure", args=[one.id]), title)


def _villages(request: PageRequest) -> Iterator[Candidate]:
    """Villages at and below the place looked at, merged ones too, each opening what is recorded there."""
    if not request.town:
        return
    for one in Place.objects.filter(level="village", code__startswith=request.place).order_by("code"):
        address = f"{reverse('search')}?{urlencode({'place': one.code})}"
        yield one.short, Line(places.said(one.code), address, _fate(one))


def _fate(one: Place) -> str:
    if one.valid_until is None or one.valid_until > clock.today():
        return places.said(one.code[:9])
    if not one.successor:
        return _("已撤销")
    return _("已并入%(successor)s") % {"successor": places.said(one.successor)}


def _pages(request: PageRequest) -> Iterator[Candidate]:
    held = set(rights.administers(request.user))
    if request.town and any("read" in g.actions for g in rights.grants(request.user)):
        held.add("reads")
    hidden = context.not_his(request)
    for title, name, parts in PAGES:
        if held & set(parts) and name not in hidden:
            yield str(title), Line(str(title), reverse(name))


def record_lines(request: PageRequest, found: Found, records: Iterable[Record]) -> list[RecordLine]:
    """The records found, their titles masked by right, each with the place where the words stand in it."""
    words = [w.plain for w in found.words]
    made = []
    for record in records:
        line = record_line(request, record)
        register = catalog().registers[record.register]
        level = showing.level_of(request.user, register, record.place)
        title = _marked(line.whole_title, words)
        shown = None if title[1] else snippets.snippet(register, record, words, level)
        made.append(RecordLine(record, title, line.register, line.place, line.light, shown))
    return made


def record_line(request: PageRequest, record: Record) -> RecordLine:
    """One record as the account may see it; the caller has asked for the right to read it."""
    register = catalog().registers[record.register]
    level = showing.level_of(request.user, register, record.place)
    light = None
    if register.states or record.void:
        light = lights.of_record(
            register, record.state, lights.due_of(register, record), clock.today(), record.void
        )
    title = showing.title(register, record, level)
    return RecordLine(record, (title, "", ""), register.title, place_title(request, record.place), light)


def linked(request: PageRequest, record: Version) -> list[tuple[Linked, RecordLine]]:
    """The records linked with this one that the account may read, as of the request's day."""
    found = links.linked(record.record, request.user, request.as_of)
    return [(one, record_line(request, one.record)) for one in found]


def place_title(request: PageRequest, code: str) -> str:
    """The place by its name, with its town where that is another one."""
    if len(code) > 9 and not code.startswith(request.town):
        return f"{places.said(code[:9])} {places.said(code)}"
    return places.said(code)


def _marked(title: str, words: Iterable[str]) -> tuple[str, str, str]:
    for word in words:
        at = snippets.where(title, word)
        if at:
            return title[: at[0]], title[at[0] : at[1]], title[at[1] :]
    return title, "", ""
