"""The sheet prepared for a meeting: what moved since the last one, what is late and why, what to decide.

Everything on it is in the ledger already, so nobody writes a paper for the meeting. It says what the account
that opens it may read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as noop

from yiben.capabilities.cases.part import Part
from yiben.capabilities.cases.supervision import notices
from yiben.capabilities.cases.supervision.colours import rules_on
from yiben.capabilities.cases.supervision.items import REGISTER as TASKS
from yiben.capabilities.cases.supervision.items import Item, open_items, read
from yiben.capabilities.cases.supervision.notices import UnitLine
from yiben.capabilities.cases.supervision.occasions import Turn
from yiben.declare.load import unit_said
from yiben.declare.model import Register
from yiben.figures import engine
from yiben.figures.results import Result
from yiben.kernel import clock, numerals
from yiben.kernel.language import CHINESE, spoken
from yiben.kernel.periods import Period
from yiben.ledger.births import born_of
from yiben.ledger.models import Version
from yiben.ledger.reading import Has, Presence, listing
from yiben.township import rights
from yiben.township.models import Account

SHOWN = 12
"""Lines of a list; the rest stand in the register."""
ON_TARGET = (
    "revenue.task_share", "major_projects.start_share", "funding_projects.granted_share",
    "investment_reports.completed", "supervision_tasks.assigned_share",
)  # fmt: skip
ONE = timedelta(1)


@dataclass(frozen=True)
class Moved:
    """A register of cases: how many came, were closed since, and are late now."""

    register: Register
    came: int
    closed: int
    late: int


@dataclass(frozen=True)
class ToDecide:
    id: str
    title: str
    """What is to be decided."""
    lines: tuple[tuple[Version, str], ...]
    """The record, and what it says of it."""
    count: int


@dataclass(frozen=True)
class Prepared:
    turn: Turn
    town: str
    as_of: date | None
    moved: tuple[Moved, ...]
    decided: tuple[Item, ...]
    """What the last meeting decided, as it stands now."""
    late: tuple[Item, ...]
    late_count: int
    to_decide: tuple[ToDecide, ...]
    on_target: tuple[tuple[Result, str], ...]
    units: tuple[UnitLine, ...]
    """Units side by side, where the occasion compares."""

    @property
    def time_share(self) -> str:
        """How much of the year is over, to hold the shares against."""
        day = self.turn.day
        whole = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
        return notices.percent((day - date(day.year, 1, 1)).days + 1, whole)


def prepare(turn: Turn, town: str, account: Account) -> Prepared:
    """The sheet as of the turn's day; of a past day by what was known at its end."""
    as_of = turn.day if turn.day < clock.today() else None
    unfinished = open_items(account, town, turn.day, as_of) if rights.may(account, "read", TASKS) else []
    late = [item for item in unfinished if item.colour.late]
    return Prepared(
        turn,
        town,
        as_of,
        tuple(_moved(turn, town, account, as_of)),
        tuple(_decided(turn, town)) if unfinished or rights.may(account, "read", TASKS) else (),
        tuple(late[:SHOWN]),
        len(late),
        tuple(_to_decide(unfinished, town, account, as_of)),
        tuple(_on_target(turn, town, account, as_of)),
        tuple(_units(turn, town, account, as_of)),
    )


def _cases(account: Account, town: str) -> list[Register]:
    return [r for r in rights.readable(account, town) if "cases" in r.uses and r.due and r.closed]


def _moved(turn: Turn, town: str, account: Account, as_of: date | None) -> Iterator[Moved]:
    """Registers in which something moved or is late, those of the supervision first."""
    span = (turn.since + ONE, turn.day)
    found = []
    for register in _cases(account, town):
        asked: tuple[Mapping[str, Any], ...] = (
            {register.happened: span},
            {register.closed: span},
            {"state": register.open_states, "due_on": (None, turn.day - ONE)},
        )
        counts = [listing(register.id, account, {"place": town, **one}, as_of=as_of).count() for one in asked]
        if any(counts):
            found.append(Moved(register, *counts))
    yield from sorted(found, key=lambda m: (m.register.id != TASKS, -m.late, -m.came))


