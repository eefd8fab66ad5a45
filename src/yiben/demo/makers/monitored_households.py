"""脱贫户与监测户: the roll taken over from the national system, and what changed on it since."""

from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after, pick, picks
from yiben.demo.households import Household
from yiben.demo.town import Town

REGISTER = "monitored_households"
KINDS = {"unstable": "脱贫不稳定户", "edge": "边缘易致贫户", "sudden": "突发严重困难户"}
RISKS = ("因病", "因病", "因病", "因残", "缺劳力", "因学", "就业不稳", "产业失败", "因意外事故", "因灾")
SOURCES = ("干部走访排查", "干部走访排查", "农户自主申报", "部门筛查预警")
POSTS = ("驻村第一书记", "驻村工作队员", "村支部书记", "村委会副主任", "镇包村干部")
TAKEN_OVER = date(2022, 1, 5)
"""The roll as it stood was imported on this day; everything since was recorded as it came."""
GROUPS = ("一组", "二组", "三组", "四组", "五组", "六组", "七组", "八组")


def make(town: Town) -> None:
    rng, people = town.rng(REGISTER), town.people
    watched = {h.number for h in people.watched}
    changed = set(rng.sample(range(len(people.poor)), town.of(REGISTER)["changed_members"]))
    for n, household in enumerate(people.poor):
        if household.number not in watched:
            _plain(town, rng, household, n in changed)
    for household in people.watched:
        _watched(town, rng, household)
    _gone(town, rng)
    _later(town, rng)


def _values(rng: Random, household: Household, entered: date) -> dict[str, Any]:
    return {
        "household_no": household.number,
        "head_name": household.head.name,
        "id_number": household.head.id_number,
        "phone": household.head.phone,
        "village": household.village,
        "group_name": rng.choice(GROUPS),
        "members": household.size,
        "formerly_poor": household.poor,
        "poverty_out_year": rng.choice((2014, 2016, 2017, 2018, 2018, 2019, 2019, 2020))
        if household.poor
        else None,
        "housing_safe": True,
        "water_safe": True,
        "insured": True,
        "helper_post": rng.choice(POSTS),
        "entered_on": entered,
    }


def _registered_poor(rng: Random) -> date:
    year = rng.choice((2013, 2014, 2014, 2014, 2015, 2016, 2017))
    return date(year, rng.randint(1, 12), rng.randint(1, 28))


def _plain(town: Town, rng: Random, household: Household, changed: bool) -> None:
    """A formerly poor household that is not watched: on the roll from the start."""
    values = _values(rng, household, _registered_poor(rng))
    by = town.keeper(REGISTER)
    if not changed:
        town.plan.enter(REGISTER, values, TAKEN_OVER, by, source="import")
        return
    before = max(1, household.size + rng.choice((-1, -1, 1)))
    if before == household.size:
        before += 1
    record = town.plan.enter(REGISTER, values | {"members": before}, TAKEN_OVER, by, source="import")
    seen = pick(rng, date(2022, 2, 1), date(2023, 9, 15))
    more = before < household.size
    why = rng.choice(("新生儿落户", "婚嫁迁入")) if more else "家庭人口减少，按户籍核实"
    town.plan.correct(REGISTER, record, {"members": household.size}, why, seen, by)


def _watched(town: Town, rng: Random, household: Household) -> None:
    """Found to be at risk, some long ago, some in the ledger's time; for many the risk is gone again."""
    found = date(2021, 1, 4) + timedelta(rng.randrange(0, 990))
    found = min(on_or_after(found), date(2023, 9, 22))
    lead = on_or_after(found - timedelta(rng.randint(7, 14)))
    risk: dict[str, Any] = {
        "monitor_kind": KINDS[household.kind],
        "monitored_on": found,
        "main_risk": rng.choice(RISKS),
        "lead_source": rng.choice(SOURCES),
        "lead_on": min(lead, found),
    }
    income = {"income_per_head": rng.randint(6200, 9800), "assistance": rng.choice(("无", "无", "农村低保"))}
    by, plan = town.keeper(REGISTER), town.plan
    entered = _registered_poor(rng) if household.poor else found
    values = _values(rng, household, entered) | income
    if found < TAKEN_OVER:
        record = plan.enter(REGISTER, values | risk, TAKEN_OVER, by, source="import")
        recorded = TAKEN_OVER
    elif household.poor:
        record = plan.enter(REGISTER, values, TAKEN_OVER, by, source="import")
        recorded = after(found, rng.choice((0, 1, 2, 3, 8)))
        plan.advance(REGISTER, record, "identify", recorded, by, **risk)
    else:
        recorded = after(found, rng.choice((0, 1, 2, 5)))
        wrong = rng.random() < 0.1 and household.kind == "edge"
        first = {"monitor_kind": KINDS["sudden"]} if wrong else {}
        record = plan.enter(REGISTER, values | risk | first, recorded, by)
        if wrong:
            recorded = after(recorded, rng.randint(3, 15))
            change = {"monitor_kind": KINDS["edge"]}
            plan.correct(REGISTER, record, change, "县级审定的类别与初审不同", recorded, by)
    _clear(town, rng, record, found, recorded)


def _clear(town: Town, rng: Random, record: str, found: date, recorded: date) -> None:
    """Six months and more after the finding the risk may be gone, as the county decides."""
    cleared = on_or_after(found + timedelta(rng.randint(190, 620)))
    on = max(after(cleared, rng.randint(0, 4)), recorded)
    if rng.random() < 0.75 and on <= town.plan.last_day:
        way = "帮扶消除" if rng.random() < 0.85 else "自然消除"
        town.plan.advance(
            REGISTER, record, "clear_risk", on, town.keeper(REGISTER), risk_cleared_on=cleared, clear_way=way
        )


def _gone(town: Town, rng: Random) -> None:
    """Households that have left the roll since it was taken over, and two that left after the period."""
    by, recipe = town.keeper(REGISTER), town.of(REGISTER)
    days = picks(rng, recipe["gone"], date(2022, 2, 1), date(2023, 9, 20))
    for n, left in enumerate(days):
        village = town.any_village(rng)
        person = town.folk.person(village, (1928, 1975))
        number = f"H{village.code[-3:]}9{n:04d}"
        household = Household(number, person, rng.randint(1, 3), village.code, "", True)
        values = _values(rng, household, _registered_poor(rng))
        record = town.plan.enter(REGISTER, values, TAKEN_OVER, by, source="import")
        reason = rng.choice(("整户死亡", "整户迁出", "整户迁出", "并户"))
        on = after(left, rng.choice((1, 2, 3, 10)))
        town.plan.advance(
            REGISTER, record, "leave", on, by, "村里上报，经户籍核实", left_on=left, left_reason=reason
        )


def _later(town: Town, rng: Random) -> None:
    """Found to be at risk after the period: they show that a stock asks for its day."""
    for n in range(town.of(REGISTER)["later"]):
        village = town.any_village(rng)
        head = town.folk.person(village, (1955, 1990))
        household = Household(f"H{village.code[-3:]}8{n:04d}", head, rng.randint(2, 5), village.code)
        found = town.plan.last_day - timedelta(n + 1)
        values = _values(rng, household, on_or_after(found)) | {
            "monitor_kind": KINDS["edge"],
            "monitored_on": on_or_after(found),
            "main_risk": rng.choice(RISKS),
            "lead_source": rng.choice(SOURCES),
            "lead_on": found - timedelta(12),
        }
        town.plan.enter(REGISTER, values, on_or_after(found), town.keeper(REGISTER))
