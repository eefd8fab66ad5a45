"""Duties of the demo: assignments, and what every turn of them became, planned by the engine's own turns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.capabilities.duties import acts
from yiben.capabilities.duties.declared import COMPLETE, DUE, EVERY, EXCUSE, MISS, rule_of
from yiben.capabilities.duties.turns import Owed, Rhythm, RhythmOn, missing
from yiben.declare.limit_rules import DutyVariant
from yiben.declare.load import catalog
from yiben.demo.days import after, on_or_after, on_or_before, working
from yiben.demo.town import Town
from yiben.rulebook.picking import best

BEGAN = date(2023, 1, 3)
"""The first working day of the year, on which the town began to keep its assignments here."""
CHANGED_ON = date(2023, 6, 30)
"""The day on which some assignments got another person."""
PERIOD_END = date(2023, 9, 30)
"""What is owed up to this day is done or excused, as the town published."""


@dataclass(frozen=True)
class Duty:
    """One turn of an assignment, planned and not yet done."""

    record: str
    owed: Owed
    made_on: date
    values: Mapping[str, Any]


def assign(town: Town, register: str, values: Mapping[str, Any], by: str, since: date = BEGAN) -> str:
    """Plan an assignment; gives its record's id."""
    return town.plan.enter(register, {**values, "since_on": since}, since, by, source="import")


def duties(
    town: Town, register: str, assignment: str, values: Mapping[str, Any], said: str, by: str,
    until: date | None = None, changed: Mapping[str, Any] | None = None,
) -> Iterator[Duty]:  # fmt: skip
    """Plan the duties of every turn of an assignment up to the demo's last day; `said` is what picks its
    rule (镇级), `changed` what is otherwise from CHANGED_ON on."""
    last, since = town.plan.last_day, BEGAN
    rhythm = _rhythm(town, register, said, str(values.get("every", "")))
    for owed in missing(rhythm, [], since - timedelta(1), since, until, last):
        made_on = max(on_or_after(owed.span.start), since)
        if made_on > last:
            return
        parts = {acts.PART: acts.part(assignment, owed, str(values.get("in_charge", "")))}
        now = {**values, **(changed or {})} if made_on > CHANGED_ON else dict(values)
        kept = {k: v for k, v in now.items() if k in catalog().registers[register].fields}
        record = town.plan.enter(register, kept, made_on, by, owed.title, acts.SOURCE, state=DUE, parts=parts)
        yield Duty(record, owed, made_on, now)


def _rhythm(town: Town, register: str, said: str, agreed: str) -> RhythmOn:
    # Straight from the catalog, as planning has no database; the demo town sets none of these itself.
    rule = catalog().duty_rules.get(rule_of(catalog().registers[register], said))
    variants: Sequence[DutyVariant] = rule.variants if rule else ()

    def on(day: date) -> Rhythm | None:
        if agreed:
            return Rhythm(EVERY[agreed])
        found: DutyVariant | None = best(variants, town.code, day)
        return Rhythm(found.every, found.times, found.months) if found else None

    return on


def day_done(town: Town, rng: Random, duty: Duty) -> date | None:
    """A working day of the turn on which it was done; None where the demo ends before."""
    days = working(duty.owed.span.start, min(duty.owed.span.end, town.plan.last_day))
    days = tuple(d for d in days if d >= BEGAN)
    return rng.choice(days) if days else None


def complete(town: Town, register: str, duty: Duty, done_on: date, by: str, **values: Any) -> bool:
    """Plan it as done; False where it would be typed after the demo's last day."""
    typed = keyed_in(done_on)
    if typed > town.plan.last_day:
        typed = on_or_after(done_on)
    on = town.plan.earliest(duty.record, typed, by)
    if on > town.plan.last_day:
        return False
    kept = {k: v for k, v in values.items() if v is not None}
    town.plan.advance(register, duty.record, COMPLETE, on, by, done_on=done_on, **kept)
    return True


def keyed_in(day: date) -> date:
    """What was done in a week is typed on its last working day, all in one go."""
    return max(on_or_before(day + timedelta((4 - day.weekday()) % 7)), on_or_after(day))


def excuse(town: Town, register: str, duty: Duty, on: date, by: str, reason: str) -> None:
    town.plan.advance(register, duty.record, EXCUSE, on_or_after(on), by, exempt_reason=reason)


def miss(town: Town, register: str, duty: Duty, by: str) -> None:
    """Marked the day after, as the nightly run does."""
    due = duty.owed.span.end
    on = after(due + timedelta(1), 0)
    if on <= town.plan.last_day:
        town.plan.advance(register, duty.record, MISS, on, by, f"过了{due}没有登记完成")
