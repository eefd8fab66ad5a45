"""How many rows a list has in each state, and their sums: read once, then kept up with what has changed.

Counting reads every row of the filter, which takes long in a large register; what has changed since the
last counting is little. So a process keeps the counts of the filters it was asked for, with the entry up to
which they hold, and adds what came and takes off what was superseded since then. The numbers are always
those that counting anew would give; what can't be kept up cheaply or surely is counted anew.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Sum

from yiben.declare.model import Register
from yiben.ledger.jsonpath import column
from yiben.ledger.models import Entry, PastRecord, Record

KEPT = 500
"""Filters whose counts a process keeps, those asked last."""
MOST_CHANGED = 2000
"""Versions beyond which counting anew is as quick."""


@dataclass(frozen=True)
class Tally:
    """The rows of one state: how many, and the sums of the fields asked for, in base units."""

    count: int
    sums: tuple[Decimal, ...]

    def plus(self, other: "Tally", sign: int) -> "Tally":
        sums = (a + sign * b for a, b in zip(self.sums, other.sums, strict=True))
        return Tally(self.count + sign * other.count, tuple(sums))


Tallies = dict[str, Tally]


@dataclass(frozen=True)
class _Kept:
    seq: int
    digest: str
    tallies: Tallies


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()
_lock = threading.Lock()


def by_state(
    register: Register,
    parts: Sequence[QuerySet[Any]],
    fields: Sequence[str],
    key: Hashable | None,
    condition: Callable[[], Q] | None,
) -> Tallies:
    """State → tally of the rows in `parts`; without a key they are counted anew.

    `condition` is what a version must meet; without one (a list as of a day) the counts hold only until
    the register's next entry.
    """

    def anew() -> Tallies:
        found: Tallies = {}
        for part in parts:
            _add(found, _grouped(register, part, fields), 1)
        return found

    end = _last(register.id) if key is not None else None
    if key is None or end is None:
        return anew()
    with _lock:
        kept = _kept.get(key)
    if kept is not None and (kept.seq, kept.digest) == end:
        return kept.tallies
    if kept is None or condition is None or not _still(kept):
        tallies = anew()
    else:
        tallies = _kept_up(register, kept, fields, condition) or anew()
    if _last(register.id) == end:
        with _lock:
            _kept[key] = _Kept(*end, tallies)
            _kept.move_to_end(key)
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return tallies


def forget() -> None:
    """Drop all that is kept."""
    with _lock:
        _kept.clear()


def _last(register: str) -> tuple[int, str] | None:
    """Number and digest of the register's last entry; another ledger has another digest there."""
    return Entry.objects.filter(register=register).order_by("-seq").values_list("seq", "digest").first()


def _still(kept: _Kept) -> bool:
    return Entry.objects.filter(seq=kept.seq, digest=kept.digest).exists()


def _kept_up(
    register: Register, kept: _Kept, fields: Sequence[str], condition: Callable[[], Q]
) -> Tallies | None:
    """What was kept, with what has come since and without what was superseded; None where that is much."""
    came = list(
        Record.objects.filter(register=register.id, seq_from__gt=kept.seq).values_list("record", flat=True)[
            : MOST_CHANGED + 1
        ]
    )
    gone = list(
        PastRecord.objects.filter(
            register=register.id, seq_to__gt=kept.seq, seq_from__lte=kept.seq
        ).values_list("id", flat=True)[: MOST_CHANGED + 1]
    )
    if max(len(came), len(gone)) > MOST_CHANGED:
        return None
    found = dict(kept.tallies)
    for part, sign in (
        (Record.objects.filter(record__in=came), 1),
        (PastRecord.objects.filter(id__in=gone), -1),
    ):
        _add(found, _one_by_one(register, part, condition(), fields), sign)
    return {state: tally for state, tally in found.items() if tally.count}


def _grouped(register: Register, part: QuerySet[Any], fields: Sequence[str]) -> Tallies:
    sums = {f"sum_{name}": Sum(column(register, name)) for name in fields}
    rows = part.order_by().values_list("state").annotate(n=Count("record"), **sums)
    return {state: Tally(n, tuple(map(_exact, found))) for state, n, *found in rows}


def _one_by_one(register: Register, part: QuerySet[Any], condition: Q, fields: Sequence[str]) -> Tallies:
    """The same for a few rows known by key. The condition stands beside them and not in WHERE, where SQLite
    would rather read the index of a whole state than look up some keys."""
    sums = {f"sum_{name}": column(register, name) for name in fields}
    asked = ExpressionWrapper(condition, output_field=BooleanField())
    found: Tallies = {}
    rows = part.order_by().annotate(asked_for=asked, **sums).values_list("asked_for", "state", *sums)
    for wanted, state, *values in rows:
        if wanted:
            _add(found, {state: Tally(1, tuple(map(_exact, values)))}, 1)
    return found


def _exact(value: Any) -> Decimal:
    return Decimal(str(value or 0)).quantize(Decimal("0.0001"))


def _add(found: Tallies, more: Tallies, sign: int) -> None:
    for state, tally in more.items():
        zero = Tally(0, (Decimal(0),) * len(tally.sums))
        found[state] = found.get(state, zero).plus(tally, sign)
