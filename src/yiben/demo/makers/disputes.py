"""矛盾纠纷: found by the drive, in daily work, or left over from earlier years; mediated and settled."""

from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo import words
from yiben.demo.case_walk import CaseWalk
from yiben.demo.days import after, picks
from yiben.demo.makers import dispute_stories as stories
from yiben.demo.town import Town

REGISTER = "disputes"
SOURCES = {"drive": ("大走访大排查大化解",), "daily": ("日常排查", "日常排查", "当事人申请", "部门移交")}
BACKLOG = "重复信访和积案攻坚"


def make(town: Town) -> None:
    recipe, rng = town.of(REGISTER), town.rng(REGISTER)
    made: list[tuple[dict[str, Any], date]] = []
    rare = iter(stories.CLOSING)
    for flow in recipe["flows"]:
        days = picks(rng, flow["found"], flow["from"], flow["to"])
        open_count = flow["found"] - flow["settled"]
        open_ones = set(rng.sample(range(max(0, len(days) - max(6, open_count)), len(days)), open_count))
        leaving = iter([stories.LEAVING[name] for name in flow.get("leaving", ())])
        for n, found in enumerate(days):
            values = _values(town, rng, rng.choice(SOURCES[flow["source"]]), found)
            walk, right, recorded = _enter(town, rng, values, town.plan.last_day)
            made.append((right, recorded))
            if n in open_ones:
                next(leaving, stories.unfinished)(walk, rng)
            elif date(2023, 2, 6) <= found <= date(2023, 7, 10) and recorded == found:
                next(rare, stories.plain)(walk, rng)
            else:
                stories.plain(walk, rng)
    _backlog(town, rng)
    for values, recorded in rng.sample(made, recipe["doubles"]):
        keeper = town.keeper(REGISTER)
        again = min(after(recorded, 1), town.plan.last_day)
        double = town.plan.enter(REGISTER, values, again, keeper)
        noticed = min(after(again, rng.randint(1, 6)), town.plan.last_day)
        town.plan.void(REGISTER, double, rng.choice(words.DOUBLE), noticed, keeper)


def _backlog(town: Town, rng: Random) -> None:
    """Old cases, entered mostly at the turn of the year and settled one by one."""
    recipe = town.of(REGISTER)
    start, end = recipe["backlog_from"], recipe["backlog_to"]
    for n, settled in enumerate(picks(rng, recipe["backlog"], start + timedelta(20), end - timedelta(5))):
        found = after(settled - timedelta(rng.randint(12, 80)), 0)
        values = _values(town, rng, BACKLOG, min(found, settled))
        old = n % 3 == 0 or n < recipe["ten_years"]
        if old:
            values |= {"repeat_case": True, "risk": "高"}
            values["years_pending"] = 12 if n < recipe["ten_years"] else rng.choice((1.5, 2, 3, 4.5, 6, 7, 8))
        walk, _, _ = _enter(town, rng, values, settled)
        stories.old_case(walk, rng, settled, led=old)


def _values(town: Town, rng: Random, source: str, found: date) -> dict[str, Any]:
    category, matter = rng.choice(words.DISPUTES)
    village = town.any_village(rng)
    party = town.grown_up(village.code, rng)
    return {
        "matter": f"{village.name}{words.fill(matter, rng)}",
        "source": source,
        "category": category,
        "scale": "一般群体" if rng.random() < 0.06 else "个体",
        "risk": rng.choices(("低", "中", "高"), (78, 18, 4))[0],
        "village": village.code,
        "found_on": found,
        "arose_on": found - timedelta(rng.choice((0, 1, 2, 3, 6, 12, 30, 75))),
        "people": rng.choices((2, 3, 4, 6, 9), (60, 18, 12, 7, 3))[0],
        "party_name": party.name,
        "party_id": party.id_number if rng.random() < 0.6 else None,
        "party_phone": party.phone,
        "repeat_case": False,
    }


def _enter(
    town: Town, rng: Random, values: dict[str, Any], until: date
) -> tuple[CaseWalk, dict[str, Any], date]:
    """Put in by the village clerk or the centre, now and then late or with a mistake."""
    recipe, plan = town.of(REGISTER), town.plan
    by = town.village_clerk(values["village"]) if rng.random() < 0.45 else town.keeper(REGISTER)
    recorded, why = town.recorded(values["found_on"], recipe["late"], rng)
    if recorded > until:
        recorded, why = values["found_on"], ""
    wrong = rng.random() < recipe["wrong"]
    if not wrong:
        record = plan.enter(REGISTER, values, recorded, by, why)
        return CaseWalk(town, REGISTER, record, recorded, values["village"], owner=by), values, recorded
    if rng.random() < 0.6:
        by = town.keeper(REGISTER)
        mistaken = {"village": town.other_village(values["village"], rng).code}
    else:
        mistaken = {"category": "其他"}
    record = plan.enter(REGISTER, values | mistaken, recorded, by, why)
    seen = min(after(recorded, rng.randint(1, 9)), plan.last_day)
    changes = {name: values[name] for name in mistaken}
    why = rng.choice(words.WRONG_PLACE if "village" in mistaken else words.WRONG_KIND)
    plan.correct(REGISTER, record, changes, why, seen, by)
    return CaseWalk(town, REGISTER, record, seen, values["village"], owner=by), values, seen
