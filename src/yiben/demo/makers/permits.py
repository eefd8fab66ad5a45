"""建房审批, 违规建房 and 林木采伐许可: houses allowed, houses built without leave, trees to be felled."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_before, pick, picks
from yiben.demo.spread import shares, uneven
from yiben.demo.town import Town
from yiben.demo.words import FELLED, GROUPS, HOUSES, ILLEGAL

HOUSE = "house_permits"
WITHOUT = "illegal_buildings"
FELLING = "felling_permits"


def make_houses(town: Town) -> None:
    want, rng = town.of(HOUSE), town.rng(HOUSE)
    plan, by = town.plan, town.keeper(HOUSE)
    opened = date(2022, 11, 14)
    for batch in want["batches"]:
        for _ in range(batch["households"]):
            applied = pick(rng, opened, batch["approved"] - timedelta(24))
            record = _apply(town, rng, applied)
            visited = after(applied, rng.randint(3, 12))
            on = after(batch["approved"], rng.choice((1, 2, 2, 3)))
            plan.advance(
                HOUSE, record, "approve", on, by,
                approved_on=batch["approved"], batch=batch["name"],
                first_visit_on=min(visited, batch["approved"]),
                approved_area=rng.choice((100, 120, 120, 135, 140)), approved_floors=rng.choice((1, 2, 2, 3)),
            )  # fmt: skip
            _build(town, rng, record, batch["approved"])
        opened = batch["approved"] - timedelta(20)
    for n in range(want["waiting"] + want["refused"]):
        applied = pick(rng, opened, town.plan.last_day - timedelta(2))
        record = _apply(town, rng, applied)
        if n < want["refused"]:
            on = min(after(applied, rng.randint(4, 10)), plan.last_day)
            plan.advance(HOUSE, record, "refuse", on, by, "选址在基本农田内，不符合条件")


def _apply(town: Town, rng: Random, applied: date) -> str:
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
        "publicised_on": after(applied, 1),
    }
    recorded = min(after(applied, rng.choice((0, 1, 2))), town.plan.last_day)
    return town.plan.enter(HOUSE, values, recorded, town.keeper(HOUSE))


def _build(town: Town, rng: Random, record: str, approved: date) -> None:
    plan, by = town.plan, town.keeper(HOUSE)
    set_out = after(approved, rng.randint(6, 30))
    if set_out > plan.last_day or rng.random() < 0.25:
        return
    plan.advance(HOUSE, record, "set_out", set_out, by, second_visit_on=set_out)
    accepted = after(set_out, rng.randint(50, 110))
    if accepted <= plan.last_day:
        plan.advance(
            HOUSE, record, "accept", accepted, by,
            accepted_on=accepted, third_visit_on=accepted, actual_area=rng.choice((98, 120, 124, 135)),
            old_returned=True,
        )  # fmt: skip


def make_illegal(town: Town) -> None:
    want, rng = town.of(WITHOUT), town.rng(WITHOUT)
    before = picks(rng, want["last_year"], date(2022, 2, 14), date(2022, 11, 18))
    now = picks(rng, want["found"], date(2023, 2, 8), date(2023, 9, 14))
    spans = [(d, date(2022, 12, 16)) for d in before] + [(d, date(2023, 9, 27)) for d in now]
    fees = uneven(want["fees"] // 500, want["paying"], rng, least=30)
    paying = dict(zip(sorted(rng.sample(range(len(spans)), want["paying"])), fees, strict=True))
    for n, (found, stop_by) in enumerate(spans):
        _illegal(town, rng, found, stop_by, paying.get(n, 0) * 500)


def _illegal(town: Town, rng: Random, found: date, stop_by: date, fee: int) -> None:
    plan, by = town.plan, town.keeper(WITHOUT)
    village = town.any_village(rng)
    person = town.grown_up(village.code, rng)
    kind, matter = rng.choice(ILLEGAL)
    area = rng.randint(40, 160)
    values = {
        "matter": matter,
        "kind": kind,
        "builder": person.name,
        "id_number": person.id_number,
        "phone": person.phone,
        "village": village.code,
        "found_on": found,
        "source": rng.choice(("巡查发现", "巡查发现", "村上报", "群众举报", "卫片图斑")),
        "area": area,
        "patrol_post": "三违巡查专班",
    }
    record = plan.enter(WITHOUT, values, after(found, rng.choice((0, 0, 1))), by)
    stopped = min(after(found, rng.choice((0, 0, 1, 2))), on_or_before(stop_by))
    plan.advance(WITHOUT, record, "stop", stopped, by, stopped_on=stopped, due_on=stopped + timedelta(60))
    last = stopped
    if fee:
        # Fees of last year's cases came in this year, when the sorting out began.
        last = pick(rng, max(after(stopped, 3), date(2023, 2, 20)), date(2023, 9, 28))
        plan.advance(WITHOUT, record, "charge", last, by, fee=fee, fee_on=last, receipt_no=_receipt(rng))
    closed = after(last, rng.randint(6, 40))
    if closed <= plan.last_day and rng.random() < 0.8:
        handling = "补办手续" if fee else rng.choice(("自行拆除", "自行拆除", "依法拆除"))
        gone: dict[str, Any] = {} if fee else {"demolished_area": area}
        plan.advance(WITHOUT, record, "close", closed, by, closed_on=closed, handling=handling, **gone)


def _receipt(rng: Random) -> str:
    return f"票{rng.randrange(10**7):07d}"


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
