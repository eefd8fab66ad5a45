"""争资项目, 招商项目 and 外出招商: money asked from above, leads and contracts, and the trips made."""

from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo.days import after, pick, picks
from yiben.demo.money import wan
from yiben.demo.spread import amounts, uneven
from yiben.demo.town import Town
from yiben.demo.words import FUNDED, LEADS, TRIPS

FUNDS = "funding_projects"
INVESTORS = "investment_leads"
TRAVELS = "investment_trips"
INVESTING = ("某集团公司", "某农业科技公司", "某建材公司", "某食品公司", "某文旅公司")


def make_funds(town: Town) -> None:
    rng = town.rng(FUNDS)
    for group in town.of(FUNDS)["groups"]:
        money = amounts(group["money"], group["count"], rng, group.get("step", 10_000))
        for n, yuan in enumerate(money):
            _fund(town, rng, group, n, yuan)


def _fund(town: Town, rng: Random, group: Any, n: int, yuan: int) -> None:
    plan, by = town.plan, town.keeper(FUNDS)
    places = group.get("places")
    village = town.village(places[n % len(places)]) if places else town.any_village(rng)
    titles = FUNDED[group["title"]]
    asked = pick(rng, date(2023, 1, 10), group.get("asked_by", date(2023, 4, 28)))
    whole_town = group.get("whole_town", False)
    values = {
        "name": f"{town.name if whole_town else village.name}{titles[n % len(titles)]}",
        "fund_kind": group["kinds"][n % len(group["kinds"])],
        "village": None if whole_town else village.code,
        "asked_on": asked,
        "asked_sum": wan(yuan),
        "coordinated": n < group.get("coordinated", 0),
        "department": group["department"],
        "steward_post": "乡村振兴办专干",
    }
    recorded = after(asked, rng.choice((0, 1, 2, 5)))
    record = plan.enter(FUNDS, values, recorded, by)
    if rng.random() < 0.8 or group["got"]:
        plan.advance(FUNDS, record, "apply", after(asked, rng.randint(3, 12)), by)
    if group["got"]:
        last = group.get("granted_by", date(2023, 8, 31))
        granted = pick(rng, min(asked + timedelta(20), last - timedelta(9)), last)
        granted = max(granted, asked)
        plan.advance(
            FUNDS, record, "grant", after(granted, rng.choice((1, 2, 4))), by,
            granted_on=granted, granted_sum=wan(yuan),
        )  # fmt: skip


def make_leads(town: Town) -> None:
    want, rng, by = town.of(INVESTORS), town.rng(INVESTORS), town.keeper(INVESTORS)
    planned = amounts(want["investment"], want["planned"], rng, 1_000_000, 0.7)
    signed = amounts(want["signed_investment"], want["signed"], rng, 1_000_000, 0.3)
    order = sorted(range(want["planned"]), key=lambda i: planned[i])
    signing = set(order[len(order) // 2 - 2 : len(order) // 2 - 2 + want["signed"]])
    sums = iter(signed)
    for n, yuan in enumerate(planned):
        name, industry = LEADS[n % len(LEADS)]
        day = pick(rng, date(2023, 1, 9), date(2023, 6, 28))
        values = {
            "name": name if n < len(LEADS) else f"{name}（二）",
            "investor": rng.choice(INVESTING),
            "origin": rng.choice(("湖北武汉", "重庆", "浙江", "广东", "山东", "恩施")),
            "industry": industry,
            "source": rng.choice(("外出考察", "乡贤推荐", "以商招商", "上级推介", "企业上门")),
            "village": town.any_village(rng).code,
            "planned_sum": wan(yuan),
            "planned_on": day,
            "land_need": rng.randrange(10, 300),
            "lead_official": town.leader(rng),
        }
        wrong = {"planned_sum": wan(yuan * 10)} if n == 7 else {}
        recorded = after(day, rng.choice((0, 1, 3)))
        record = town.plan.enter(INVESTORS, values | wrong, recorded, by)
        if wrong:
            seen = after(recorded, 11)
            why = "谋划总投资多录一位，按项目书更正"
            town.plan.correct(INVESTORS, record, {"planned_sum": wan(yuan)}, why, seen, by)
        _progress(town, rng, record, day, next(sums) if n in signing else 0)
    double = dict(values)
    again = town.plan.enter(INVESTORS, double, after(day, 6), by)
    town.plan.void(INVESTORS, again, "同一项目两次入库", after(day, 10), by)


def _progress(town: Town, rng: Random, record: str, planned: date, signed_sum: int) -> None:
    plan, by = town.plan, town.keeper(INVESTORS)
    chance = rng.random()
    if not signed_sum and chance < 0.4:
        return
    visited = after(planned, rng.randint(5, 25))
    plan.advance(INVESTORS, record, "visit", visited, by, visited_on=visited)
    talked = after(visited, rng.randint(3, 15))
    if signed_sum or chance > 0.6:
        plan.advance(INVESTORS, record, "talk", talked, by, talked_on=talked)
    if signed_sum:
        signed = min(after(talked, rng.randint(5, 30)), after(date(2023, 9, 20), 0))
        plan.advance(
            INVESTORS, record, "sign", after(signed, 1), by, signed_on=signed, signed_sum=wan(signed_sum),
            start_due_on=signed + timedelta(150),
        )  # fmt: skip
    elif chance > 0.93:
        left = after(talked, 20)
        if left <= plan.last_day:
            plan.advance(INVESTORS, record, "drop", left, by, "对方放弃投资意向", dropped_on=left)


def make_trips(town: Town) -> None:
    want, rng, by = town.of(TRAVELS), town.rng(TRAVELS), town.keeper(TRAVELS)
    firms = uneven(want["firms"], want["trips"], rng)
    days = picks(rng, want["trips"] + want["other_trips"], date(2023, 2, 13), date(2023, 9, 13))
    chiefs = set(rng.sample(range(len(days)), want["trips"]))
    counts = iter(firms)
    for n, day in enumerate(days):
        purpose, where = TRIPS[n % len(TRIPS)]
        back = day + timedelta(rng.randint(1, 4))
        values = {
            "purpose": purpose,
            "leader_post": rng.choice(("党委书记", "镇长")) if n in chiefs else "专班",
            "destinations": where,
            "set_out_on": day,
            "returned_on": back,
            "people": rng.randint(3, 6),
            "firms": next(counts) if n in chiefs else 1,
            "result": "已建立联系，资料互寄",
        }
        town.plan.enter(TRAVELS, values, after(back, rng.choice((1, 2, 4))), by)
