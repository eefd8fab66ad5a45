"""救助资金发放: each month's lists as they come back from the bank, with what bounced and was paid again."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after
from yiben.demo.folk import Person
from yiben.demo.spread import amounts
from yiben.demo.town import Town
from yiben.demo.words import WRONG_AMOUNT

REGISTER = "assistance_payments"
PER_HEAD = {"A类": (400, 480), "B类": (280, 350), "C类": (190, 260)}
RETURNS = ("账号错误", "户名不符", "账户注销", "账户冻结")
BANK = "农村商业银行"
ALTERED = 120
"""Households on low income whose number of persons changed within the year."""


@dataclass
class Payee:
    """Somebody on one roll, with what he gets each time."""

    number: str
    head: Person
    members: int
    months: list[int]
    amount: int
    level: str = ""
    members_before: int = 0
    """Persons until the month `changed`, where that was another number."""
    changed: int = 0

    def members_in(self, month: int) -> int:
        return self.members_before if month < self.changed else self.members


@dataclass(frozen=True)
class Run:
    """One list of one month, from the making of the list to the money's coming in."""

    item: str
    detail: str
    month: date
    issued: date
    submitted: date
    paid: date
    recorded: date


def make(town: Town) -> None:
    _low_income(town)
    for row in town.of(REGISTER)["other"]:
        _other(town, row)


def run(recipe: Any, month: int, item: str, detail: str, delay: int = 0) -> Run:
    first = date(recipe["year"], month, 1)
    issued = after(first, 3 + delay)
    submitted = after(issued, 2)
    paid = after(submitted, 2)
    return Run(item, detail, first, issued, submitted, paid, after(paid, 1))


def _low_income(town: Town) -> None:
    recipe, rng = town.of(REGISTER), town.rng(REGISTER)
    payees = _payees(town, rng)
    runs = {m: run(recipe, m, "农村低保", "") for m in range(1, recipe["months"] + 1)}
    all_year = [p for p in payees if len(p.months) == recipe["months"]]
    for payee in rng.sample(all_year, recipe["still_bounced"]):
        payee.months.pop()
        _bounced(town, rng, payee, runs[recipe["months"]], again=False)
    _fit(payees, recipe["low_income_money"], rng)
    rows = [(p, m) for m in runs for p in payees if m in p.months]
    early = [i for i, (_, m) in enumerate(rows) if m < recipe["months"] - 1]
    special = rng.sample(early, recipe["bounced"] + recipe["corrected"])
    bounced, corrected = set(special[: recipe["bounced"]]), set(special[recipe["bounced"] :])
    for i, (payee, month) in enumerate(rows):
        if i in bounced:
            _bounced(town, rng, payee, runs[month], again=True)
        elif i in corrected:
            _corrected(town, rng, payee, runs[month])
        else:
            _paid(town, payee, runs[month])
    _doubled(town, rng, rows, runs)


def _payees(town: Town, rng: Random) -> list[Payee]:
    recipe = town.of(REGISTER)
    months = list(range(1, recipe["months"] + 1))
    found = []
    for household in town.people.low_income:
        level = rng.choices(tuple(PER_HEAD), (22, 48, 30))[0]
        amount = household.size * rng.randint(*PER_HEAD[level])
        found.append(Payee(household.number, household.head, household.size, list(months), amount, level))
    joined = rng.sample(found, recipe["joined"])
    for n, payee in enumerate(joined):
        # A dozen come in the last month, the rest spread over the year.
        payee.months = months[-1:] if n < 12 else months[rng.randint(2, len(months) - 2) :]
    settled = [p for p in found if len(p.months) == len(months)]
    for payee in rng.sample(settled, ALTERED):
        payee.changed = rng.randint(3, 8)
        payee.members_before = max(1, payee.members + rng.choice((-1, 1)))
    return found


def _fit(payees: list[Payee], total: int, rng: Random) -> None:
    """Change the monthly amounts a little until all that is paid adds up to the total."""
    rest = total - sum(p.amount * len(p.months) for p in payees)
    each = rest // sum(p.members * len(p.months) for p in payees)
    for payee in payees:
        payee.amount += each * payee.members
    rest = total - sum(p.amount * len(p.months) for p in payees)
    longest = max(len(p.months) for p in payees)
    full = [p for p in payees if len(p.months) == longest]
    while rest >= longest:
        rng.choice(full).amount += 1
        rest -= longest
    once = [p for p in payees if len(p.months) == 1]
    for payee in once[:rest]:
        payee.amount += 1


