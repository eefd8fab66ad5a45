"""安全隐患 and 安全检查: what the teams found, what was put right, and the teams that went out."""

from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo import words
from yiben.demo.days import after, on_or_before, picks
from yiben.demo.spread import uneven
from yiben.demo.town import Town

HAZARDS = "safety_hazards"
CHECKS = "safety_checks"
SOURCES = ("检查组排查", "检查组排查", "检查组排查", "村（社区）上报", "企业自查", "群众举报")
LEADERS = ("分管领导", "分管领导", "应急办", "应急办", "派出所", "市场监管所", "镇长", "党委书记")
POSTS = "应急办专干、派出所民警"


def make_hazards(town: Town) -> None:
    recipe, rng = town.of(HAZARDS), town.rng(HAZARDS)
    made = []
    for flow in recipe["flows"]:
        days = picks(rng, flow["found"], flow["from"], flow["to"])
        open_count = flow["found"] - flow["fixed"]
        open_ones = set(rng.sample(range(max(0, len(days) - open_count - 6), len(days)), open_count))
        for n, found in enumerate(days):
            made.append(_hazard(town, rng, found, None if n in open_ones else town.plan.last_day))
    by = town.keeper(HAZARDS)
    for values, recorded in rng.sample(made, recipe["doubles"]):
        again = min(after(recorded, 1), town.plan.last_day)
        double = town.plan.enter(HAZARDS, values, again, by)
        on = min(after(again, rng.randint(1, 5)), town.plan.last_day)
        town.plan.void(HAZARDS, double, rng.choice(words.DOUBLE), on, by)


def _hazard(town: Town, rng: Random, found: date, fixed_by: date | None) -> tuple[dict[str, Any], date]:
    recipe, plan, by = town.of(HAZARDS), town.plan, town.keeper(HAZARDS)
    trade, hazard, measure = rng.choice(words.HAZARDS)
    village = town.any_village(rng)
    due = after(found, rng.choice((5, 10, 15, 20)))
    major = rng.random() < 0.05
    values = {
        "hazard": hazard,
        "unit_checked": f"{village.name}{rng.choice(words.PLACES_OF_HAZARD)}",
        "village": village.code,
        "trade": trade,
        "grade": "重大" if major else "一般",
        "source": rng.choice(SOURCES),
        "found_on": found,
        "checker_posts": POSTS,
        "due_on": due,
        "reported_up_on": found if major else None,
    }
    recorded, why = town.recorded(found, recipe["late"], rng)
    until = fixed_by or plan.last_day
    if recorded > until:
        recorded, why = found, ""
    wrong: dict[str, str] = {}
    if rng.random() < recipe["wrong"]:
        elsewhere = town.other_village(village.code, rng).code
        wrong = {"village": elsewhere} if rng.random() < 0.6 else {"trade": "其他"}
    record = plan.enter(HAZARDS, values | wrong, recorded, by, why)
    if wrong:
        changes = {name: values[name] for name in wrong}
        reason = rng.choice(words.WRONG_PLACE if "village" in wrong else words.WRONG_KIND)
        recorded = min(after(recorded, rng.randint(1, 9)), plan.last_day)
        plan.correct(HAZARDS, record, changes, reason, recorded, by)
    ordered = min(after(found, rng.choice((0, 0, 1, 2))), plan.last_day)
    if fixed_by or rng.random() < 0.8:
        plan.advance(HAZARDS, record, "order_fix", ordered, by, measure=measure)
    if fixed_by:
        _fix(town, rng, record, found, due, on_or_before(fixed_by))
    return values, recorded


def _fix(town: Town, rng: Random, record: str, found: date, due: date, last: date) -> None:
    plan, by = town.plan, town.keeper(HAZARDS)
    fixed = min(after(found, rng.randint(1, 18)), last)
    plan.advance(HAZARDS, record, "fix", fixed, by, rectified_on=fixed)
    if rng.random() < 0.12 and after(fixed, 12) <= last:
        seen = after(fixed, rng.randint(1, 4))
        new = max(due, seen) + timedelta(10)
        plan.advance(HAZARDS, record, "redo", seen, by, "复查时措施没有到位", due_on=new)
        fixed = after(seen, rng.randint(2, 7))
        plan.advance(HAZARDS, record, "fix", fixed, by, rectified_on=fixed)
    checked = after(fixed, rng.randint(1, 8))
    if checked <= plan.last_day:
        plan.advance(
            HAZARDS, record, "recheck", checked, by, rechecked_on=checked, rechecker_post="应急办专干"
        )


def make_checks(town: Town) -> None:
    want, rng, by = town.of(CHECKS), town.rng(CHECKS), town.keeper(CHECKS)
    persons = uneven(want["person_times"], want["teams"], rng, least=4, spread=0.5)
    for checked, count in zip(picks(rng, want["teams"], want["from"], want["to"]), persons, strict=True):
        topic, trade = rng.choice(words.CHECKS)
        values = {
            "topic": topic,
            "trade": trade,
            "checked_on": checked,
            "village": town.any_village(rng).code if rng.random() < 0.7 else None,
            "lead_post": rng.choice(LEADERS),
            "person_times": count,
            "units_checked": rng.randint(3, 14),
            "joint": rng.random() < 0.45,
            "basis": "年度安全检查计划",
        }
        wrong = {"person_times": count + 10} if rng.random() < 0.06 else {}
        recorded = min(after(checked, rng.choice((0, 1, 1, 2, 5))), town.plan.last_day)
        record = town.plan.enter(CHECKS, values | wrong, recorded, by)
        if wrong:
            seen = min(after(recorded, rng.randint(2, 9)), town.plan.last_day)
            town.plan.correct(CHECKS, record, {"person_times": count}, "人次按签到表更正", seen, by)