def _decided(turn: Turn, town: str) -> Iterator[Item]:
    if turn.last is None:
        return
    own = born_of(turn.last.record).filter(register=TASKS, town=town, void=False)
    rules = rules_on(town, turn.day)
    for record in own.order_by("number"):
        yield read(record, turn.day, rules)


def _to_decide(unfinished: list[Item], town: str, account: Account, as_of: date | None) -> Iterator[ToDecide]:
    yield _group("extension", noop("延期待批"), _asked(town, account, as_of))
    yield _group("owner", noop("归属有争议"), _disputed(unfinished))
    yield _group("help", noop("单位提出要协调的"), _difficult(unfinished))
    yield _group("joint", noop("会办没有答复"), _unanswered(unfinished))
    yield _group("money", noop("隐患没有整改资金"), _without_money(town, account, as_of))


def _group(name: str, title: str, lines: Iterator[tuple[Version, str]]) -> ToDecide:
    found = list(lines)
    return ToDecide(name, title, tuple(found[:SHOWN]), len(found))


def _asked(town: str, account: Account, as_of: date | None) -> Iterator[tuple[Version, str]]:
    for register in _cases(account, town):
        asked = {"place": town, "state": register.open_states, "extension_asked": True}
        for record in listing(register.id, account, asked, as_of=as_of).rows():
            asking = Part.of(record.data).asking
            yield record, asking.why if asking else ""


def _disputed(unfinished: list[Item]) -> Iterator[tuple[Version, str]]:
    """Sent back as not ours, and with nobody since."""
    for item in unfinished:
        times = int(item.record.data.get("times_returned") or 0)
        if item.record.state == "raised" and times:
            yield item.record, f"退回{times}次，没有单位接"


def _difficult(unfinished: list[Item]) -> Iterator[tuple[Version, str]]:
    for item in unfinished:
        if item.record.data.get("difficulty"):
            yield item.record, str(item.record.data["difficulty"])


def _unanswered(unfinished: list[Item]) -> Iterator[tuple[Version, str]]:
    from yiben.capabilities.cases import offices

    for item in unfinished:
        waiting = Part.of(item.record.data).waiting_offices
        if waiting:
            yield item.record, "、".join(offices.title(office) for office in waiting)


def _without_money(town: str, account: Account, as_of: date | None) -> Iterator[tuple[Version, str]]:
    """Major hazards not finished, with no money set down for them."""
    register = next((r for r in _cases(account, town) if r.id == "safety_hazards"), None)
    if register is None or not {"money", "grade"} <= set(register.fields):
        return
    asked = {"place": town, "state": register.open_states, "money": Presence.EMPTY, "grade": Has("重大")}
    for record in listing(register.id, account, asked, "due_on", as_of).rows():
        yield record, str(record.data.get("measure") or "")


def _on_target(turn: Turn, town: str, account: Account, as_of: date | None) -> Iterator[tuple[Result, str]]:
    """Shares of yearly tasks from 1 January to the day, of those registers that the account may read."""
    from yiben.declare.load import catalog

    known = catalog().figures
    ids = [
        name for name in ON_TARGET
        if name in known and rights.may_read_figures(account, known[name].register, town)
    ]  # fmt: skip
    period = Period(date(turn.day.year, 1, 1), turn.day)
    for result in engine.evaluate(ids, town, period, as_of):
        if isinstance(result.value, Decimal | int | float):
            yield result, _shown(result)


def _shown(result: Result) -> str:
    """1,008万元 · 1,008 ten thousand yuan."""
    number = numerals.write(result.value, result.figure.unit, result.figure.decimals)
    gap = "" if spoken() == CHINESE or result.figure.unit == "%" else " "
    return f"{number}{gap}{unit_said(result.figure.unit)}"


def _units(turn: Turn, town: str, account: Account, as_of: date | None) -> Iterator[UnitLine]:
    if turn.occasion.compares and rights.may(account, "read", TASKS):
        period = Period(turn.since + ONE, turn.day)
        yield from notices.standing(account, town, period, as_of).units
