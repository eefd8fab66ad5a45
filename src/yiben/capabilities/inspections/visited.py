"""The visits of a month, now or as of a day, ready to be ranked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from yiben.capabilities.inspections import deductions, roles, scoring
from yiben.capabilities.inspections.deductions import Deduction
from yiben.capabilities.inspections.sheets import Sheet, exact, plain
from yiben.declare.model import Register
from yiben.kernel.periods import Period
from yiben.ledger.models import PastRecord, Record, Version


@dataclass(frozen=True)
class Visit:
    record: str
    number: str
    village: str
    day: date
    kind: str
    score: Decimal
    full: Decimal
    sheet: str
    """The sheet in words, by which a change of it in mid-month is seen."""
    deductions: tuple[Deduction, ...]
    seq: int
    """Of the entry that made it what it is."""

    @property
    def score_said(self) -> str:
        return plain(self.score)

    @property
    def full_said(self) -> str:
        return plain(self.full)

    @property
    def share(self) -> Decimal:
        """Of the full marks, unrounded."""
        return self.score / self.full


def visits(
    register: Register,
    town: str,
    period: Period,
    kind: str = "",
    as_of: date | None = None,
    village: str = "",
) -> list[Visit]:
    """Visits of the period that have a score, in order of day and number."""
    field = roles.class_field(register)
    found = [
        _visit(one, field)
        for one in versions(register.id, town, as_of, happened_on__range=(period.start, period.end))
        if scoring.PART in one.data
    ]
    wanted = (v for v in found if v.kind == kind or not kind)
    return sorted((v for v in wanted if not village or v.village == village), key=lambda v: (v.day, v.number))


def versions(register: str, town: str, as_of: date | None, **more: Any) -> Iterable[Version]:
    """The records of a register in a town that are not void, as they were at the end of the day."""
    condition = Q(register=register, town=town, void=False, **more)
    if as_of is None:
        yield from Record.objects.filter(condition)
        return
    condition &= Q(day_from__lte=as_of)
    yield from Record.objects.filter(condition)
    yield from PastRecord.objects.filter(condition, day_to__gt=as_of)


def _visit(one: Version, field: str) -> Visit:
    part: Mapping[str, Any] = one.data[scoring.PART]
    sheet = Sheet.read(part)
    assert one.happened_on is not None
    return Visit(
        one.record,
        one.number,
        one.place,
        one.happened_on,
        str(one.data.get(field)),
        exact(one.data["score"]),
        exact(one.data["full_marks"]),
        sheet.said,
        deductions.kept(part["deductions"]),
        one.seq_from,
    )