def _other(town: Town, row: Any) -> None:
    """Another kind of help: to the same households every month or quarter, or once as it happens."""
    recipe, rng = town.of(REGISTER), town.rng(f"{REGISTER} {row['detail']}")
    last, every = recipe["months"], row["every"]
    heads = rng.sample([p for v in town.people.by_village.values() for p in v], row["households"])
    known = {h.head.id_number: h.number for h in town.people.low_income}
    times = [m for m in range(1, last + 1) if every and m % every == 0]
    each = amounts(row["money"] // max(1, len(times)), len(heads), rng, step=10, spread=0.15)
    extra = row["money"] - sum(each) * max(1, len(times))
    for n, head in enumerate(heads):
        months = times or [rng.randint(1, last)]
        number = known.get(head.id_number) or f"{row['detail'][:1]}{n + 1:04d}"
        payee = Payee(number, head, 1 if every else rng.randint(1, 4), months, each[n])
        for month in months:
            # What cannot be divided evenly is made good with the first payment.
            made_good = extra if n == 0 and month == months[0] else 0
            delay = 0 if every else rng.randint(0, 8)
            one = run(recipe, month, row["item"], row["detail"], delay)
            _paid(town, payee, one, made_good)


def _values(town: Town, payee: Payee, one: Run) -> dict[str, Any]:
    what = one.detail or one.item
    return {
        "item": one.item,
        "detail": one.detail or None,
        "batch": f"{one.month:%Y-%m}{what}",
        "month_on": one.month,
        "household_no": payee.number,
        "head_name": payee.head.name,
        "id_number": payee.head.id_number,
        "village": payee.head.village,
        "members": payee.members_in(one.month.month),
        "low_income_class": payee.level or None,
        "reason": "家庭成员患病，自付较重" if one.item == "临时救助" else None,
        "amount": payee.amount,
        "bank": BANK,
        "bank_account": payee.head.bank_account,
        "issued_on": one.issued,
        "submitted_on": one.submitted,
        "paid_on": one.paid,
        "bank_note": f"{one.month.month}月{what}",
    }


def _enter(town: Town, values: dict[str, Any], on: date, state: str) -> str:
    return town.plan.enter(REGISTER, values, on, town.keeper(REGISTER), source="import", state=state)


def _paid(town: Town, payee: Payee, one: Run, more: int = 0) -> str:
    values = _values(town, payee, one)
    return _enter(town, values | {"amount": values["amount"] + more}, one.recorded, "paid")


def _corrected(town: Town, rng: Random, payee: Payee, one: Run) -> None:
    """Imported with a wrong amount or number of persons; set right from the bank's slip."""
    values = _values(town, payee, one)
    by = town.keeper(REGISTER)
    wrong = {"amount": values["amount"] // 10 if rng.random() < 0.4 else values["amount"] + 90}
    record = _enter(town, values | wrong, one.recorded, "paid")
    seen = after(one.recorded, rng.randint(2, 15))
    change = {"amount": values["amount"]}
    town.plan.correct(REGISTER, record, change, rng.choice(WRONG_AMOUNT), seen, by)


def _bounced(town: Town, rng: Random, payee: Payee, one: Run, again: bool) -> None:
    """The bank sent it back; with another account it comes in some weeks later, or not yet."""
    returned = after(one.submitted, 1)
    values = _values(town, payee, one) | {
        "paid_on": None,
        "returned_on": returned,
        "return_reason": rng.choice(RETURNS),
    }
    values["bank_account"] = town.folk.bank_account()
    record = _enter(town, values, one.recorded, "returned")
    if again:
        paid = after(one.paid, rng.randint(5, 15))
        town.plan.advance(
            REGISTER, record, "repay", after(paid, 1), town.keeper(REGISTER),
            paid_on=paid, bank_account=payee.head.bank_account,
        )  # fmt: skip


def _doubled(town: Town, rng: Random, rows: list[tuple[Payee, int]], runs: dict[int, Run]) -> None:
    """One village's list of one month imported twice and taken out the next day."""
    by = town.keeper(REGISTER)
    villages = rng.sample(town.villages, town.of(REGISTER)["doubled_villages"])
    for n, village in enumerate(sorted(villages, key=lambda v: v.code)):
        month = 3 + 4 * n
        one = runs[month]
        for payee, when in rows:
            if when == month and payee.head.village == village.code:
                record = _enter(town, _values(town, payee, one), one.recorded, "paid")
                void_on = on_or_after(one.recorded + timedelta(1))
                town.plan.void(REGISTER, record, "本村名单重复导入", void_on, by)
