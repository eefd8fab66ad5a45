"""How often a duty is owed in a town on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yiben.declare.limit_rules import DutyRule, DutyVariant, Ground
from yiben.declare.load import catalog
from yiben.kernel.language import CHINESE, ENGLISH, speaking, spoken
from yiben.kernel.problems import refuse
from yiben.ledger.models import Record
from yiben.rulebook.fresh import Kept
from yiben.rulebook.own import day, whole
from yiben.rulebook.picking import best, dates_said

REGISTER = "duty_frequencies"
EVERY = {"周": "week", "旬": "xun", "月": "month", "季度": "quarter", "半年": "half", "年": "year"}
"""As the town's register has it."""
SAID = {
    "week": ("每周", "a week"), "xun": ("每旬", "every ten days"), "month": ("每月", "a month"),
    "quarter": ("每季度", "a quarter"), "half": ("每半年", "every half year"), "year": ("每年", "a year"),
}  # fmt: skip


@dataclass(frozen=True)
class Frequency:
    rule: str
    title: str
    level: str
    """Whose duty: town or village."""
    every: str
    """week, xun, month, quarter, half or year."""
    times: int
    months: tuple[int, int] | None
    """First and last month of the season, which may run over the year's end; None for the whole year."""
    ground: Ground
    own: str = ""
    """Id of the town's own record that says it, "" where the catalog does."""

    def in_season(self, day: date) -> bool:
        if self.months is None:
            return True
        first, last = self.months
        return first <= day.month <= last if first <= last else day.month >= first or day.month <= last

    def said(self) -> str:
        """每旬1次，3月至11月."""
        chinese, english = SAID[self.every]
        season = ""
        if spoken() == ENGLISH:
            season = f", months {self.months[0]} to {self.months[1]}" if self.months else ""
            return f"{self.times} {'time' if self.times == 1 else 'times'} {english}{season}"
        season = f"，{self.months[0]}月至{self.months[1]}月" if self.months else ""
        return f"{chinese}{self.times}次{season}"


@dataclass(frozen=True)
class Own:
    """A frequency that the town recorded for itself."""

    record: str
    title: str
    variant: DutyVariant


def frequency(town: str, rule: str, on: date, kind: str = "") -> Frequency:
    """How often: as the town recorded it, else by the nearest place that says so.

    Refused H015 where none holds that day, H006 for a rule that is not known.
    """
    with speaking(CHINESE):
        known: DutyRule | None = catalog().duty_rules.get(rule)
        if known is None:
            raise refuse("H006", key="rule", rule=rule, allowed="、".join(catalog().duty_rules))
    found = _found(town, known, known.title, on, kind)
    if found is None:
        raise refuse("H015", title=known.title, day=on, known=dates_said(known.variants, town))
    return found


def in_force(town: str, on: date) -> list[tuple[DutyRule, Frequency]]:
    """Every frequency that holds in the town on the day, in the order of the catalog."""
    with speaking(CHINESE):
        titles: dict[str, str] = {name: rule.title for name, rule in catalog().duty_rules.items()}
    rules: list[DutyRule] = list(catalog().duty_rules.values())
    found = [(rule, _found(town, rule, titles[rule.id], on)) for rule in rules]
    return [(rule, frequency) for rule, frequency in found if frequency is not None]


def _found(town: str, rule: DutyRule, title: str, on: date, kind: str = "") -> Frequency | None:
    own = [one for one in _own.of(town) if one.title == title and one.variant.ground.holds(on)]
    if own:
        latest = max(own, key=lambda one: one.variant.ground.valid_from or date.min)
        return _made(rule, latest.variant, latest.record)
    said = best(rule.variants, town, on, kind)
    return _made(rule, said) if said else None


def _read_own(town: str) -> tuple[Own, ...]:
    records = Record.objects.filter(register=REGISTER, town=town, void=False).order_by("-seq_from")
    return tuple(_owns(list(records)))


def _owns(records: list[Record]) -> Iterator[Own]:
    for record in records:
        data = record.data
        every, times = EVERY.get(str(data.get("every", "")), ""), whole(data.get("times"))
        if every and times:
            first, last = whole(data.get("first_month")), whole(data.get("last_month"))
            ground = Ground(
                place=record.town,
                valid_from=day(data.get("valid_from")),
                valid_until=day(data.get("valid_until")),
                source=str(data.get("source") or ""),
                local=True,
                note=str(data.get("note") or ""),
            )
            season = (first, last) if first and last else None
            yield Own(record.record, str(data.get("rule", "")), DutyVariant(ground, every, times, season))


def _made(rule: DutyRule, said: DutyVariant, own: str = "") -> Frequency:
    return Frequency(rule.id, rule.title, rule.level, said.every, said.times, said.months, said.ground, own)


_own = Kept(REGISTER, _read_own)
