"""基础设施, 垃圾清运 and 卫生健康活动: works planned and finished, waste weighed, events held."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after, pick, working
from yiben.demo.money import wan
from yiben.demo.spread import amounts, shares, uneven
from yiben.demo.town import Town
from yiben.demo.villages import Village

WORKS = "infrastructure_works"
WASTE = "waste_transport"
EVENTS = "health_events"


def make_works(town: Town) -> None:
    want, rng = town.of(WORKS), town.rng(WORKS)
    for road in want["roads"]:
        metres = uneven(round(road["km"] * 1000) // 10, road["parts"], rng, least=20)
        for n, tens in enumerate(metres, 1):
            name = road["name"] + (f"第{n}段" if road["parts"] > 1 else "")
            length = {"road_class": road["class"], "length_km": Decimal(tens) / 100}
            _finished(town, rng, name, road["kind"], town.village(road["place"]), length, tens * 4200)
    areas = want["low_voltage"]
    for households in uneven(areas["households"], areas["areas"], rng, least=4):
        more = {"areas": 1, "households": households}
        _finished(town, rng, "低电压台区改造", "低电压台区治理", town.any_village(rng), more, 90_000)
    for row in want["finished"]:
        for count in uneven(row["count"], row["rows"], rng):
            village = town.any_village(rng)
            _finished(town, rng, row["name"], row["kind"], village, {row["field"]: count}, count * 30_000)
    _planned(town, rng, want)


def _planned(town: Town, rng: Random, want: Any) -> None:
    roads = want["planned_roads"]
    lengths = uneven(round(roads["km"] * 100), roads["count"], rng, least=60)
    money = amounts(roads["money"], roads["count"], rng, 10_000)
    for hundredths, yuan in zip(lengths, money, strict=True):
        more = {"length_km": Decimal(hundredths) / 100, "budget": wan(yuan), "road_class": "村级公路"}
        _plan(town, rng, "通组公路建设", "农村公路建设", town.any_village(rng), more)
    bridges = want["planned_bridges"]
    for metres in uneven(bridges["metres"], bridges["count"], rng, least=8):
        _plan(town, rng, "便民桥新建", "桥梁", town.any_village(rng), {"bridge_m": metres})
    for name, kind, places in (
        ("提水工程", "饮水工程", want["planned_water"]),
        ("塘堰整修", "水源塘堰", want["planned_ponds"]),
    ):
        for place in places:
            _plan(town, rng, name, kind, town.village(place), {"places": 1})


def _plan(
    town: Town, rng: Random, name: str, kind: str, village: Village, more: dict[str, Any]
) -> tuple[str, date]:
    planned = pick(rng, date(2023, 1, 9), date(2023, 4, 14))
    values = {
        "name": f"{village.name}{name}",
        "work_kind": kind,
        "village": village.code,
        "planned_on": planned,
        "due_on": date(2023, 12, 20),
        "fund_source": rng.choice(("上级专项", "衔接资金", "混合")),
    } | more
    recorded = after(planned, rng.choice((0, 1, 2, 6)))
    return town.plan.enter(WORKS, values, recorded, town.keeper(WORKS)), planned


def _finished(
    town: Town, rng: Random, name: str, kind: str, village: Village, more: dict[str, Any], spent: int
) -> None:
    plan, by = town.plan, town.keeper(WORKS)
    record, planned = _plan(town, rng, name, kind, village, more | {"budget": wan(spent)})
    started = pick(rng, planned + timedelta(12), date(2023, 6, 9))
    plan.advance(WORKS, record, "start", after(started, 1), by, started_on=started)
    finished = pick(rng, started + timedelta(25), date(2023, 9, 22))
    on = after(finished, rng.choice((0, 1, 3)))
    plan.advance(WORKS, record, "finish", on, by, finished_on=finished, spent=wan(spent))
    accepted = after(finished, rng.randint(8, 30))
    if accepted <= plan.last_day:
        plan.advance(
            WORKS, record, "accept", accepted, by, accepted_on=accepted, keeper=f"{village.name}委会"
        )


def make_waste(town: Town) -> None:
    rng = town.rng(WASTE)
    for year in town.of(WASTE)["years"]:
        weeks = _weeks(year["from"], year["to"])
        cells = [(day, v) for days in weeks for v in town.villages for day in _days(rng, days, v)]
        weights = [v.weight**0.5 * rng.lognormvariate(0, 0.2) for _, v in cells]
        kilos = shares(round(year["tonnes"] * 100), weights)
        for n, ((day, village), hundredths) in enumerate(zip(cells, kilos, strict=True), 1):
            _weigh(town, rng, n, day, village, hundredths)


def _weeks(start: date, end: date) -> list[tuple[date, ...]]:
    days = working(start, end)
    found: dict[tuple[int, int], list[date]] = {}
    for day in days:
        found.setdefault(day.isocalendar()[:2], []).append(day)
    return [tuple(week) for week in found.values()]


def _days(rng: Random, week: tuple[date, ...], village: Village) -> list[date]:
    """Each village once a week, the full ones now and then twice."""
    twice = rng.random() < min(0.6, village.weight / 6)
    return sorted(rng.sample(week, min(len(week), 2 if twice else 1)))


def _weigh(town: Town, rng: Random, n: int, day: date, village: Village, hundredths: int) -> None:
    plan, by = town.plan, town.keeper(WASTE)
    tonnes = Decimal(hundredths) / 100
    values = {
        "weigh_no": f"{day:%m%d}-{n:04d}",
        "moved_on": day,
        "village": village.code,
        "waste_kind": "其他垃圾",
        "tonnes": tonnes,
        "trips": 1 + int(tonnes // 5),
        "treatment": "填埋场无害化处理",
        "crew": f"镇清运{rng.choice('一二三')}队",
    }
    # The weighbridge's slips are keyed in on Fridays, a few not before the month is checked.
    friday = on_or_after(day + timedelta((4 - day.weekday()) % 7))
    recorded = min(after(friday, 8) if rng.random() < 0.02 else friday, plan.last_day)
    wrong = rng.random() < 0.004 and tonnes < 10
    record = plan.enter(WASTE, values | ({"tonnes": tonnes * 10} if wrong else {}), recorded, by)
    if wrong:
        seen = min(after(recorded, 6), plan.last_day)
        plan.correct(WASTE, record, {"tonnes": tonnes}, "净重小数点录错，按过磅单更正", seen, by)


def make_events(town: Town) -> None:
    rng, by = town.rng(EVENTS), town.keeper(EVENTS)
    for row in town.of(EVENTS)["events"]:
        persons = uneven(row["persons"], row["count"], rng, spread=0.2) if "persons" in row else []
        quantities = uneven(row.get("quantity", row["count"]), row["count"], rng)
        for n, quantity in enumerate(quantities):
            held = pick(rng, date(2023, 2, 13), date(2023, 9, 21))
            values = {
                "topic": row["topic"],
                "event_kind": row["kind"],
                "held_on": held,
                "quantity": quantity,
                "persons": persons[n] if persons else None,
                "organiser": "镇卫生院",
            }
            town.plan.enter(EVENTS, values, after(held, rng.choice((0, 1, 2))), by)
