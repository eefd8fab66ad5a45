"""财源收入, 财源任务 and 财政支出: what came in by item, the year's tasks, and what was spent."""

from calendar import monthrange
from datetime import date
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after, pick
from yiben.demo.money import wan
from yiben.demo.spread import shares, uneven
from yiben.demo.town import Town
from yiben.demo.words import DOUBLE, SPENDING, WRONG_AMOUNT

REGISTER = "revenue"
TASKS = "revenue_tasks"
SPENT = "town_spending"
KINDS = ("增值税", "增值税", "增值税", "企业所得税", "个人所得税", "耕地占用税", "契税", "资源税")
PAYERS = ("某建材经营部", "某农业发展公司", "某运输队", "某砂石料场", "某超市", "某食品作坊", "个人")
COLLECTORS = {
    "烟叶税": "税务分局",
    "本级税收": "税务分局",
    "污水处理费": "自来水及污水处理单位",
    "城市建设配套费": "财政所",
}


def make(town: Town) -> None:
    rng = town.rng(REGISTER)
    flows = town.of(REGISTER)["flows"]
    rows = sorted((row for flow in flows for row in _cut(rng, flow)), key=lambda r: (r[1], r[0], r[2]))
    chosen = rng.sample(range(len(rows)), town.of(REGISTER)["wrong"] + town.of(REGISTER)["doubles"])
    wrong, doubles = set(chosen[: town.of(REGISTER)["wrong"]]), chosen[town.of(REGISTER)["wrong"] :]
    for n, (item, day, yuan) in enumerate(rows):
        values = _values(rng, item, day, yuan, n)
        _book(town, rng, values, day, yuan if n in wrong else 0)
        if n in doubles:
            _double(town, rng, values, day)


def _cut(rng: Random, flow: Any) -> list[tuple[str, date, int]]:
    """The money of one item and year in so many payments, heavier in the months named."""
    year, months = flow["year"], flow["months"]
    counts = shares(flow["count"], months)
    money = shares(flow["money"] // 100, [m * rng.lognormvariate(0, 0.15) for m in months])
    rows = []
    for month, (count, hundreds) in enumerate(zip(counts, money, strict=True), 1):
        if not count:
            if hundreds:
                raise ValueError(f"{flow['item']} {year}-{month}: money without a payment")
            continue
        last = date(year, month, monthrange(year, month)[1])
        for part in uneven(hundreds, count, rng, spread=0.7):
            rows.append((flow["item"], pick(rng, date(year, month, 3), last), part * 100))
    rest = flow["money"] - sum(r[2] for r in rows)
    rows[0] = (rows[0][0], rows[0][1], rows[0][2] + rest)
    return rows


def _values(rng: Random, item: str, day: date, yuan: int, n: int) -> dict[str, Any]:
    tax = item == "本级税收"
    return {
        "item": item,
        "tax_kind": "烟叶税" if item == "烟叶税" else rng.choice(KINDS) if tax else None,
        "voucher_no": f"{day:%Y-%m}-{n + 1:04d}",
        "payer": "烟草收购单位" if item == "烟叶税" else rng.choice(PAYERS),
        "amount": wan(yuan),
        "booked_on": day,
        "collector": COLLECTORS[item],
        "account": "镇级",
        "arrears": tax and rng.random() < 0.07,
    }


def _book(town: Town, rng: Random, values: dict[str, Any], day: date, wrong_of: int) -> None:
    plan, by = town.plan, town.keeper(REGISTER)
    recorded = after(day, rng.choice((0, 0, 1, 1, 2, 6)))
    recorded = min(recorded, plan.last_day)
    typed = values | ({"amount": wan(wrong_of * 10)} if wrong_of else {})
    record = plan.enter(REGISTER, typed, recorded, by)
    if wrong_of:
        seen = min(after(recorded, rng.randint(2, 10)), plan.last_day)
        plan.correct(REGISTER, record, {"amount": values["amount"]}, rng.choice(WRONG_AMOUNT), seen, by)
    next_month = date(day.year + day.month // 12, day.month % 12 + 1, 5)
    checked = on_or_after(next_month)
    if checked <= plan.last_day and plan.earliest(record, checked, by) <= plan.last_day:
        plan.advance(REGISTER, record, "reconcile", checked, by, reconciled_on=checked)


def _double(town: Town, rng: Random, values: dict[str, Any], day: date) -> None:
    plan, by = town.plan, town.keeper(REGISTER)
    again = min(after(day, 3), plan.last_day)
    record = plan.enter(REGISTER, values, again, by)
    plan.void(REGISTER, record, rng.choice(DOUBLE), min(after(again, 4), plan.last_day), by)


def make_tasks(town: Town) -> None:
    for task in town.of(TASKS)["tasks"]:
        first = date(task["year"], 1, 1)
        issued = after(date(task["year"], 1, 17), 0)
        values = {
            "item": task["item"],
            "year_on": first,
            "amount": wan(task["money"]),
            "kind": "年初任务",
            "document": task["document"],
            "issued_on": issued,
            "responsible": "税务分局",
            "lead_official": town.leader(town.rng(TASKS)),
        }
        town.plan.enter(TASKS, values, after(issued, 2), town.keeper(TASKS))


def make_spending(town: Town) -> None:
    want, rng = town.of(SPENT), town.rng(SPENT)
    for livelihood, name in ((True, "livelihood"), (False, "other")):
        part = want[name]
        money = uneven(part["money"] // 100, part["count"], rng, least=2, spread=0.9)
        rest = part["money"] - sum(money) * 100
        for n, hundreds in enumerate(money):
            yuan = hundreds * 100 + (rest if n == 0 else 0)
            _spend(town, rng, livelihood, yuan, want["year"])
    for _ in range(want["refunded"]):
        record, paid = _spend(town, rng, False, rng.randrange(20, 90) * 100, want["year"])
        on = min(after(paid, rng.randint(3, 8)), town.plan.last_day)
        town.plan.advance(SPENT, record, "refund", on, town.keeper(SPENT), "收款单位户名有误，银行退回")


def _spend(town: Town, rng: Random, livelihood: bool, yuan: int, year: int) -> tuple[str, date]:
    purpose, function, economic = rng.choice(SPENDING[livelihood])
    paid = pick(rng, date(year, 1, 3), date(year, 9, 28))
    values = {
        "purpose": purpose,
        "livelihood": livelihood,
        "function": function,
        "economic": economic,
        "amount": yuan,
        "paid_on": paid,
        "payee": rng.choice(PAYERS),
        "fund_source": rng.choice(("本级预算", "本级预算", "上级专项")),
        "three_public": purpose == "公务用车加油",
        "voucher_no": f"记-{rng.randrange(1, 9999):04d}",
    }
    recorded = min(after(paid, rng.choice((0, 1, 1, 2, 4))), town.plan.last_day)
    return town.plan.enter(SPENT, values, recorded, town.keeper(SPENT)), paid
