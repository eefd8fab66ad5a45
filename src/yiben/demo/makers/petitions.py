"""信访: letters, visits, calls and the online platform, from receipt to answer, review and archive."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo import words
from yiben.demo.case_walk import CaseWalk
from yiben.demo.days import after, picks
from yiben.demo.makers import petition_stories as stories
from yiben.demo.town import Town

REGISTER = "petitions"
SOURCES = {"letters": ("来信", "来访"), "online": ("阳光信访",), "calls": ("来电",)}
STORY_FROM, STORY_TO = date(2023, 2, 6), date(2023, 7, 20)
"""Received between these days a petition has had time for what happens rarely."""


def make(town: Town) -> None:
    recipe, rng = town.of(REGISTER), town.rng(REGISTER)
    made: list[tuple[str, dict[str, Any], date]] = []
    rare = iter(stories.CLOSING)
    for flow in recipe["flows"]:
        days = picks(rng, flow["received"], flow["from"], flow["to"])
        open_ones = _left_open(rng, len(days), len(days) - flow["closed"])
        leaving = iter([stories.LEAVING[name] for name in flow.get("leaving", ())])
        for n, received in enumerate(days):
            made.append(_one(town, rng, flow, received, n in open_ones, rare, leaving))
    for record, values, recorded in rng.sample(made, recipe["doubles"]):
        _double(town, rng, record, values, recorded)


def _left_open(rng: Random, count: int, open_count: int) -> set[int]:
    """Which of the items, in order of receipt, are still open at the end: mostly the latest."""
    late = range(max(0, count - max(8, open_count)), count)
    return set(rng.sample(late, open_count))


def _one(
    town: Town,
    rng: Random,
    flow: Any,
    received: date,
    stays_open: bool,
    rare: Iterator[stories.Story],
    leaving: Iterator[stories.Story],
) -> tuple[str, dict[str, Any], date]:
    recipe, plan, clerk = town.of(REGISTER), town.plan, town.keeper(REGISTER)
    values = values_of(town, rng, flow["source"], received)
    recorded, why = town.recorded(received, recipe["late"], rng)
    right = dict(values)
    wrong = rng.random() < recipe["wrong"]
    if wrong:
        values |= _mistake(town, rng, values)
    record = plan.enter(REGISTER, values, recorded, clerk, why)
    if wrong:
        changes = {k: right[k] for k in right if values[k] != right[k]}
        reason = rng.choice(words.WRONG_PLACE if "village" in changes else words.WRONG_KIND)
        found = min(after(recorded, rng.randint(1, 12)), plan.last_day)
        plan.correct(REGISTER, record, changes, reason, found, clerk)
        recorded = found
    walk = CaseWalk(town, REGISTER, record, recorded, right["village"])
    leave = next(leaving, None) if stays_open else None
    if leave is not None:
        leave(walk, right, rng)
    elif stays_open:
        stories.unfinished(walk, right, rng)
    elif STORY_FROM <= received <= STORY_TO and right["request_kind"] == "申诉求决" and not why and not wrong:
        next(rare, stories.plain)(walk, right, rng)
    else:
        stories.plain(walk, right, rng)
    return record, right, recorded


def values_of(town: Town, rng: Random, source: str, received: date) -> dict[str, Any]:
    category, matter, wish = rng.choice(words.PETITIONS)
    village = town.any_village(rng)
    who = town.grown_up(village.code, rng)
    crowd = rng.choice((2, 3, 5, 8)) if rng.random() < 0.08 else 1
    way = rng.choice(SOURCES[source])
    return {
        "matter": f"{village.name}{words.fill(matter, rng)}",
        "source": way,
        "route": rng.choice(("上级转送", "上级交办")) if source == "online" else "群众直接提出",
        "upstream_no": f"{received:%Y%m%d}{rng.randrange(10**6):06d}" if source == "online" else None,
        "village": village.code,
        "request_kind": "咨询求助" if "咨询" in matter or "建议" in matter else "申诉求决",
        "category": category,
        "petitioner": who.name,
        "id_number": who.id_number if rng.random() < 0.7 else None,
        "phone": who.phone,
        "people": crowd,
        "representatives": min(crowd, 5) if way == "来访" and crowd > 1 else None,
        "repeated": rng.random() < 0.06,
        "urgency": rng.choices(("一般", "紧急", "特急"), (90, 9, 1))[0],
        "request": wish,
        "received_on": received,
    }


def _mistake(town: Town, rng: Random, values: dict[str, Any]) -> dict[str, Any]:
    """What the clerk typed at first: another village, class or day."""
    chance = rng.random()
    if chance < 0.6:
        return {"village": town.other_village(values["village"], rng).code}
    if chance < 0.85:
        return {"category": "其他" if values["category"] != "其他" else "道路交通"}
    return {"received_on": values["received_on"] - timedelta(rng.randint(20, 40))}


def _double(town: Town, rng: Random, record: str, values: dict[str, Any], recorded: date) -> None:
    """The same item put in a second time and taken out again some days later."""
    clerk = town.keeper(REGISTER)
    again = min(after(recorded, rng.randint(0, 2)), town.plan.last_day)
    double = town.plan.enter(REGISTER, values | {"upstream_no": None}, again, clerk)
    noticed = min(after(again, rng.randint(1, 9)), town.plan.last_day)
    town.plan.void(REGISTER, double, rng.choice(words.DOUBLE), noticed, clerk)
