"""One register's list: tabs by state, filters, columns, totals, and the same rows for Excel."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from yiben.declare.model import Field, Register
from yiben.documents.excel import write_rows
from yiben.kernel import clock
from yiben.ledger.models import Version
from yiben.ledger.reading import Listing, listing
from yiben.pages.standing import PageRequest
from yiben.township import places, rights
from yiben.ui import asking, lights, sheets, showing


@dataclass(frozen=True)
class Tab:
    id: str
    title: str
    count: int
    now: bool


@dataclass(frozen=True)
class Filter:
    id: str
    title: str
    kind: str
    """select, text, range."""
    value: str = ""
    until: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def on(self) -> bool:
        return bool(self.value or self.until)

    @property
    def said(self) -> str:
        """The condition in words, for paper."""
        if self.kind in ("days", "range"):
            return _("%(title)s %(low)s 至 %(high)s") % {
                "title": self.title, "low": self.value or "…", "high": self.until or "…"
            }  # fmt: skip
        return f"{self.title} {dict(self.options).get(self.value, self.value)}"


@dataclass(frozen=True)
class Row:
    record: Version
    light: lights.Light
    title: str
    cells: tuple[showing.Cell, ...]


@dataclass(frozen=True)
class Page:
    number: int
    size: int
    total: int
    shown: int
    sizes: tuple[int, ...] = asking.SIZES

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.shown else 0

    @property
    def last(self) -> int:
        return (self.number - 1) * self.size + self.shown

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1


def asked_of(request: PageRequest, register: Register) -> dict[str, str]:
    """What the address asks. A register of happenings starts with the period; a roll with everything."""
    asked = {k: str(v) for k, v in request.GET.items()}
    ranged = {f"{register.happened}_from", f"{register.happened}_to"}
    if not register.since and not ranged & set(asked):
        asked |= asking.day_filters(register, request.period.start, request.period.end)
    return asked


class RegisterList:
    """The list as one request asks for it."""

    def __init__(self, request: PageRequest, register: Register) -> None:
        self.register, self.account, self.as_of = register, request.user, request.as_of
        self.asked, self.place, self.today = asked_of(request, register), request.place, clock.today()
        self.day = self.as_of or self.today
        self.question = asking.read_question(register, self.asked, request.place)

    def listing(self, action: str = "read") -> Listing:
        question = self.question
        return listing(
            self.register.id,
            self.account,
            self._filters,
            question.sort or self._usual_sort,
            self.as_of,
            action,
        )

    @property
    def tab(self) -> str:
        return self.asked.get("state", "")

    @property
    def _filters(self) -> dict[str, Any]:
        if self.tab != "late" or not self.register.due:
            return self.question.filters
        return self.question.filters | self._late

    @property
    def _late(self) -> dict[str, Any]:
        return {"state": open_states(self.register), "due_on": (None, self.day - timedelta(days=1))}

    @property
    def _usual_sort(self) -> str:
        """Unfinished things by their due day; everything else newest first."""
        unfinished = self.tab == "late" or self.tab in open_states(self.register)
        return "due_on" if unfinished and self.register.due else ""

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(r) for r in self.listing().page(self.question.number, self.question.size)]

    def _row(self, record: Version) -> Row:
        level = showing.level_of(self.account, self.register, record.place)
        light = lights.of_record(self.register, record.state, record.due_on, self.day, record.void)
        cells = tuple(showing.cell(self.register, record, f, level) for f in self.columns)
        return Row(record, light, showing.title(self.register, record, level), cells)

    @cached_property
    def page(self) -> Page:
        question = self.question
        return Page(question.number, question.size, self.listing().count(), len(self.rows))

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        return tuple(
            f for f in self.register.fields.values() if f.column and f.id != self.register.title_field
        )

    @property
    def title_column(self) -> Field:
        return self.register.fields[self.register.title_field]

    @cached_property
    def tabs(self) -> list[Tab]:
        if not self.register.states:
            return []
        everything = {k: v for k, v in self.question.filters.items() if k != "state"}
        counts = listing(self.register.id, self.account, everything, "", self.as_of).by_state()
        tabs = [Tab("", _("全部"), sum(counts.values()), not self.tab)]
        tabs += [
            Tab(s.id, s.title, counts.get(s.id, 0), s.id == self.tab) for s in self.register.states.values()
        ]
        if self.register.due:
            late = listing(self.register.id, self.account, everything | self._late, "", self.as_of).count()
            tabs.append(Tab("late", _("逾期"), late, self.tab == "late"))
        return tabs

    @cached_property
    def filters(self) -> list[Filter]:
        asked, register = self.asked, self.register
        happened = register.fields[register.happened]
        made = [self._ranged(happened)]
        for one in register.fields.values():
            if one.id == register.place:
                options = place_options(self.account, register.id, self.place, self.day)
                made.append(Filter(one.id, one.title, "select", asked.get(one.id, ""), options=options))
            elif one.filter and one.id != happened.id:
                if one.type in asking.RANGED:
                    made.append(self._ranged(one))
                elif one.type in ("choice", "boolean"):
                    options = tuple((o, o) for o in one.options) or ((_("是"), _("是")), (_("否"), _("否")))
                    made.append(Filter(one.id, one.title, "select", asked.get(one.id, ""), options=options))
                elif one.type != "place":
                    made.append(Filter(one.id, one.title, "text", asked.get(one.id, "")))
        return made

    @property
    def said(self) -> str:
        """The conditions in use, in words: a printed list has no filter row."""
        tab = next((t.title for t in self.tabs if t.now and t.id), "")
        return "；".join([*([tab] if tab else []), *(f.said for f in self.filters if f.on)])

    @property
    def more_on(self) -> bool:
        """Whether one of the filters that are folded away is in use."""
        return any(f.on for f in self.filters[4:])

    def _ranged(self, one: Field) -> Filter:
        low, high = (self.asked.get(f"{one.id}_{end}", "") for end in ("from", "to"))
        return Filter(one.id, one.title, "days" if one.type == "date" else "range", low, high)

    @cached_property
    def totals(self) -> list[str]:
        """Under each column its sum over all rows; empty where the column is no number."""
        sums = self.listing().totals()
        return [showing.plain(f, sums[f.id]) if f.id in sums else "" for f in self.columns]

    def excel(self) -> bytes:
        """The same rows as a workbook; identifiers stay masked."""
        file = BytesIO()
        found = self.listing("export")
        subtitle = f"{places.title(self.place)}　{_('截至')} {self.day.isoformat()}"
        write_rows(
            file,
            self.register.title,
            sheets.columns(self.register),
            sheets.cells(found),
            subtitle=subtitle,
            sign=True,
        )
        return file.getvalue()


def open_states(register: Register) -> list[str]:
    return [s.id for s in register.states.values() if not s.closed]


def place_options(
    account: Any, register_id: str, place: str, day: date, action: str = "read"
) -> tuple[tuple[str, str], ...]:
    """The villages at or below `place` that the account may do this in, in code order."""
    reach = rights.reach(account, action, register_id)
    return tuple(
        (p.code, p.short)
        for p in places.villages(place[:9], day)
        if p.code.startswith(place) and any(p.code.startswith(r) for r in reach)
    )
