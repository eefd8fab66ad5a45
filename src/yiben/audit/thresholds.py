"""The thresholds of the rules of doubt, by the day; who changed which, and why, is in the look log."""

from datetime import date

from yiben.audit.models import Threshold
from yiben.audit.rules import RULES, Rule
from yiben.kernel import clock
from yiben.kernel.problems import Refused, problem, refuse
from yiben.ledger.gate import writing
from yiben.township import looks
from yiben.township.models import Account


def of_day(town: str, rule: Rule, day: date) -> dict[str, int]:
    """The thresholds of the rule that hold on a day."""
    held = {limit.id: limit.default for limit in rule.limits}
    rows = Threshold.objects.filter(town=town, rule=rule.id, since__lte=day).order_by("since", "pk")
    return held | {row.limit: row.value for row in rows if row.limit in held}


def change(town: str, rule_id: str, typed: dict[str, str], by: Account, why: str) -> int:
    """Set a rule's thresholds from today on; returns how many changed. Refused U003 to U005, U008."""
    rule = RULES.get(rule_id)
    if rule is None:
        raise refuse("U008", rule=rule_id[:30])
    problems, values = [], {}
    for limit in rule.limits:
        text = typed.get(limit.id, "").strip()
        if not (text.isascii() and text.isdigit() and len(text) < 9):
            problems.append(problem("U003", limit.id, title=limit.title, value=text[:20]))
        elif not limit.least <= int(text) <= limit.most:
            problems.append(problem("U004", limit.id, title=limit.title, least=limit.least, most=limit.most))
        else:
            values[limit.id] = int(text)
    if not 1 <= len(why.strip()) <= 200:
        problems.append(problem("U005", "why"))
    if problems:
        raise Refused(problems)
    return _keep(town, rule, values, by, why.strip())


def _keep(town: str, rule: Rule, values: dict[str, int], by: Account, why: str) -> int:
    with writing():
        before = of_day(town, rule, clock.today())
        new = {name: value for name, value in values.items() if value != before[name]}
        for name, value in new.items():
            Threshold.objects.create(
                town=town, rule=rule.id, limit=name, value=value, since=clock.today(),
                by=by, at=clock.now(), why=why,
            )  # fmt: skip
            looks.log(by, "setting", f"疑点 {rule.id} {name} {before[name]} → {value}", why)
    return len(new)
