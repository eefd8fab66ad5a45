"""Which time limit holds in a town on a day: what the town recorded itself, else what the catalog says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from yiben.declare.limit_rules import Ground, LimitRule, LimitVariant
from yiben.declare.load import catalog
from yiben.kernel.language import CHINESE, speaking
from yiben.kernel.limits.amounts import Amount, unit_named
from yiben.kernel.limits.clocks import Clock, Extend, Moment
from yiben.kernel.problems import Problem, problem, refuse
from yiben.ledger.models import Record
from yiben.rulebook.fresh import Kept
from yiben.rulebook.own import day, whole
from yiben.rulebook.picking import best, dates_said

REGISTER = "time_limits"


@dataclass(frozen=True)
class Limit:
    """One rule as it holds for a case."""

    rule: str
    title: str
    field: str
    variant: LimitVariant
    own: str = ""
    """Id of the town's own record that says it, "" where the catalog does."""
    own_number: str = ""

    @property
    def ground(self) -> Ground:
        return self.variant.ground

    def clock(self, start: Moment) -> Clock:
        """A clock by this rule, which it keeps whatever the rule becomes."""
        one, ground = self.variant, self.variant.ground
        return Clock(
            rule=self.rule,
            title=self.title,
            amount=one.amount,
            start=start,
            source=ground.source,
            article=ground.article,
            promised=one.promised,
            extend=one.extend,
            may_pause=one.pauses,
            rolls=one.rolls,
            local=ground.local,
            least=one.least,
            valid_from=ground.valid_from,
        )


@dataclass(frozen=True)
class Own:
    """A limit that the town recorded for itself."""

    record: str
    number: str
    title: str
    variant: LimitVariant


def find(town: str, rule: str, on: date, kind: str = "", urgency: str = "") -> Limit:
    """The limit of a rule for a case that begins on that day; Refused H005 where none holds, H006 if unknown.

    The town's own record counts before the catalog, the nearer place before the wider, the case that fits
    urgency and kind before the general one, the later before the earlier. What a law says the town cannot
    change: its own number is then what it promises.
    """
    known = rules().get(rule)
    if known is None:
        raise refuse("H006", key="rule", rule=rule, allowed="、".join(rules()))
    said = best(known.variants, town, on, kind, urgency)
    own = _best_own(town, known.title, on, kind, urgency)
    if said is None and own is None:
        raise refuse("H005", title=known.title, day=on, known=dates_said(known.variants, town))
    return _joined(known, said, own)


def in_force(town: str, on: date) -> list[Limit]:
    """Every rule that holds in the town on the day, each with its cases, in the order of the catalog."""
    return [limit for rule in rules().values() for limit in _cases(town, rule, on)]


def rules() -> Mapping[str, LimitRule]:
    """The catalog's rules as they are kept, whatever language is spoken: a clock keeps their titles."""
    with speaking(CHINESE):
        return catalog().limits


def doubts(town: str, on: date) -> list[Problem]:
    """What in the town's own limits is not followed, or cannot be right.

    H016 longer than the law, H008 two at once for the same case (the later recorded holds), H006 a rule that
    the catalog no longer has.
    """
    titles = {rule.title: rule for rule in rules().values()}
    found, seen = [], dict[tuple[str, str, str], Own]()
    for own in (one for one in _own.of(town) if one.variant.ground.holds(on)):
        rule = titles.get(own.title)
        if rule is None:
            allowed = "、".join(titles)
            found.append(problem("H006", where=own.number, key="时限", rule=own.title, allowed=allowed))
            continue
        other = seen.setdefault((own.title, *own.variant.case), own)
        if other is not own:
            case = "、".join(word for word in own.variant.case if word) or "一般情形"
            numbers = f"{own.number}、{other.number}"
            found.append(problem("H008", where=numbers, rule=own.title, place="本镇", case=case))
        found += _too_long(town, rule, own, on)
    return found


