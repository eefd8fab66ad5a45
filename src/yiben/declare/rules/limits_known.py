"""Rules of limits: none twice for a case, each with one for the whole country; registers name known ones."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from yiben.declare.draft import Draft, at
from yiben.declare.limit_files import is_place
from yiben.declare.limit_rules import DutyRule, DutyVariant, LimitRule, LimitVariant
from yiben.declare.source import Source
from yiben.kernel.problems import Problem, problem


def check(draft: Draft) -> Iterator[Problem]:
    whole = draft.catalog
    rules: Sequence[LimitRule | DutyRule] = (*whole.limits.values(), *whole.duty_rules.values())
    for rule in rules:
        yield from _at_once(rule)
        # A place that is none was told where it stands.
        if draft.rules_whole and rule.variants and all(is_place(v.ground.place) for v in rule.variants):
            yield problem("H012", where=rule.variants[0].ground.where, rule=rule.id)
    if not draft.rules_whole:
        return
    for register, source in draft.registers:
        for limit in register.limits.values():
            if limit.rule and limit.rule not in whole.limits:
                yield _unknown(source, whole.limits, limit.rule, "limits", limit.id, "rule")
        duty = register.uses.get("duties", {}).get("rule", "")
        if duty and duty not in whole.duty_rules:
            yield _unknown(source, whole.duty_rules, duty, "uses", "duties", "rule")


def _unknown(source: Source, known: Iterable[str], rule: str, *here: str) -> Problem:
    return at(source, "H006", *here, key=here[-1], rule=rule, allowed="、".join(known) or "无")


def _at_once(rule: LimitRule | DutyRule) -> Iterator[Problem]:
    """Of two that hold for the same case in the same place on the same day nobody could say which counts."""
    variants: Sequence[LimitVariant | DutyVariant] = rule.variants
    for one, other in combinations(variants, 2):
        same = (one.ground.place, one.case) == (other.ground.place, other.case)
        if same and _overlap(one, other):
            said = "、".join(word for word in other.case if word) or "一般情形"
            place = other.ground.place or "全国"
            yield problem("H008", where=other.ground.where, rule=rule.id, place=place, case=said)


def _overlap(one: LimitVariant | DutyVariant, other: LimitVariant | DutyVariant) -> bool:
    a, b = one.ground, other.ground
    first = max(a.valid_from or date.min, b.valid_from or date.min)
    return first <= min(a.valid_until or date.max, b.valid_until or date.max)
