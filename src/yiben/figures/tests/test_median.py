"""The median: the one in the middle, exactly, in plain Python and in DuckDB alike."""

import random
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

import pytest

from yiben.figures import engine
from yiben.figures.formula import catalog_rules, plain
from yiben.figures.tests.small import CASES, small_catalog
from yiben.kernel.periods import Period, year
from yiben.ledger.models import Record

SMALL = small_catalog()
TOWN = "990100001"
YEAR = year(2023)
FIGURES = ("cases.middle", "cases.median", "cases.heads_median")
ADDED = "[figures]\nnew = { title = '新', unit = '件', formula = '%s' }"


def row(**values: Any) -> plain.Row:
    return plain.Row("cases", {"received_on": date(2023, 5, 1), **values})


def value(formula: str, *rows: plain.Row) -> Any:
    known = small_catalog(CASES.replace("[figures]", ADDED % formula))
    return plain.evaluate_figure(known.figures["cases.new"], known, rows, YEAR)


def test_of_an_odd_number_it_is_the_middle_one_and_of_an_even_one_the_mean_of_two() -> None:
    amounts = [row(amount=Decimal(a)) for a in ("9.01", "1", "1000000", "9.02")]
    assert value("median(amount)", *amounts[:3]) == Decimal("9.01")
    assert value("median(amount)", *amounts) == Decimal("9.015")


def test_rows_without_a_value_are_left_out_and_over_no_rows_there_is_none() -> None:
    assert value("median(people, amount > 1)", row(people=1, amount=2), row(amount=5), row(people=90)) == 1
    assert value("median(people)") is None
    assert value("median(people)", row()) is None


def test_days_from_one_date_to_another_have_a_median_too() -> None:
    closed = [row(closed_on=date(2023, 5, 1) + timedelta(days)) for days in (2, 3, 40)]
    assert value("median(days(received_on, closed_on))", *closed, row()) == 3


@pytest.mark.parametrize(
    ("formula", "number"),
    [
        ("median(kind)", "F003"),
        ("median(days(kind, closed_on))", "F003"),
        ("median(days(closed_on))", "F001"),
        ("median()", "F001"),
        ("median(amount, people, urgent = true)", "F001"),
    ],
)
def test_a_median_of_what_has_no_middle_is_told(formula: str, number: str) -> None:
    known = small_catalog(CASES.replace("[figures]", ADDED % formula))
    assert {p.number for p in catalog_rules.problems(known)} - {"F010"} == {number}


def some_rows(luck: random.Random) -> list[dict[str, Any]]:
    def perhaps(made: Any) -> Any:
        return made if luck.random() < 0.8 else None

    return [
        {
            "received_on": date(2023, 1, 1) + timedelta(luck.randrange(400)),
            "closed_on": perhaps(date(2023, 1, 5) + timedelta(luck.randrange(400))),
            "amount": perhaps(Decimal(luck.randrange(10**15)) / 100),
            "people": perhaps(luck.randrange(2000)),
            "kind": perhaps(luck.choice("甲乙丙")),
            "village": f"{TOWN}{luck.randrange(1, 5):03}",
        }
        for _ in range(3000)
    ]


def write(rows: list[dict[str, Any]]) -> None:
    def kept(found: Any) -> Any:
        return (
            found.isoformat()
            if isinstance(found, date)
            else str(found)
            if isinstance(found, Decimal)
            else found
        )

    Record.objects.bulk_create(
        Record(
            record=f"m{seq}", register="cases", version=1, town=TOWN, place=one["village"], office="zongzhi",
            owner="clerk", number=f"{seq}", title="", state="open", happened_on=one["received_on"],
            closed_on=one["closed_on"], data={k: kept(v) for k, v in one.items() if v is not None},
            seq_from=seq, day_from=date(2024, 1, 1),
        )
        for seq, one in enumerate(rows, start=1)
    )  # fmt: skip


def middle_of(name: str, rows: list[dict[str, Any]], period: Period) -> Any:
    """By hand, with the standard library's median."""

    def days(one: dict[str, Any]) -> int | None:
        return (one["closed_on"] - one["received_on"]).days if one["closed_on"] else None

    match name:
        case "cases.middle":
            found = [days(r) for r in rows if period.contains(r["received_on"])]
        case "cases.median":
            closed = [r for r in rows if r["closed_on"] and period.contains(r["closed_on"])]
            found = [r["amount"] for r in closed if r["kind"] in ("甲", "乙")]
        case _:
            found = [r["people"] for r in rows if r["received_on"] <= period.end]
    there = [Decimal(one) for one in found if one is not None]
    return median(there) if there else None


@pytest.mark.django_db
def test_three_thousand_rows_with_gaps_have_the_same_medians_by_hand_in_python_and_in_duckdb(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "catalog", lambda: SMALL)
    rows = some_rows(random.Random(3))
    write(rows)
    in_python = [plain.Row("cases", r, seq) for seq, r in enumerate(rows)]
    for result in engine.evaluate(FIGURES, TOWN, YEAR, by="month"):
        name = result.figure.id
        wanted = middle_of(name, rows, YEAR)
        assert result.value == wanted
        assert plain.evaluate_figure(result.figure, SMALL, in_python, YEAR) == wanted
        months = [middle_of(name, rows, month) for month in YEAR.months()]
        assert [cell.value for cell in result.cells] == months
    for result in engine.evaluate(FIGURES, TOWN, YEAR, by="village"):
        for cell in result.cells:
            mine = [r for r in rows if r["village"] == cell.key]
            assert cell.value == middle_of(result.figure.id, mine, YEAR)


@pytest.mark.django_db
def test_each_row_behind_a_median_tells_its_own_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "catalog", lambda: SMALL)
    write(some_rows(random.Random(4))[:40])
    (result,) = engine.evaluate(["cases.middle"], TOWN, YEAR)
    behind = engine.rows("cases.middle", TOWN, YEAR)
    own: list[int | None] = [row.contributes["value"] for row in behind.rows]  # type: ignore[index,misc]
    assert len(own) == result.rows and behind.value == result.value
    assert median(v for v in own if v is not None) == result.value
