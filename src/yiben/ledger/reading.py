"""Reading records: one, or a list. Pages, API and Excel all read through here, so they cannot disagree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from yiben.declare.load import catalog
from yiben.declare.model import SECRECY, Field, Register
from yiben.kernel.problems import refuse
from yiben.ledger import vault
from yiben.ledger.jsonpath import NUMERIC, Literal, column
from yiben.ledger.models import COLUMNS, Entry, PastRecord, Record, Version
from yiben.ledger.projection import read_body
from yiben.township import looks, places
from yiben.township.models import Account
from yiben.township.rights import ACTIONS, Denied, level, reach, require

TYPED = ("number", "title", "state", "place", "happened_on", "due_on", "closed_on", "office", "owner")


def record(record_id: str, account: Account, as_of: date | None = None) -> Record | PastRecord:
    """The record now or as of the end of a day; Refused L001 if there was none, Denied without the right.

    A refusal is logged, so that looking for other villages' persons by address is seen.
    """
    found: Record | PastRecord | None = Record.objects.filter(record=record_id).first()
    if found is None:
        raise refuse("L001", record=record_id)
    try:
        require(account, "read", found.register, found.place)
    except Denied:
        looks.log(account, "refused", f"{found.register} {record_id}")
        raise
    if as_of and found.day_from > as_of:
        found = PastRecord.objects.filter(record=record_id, day_from__lte=as_of, day_to__gt=as_of).first()
        if found is None:
            raise refuse("L001", record=record_id)
        require(account, "read", found.register, found.place)
    return found


@dataclass(frozen=True)
class Step:
    """One entry of a record's trail, ready to be shown."""

    entry: Entry
    body: Mapping[str, Any]

    @property
    def event(self) -> str:
        return self.entry.kind.partition(".")[2]


def trail(record_id: str, as_of: date | None = None) -> list[Step]:
    """The record's entries, oldest first. The caller has the right to read the record."""
    entries = Entry.objects.filter(record=record_id).order_by("seq")
    if as_of:
        entries = entries.filter(day__lte=as_of)
    return [Step(e, read_body(e.body)) for e in entries]


