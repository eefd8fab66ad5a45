"""The working days of a town: the State Council's, and what its register 放假调休 adds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yiben.kernel.office_hours import USUAL, OfficeHours, Spans, read_hours
from yiben.kernel.problems import Problem, problem
from yiben.kernel.working_days import WorkingDays
from yiben.ledger.models import Record
from yiben.rulebook.fresh import Kept

REGISTER = "calendar_days"
OFF, WORKED, HOURS = "放假", "上班", "作息"
LONGEST = 400
"""Days of one stretch that are looked at; a longer one is a slip in the year."""


@dataclass(frozen=True)
class Stretch:
    number: str
    kind: str
    first: date
    last: date
    whole_year: bool
    hours: str

    def days(self) -> Iterator[date]:
        for n in range(min((self.last - self.first).days, LONGEST) + 1):
            yield self.first + timedelta(n)


def working_days(town: str) -> WorkingDays:
    """The town's calendar as it stands now."""
    return _calendars.of(town)


def doubts(town: str) -> list[Problem]:
    """What in the town's own calendar cannot be right: a day told twice, hours that cannot be read."""
    found, said = [], dict[date, Stretch]()
    for one in _stretches(town):
        if one.kind == HOURS:
            found += [] if _hours(one) else [problem("H013", where=one.number, hours=one.hours)]
            continue
        for day in one.days():
            other = said.setdefault(day, one)
            if other.kind != one.kind:
                values = {"day": day, "other": f"{other.kind}（{other.number}）"}
                found.append(problem("H014", where=one.number, **values))
    return found


def _stretches(town: str) -> list[Stretch]:
    """In the order of recording, so that what was recorded last holds."""
    records = Record.objects.filter(register=REGISTER, town=town, void=False).order_by("seq_from")
    return [one for record in records if (one := _stretch(record)) is not None]


def _stretch(record: Record) -> Stretch | None:
    data = record.data
    try:
        first = date.fromisoformat(str(data.get("from_on")))
        last = date.fromisoformat(str(data.get("to_on") or data.get("from_on")))
    except ValueError:
        return None
    kind, whole = str(data.get("kind", "")), bool(data.get("whole_year"))
    return Stretch(record.number, kind, first, last, whole, str(data.get("hours") or ""))


def _hours(one: Stretch) -> Spans:
    try:
        return read_hours(one.hours)
    except ValueError:
        return ()


def _calendar(town: str) -> WorkingDays:
    changed: dict[date, bool] = {}
    years: set[int] = set()
    seasons = []
    for one in _stretches(town):
        if one.whole_year:
            years |= {one.first.year, one.last.year}
        if one.kind in (OFF, WORKED):
            changed |= dict.fromkeys(one.days(), one.kind == WORKED)
        elif spans := _hours(one):
            seasons.append((one.first, one.last, spans))
    known = years - {year for year in years if WorkingDays().knows(year)}
    return WorkingDays(changed, known, OfficeHours(USUAL.spans, tuple(seasons)))


_calendars = Kept(REGISTER, _calendar)
