"""建房审批, 违规建房 and 林木采伐许可: houses allowed, houses built without leave, trees to be felled."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from yiben.demo.case_walk import CaseWalk
from yiben.demo.days import after, on_or_before, pick, picks, working
from yiben.demo.makers import illegal_stories
from yiben.demo.makers import permit_stories as stories
from yiben.demo.spread import shares, uneven
from yiben.demo.town import Town
from yiben.demo.words import FELLED, GROUPS, HOUSES, ILLEGAL

HOUSE = "house_permits"
WITHOUT = "illegal_buildings"
FELLING = "felling_permits"


def make_houses(town: Town) -> None:
    want, rng = town.of(HOUSE), town.rng(HOUSE)
    opened, rare = date(2022, 11, 14), iter(stories.SIDEWAYS)
    for batch in want["batches"]:
        for _ in range(batch["households"]):
            # The village's part may take months; the town's begins some days before the batch is decided.
            taken = after(batch["approved"], -rng.choices((3, 4, 5, 8, 11), (30, 30, 25, 10, 5))[0])
            applied = pick(rng, opened, after(taken, -14))
            walk = _apply(town, rng, applied)
            side = next(rare, "") if applied.month not in (1, 12) else ""
            stories.approved(walk, rng, batch, taken, side)
            stories.built(walk, rng)
        opened = batch["approved"] - timedelta(20)
    _earlier(town, rng, want["earlier"])
    for n in range(want["waiting"] + want["refused"]):
        applied = pick(rng, opened, after(town.plan.last_day, -26 if n < want["refused"] else -1))
        walk = _apply(town, rng, applied)
        if n < want["refused"]:
            stories.refused(walk, rng)
        else:
            stories.waiting(walk, rng, n - want["refused"])


def _earlier(town: Town, rng: Random, batch: Any) -> None:
    """Three households of the year before, each with something rare."""
    taken = after(batch["approved"], -4)
    walks = [_apply(town, rng, pick(rng, date(2022, 2, 14), after(taken, -14))) for _ in range(3)]
    stories.approved(walks[0], rng, batch, taken, "")
    stories.expired(walks[0], rng)
    stories.reviewed_again(walks[1], rng, batch, taken)
    stories.approved(walks[2], rng, batch, taken, "")
    stories.taken_up_again(walks[2], rng, batch)


def _apply(town: Town, rng: Random, applied: date) -> CaseWalk:
    village = town.any_village(rng)
    person = town.grown_up(village.code, rng)
    moved = rng.random() < 0.25
    values = {
        "matter": f"{rng.choice(GROUPS)}组{rng.choice(HOUSES)}",
        "applicant": person.name,
        "id_number": person.id_number,
        "phone": person.phone,
        "village": village.code,
        "family": rng.randint(2, 6),
        "build_kind": "异址新建" if moved else rng.choice(("原址翻建", "改扩建")),
        "land_kind": rng.choice(("建设用地", "未利用地", "其他农用地")) if moved else "建设用地",
        "applied_on": applied,
    }
    recorded = min(after(applied, rng.choice((0, 1, 2))), town.plan.last_day)
    record = town.plan.enter(HOUSE, values, recorded, town.keeper(HOUSE))
    return CaseWalk(town, HOUSE, record, recorded, village.code)


def make_illegal(town: Town) -> None:
    want, rng = town.of(WITHOUT), town.rng(WITHOUT)
    before = picks(rng, want["last_year"], date(2022, 2, 14), date(2022, 11, 18))
    now = picks(rng, want["found"], date(2023, 2, 8), date(2023, 9, 14))
    spans = [(d, date(2022, 12, 16)) for d in before] + [(d, date(2023, 9, 27)) for d in now]
    fees = uneven(want["fees"] // 500, want["paying"], rng, least=30)
    paid = sorted(rng.sample(range(len(spans)), want["paying"]))
    paying = dict(zip(paid, fees, strict=True))
    told = illegal_stories.told(paid, len(spans))
    for n, (found, stop_by) in enumerate(spans):
        _illegal(town, rng, n, found, stop_by, paying.get(n, 0) * 500, told.get(n, ""))


def _illegal(town: Town, rng: Random, n: int, found: date, stop_by: date, fee: int, story: str) -> None:
    village = town.any_village(rng)
    person = town.grown_up(village.code, rng)
    kind, matter = rng.choice(ILLEGAL)
    values = {
        "matter": matter,
        "kind": kind,
        "builder": person.name,
        "id_number": person.id_number,
        "phone": person.phone,
        "village": village.code,
        "found_on": found,
        "source": rng.choice(("巡查发现", "巡查发现", "村上报", "群众举报", "卫片图斑")),
        "area": rng.randint(40, 160),
        "patrol_post": "三违巡查专班",
    }
    by = town.keeper(WITHOUT)
    recorded = min(after(found, rng.choice((0, 0, 1))), on_or_before(stop_by))
    record = town.plan.enter(WITHOUT, values, recorded, by)
    walk = CaseWalk(town, WITHOUT, record, recorded, village.code)
    stopped = min(after(walk.day, rng.choice((0, 0, 1, 2))), on_or_before(stop_by))
    if n % 4 == 0:
        walk.step("report", 0, dated="reported_on")
    days, notice = max(len(working(walk.day, stopped)) - 1, 0), f"柏停〔{found.year}〕{n + 1}号"
    walk.step("stop", days, dated="stopped_on", notice_no=notice)
    illegal_stories.after_stop(walk, values, rng, fee, story)


def make_felling(town: Town) -> None:
    rng, n = town.rng(FELLING), 0
    for flow in town.of(FELLING)["flows"]:
        trees = uneven(flow["trees"], flow["permits"], rng, least=2, spread=0.8)
        hundredths = int(Decimal(str(flow["volume"])) * 100)
        volumes = shares(hundredths, [t * rng.lognormvariate(0, 0.2) for t in trees])
        days = picks(rng, flow["permits"], flow["from"], flow["to"], lambda d: 1.6 if d.month < 4 else 1.0)
        for issued, count, volume in zip(days, trees, volumes, strict=True):
            n += 1
            _fell(town, rng, n, issued, count, volume)


def _fell(town: Town, rng: Random, n: int, issued: date, trees: int, volume: int) -> None:
    village = town.any_village(rng)
    person = town.grown_up(village.code, rng)
    values: dict[str, Any] = {
        "permit_no": f"2023采字{n:04d}号",
        "holder": person.name,
        "id_number": person.id_number,
        "phone": person.phone,
        "village": village.code,
        "forest_kind": rng.choice(("用材林", "用材林", "用材林", "经济林", "薪炭林")),
        "species": rng.choice(FELLED),
        "area": Decimal(max(1, trees // 4)) / 10,
        "trees": trees,
        "volume": Decimal(volume) / 100,
        "method": rng.choice(("择伐", "择伐", "皆伐", "抚育采伐")),
        "promise": volume < 1500,
        "purpose": rng.choice(("自用", "自用", "建房", "清理危树", "出售")),
        "applied_on": after(issued, 0) - timedelta(rng.randint(1, 9)),
        "issued_on": issued,
        "valid_to": issued + timedelta(90),
    }
    plan, by = town.plan, town.keeper(FELLING)
    wrong = {"volume": values["volume"] * 10} if n % 41 == 0 else {}
    recorded = min(after(issued, rng.choice((0, 0, 1, 2))), plan.last_day)
    record = plan.enter(FELLING, values | wrong, recorded, by)
    if wrong:
        seen = after(recorded, rng.randint(3, 9))
        plan.correct(FELLING, record, {"volume": values["volume"]}, "蓄积小数点录错，按许可证更正", seen, by)
    inspected = after(issued, rng.randint(30, 80))
    if inspected <= plan.last_day and rng.random() < 0.8:
        plan.advance(FELLING, record, "inspect", inspected, by, inspected_on=inspected)