def _too_long(town: str, rule: LimitRule, own: Own, on: date) -> list[Problem]:
    legal = best(rule.variants, town, on, *own.variant.case)
    asked = own.variant.promised or own.variant.amount
    if legal is None or legal.ground.local or not _longer(asked, legal.amount):
        return []
    return [problem("H016", where=own.number, legal=legal.amount.said(), asked=asked.said())]


def _cases(town: str, rule: LimitRule, on: date) -> Iterator[Limit]:
    cases = {v.case for v in rule.variants} | {o.variant.case for o in _own.of(town) if o.title == rule.title}
    for kind, urgency in sorted(cases):
        said = best(rule.variants, town, on, kind, urgency)
        own = _best_own(town, rule.title, on, kind, urgency)
        made = _joined(rule, said, own) if said or own else None
        # A general rule that also answers for the special case is listed once, as the general one.
        if made is not None and made.variant.case == (kind, urgency):
            yield made


def _joined(rule: LimitRule, said: LimitVariant | None, own: Own | None) -> Limit:
    if own is None:
        assert said is not None
        return Limit(rule.id, rule.title, rule.field, said)
    variant = own.variant
    if said is not None and not said.ground.local:
        promise = variant.promised or variant.amount
        if _longer(promise, said.amount):
            return Limit(rule.id, rule.title, rule.field, said)
        variant = replace(said, promised=promise)
    elif said is not None:
        variant = replace(
            variant,
            extend=variant.extend or said.extend,
            pauses=said.pauses,
            rolls=said.rolls,
            least=said.least,
        )
    return Limit(rule.id, rule.title, rule.field, variant, own.record, own.number)


def _longer(asked: Amount, legal: Amount) -> bool:
    """Whether a promise is longer than the law, or counted so that nobody can tell."""
    hours = {"hours": 1, "days": 24}
    if asked.unit == legal.unit:
        return asked.number > legal.number
    if asked.unit in hours and legal.unit in hours:
        return asked.number * hours[asked.unit] > legal.number * hours[legal.unit]
    # So many calendar days are never longer than as many working days.
    if (asked.unit, legal.unit) == ("days", "working_days"):
        return asked.number > legal.number
    return asked.unit not in ("hours", "working_hours")


def _best_own(town: str, title: str, on: date, kind: str, urgency: str) -> Own | None:
    mine = [own for own in _own.of(town) if own.title == title]
    found = best([own.variant for own in mine], town, on, kind, urgency)
    return next((own for own in mine if own.variant is found), None)


def _read_own(town: str) -> tuple[Own, ...]:
    records = Record.objects.filter(register=REGISTER, town=town, void=False).order_by("-seq_from")
    return tuple(_owns(records))


def _owns(records: Iterable[Record]) -> Iterator[Own]:
    for record in records:
        data = record.data
        unit, number = unit_named(str(data.get("unit", ""))), whole(data.get("amount"))
        if unit and number:
            yield Own(
                record.record,
                record.number,
                str(data.get("rule", "")),
                _variant(record, Amount(number, unit)),
            )


def _variant(record: Record, amount: Amount) -> LimitVariant:
    data = record.data
    more, promised = whole(data.get("extend_by")), whole(data.get("promised"))
    times = whole(data.get("extend_times")) or 1
    ground = Ground(
        place=record.town,
        valid_from=day(data.get("valid_from")),
        valid_until=day(data.get("valid_until")),
        source=str(data.get("source") or ""),
        local=True,
        kind=str(data.get("kind") or ""),
        note=str(data.get("note") or ""),
    )
    return LimitVariant(
        ground,
        amount,
        urgency=str(data.get("urgency") or ""),
        promised=Amount(promised, amount.unit) if promised else None,
        extend=Extend(Amount(more, amount.unit), times, str(data.get("approver") or "")) if more else None,
    )


_own = Kept(REGISTER, _read_own)