@dataclass(frozen=True)
class Listing:
    """The records of a register that an account may read, filtered and sorted.

    `filters`: field id or typed column → value, or (from, to) for days and numbers with None for open
    ends; "place" takes a code and all below; "void" True shows voided ones too. A filter on an
    identifier takes the whole number. Unknown names raise Refused K020.
    """

    register: Register
    account: Account
    filters: Mapping[str, Any] = field(default_factory=dict)
    sort: str = ""
    """Field or column, with - for falling; default: newest day first."""
    as_of: date | None = None
    action: str = "read"

    @cached_property
    def _parts(self) -> list[QuerySet[Any]]:
        condition = self._condition()
        if self.as_of is None:
            return [Record.objects.filter(condition)]
        recorded = Q(day_from__lte=self.as_of)
        return [
            Record.objects.filter(condition & recorded),
            PastRecord.objects.filter(condition & recorded & Q(day_to__gt=self.as_of)),
        ]

    @cached_property
    def _reach(self) -> tuple[str, ...]:
        return reach(self.account, self.action, self.register.id)

    def _condition(self) -> Q:
        if not self._reach:
            raise Denied(ACTIONS[self.action], self.register.title)
        allowed = Q()
        for code in self._reach:
            allowed |= under(code)
        condition = Q(register=Literal(self.register.id)) & allowed
        if not self.filters.get("void"):
            condition &= Q(void=False)
        for name, wanted in self.filters.items():
            if name != "void" and wanted not in (None, "", (None, None)):
                condition &= self._one(name, wanted)
        return condition

    def _one(self, name: str, wanted: Any) -> Q:
        if name == "place":
            return under(str(wanted))
        if name in TYPED:
            return _compared(name, wanted)
        declared = self.register.fields.get(name)
        if declared is None:
            raise refuse(
                "K020", name[:40], field=name[:40], allowed="、".join((*TYPED, *self.register.fields))
            )
        self._may_ask(declared)
        if declared.is_identifier:
            wanted = vault.find_index(declared.type, str(wanted))
        elif isinstance(wanted, bool):
            return Q(**{f"data__{name}": wanted})
        elif declared.type == "place":
            return _compared(_Ref(self.register, name), (str(wanted), f"{wanted}z"))
        return _compared(_Ref(self.register, name), wanted)

    def _may_ask(self, declared: Field) -> None:
        """Asking a list by what is masked would tell it: numbers need the right to unmask, and are logged."""
        seen = min(level(self.account, self.register.id, place) for place in self._reach)
        if declared.is_identifier:
            require(self.account, "unmask", self.register.id)
            looks.log(self.account, "search", f"{self.register.title} {declared.title}")
        elif SECRECY.index(declared.secrecy) > seen:
            raise Denied("按此查找", declared.title)

    def _sort_key(self) -> Any:
        name = self.sort.lstrip("-")
        if not name:
            return F("happened_on")
        if name in TYPED:
            return F(name)
        if name not in self.register.fields:
            raise refuse("K020", name, field=name[:40], allowed="、".join((*TYPED, *self.register.fields)))
        self._may_ask(self.register.fields[name])
        return column(self.register, name)

    def _ordered(self) -> QuerySet[Any]:
        falling = not self.sort or self.sort.startswith("-")
        parts = [
            part.annotate(sort_key=self._sort_key()).values_list(*COLUMNS, "sort_key") for part in self._parts
        ]
        rows = parts[0] if len(parts) == 1 else parts[0].union(parts[1], all=True)
        sign = "-" if falling else ""
        ordered: QuerySet[Any] = rows.order_by(f"{sign}sort_key", f"{sign}record")
        return ordered

    @cached_property
    def _count(self) -> int:
        return sum(part.count() for part in self._parts)

    def count(self) -> int:
        return self._count

    def page(self, number: int, size: int = 20) -> list[Version]:
        """Rows of the page, counted from 1."""
        start = (max(number, 1) - 1) * size
        return [_row(values) for values in self._ordered()[start : start + size]]

    def rows(self) -> Iterator[Version]:
        """All rows, read as they are needed."""
        return map(_row, self._ordered().iterator(chunk_size=2000))

    def by_state(self) -> dict[str, int]:
        """How many rows in each state."""
        counts: dict[str, int] = {}
        for part in self._parts:
            for state, n in part.order_by().values_list("state").annotate(n=Count("record")):
                counts[state] = counts.get(state, 0) + n
        return counts

    def totals(self) -> dict[str, Decimal]:
        """Sums of the number and money columns over all rows, in base units."""
        summed = [f for f in self.register.fields.values() if f.type in NUMERIC and f.column]
        totals: dict[str, Decimal] = {f.id: Decimal(0) for f in summed}
        for part in self._parts if summed else ():
            found = part.aggregate(**{f"t_{f.id}": Sum(column(self.register, f.id)) for f in summed})
            for one in summed:
                totals[one.id] += Decimal(str(found[f"t_{one.id}"] or 0)).quantize(Decimal("0.0001"))
        return {name: value.normalize() + 0 for name, value in totals.items()}


@dataclass(frozen=True)
class _Ref:
    register: Register
    name: str


def _compared(what: str | _Ref, wanted: Any) -> Q:
    """Equal, one of several, or between two ends of which either may be open."""
    ends = wanted if isinstance(wanted, tuple) else None
    if ends is None:
        return _lookup(what, "in" if isinstance(wanted, list) else "exact", wanted)
    condition = Q()
    for lookup, end in (("gte", ends[0]), ("lte", ends[1])):
        if end is not None:
            condition &= _lookup(what, lookup, end)
    return condition


def _lookup(what: str | _Ref, lookup: str, value: Any) -> Q:
    if isinstance(what, str):
        return Q(**{f"{what}__{lookup}": value})
    expression = column(what.register, what.name)
    if isinstance(value, date):
        value = value.isoformat()
    made = expression.output_field.get_lookup(lookup)
    assert made is not None
    return Q(made(expression, value))


def under(code: str) -> Q:
    """At a place or below it, as a range that the place index serves."""
    if len(code) == 9:
        return Q(town=code)
    if len(code) < 9:
        return Q(town__gte=code, town__lt=f"{code}z")
    if not places.has_parts(code):
        return Q(town=code[:9], place=code)
    return Q(town=code[:9], place__gte=code, place__lt=f"{code}z")


def _row(values: tuple[Any, ...]) -> Version:
    return Record(**dict(zip(COLUMNS, values, strict=False)))


def listing(
    register_id: str,
    account: Account,
    filters: Mapping[str, Any] | None = None,
    sort: str = "",
    as_of: date | None = None,
    action: str = "read",
) -> Listing:
    """The list of a register; see `Listing`. Refused C013 if there is no such register."""
    register = catalog().registers.get(register_id)
    if register is None:
        raise refuse("C013", register_id, key="register", register=register_id)
    return Listing(register, account, filters or {}, sort, as_of, action)
