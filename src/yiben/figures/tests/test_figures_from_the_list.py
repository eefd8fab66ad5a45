"""Every standard figure of cases equals what pandas gives from the rows of the list, however it is cut."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from yiben.declare.load import load_catalog
from yiben.declare.model import Register
from yiben.figures import engine
from yiben.figures.tests.from_the_list import FIGURES, disagreeing, listed
from yiben.figures.tests.shaped import HOTLINE, shaped_catalog
from yiben.kernel.periods import Period, quarter, year
from yiben.ledger.models import Record
from yiben.township.models import Place

pytestmark = pytest.mark.once

KNOWN = shaped_catalog(HOTLINE)
REGISTER = KNOWN.registers["hotline"]
TOWN = "990200001"
VILLAGES = [f"{TOWN}{n:03}" for n in range(1, 6)]
COUNTERS = ("returned", "extended", "urged", "escalated", "redone", "reopened")
RATINGS = ["满意", "基本满意", "不满意", None]
WAYS = ("village", "month", "class")
PERIODS = (year(2023), quarter(2023, 4), Period(date(2024, 2, 10), date(2024, 6, 20)))


def some_case(luck: random.Random, register: Register) -> dict[str, Any]:
    """A case that came in, and somewhere on its way: open, closed, returned, accepted late."""
    came = date(2023, 1, 1) + timedelta(luck.randrange(500))
    due = came + timedelta(luck.choice([0, 5, 15, 60]))
    case: dict[str, Any] = {
        register.happened: came, register.due: due, "accept_due": came + timedelta(15),
        "repeated": luck.choice([True, False, None]),
    }  # fmt: skip
    if luck.random() < 0.8:
        case["accept_in_time"] = luck.random() < 0.9
        case["dispatched_on"] = came + timedelta(luck.randrange(4))
    if luck.random() < 0.15:
        case["left_on"] = came + timedelta(luck.randrange(40))
    elif luck.random() < 0.75:
        case["days_taken"] = luck.randrange(70)
        case[register.closed] = came + timedelta(case["days_taken"])
        case["in_time"] = case[register.closed] <= due
        case["satisfaction"] = luck.choice(RATINGS)
    options = register.fields[kind_of(register)].options
    case |= {f"times_{name}": luck.choice([0, 0, 0, 1, 2]) for name in COUNTERS}
    return case | {kind_of(register): luck.choice([*options[:2], None])}


def kind_of(register: Register) -> str:
    return str(register.uses["cases"]["class"])


def write(count: int, register: Register = REGISTER) -> None:
    luck = random.Random(11)
    Place.objects.bulk_create(
        Place(code=code, name=code, short=f"{code[-1]}村", level="village") for code in VILLAGES
    )
    cases = [some_case(luck, register) for _ in range(count)]
    Record.objects.bulk_create(
        Record(
            record=f"h{seq}", register=register.id, version=1, town=TOWN, place=luck.choice(VILLAGES),
            office="zongzhi", owner="clerk", number=f"{seq}", title="", state=register.first_state,
            happened_on=case[register.happened], due_on=case[register.due],
            closed_on=case.get(register.closed), seq_from=seq, day_from=date(2025, 1, 1),
            data={k: v.isoformat() if isinstance(v, date) else v for k, v in case.items() if v is not None},
        )
        for seq, case in enumerate(cases, start=1)
    )  # fmt: skip


def every_cut(
    ids: list[str], table: Any, periods: tuple[Period, ...] = PERIODS, ways: tuple[str, ...] = WAYS
) -> Iterator[str]:
    for period in periods:
        for by in ways:
            yield from disagreeing(engine.evaluate(ids, TOWN, period, by=by), table, period, by)


@pytest.mark.django_db
def test_every_figure_of_cases_is_what_the_list_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "catalog", lambda: KNOWN)
    write(1500)
    ids = list(REGISTER.figures)
    assert {name.rpartition(".")[2] for name in ids} == set(FIGURES)
    assert list(every_cut(ids, listed(REGISTER, TOWN))) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["petitions", "house_permits", "signals"])
def test_so_it_is_in_registers_that_are_shipped(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In three unlike ones; the standard figures are the same formulas in each."""
    known, problems = load_catalog()
    assert known is not None, problems
    monkeypatch.setattr(engine, "catalog", lambda: known)
    register = known.registers[name]
    write(120, register)
    ids = [figure.id for figure in register.figures.values() if figure.template]
    assert list(every_cut(ids, listed(register, TOWN), PERIODS[1:2], ("class",))) == []


@pytest.mark.django_db
def test_the_rows_behind_each_figure_add_up_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "catalog", lambda: KNOWN)
    write(200)
    for result in engine.evaluate(REGISTER.figures, TOWN, year(2023)):
        behind = engine.rows(result.figure.id, TOWN, year(2023))
        assert (behind.value, len(behind.rows)) == (result.value, result.rows)
