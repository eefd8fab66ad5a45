"""What the clerks of a demo town do, act by act, before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import groupby
from typing import Any

from yiben.demo.days import after
from yiben.ledger.acts import Act, Advance, Correct, Enter, Void

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Planned:
    day: date
    """The day of recording."""
    by: str
    """Username of who records it."""
    source: str
    order: int
    register: str
    record: str
    act: Act


@dataclass(frozen=True, slots=True)
class Batch:
    day: date
    by: str
    source: str
    acts: list[Act]


@dataclass
class Plan:
    """Collects acts in any order and gives them back in the order of their recording."""

    town: str
    last_day: date
    """Nothing is recorded after this day."""
    acts: list[Planned] = field(default_factory=list)
    _entered: dict[str, tuple[date, str]] = field(default_factory=dict)
    _made: dict[str, int] = field(default_factory=dict)

    def enter(
        self,
        register: str,
        values: Values,
        on: date,
        by: str,
        why: str = "",
        source: str = "form",
        state: str = "",
        parts: Values | None = None,
    ) -> str:
        """Plan a new record; gives the id by which later acts name it."""
        number = self._made[register] = self._made.get(register, 0) + 1
        record = blake2b(f"{self.town} {register} {number}".encode(), digest_size=16).hexdigest()
        self._entered[record] = (on, by)
        kept = {k: v for k, v in values.items() if v is not None}
        act = Enter(
            register=register,
            values=kept,
            town=self.town,
            why=why,
            record=record,
            state=state,
            parts=parts or {},
        )
        self._add(on, by, source, register, record, act)
        return record

    def correct(self, register: str, record: str, changes: Values, why: str, on: date, by: str) -> None:
        """A mistake is always found by the last day, so that what is published agrees in the end."""
        act = Correct(record=record, changes=dict(changes), why=why)
        self._later(register, record, act, min(on, self.last_day), by)

    def advance(
        self,
        register: str,
        record: str,
        move: str,
        on: date,
        by: str,
        why: str = "",
        parts: Values | None = None,
        **values: Any,
    ) -> None:
        """Plan a move; `parts` is what its shape of work takes beside fields: {"to_office": "ziran"}."""
        act = Advance(record=record, move=move, values=values, why=why, parts=parts or {})
        self._later(register, record, act, on, by)

    def void(self, register: str, record: str, why: str, on: date, by: str) -> None:
        self._later(register, record, Void(record=record, why=why), min(on, self.last_day), by)

    def earliest(self, record: str, wanted: date, by: str) -> date:
        """The wanted day, or the first on which this person can follow what was recorded before."""
        last, account = self._entered[record]
        # Within a day people are written one after the other, so another's act waits for the next day.
        first = last if by == account else after(last, 1)
        return max(wanted, first)

    def _later(self, register: str, record: str, act: Act, on: date, by: str) -> None:
        on = self.earliest(record, on, by)
        self._entered[record] = (on, by)
        self._add(on, by, "form", register, record, act)

    def _add(self, on: date, by: str, source: str, register: str, record: str, act: Act) -> None:
        if on > self.last_day:
            raise ValueError(f"{register}: an act on {on}, after the last day {self.last_day}")
        self.acts.append(Planned(on, by, source, len(self.acts), register, record, act))

    def batches(self, most: int = 4000, keep: float = 1.0) -> Iterator[Batch]:
        """The acts day by day, one person's work of a day together.

        keep: only this share of the records, always the same ones (for small trial loads).
        """
        wanted = sorted(self.kept(keep), key=lambda p: (p.day, p.by, p.order))
        for (day, by, source), group in groupby(wanted, key=lambda p: (p.day, p.by, p.source)):
            acts = [p.act for p in group]
            for start in range(0, len(acts), most):
                yield Batch(day, by, source, acts[start : start + most])

    def kept(self, keep: float) -> list[Planned]:
        if keep >= 1:
            return self.acts
        wanted = {p.record for p in self.acts if p.register in ALWAYS or _drawn(p.record, keep)}
        left_out = {p.record for p in self.acts if p.register in NOT_IN_PART}
        named: dict[str, set[str]] = {}
        for planned in self.acts:
            named.setdefault(planned.record, set()).update(_names(planned.act) & self._entered.keys())
        queue = list(wanted)
        while queue:
            more = named[queue.pop()] - wanted
            wanted |= more
            queue += more
        return [p for p in self.acts if p.record in wanted - left_out]


ALWAYS = frozenset(
    ("score_items", "signal_types", "time_limits", "calendar_days", "duty_frequencies", "river_chiefs")
)
"""Registers that others go by, which a part of the load has whole."""
NOT_IN_PART = frozenset(
    (
        "supervision_sheets",
        "supervision_notices",
        "inspection_rankings",
        "inspection_draws",
        "inspection_replies",
    )
)
"""Registers that tell of others by number or all together: in a part of the load they would tell wrongly."""


def _drawn(record: str, keep: float) -> bool:
    return int(record[:8], 16) < keep * 0x100000000


def _names(act: Act) -> set[str]:
    """Ids of other records that the act may name, in its values or parts."""
    if isinstance(act, Enter | Advance):
        told = [*act.values.values(), *act.parts.values()]
        return {one for one in told if isinstance(one, str) and len(one) == ID_LENGTH}
    return set()


ID_LENGTH = 32
