"""Thousands of random small ledgers: every figure of the engine against one worked out by hand."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yiben.figures import engine
from yiben.figures.results import Result
from yiben.figures.tests.books import Ledger, pour, random_ledger, some_day, together
from yiben.figures.tests.by_hand import BEHIND, VALUES, Look, known
from yiben.figures.tests.small import small_catalog
from yiben.kernel.periods import Period
from yiben.kernel.periods import month as month_of

LEDGERS = 2001
BUNDLES = [list(VALUES)[start::4] for start in range(4)]
WAYS = [None, "village", "month", "office", "class"]
COUNTY_WAYS = ["village", "village", "month", "office", "class"]
SMALL = small_catalog()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "catalog", lambda: SMALL)


def town(number: int) -> str:
    return f"99{number // 3:04}{number % 3 + 1:03}"


def telling_day(luck: random.Random, ledger: Ledger) -> date:
    """Often a day that the ledger speaks of, where being a day off would show."""
    act = luck.choice(ledger.acts)
    told = [
        date.fromisoformat(value)
        for name, value in act.set.items()
        if value and name.endswith(("_on", "day"))
    ]
    merged = [day for _, day in ledger.merges.values()]
    return luck.choice([act.day, *told, *merged, some_day(luck)])


def random_period(luck: random.Random, ledger: Ledger) -> Period:
    start, end = sorted([telling_day(luck, ledger), telling_day(luck, ledger)])
    whole = month_of(start.year, start.month)
    return luck.choice([Period(start, end), whole, Period(start.replace(day=1), end)])


def same(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return abs(Decimal(found) - Decimal(wanted)) < Decimal("1e-20")


def looks(ledger: Ledger, as_of: date | None, place: str, period: Period, by: str | None) -> dict[str, Look]:
    """What each cell is asked by hand."""
    rows = known(ledger, as_of)
    match by:
        case "village":
            codes = [code for code in ledger.villages if code.startswith(place)]
            return {code: Look(ledger, rows, period, code, exactly=len(code) == 9) for code in codes}
        case "month":
            return {f"{m.start:%Y-%m}": Look(ledger, rows, m, place) for m in period.months()}
        case "office":
            return {o: Look(ledger, rows, period, place, o) for o in ("minzheng", "zongzhi")}
        case "class":
            return {kind: Look(ledger, rows, period, place, kind=kind) for kind in ("甲", "乙", "丙", "")}
        case _:
            return {}


def compare(ledger: Ledger, result: Result, as_of: date | None, by: str | None, told: str) -> None:
    name = result.figure.id
    whole = Look(ledger, known(ledger, as_of), result.period, result.place)
    assert same(result.value, VALUES[name](whole)), f"{told} {name}: {result.value} for {VALUES[name](whole)}"
    if name in BEHIND:
        assert result.rows == len({r["record"] for r in BEHIND[name](whole)}), f"{told} {name}: rows"
    cells = {cell.key: cell for cell in result.cells}
    for key, look in looks(ledger, as_of, result.place, result.period, by).items():
        if key in cells:
            wanted = VALUES[name](look)
            assert same(cells[key].value, wanted), f"{told} {name} {key}: {cells[key].value} for {wanted}"
            if name in BEHIND:
                behind = len({r["record"] for r in BEHIND[name](look)})
                assert cells[key].rows == behind, f"{told} {name} {key}: {cells[key].rows} rows for {behind}"
        else:
            assert by in ("village", "office") or key == "", f"{told} {name} {key}: no cell"
            assert VALUES[name](look) in (None, 0), f"{told} {name} {key}: no cell"


def ask(ledger: Ledger, luck: random.Random, told: str, by: str | None = None) -> None:
    names = luck.choice(BUNDLES)
    period, by = random_period(luck, ledger), by or luck.choice(WAYS)
    if by == "class":
        names = [name for name in names if name.startswith("cases.")]
    as_of = luck.choice([None, telling_day(luck, ledger)])
    place = ledger.town if luck.random() < 0.8 or by == "village" else luck.choice(ledger.villages)[:12]
    told = f"{told} {place} {period} as of {as_of} by {by}:"
    results = engine.evaluate(names, place, period, as_of, by)
    for result in results:
        compare(ledger, result, as_of, by, told)
    one = luck.choice(results)
    behind = engine.rows(one.figure.id, place, period, as_of)
    assert len(behind.rows) == one.rows, f"{told} {one.figure.id}: {len(behind.rows)} rows for {one.rows}"
    assert same(behind.value, one.value), f"{told} {one.figure.id}: its rows: {behind.value}, it: {one.value}"
    numbers = [row.contributes for row in behind.rows]
    if numbers and all(isinstance(n, int | Decimal) for n in numbers):
        assert same(sum(numbers, 0), one.value), f"{told} {one.figure.id}: contributions"  # type: ignore[arg-type]


@pytest.mark.django_db
def test_two_thousand_random_ledgers_give_what_is_worked_out_by_hand() -> None:
    luck = random.Random(20230101)
    ledgers = [random_ledger(luck, town(number), 1 + number * 100) for number in range(LEDGERS)]
    pour(ledgers)
    for number in range(0, LEDGERS, 3):
        three = ledgers[number : number + 3]
        ask(together(three), luck, f"ledgers {number} and on", luck.choice(COUNTY_WAYS))
        if number % 9 == 0:
            ask(luck.choice(three), luck, f"one of {number} and on")


@pytest.mark.django_db
def test_ledgers_that_grow_while_they_are_read() -> None:
    """Each example is a new town, so that every question is asked of a live delta."""
    count = iter(range(3000, 9000))

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32))
    def grows(seed: int) -> None:
        number, luck = next(count), random.Random(seed)
        ledger = random_ledger(luck, town(number), 1 + number * 100)
        pour([ledger])
        ask(ledger, luck, f"seed {seed}")

    grows()


@pytest.mark.django_db
def test_the_rank_of_a_place_is_one_more_than_how_many_beside_it_have_more() -> None:
    luck = random.Random(7)
    ledgers = [random_ledger(luck, town(number), 1 + number * 100) for number in range(60)]
    pour(ledgers)
    for number, ledger in enumerate(ledgers):
        period = random_period(luck, ledger)
        (found,) = engine.evaluate(["cases.place"], ledger.town, period)
        beside = ledgers[number - number % 3 : number - number % 3 + 3]
        have = [VALUES["cases.received"](Look(one, known(one, None), period, one.town)) for one in beside]
        assert found.value == 1 + sum(more > have[number % 3] for more in have)
        (parts,) = engine.evaluate(["cases.place"], ledger.town, period, by="village")
        valid = [v for v in ledger.villages if ledger.merges.get(v, ("", date.max))[1] > period.end]
        own = {v: VALUES["cases.received"](Look(ledger, known(ledger, None), period, v)) for v in valid}
        got = {cell.key: cell.value for cell in parts.cells if cell.key in own}
        assert got == {v: 1 + sum(more > own[v] for more in own.values()) for v in own}
