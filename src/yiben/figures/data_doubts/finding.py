"""All doubts of a register in a town as of a day, each with the record behind it.

The register's own rules are one query over the same views as its figures; what is asked over several records
is one more each (`across`). What is found is kept by this process until the register's next entry.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any

import ibis

from yiben.declare.model import Register
from yiben.figures import changes, live, scope, slots, store
from yiben.figures.data_doubts import across, settled
from yiben.figures.data_doubts.doubt import Doubt, Row
from yiben.figures.data_doubts.numbered import Numbered, of_register
from yiben.figures.live import Book
from yiben.figures.span import FOREVER, Ask, Shape
from yiben.kernel.periods import Period

KEPT = 100_000
"""Doubts that a process remembers; the registers asked longest ago are forgotten first."""
_kept: "OrderedDict[tuple[Any, ...], Found]" = OrderedDict()
_lock = Lock()
_queries: dict[tuple[Any, ...], str] = {}


@dataclass(frozen=True)
class Found:
    """The doubts of a register in a town, by number of the rule and then newest first."""

    doubts: tuple[Doubt, ...] = ()
    by_rule: Mapping[str, tuple[Doubt, ...]] = field(default_factory=dict)

    @cached_property
    def by_record(self) -> dict[str, list[Doubt]]:
        found: dict[str, list[Doubt]] = {}
        for one in self.doubts:
            found.setdefault(one.record, []).append(one)
        return found


def find(register: Register, town: str, as_of: date | None = None) -> Found:
    """Every doubt, standing and settled, as known at the end of the day; without a day, now."""
    rules = of_register(register)
    last = changes.last(register.id)
    if not rules or not last:
        return Found()
    asked = tuple((rule.id, rule.condition) for rule in rules.values())
    mark = changes.digests([last]).get(last, "")
    key = (str(store.folder()), register.id, slots.fingerprint(register), asked, town, as_of, last, mark)
    with _lock:
        known = _kept.get(key)
        if known is not None:
            _kept.move_to_end(key)
            return known
    rows = live.ask([register], lambda book: list(_rows(book, register, rules, town, as_of)))
    found = _together(rules, settled.with_notes(register, rows, rules, as_of))
    _remember(key, found)
    return found


def _rows(
    book: Book, register: Register, rules: Mapping[str, Numbered], town: str, as_of: date | None
) -> Iterator[Row]:
    own = [rule for rule in rules.values() if rule.condition is not None]
    if own:
        day = as_of or FOREVER
        sql = Ask(town, Period(day, day), as_of, Shape()).fill(_compiled(book, register, own))
        for record, version, place, happened, *broken in book.run(sql):
            for rule, is_broken in zip(own, broken, strict=True):
                if is_broken:
                    yield Row(record, version, place, happened, rule.id, {})
    for name in rules:
        if rules[name].condition is None:
            yield from across.rows(book, register, name, town, as_of)


def _compiled(book: Book, register: Register, own: list[Numbered]) -> str:
    key = (register.id, slots.fingerprint(register), tuple(rule.condition for rule in own))
    if key not in _queries:
        needed = [scope.column_name(register, name) for rule in own for name in rule.fields]
        rows = scope.table(register, needed, Shape(), None)
        days = scope.Days(rows, Shape(), 0)
        met = [scope.condition(rule.condition, rows, register, days) for rule in own]
        # Unknown is no doubt, as in plain Python: only what is false.
        flags = {f"d{n}": ibis.coalesce(~one, False) for n, one in enumerate(met)}
        flagged = rows.mutate(**flags)
        anywhere = flagged["d0"]
        for name in list(flags)[1:]:
            anywhere = anywhere | flagged[name]
        kept = flagged.filter(anywhere)
        _queries[key] = book.compile(kept.select("record", "version", "place", "happened_on", *flags))
    return _queries[key]


def _together(rules: Mapping[str, Numbered], doubts: Iterable[Doubt]) -> Found:
    by_rule: dict[str, list[Doubt]] = {name: [] for name in rules}
    for one in doubts:
        by_rule[one.rule].append(one)
    for some in by_rule.values():
        some.sort(key=lambda one: (one.happened_on or date.min, one.record), reverse=True)
    return Found(
        tuple(one for some in by_rule.values() for one in some), {k: tuple(v) for k, v in by_rule.items()}
    )


def _remember(key: tuple[Any, ...], found: Found) -> None:
    with _lock:
        _kept[key] = found
        while len(_kept) > 1 and sum(len(one.doubts) + 1 for one in _kept.values()) > KEPT:
            _kept.popitem(last=False)
