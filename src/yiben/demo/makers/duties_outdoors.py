"""巡河 and 巡林: river and forest chiefs, every turn of the year done or excused up to September."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from yiben.demo.days import after, working
from yiben.demo.folk import pick_name
from yiben.demo.makers.duties import (
    CHANGED_ON,
    PERIOD_END,
    Duty,
    assign,
    complete,
    day_done,
    duties,
    excuse,
    miss,
)
from yiben.demo.spread import amounts, shares
from yiben.demo.town import Town
from yiben.demo.villages import named

RIVERS, FORESTS = "river_patrols", "forest_patrols"
RIVER_FINDS = (
    "桥下有建筑垃圾约两方",
    "岸边堆放秸秆",
    "水面有漂浮物",
    "一户污水直排",
    "拦水坝有裂缝",
    "有人电鱼，已劝离",
)
FOREST_FINDS = (
    ("毁林开垦", "新开荒地约半亩，已制止"), ("垃圾堆放", "林边倾倒垃圾"), ("病虫害", "松树枯死三株"),
    ("火情隐患", "坟边枯草没有清"), ("盗伐滥伐", "伐了杂木两株，没有证"),
)  # fmt: skip
FILLED_IN_ON = date(2023, 8, 14)
SOME_MISSED = 0.25


def make_rivers(town: Town) -> None:
    want, rng = town.of(RIVERS), town.rng(RIVERS)
    done: list[Duty] = []
    for segment in want["segments"]:
        values = {"water": segment["water"], "level": "镇级", "chief": segment["leader"]}
        values["in_charge"] = segment.get("account")
        kind = "水库" if segment["water"].endswith("水库") else "河流"
        done += _river(town, rng, values, kind, town.keeper(RIVERS))
    for word in want["villages"]:
        village = named(town.villages, word)
        by = town.village_clerk(village.code)
        values = {"water": f"{village.name}河段", "village": village.code, "level": "村级"}
        values |= {"chief": pick_name(rng), "in_charge": by}
        done += _river(town, rng, values, "河流", by)
    _excused(town, rng, RIVERS, done, want["excused"])
    for duty in done:
        _patrol_river(town, rng, duty)
    _extras(town, rng, done, want["extra"])


def _river(town: Town, rng: Random, values: dict[str, Any], kind: str, by: str) -> list[Duty]:
    """The assignment and its duties; in one village the chief changed, in one the water was filled in."""
    want, keeper = town.of(RIVERS), town.keeper(RIVERS)
    values = {k: v for k, v in values.items() if v is not None}
    ended = values["water"].startswith(want["filled_in"])
    assignment = assign(town, "river_chiefs", {**values, "kind": kind}, keeper)
    until = FILLED_IN_ON if ended else None
    changed = {"chief": pick_name(rng)} if values["water"].startswith(want["new_chief"]) else {}
    made = list(duties(town, RIVERS, assignment, values, values["level"], keeper, until, changed))
    if ended:
        why = "河道改线，原河段填平"
        town.plan.advance("river_chiefs", assignment, "end", after(FILLED_IN_ON, -1), keeper, why,
                          until_on=FILLED_IN_ON)  # fmt: skip
    if changed:
        why = "村“两委”调整，换了河长"
        town.plan.correct("river_chiefs", assignment, changed, why, CHANGED_ON, keeper)
    return made


def _excused(town: Town, rng: Random, register: str, made: list[Duty], count: int) -> None:
    """Some turns of the rainy months are excused, and leave the list of those to be done."""
    wet = [d for d in made if date(2023, 6, 1) <= d.owed.span.start <= date(2023, 8, 20)]
    for duty in rng.sample(wet, count):
        days = working(duty.made_on, duty.owed.span.end)
        reason = rng.choice(("恶劣天气", "恶劣天气", "防汛值守"))
        excuse(town, register, duty, days[len(days) // 2], town.keeper(register), reason)
        made.remove(duty)


def _late(town: Town, rng: Random, register: str, duty: Duty) -> bool:
    """In October some are missed, and what is not due yet is mostly open."""
    due = duty.owed.span.end
    if due <= PERIOD_END:
        return False
    if due > town.plan.last_day:
        return rng.random() < 0.7
    if rng.random() < SOME_MISSED:
        miss(town, register, duty, town.keeper(register))
        return True
    return False


def _writer(town: Town, register: str, values: Mapping[str, Any]) -> str:
    village = values.get("village")
    return town.village_clerk(str(village)) if village else town.keeper(register)


def _patrol_river(town: Town, rng: Random, duty: Duty) -> None:
    want = town.of(RIVERS)
    day = day_done(town, rng, duty)
    if day is None or _late(town, rng, RIVERS, duty):
        return
    found = rng.choice((1, 1, 2)) if rng.random() < want["with_problem"] else 0
    how = "代巡" if rng.random() < want["proxied"] else rng.choice(("本人",) * 12 + ("现场会办", "无人机"))
    complete(
        town, RIVERS, duty, day, _writer(town, RIVERS, duty.values),
        how=how, persons=rng.choice((1, 1, 2, 3)), found=found, solved=_solved(rng, found),
        situation=rng.choice(RIVER_FINDS) if found else None,
    )  # fmt: skip


def _solved(rng: Random, found: int) -> int:
    """Most is solved on the spot."""
    return found - 1 if found and rng.random() < 0.2 else found


def _extras(town: Town, rng: Random, made: list[Duty], count: int) -> None:
    """Patrols beyond the plan, on the last day of a turn that is done; typed once its own one is."""
    early = [d for d in made if "village" not in d.values and d.owed.span.end <= date(2023, 8, 31)]
    for duty in rng.sample(early, count):
        last = working(duty.owed.span.start, duty.owed.span.end)[-1]
        values = {k: v for k, v in duty.values.items() if k != "in_charge"}
        values |= {"done_on": last, "how": "本人", "persons": 2, "found": 0, "solved": 0}
        town.plan.enter(RIVERS, values, after(last, 8), town.keeper(RIVERS))


def make_forests(town: Town) -> None:
    want, rng = town.of(FORESTS), town.rng(FORESTS)
    keeper, made = town.keeper(FORESTS), []
    for area in want["areas"]:
        values = {"area": area["area"], "level": "镇级", "chief": area["leader"]}
        assignment = assign(town, "forest_areas", {**values, "mu": area["mu"]}, keeper)
        made += list(duties(town, FORESTS, assignment, values, "镇级", keeper))
    weights = [v.weight for v in town.villages]
    rangers, mu = shares(want["rangers"], weights), shares(want["village_mu"], weights)
    for village, count, size in zip(town.villages, rangers, mu, strict=True):
        values = {"area": f"{village.name}林区", "village": village.code, "level": "村级"}
        values |= {"chief": pick_name(rng), "in_charge": town.village_clerk(village.code)}
        assignment = assign(town, "forest_areas", {**values, "rangers": count, "mu": size}, keeper)
        made += list(duties(town, FORESTS, assignment, values, "村级", keeper))
    _excused(town, rng, FORESTS, made, want["excused"])
    _patrol_forests(town, rng, made)


def _patrol_forests(town: Town, rng: Random, made: list[Duty]) -> None:
    want = town.of(FORESTS)
    spring = [d for d in made if date(2023, 4, 1) <= d.owed.span.start <= date(2023, 6, 1)]
    rechecked = dict(
        zip(
            (d.record for d in rng.sample(spring, 24)),
            amounts(want["rechecked_mu"], 24, rng, 10),
            strict=True,
        )
    )
    for duty in made:
        day = day_done(town, rng, duty)
        if day is None or _late(town, rng, FORESTS, duty):
            continue
        found = 1 if rng.random() < want["with_problem"] else 0
        kind, situation = rng.choice(FOREST_FINDS) if found else (None, None)
        complete(
            town, FORESTS, duty, day, _writer(town, FORESTS, duty.values),
            how=rng.choice(("本人",) * 9 + ("代巡", "无人机")), persons=rng.choice((1, 2, 2)),
            found=found, solved=_solved(rng, found), kind=kind, situation=situation,
            rechecked_mu=rechecked.get(duty.record),
        )  # fmt: skip
