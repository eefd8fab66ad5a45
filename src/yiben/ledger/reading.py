"""Reading records: one, or a list. Pages, API and Excel all read through here, so they cannot disagree."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from django.db.models import F, Q, QuerySet

from yiben.declare.load import catalog
from yiben.declare.model import SECRECY, Field, Register
from yiben.kernel.problems import refuse
from yiben.ledger import tallies, vault
from yiben.ledger.jsonpath import NUMERIC, Literal, column
from yiben.ledger.models import COLUMNS, Entry, PastRecord, Record, Version
from yiben.ledger.projection import read_body
from yiben.ledger.tallies import Tallies
from yiben.township import looks, places
from yiben.township.models import Account
from yiben.township.rights import ACTIONS, Denied, level, reach, require


class Presence(Enum):
    """Asked of a field instead of a value: whether anything is kept there."""

    EMPTY, FILLED = "empty", "filled"


@dataclass(frozen=True)
class Has:
    """Asked of a text: that these words stand in it."""

    words: str


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

    `filters`: field id or typed column → value, a list of values, (from, to) for days and numbers with None
    for open ends, a `Presence`, or `Has`; "place" takes codes and all below each; "record" a list of ids;
    "void" True shows voided ones too. A filter on an identifier takes the whole number. Unknown names raise
    Refused K020.
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
        if name == "record":
            return Q(record__in=list(wanted))
        declared = self.register.fields.get(name)
        if declared is not None and not isinstance(wanted, Presence):
            self._may_ask(declared)
        name = self._column_of(name)
        if name == "place" and isinstance(wanted, str | list):
            return _any(under(str(code)) for code in ([wanted] if isinstance(wanted, str) else wanted))
        if name in TYPED:
            return _compared(name, wanted)
        if declared is None:
            raise refuse(
                "K020", name[:40], field=name[:40], allowed="、".join((*TYPED, *self.register.fields))
            )
        if isinstance(wanted, Presence | Has):
            return _compared(_Ref(self.register, name), wanted)
        if declared.is_identifier:
            wanted = vault.find_index(declared.type, str(wanted))
        elif isinstance(wanted, bool):
            return Q(**{f"data__{name}": wanted})
        elif declared.type == "place":
            codes = wanted if isinstance(wanted, list) else [wanted]
            return _any(_compared(_Ref(self.register, name), (str(c), f"{c}z")) for c in codes)
        return _compared(_Ref(self.register, name), wanted)

    def _column_of(self, name: str) -> str:
        """The typed column that a field of the register is kept in as well, which has the better indexes."""
        register = self.register
        typed = {register.happened: "happened_on", register.place: "place", register.due: "due_on",
                 register.closed: "closed_on"}  # fmt: skip
        return typed.get(name, name) if name else name

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
        if name in self.register.fields:
            self._may_ask(self.register.fields[name])
            name = self._column_of(name)
        if name in TYPED:
            return F(name)
        if name not in self.register.fields:
            raise refuse("K020", name, field=name[:40], allowed="、".join((*TYPED, *self.register.fields)))
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

    def _counted(self, fields: Sequence[str]) -> Tallies:
        """For each state how many rows it has, and their sums of these numeric fields in base units."""
        parts, now = self._parts, self.as_of is None
        key = self._key(fields)
        return tallies.by_state(self.register, parts, fields, key, self._condition if now else None)

    def _key(self, fields: Sequence[str]) -> Hashable | None:
        """What the counts of this list can be kept under; None where an identifier was asked for, which must
        lie nowhere in the open, or certain records, which nobody asks for twice."""
        known = self.register.fields
        if any(n == "record" or (n in known and known[n].is_identifier) for n in self.filters):
            return None
        asked = tuple(sorted((name, repr(wanted)) for name, wanted in self.filters.items()))
        return self.register.id, self._reach, asked, self.as_of, tuple(fields)

    def count(self) -> int:
        return sum(self.by_state().values())

    def page(self, number: int, size: int = 20) -> list[Version]:
        """Rows of the page, counted from 1."""
        start = (max(number, 1) - 1) * size
        return [_row(values) for values in self._ordered()[start : start + size]]

    def rows(self) -> Iterator[Version]:
        """All rows, read as they are needed."""
        return map(_row, self._ordered().iterator(chunk_size=2000))

    def by_state(self) -> dict[str, int]:
        """How many rows in each state."""
        return {state: tally.count for state, tally in self._tallied().items()}

    def _tallied(self, fields: Sequence[str] = ()) -> Tallies:
        """Counts and sums; those of some states are taken from those of all, which the tabs ask for too."""
        states = self.filters.get("state")
        if not states or not set(self.filters) <= {"state", "place", "void", self.register.happened}:
            return self._counted(fields)
        wanted = [states] if isinstance(states, str) else list(states)
        whole = replace(self, filters={k: v for k, v in self.filters.items() if k != "state"})
        return {state: tally for state, tally in whole._counted(fields).items() if state in wanted}

    def totals(self, names: Sequence[str] | None = None) -> dict[str, Decimal]:
        """Sums over all rows, in base units: of these fields, else of the number and money columns."""
        fields = self.register.fields.values()
        summed = names if names is not None else [f.id for f in fields if f.type in NUMERIC and f.column]
        if not summed:
            return {}
        found = list(self._tallied(summed).values())
        sums = (sum((t.sums[n] for t in found), Decimal(0)) for n in range(len(summed)))
        return {name: value.normalize() + 0 for name, value in zip(summed, sums, strict=True)}

    def keys(self) -> Iterator[tuple[str, str, date, str]]:
        """Title, place, happened day and number of all rows, to find the same thing entered twice."""
        wanted = ("title", "place", "happened_on", "number")
        for part in self._parts:
            yield from part.values_list(*wanted).iterator(chunk_size=2000)


@dataclass(frozen=True)
class _Ref:
    register: Register
    name: str


def _any(conditions: Iterable[Q]) -> Q:
    """One of several."""
    found = Q()
    for one in conditions:
        found |= one
    return found


def _compared(what: str | _Ref, wanted: Any) -> Q:
    """Equal, one of several, or between two ends of which either may be open."""
    if isinstance(wanted, Presence):
        return _lookup(what, "isnull", wanted is Presence.EMPTY)
    if isinstance(wanted, Has):
        return _lookup(what, "icontains", wanted.words)
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
