"""One register's list: tabs by state, filters, columns, totals, and the same rows for Excel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from yiben.declare.model import SECRECY, Field, Register
from yiben.documents.excel import write_rows
from yiben.kernel import clock
from yiben.kernel.near_due import near_until
from yiben.kernel.problems import Problem, problem
from yiben.kernel.units import is_share
from yiben.ledger.models import Version
from yiben.ledger.reading import Listing, Presence, listing
from yiben.pages import filters
from yiben.pages.filters import Filter
from yiben.pages.paging import Page
from yiben.pages.standing import PageRequest
from yiben.personal import lists as personal
from yiben.personal.lists import SavedView
from yiben.township import places, rights
from yiben.ui import asking, lights, sheets, showing


@dataclass(frozen=True)
class Tab:
    id: str
    title: str
    count: int
    now: bool


@dataclass(frozen=True)
class Chip:
    """One condition in use, and the address without it."""

    said: str
    without: str


@dataclass(frozen=True)
class Row:
    record: Version
    light: lights.Light
    title: str
    cells: tuple[showing.Cell, ...]


def asked_of(request: PageRequest, register: Register) -> dict[str, str]:
    """What the address asks. A register of happenings starts with the period; a roll with everything."""
    asked = asking.of_query(request.GET)
    ranged = {f"{register.happened}_{end}" for end in ("from", "to", "is")}
    if not register.since and not ranged & set(asked):
        asked |= asking.day_filters(register, request.period.start, request.period.end)
    return asked


class RegisterList:
    """The list as one request asks for it. With `records` it is only those, whatever the address asks."""

    def __init__(
        self, request: PageRequest, register: Register, records: Sequence[str] | None = None
    ) -> None:
        self.register, self.account, self.as_of = register, request.user, request.as_of
        self.query = request.GET
        self.asked, self.place, self.today = asked_of(request, register), request.place, clock.today()
        self.day = self.as_of or self.today
        self.question = asking.read_question(register, self.asked, request.place)
        self.records = records

    def listing(self, action: str = "read") -> Listing:
        return listing(self.register.id, self.account, self.filters_asked, self._sort, self.as_of, action)

    @property
    def _sort(self) -> str:
        return self.question.sort or self._usual_sort

    @property
    def tab(self) -> str:
        return self.asked.get("state", "")

    @property
    def filters_asked(self) -> dict[str, Any]:
        """What the listing is asked for."""
        if self.records is not None:
            return {"place": self.place, "record": list(self.records)}
        return self.question.filters | (self._by_due(self.tab) if self.register.due else {})

    def _by_due(self, tab: str) -> dict[str, Any]:
        """What the two tabs ask that go by the due day; of a case only while it is not answered."""
        ends = {"late": (None, self.day - timedelta(days=1)), "soon": (self.day, near_until(self.day))}
        days = ends.get(tab)
        if days is None:
            return {}
        asked: dict[str, Any] = {"state": self.register.open_states, "due_on": days}
        return asked | ({"closed_on": Presence.EMPTY} if "cases" in self.register.uses else {})

    @property
    def _usual_sort(self) -> str:
        """Unfinished things by their due day; everything else newest first."""
        unfinished = self.tab in ("late", "soon", *self.register.open_states)
        return "due_on" if unfinished and self.register.due else ""

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(r) for r in self.listing().page(self.question.number, self.question.size)]

    def first_rows(self, most: int) -> list[Row]:
        """The first rows of the whole list, for paper."""
        return [self._row(r) for r in self.listing().page(1, most)]

    def _row(self, record: Version) -> Row:
        level = showing.level_of(self.account, self.register, record.place)
        light = self._light(record)
        cells = tuple(showing.cell(self.register, record, f, level) for f in self.columns)
        return Row(record, light, showing.title(self.register, record, level), cells)

    def _light(self, record: Version) -> lights.Light:
        due = lights.due_of(self.register, record)
        return lights.of_record(self.register, record.state, due, self.day, record.void)

    @cached_property
    def total(self) -> int:
        return self.listing().count()

    @cached_property
    def page(self) -> Page:
        question = self.question
        return Page(question.number, question.size, self.total, len(self.rows))

    @cached_property
    def view(self) -> SavedView | None:
        """The saved view that the address was made from; it may have been changed since."""
        number = self.query.get("view", "")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return None
        return personal.views(self.account, self.register.id).filter(pk=int(number)).first()

    @property
    def view_changed(self) -> bool:
        """Whether the address asks something else than its view."""
        if self.view is None:
            return False
        now, _left_out = personal.kept_of(self.register, dict(self.query.lists()))
        return bool(now != self.view.asked)

    @cached_property
    def views(self) -> list[SavedView]:
        return list(personal.views(self.account, self.register.id))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Conditions that can't be used: those that can't be read, and those of a view that are gone."""
        gone = personal.lost(self.register, self.view) if self.view else []
        told = (
            problem("V007", "view", view=self.view.name, parts=_("、").join(gone))
            if gone and self.view
            else None
        )
        return (*([told] if told else []), *self.question.problems)

    @cached_property
    def may_see(self) -> tuple[Field, ...]:
        """The fields that may be columns: whatever the account may read somewhere."""
        reach = rights.reach(self.account, "read", self.register.id)
        level = max((rights.level(self.account, self.register.id, p) for p in reach), default=-1)
        return tuple(
            f
            for f in self.register.fields.values()
            if f.id != self.register.title_field and (f.column or SECRECY.index(f.secrecy) <= level)
        )

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """The view's columns, else the person's own, else the usual ones; never more than may be seen."""
        chosen = (self.view.columns if self.view else []) or personal.setup(
            self.account, self.register.id
        ).columns
        allowed = {f.id: f for f in self.may_see}
        mine = tuple(allowed[c] for c in chosen if c in allowed)
        return mine or tuple(f for f in self.may_see if f.column)

    @cached_property
    def offered(self) -> list[tuple[Field, int, bool]]:
        """Every field that may be a column, with its place and whether it is one; those in use first."""
        used = list(self.columns)
        rest = [f for f in self.may_see if f not in used]
        return [(f, n, f in used) for n, f in enumerate([*used, *rest], 1)]

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
        # Before the states, as those of a long process reach beyond the row.
        for name, title in (("late", _("逾期")), ("soon", _("将到期"))):
            if self.register.due:
                asked = everything | self._by_due(name)
                count = listing(self.register.id, self.account, asked, "", self.as_of).count()
                tabs.append(Tab(name, title, count, self.tab == name))
        tabs += [
            Tab(s.id, s.title, counts.get(s.id, 0), s.id == self.tab) for s in self.register.states.values()
        ]
        return tabs

    @cached_property
    def filters(self) -> list[Filter]:
        options = place_options(self.account, self.register.id, self.place, self.day)
        return filters.made(self.register, self.account, self.asked, options)

    @property
    def chips(self) -> list[Chip]:
        made = [Chip(f.said, self._without(f)) for f in self.filters if f.on]
        if self.question.filters.get("void"):
            made.append(Chip(_("含已作废的"), self._address({"void": None})))
        return made

    def _without(self, one: Filter) -> str:
        gone: dict[str, str | None] = dict.fromkeys(one.names)
        if one.id == self.register.happened and not self.register.since:
            # Without an open end said, the period would come back.
            gone[f"{one.id}_from"] = ""
        return self._address(gone | {"page": None})

    def _address(self, changed: Mapping[str, str | None]) -> str:
        query = self.query.copy()
        for name, value in changed.items():
            if value is None:
                query.pop(name, None)
            else:
                query[name] = value
        return f"?{query.urlencode()}"

    @property
    def said(self) -> str:
        """The conditions in use, in words: a printed list has no filter row."""
        if self.records is not None:
            return _("选出的%(n)s条") % {"n": len(self.records)}
        tab = next((t.title for t in self.tabs if t.now and t.id), "")
        return _("；").join([*([tab] if tab else []), *(c.said for c in self.chips)])

    @property
    def more_on(self) -> bool:
        """Whether one of the filters that are folded away is in use."""
        return any(f.on for f in self.filters[5:])

    @cached_property
    def totals(self) -> list[str]:
        """Under each column its sum over all rows, with its unit; empty where nothing is added up."""
        summed = [f.id for f in self.columns if self._adds(f)]
        sums = self.listing().totals(summed) if summed else {}
        return [showing.plain(f, sums[f.id]) if f.id in sums else "" for f in self.columns]

    @property
    def feet(self) -> list[tuple[Field, str]]:
        """Each column with its sum."""
        return list(zip(self.columns, self.totals, strict=True))

    @property
    def column_names(self) -> str:
        return ",".join(f.id for f in self.columns)

    def _adds(self, one: Field) -> bool:
        """Whether a column may be summed: a number that is no share, of rows that may all be read."""
        if one.type not in showing.NUMERIC or is_share(one.unit):
            return False
        reach = rights.reach(self.account, "read", self.register.id)
        lowest = min((rights.level(self.account, self.register.id, p) for p in reach), default=-1)
        return SECRECY.index(one.secrecy) <= lowest

    def excel(self) -> bytes:
        """The same rows as a workbook; identifiers stay masked."""
        file = BytesIO()
        found = self.listing("export")
        subtitle = f"{places.said(self.place)}　{_('截至')} {self.day.isoformat()}"
        write_rows(
            file,
            self.register.title,
            sheets.columns(self.register),
            sheets.cells(found),
            subtitle=subtitle,
            sign=True,
        )
        return file.getvalue()


def place_options(
    account: Any, register_id: str, place: str, day: date, action: str = "read"
) -> tuple[tuple[str, str], ...]:
    """The villages at or below `place` that the account may do this in, in code order."""
    reach = rights.reach(account, action, register_id)
    return tuple(
        (p.code, places.said(p.code))
        for p in places.villages(place[:9], day)
        if p.code.startswith(place) and any(p.code.startswith(r) for r in reach)
    )
