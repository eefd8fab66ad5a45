"""家庭医生签约: village by village from the public health system, with those who moved or died since."""

from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after, pick, working
from yiben.demo.folk import Person
from yiben.demo.population import age
from yiben.demo.town import Town

REGISTER = "health_contracts"
SIGNING = (date(2023, 2, 6), date(2023, 9, 15))
MIDDLE = (("高血压患者", 16), ("2型糖尿病患者", 5), ("残疾人", 5), ("一般人群", 74))
ENDS = ("迁出", "迁出", "死亡", "本人要求")


def make(town: Town) -> None:
    want, rng = town.of(REGISTER), town.rng(REGISTER)
    teams = _teams(town)
    poor = {h.head.id_number for h in (*town.people.poor, *town.people.watched)}
    drives = _drives(rng, town)
    order = rng.sample(town.people.signed, len(town.people.signed))
    moved = {p.id_number for p in order[: want["changed_team"]]}
    for n, person in enumerate(order, 1):
        signed = rng.choice(drives[person.village])
        values = _values(rng, person, teams[person.village], signed, n, poor)
        if person.id_number in moved:
            _changed_team(town, rng, values, sorted(set(teams.values()) - {values["team"]}))
        else:
            recorded = _imported(signed)
            town.plan.enter(REGISTER, values, recorded, town.keeper(REGISTER), source="import")
    _ended(town, rng, teams, drives)
    _later(town, rng, teams)


def _teams(town: Town) -> dict[str, str]:
    """Village → team: the largest villages have one of their own, the others share."""
    count = town.of(REGISTER)["teams"]
    ordered = sorted(town.villages, key=lambda v: (-v.weight, v.code))
    named = [v.name.removesuffix("村").removesuffix("社区") + "团队" for v in ordered[:count]]
    return {v.code: named[n] if n < count else named[-1 - (n - count)] for n, v in enumerate(ordered)}


def _drives(rng: Random, town: Town) -> dict[str, list[date]]:
    """The days on which the team came to each village: a handful a year."""
    days = working(*SIGNING)
    return {v.code: sorted(rng.sample(days, 7)) for v in town.villages}


def _imported(signed: date) -> date:
    """The public health system gives its list out on the last working day of each half month."""
    half = date(signed.year, signed.month, 15) if signed.day <= 15 else _month_end(signed)
    return on_or_after(half)


def _month_end(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(1)


def _values(rng: Random, person: Person, team: str, signed: date, n: int, poor: set[str]) -> dict[str, Any]:
    return {
        "contract_no": f"JY2023-{n:06d}",
        "person": person.name,
        "id_number": person.id_number,
        "phone": person.phone,
        "village": person.village,
        "team": team,
        "doctor_post": "村卫生室乡村医生",
        "key_group": _group(rng, person, person.id_number in poor, signed),
        "package": "基础包" if rng.random() < 0.93 else "初级包",
        "renewed": rng.random() < 0.7,
        "signed_on": signed,
        "valid_to": date(signed.year + 1, signed.month, min(signed.day, 28)),
    }


def _group(rng: Random, person: Person, poor: bool, on: date) -> str:
    years = age(person, on)
    if years >= 65:
        return "65岁以上老年人"
    if poor:
        return "脱贫人口和监测对象"
    if years < 7:
        return "0—6岁儿童"
    if years < 35:
        return "孕产妇" if person.sex == "女" and years >= 20 and rng.random() < 0.03 else "一般人群"
    return rng.choices([m[0] for m in MIDDLE], [m[1] for m in MIDDLE])[0]


def _changed_team(town: Town, rng: Random, values: dict[str, Any], others: list[str]) -> None:
    """Signed twice: first with another team, then with his own. He counts once."""
    plan, by = town.plan, town.keeper(REGISTER)
    first = values | {"team": rng.choice(others), "contract_no": values["contract_no"] + "A"}
    early = plan.enter(REGISTER, first, _imported(values["signed_on"]), by, source="import")
    again = pick(rng, date(2023, 9, 18), date(2023, 9, 27))
    second = values | {"signed_on": again, "valid_to": date(2024, 9, 28)}
    plan.enter(REGISTER, second, after(again, 1), by)
    if rng.random() < 0.6:
        plan.advance(REGISTER, early, "end", after(again, 2), by, ended_on=again, end_reason="转签其他团队")


def _ended(town: Town, rng: Random, teams: dict[str, str], drives: dict[str, list[date]]) -> None:
    """Persons whose contract has come to an end; they are no longer on the roll."""
    plan, by = town.plan, town.keeper(REGISTER)
    for n in range(town.of(REGISTER)["ended"]):
        person = town.folk.person(town.any_village(rng), (1932, 1996))
        signed = drives[person.village][0]
        values = _values(rng, person, teams[person.village], signed, 900_000 + n, set())
        record = plan.enter(REGISTER, values, _imported(signed), by, source="import")
        ended = pick(rng, min(after(signed, 20), date(2023, 9, 20)), date(2023, 9, 25))
        on = min(max(after(ended, rng.randint(0, 12)), _imported(signed)), plan.last_day)
        plan.advance(REGISTER, record, "end", on, by, ended_on=ended, end_reason=rng.choice(ENDS))


def _later(town: Town, rng: Random, teams: dict[str, str]) -> None:
    """Signed after the period."""
    for n in range(town.of(REGISTER)["later"]):
        person = town.folk.person(town.any_village(rng))
        signed = pick(rng, date(2023, 10, 7), town.plan.last_day)
        values = _values(rng, person, teams[person.village], signed, 950_000 + n, set())
        town.plan.enter(REGISTER, values, signed, town.keeper(REGISTER))
