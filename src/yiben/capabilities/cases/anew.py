"""Due days that were counted by weekdays, counted anew once the holidays of the year are known.

A limit that runs into a year whose holidays nobody has announced ends on a provisional day, and says so. When
the year's calendar is there, each such case gets a correction that says why its day moved.
"""

from collections.abc import Iterator

from yiben.capabilities.cases.engine import effect
from yiben.capabilities.cases.part import KEY, Part
from yiben.declare.load import catalog
from yiben.kernel.problems import Refused
from yiben.kernel.working_days import calendar
from yiben.ledger.acts import Correct
from yiben.ledger.models import Entry, Record
from yiben.ledger.service import submit
from yiben.ledger.shapes import Doing
from yiben.rulebook.calendar import REGISTER as CALENDAR
from yiben.township.models import Account
from yiben.township.rights import may

SOURCE = "规则"
WHY = "放假安排已经公布，按日历重新计算时限"


def count_anew(town: str) -> tuple[int, int]:
    """How many cases of the town were counted anew, and how many nobody there may correct."""
    counted = left = 0
    for record in provisional(town):
        by = _whom(record)
        if by is None:
            left += 1
        elif _would_change(record, by):
            submit([Correct(record.record, {}, WHY, record.version, parts={"anew": True})], by, SOURCE)
            counted += 1
    return counted, left


def provisional(town: str) -> Iterator[Record]:
    """Cases whose due day is provisional and whose calendar has since come."""
    for register in catalog().registers.values():
        if "cases" not in register.uses or not register.limits:
            continue
        own = Record.objects.filter(register=register.id, town=town, void=False)
        for record in own.filter(data__case__provisional__isnull=False).order_by("record"):
            part, days = Part.of(record.data), calendar(town)
            dues = [str(record.data.get(f"{name}_due") or "") for name in part.provisional]
            if any(due and days.knows(int(due[:4])) for due in dues):
                yield record


def _would_change(record: Record, by: Account) -> bool:
    """Whether the engine says anything else now: an entry that changes nothing is noise in the trail."""
    register = catalog().registers[record.register]
    before = {name: getattr(record, name) for name in ("data", "state", "owner", "office", "place")}
    found = effect(
        Doing("correct", register, record.town, record.record, {}, by, before=before, state=record.state)
    )
    if found.problems:
        raise Refused(found.problems)
    whole = {**found.set, **({KEY: found.parts[KEY]} if found.parts else {})}
    return any(record.data.get(name) != value for name, value in whole.items())


def _whom(record: Record) -> Account | None:
    """Who put the calendar in, where that person may write here; else who answers for the case."""
    entry = Entry.objects.filter(register=CALENDAR, town=record.town).order_by("-seq").first()
    for username in (entry.by if entry else "", record.owner):
        account = Account.objects.filter(username=username, is_active=True).first()
        if account is not None and may(account, "write", record.register, record.place):
            return account
    return None
