"""安全隐患 and 安全检查: what the teams found, what was put right, and the teams that went out."""

from datetime import date
from random import Random

from yiben.demo import words
from yiben.demo.case_walk import CaseWalk
from yiben.demo.days import after, picks
from yiben.demo.makers import hazard_stories as stories
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
    rare = iter(stories.CLOSING)
    for flow in recipe["flows"]:
        days = picks(rng, flow["found"], flow["from"], flow["to"])
        open_count = flow["found"] - flow["fixed"]
        open_ones = set(rng.sample(range(max(0, len(days) - open_count - 6), len(days)), open_count))
        leaving = iter([stories.LEAVING[name] for name in flow.get("leaving", ())])
        for n, found in enumerate(days):
            walk, hazard = _hazard(town, rng, found)
            made.append((hazard.values, walk.day))
            if n in open_ones:
                next(leaving, stories.unfinished)(walk, hazard, rng)
            elif date(2023, 2, 6) <= found <= date(2023, 7, 20) and walk.day == found:
                next(rare, stories.plain)(walk, hazard, rng)
            else:
                stories.plain(walk, hazard, rng)
    by = town.keeper(HAZARDS)
    for values, recorded in rng.sample(made, recipe["doubles"]):
        again = min(after(recorded, 1), town.plan.last_day)
        double = town.plan.enter(HAZARDS, values, again, by)
        on = min(after(again, rng.randint(1, 5)), town.plan.last_day)
        town.plan.void(HAZARDS, double, rng.choice(words.DOUBLE), on, by)


def _hazard(town: Town, rng: Random, found: date) -> tuple[CaseWalk, stories.Hazard]:
    recipe, plan, by = town.of(HAZARDS), town.plan, town.keeper(HAZARDS)
    trade, hazard, measure = rng.choice(words.HAZARDS)
    village = town.any_village(rng)
    major = rng.random() < 0.05
    source = rng.choice(SOURCES)
    values = {
        "hazard": hazard,
        "unit_checked": f"{village.name}{rng.choice(words.PLACES_OF_HAZARD)}",
        "village": village.code,
        "trade": trade,
        "grade": "重大" if major else "一般",
        "source": source,
        "found_on": found,
        "checker_posts": POSTS,
        "checker_count": 2 if source == "检查组排查" else None,
    }
    recorded, why = town.recorded(found, recipe["late"], rng)
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
    return CaseWalk(town, HAZARDS, record, recorded, village.code), stories.Hazard(values, measure, major)


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
