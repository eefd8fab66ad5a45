"""The plan agrees with every published total before anything is written, and breaks no rule of its own."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.demo.days import working
from yiben.demo.folk import AREA, check_digit
from yiben.demo.plan import Plan
from yiben.demo.planning import planned
from yiben.demo.town import Town
from yiben.kernel.values import read_value
from yiben.ledger.acts import Advance, Correct, Enter, Void

FIRST, END = date(2023, 1, 1), date(2023, 9, 30)
Row = dict[str, Any]


@lru_cache
def town() -> Town:
    return planned("baiyangba")[0]


@lru_cache
def final(register: str) -> tuple[Row, ...]:
    """Each record of a register as it stands in the end, with its state; voided ones left out."""
    declared, rows = catalog().registers[register], {}
    for one in sorted(town().plan.acts, key=lambda p: (p.day, p.order)):
        act = one.act
        if one.register != register:
            continue
        if isinstance(act, Enter):
            rows[one.record] = dict(act.values) | {"state": act.state or declared.first_state}
        elif isinstance(act, Correct):
            rows[one.record] |= act.changes
        elif isinstance(act, Advance):
            rows[one.record] |= {**act.values, "state": declared.moves[act.move].to}
        elif isinstance(act, Void):
            del rows[one.record]
    return tuple(rows.values())


def within(register: str, day_field: str, start: date = FIRST, end: date = END, **fixed: Any) -> list[Row]:
    return [
        r
        for r in final(register)
        if day_field in r and start <= r[day_field] <= end and all(r.get(k) == v for k, v in fixed.items())
    ]


def total(rows: list[Row], field: str) -> object:
    return sum((Decimal(r.get(field) or 0) for r in rows), Decimal(0))


def test_low_income_money_reaches_the_published_households_persons_and_sum() -> None:
    rows = within("assistance_payments", "paid_on", item="农村低保")
    last = {r["household_no"]: r for r in sorted(rows, key=lambda r: r["issued_on"])}
    assert len(last) == 2950
    assert sum(r["members"] for r in last.values()) == 4693
    assert total(rows, "amount") == 13_230_000
    assert max(Counter((r["household_no"], r["month_on"]) for r in rows).values()) == 1


def test_other_help_adds_up() -> None:
    rows = [r for r in within("assistance_payments", "paid_on") if r["item"] != "农村低保"]
    assert total(rows, "amount") == 6_907_000


def test_two_rounds_of_visits_reach_every_household() -> None:
    rows = within("visits", "visited_on")
    assert total(rows, "person_times") == 18_626
    roll = {h.number for h in (*town().people.poor, *town().people.watched)}
    for number in (1, 2):
        assert {r["household_no"] for r in rows if r["round"] == number} == roll


def test_the_roll_of_households_agrees_kind_by_kind() -> None:
    rows = [r for r in final("monitored_households") if r["entered_on"] <= END <= r.get("left_on", END)]
    poor = [r for r in rows if r["formerly_poor"]]
    assert (len(poor), total(poor, "members")) == (6458, 22167)
    wanted = {"边缘易致贫户": (123, 475), "突发严重困难户": (13, 53), "脱贫不稳定户": (116, 419)}
    for kind, pair in wanted.items():
        of_kind = [r for r in rows if r.get("monitor_kind") == kind and r["monitored_on"] <= END]
        assert (len(of_kind), total(of_kind, "members")) == pair


def test_contracts_count_each_person_once() -> None:
    rows = [r for r in final("health_contracts") if r["signed_on"] <= END < r.get("ended_on", date.max)]
    assert len({r["id_number"] for r in rows}) == 36985 < len(rows)
    assert len({r["team"] for r in rows}) == 20


@pytest.mark.parametrize(
    ("sources", "end", "received", "closed"),
    [
        (("来信", "来访"), date(2023, 6, 30), 56, 55),
        (("阳光信访",), END, 27, 24),
    ],
)
def test_petitions_received_and_closed(
    sources: tuple[str, ...], end: date, received: int, closed: int
) -> None:
    rows = [r for r in within("petitions", "received_on", end=end) if r["source"] in sources]
    assert len(rows) == received
    assert sum("closed_on" in r for r in rows) == closed


def test_hotline_orders_received_and_closed() -> None:
    rows = within("hotline_orders", "received_on")
    assert len(rows) == 118 and sum("closed_on" in r for r in rows) == 115


def test_every_register_of_cases_makes_its_side_moves() -> None:
    made = Counter((p.register, p.act.move) for p in town().plan.acts if isinstance(p.act, Advance))
    for register in (
        "petitions", "hotline_orders", "disputes", "safety_hazards", "house_permits", "illegal_buildings",
    ):  # fmt: skip
        assert [m for m in catalog().registers[register].moves if not made[register, m]] == []


def test_disputes_found_settled_and_left_over_from_before() -> None:
    drive = within("disputes", "found_on", source="大走访大排查大化解")
    assert len(drive) == 82
    assert sum("settled_on" in r for r in drive) == 81
    backlog = within("disputes", "settled_on", source="重复信访和积案攻坚")
    assert len(backlog) == 34 and sum(r.get("years_pending", 0) >= 10 for r in backlog) == 1


def test_hazards_and_checks() -> None:
    rows = within("safety_hazards", "found_on")
    assert len(rows) == 43 and sum("rectified_on" in r for r in rows) == 36
    checks = within("safety_checks", "checked_on")
    assert (len(checks), total(checks, "person_times")) == (41, 386)


def test_projects_and_what_they_spent() -> None:
    rows = within("major_projects", "planned_on")
    assert (len(rows), total(rows, "investment")) == (22, 80_000)
    industrial = [r for r in rows if r["industrial"]]
    assert (len(industrial), total(industrial, "investment")) == (9, 63_000)
    assert len(within("major_projects", "started_on")) == 14
    assert len(within("major_projects", "in_statistics_on", industrial=True)) == 6
    assert total(within("investment_reports", "month_on", end=date(2023, 8, 31)), "amount") == 16_800
    assert total(within("investment_reports", "month_on", industrial=True), "amount") == 15_000


def test_leads_and_trips() -> None:
    assert total(within("investment_leads", "planned_on"), "planned_sum") == 695_200
    signed = within("investment_leads", "signed_on")
    assert (len(signed), total(signed, "signed_sum")) == (5, 58_000)
    chief = [r for r in within("investment_trips", "set_out_on") if r["leader_post"] != "专班"]
    assert (len(chief), total(chief, "firms")) == (6, 8)


@pytest.mark.parametrize(
    ("item", "wan"),
    [("烟叶税", "464"), ("本级税收", "236"), ("污水处理费", "17.7"), ("城市建设配套费", "30.3")],
)
def test_revenue_by_item(item: str, wan: str) -> None:
    assert total(within("revenue", "booked_on", item=item), "amount") == Decimal(wan)


def test_permits_and_waste() -> None:
    felled = within("felling_permits", "issued_on", end=date(2023, 6, 30))
    assert (len(felled), total(felled, "trees"), total(felled, "volume")) == (97, 1592, Decimal("449.1"))
    assert len([r for r in within("house_permits", "approved_on") if r["state"] != "refused"]) == 148
    assert total(within("waste_transport", "moved_on"), "tonnes") == 4056


def test_the_same_plan_comes_out_each_time() -> None:
    again = planned("baiyangba", {"petitions", "disputes"})[0]
    first = [p.act for p in town().plan.acts if p.register in ("petitions", "disputes")]
    assert [p.act for p in again.plan.acts] == first


def identifiers() -> Iterator[tuple[str, str, str]]:
    """Kind of number, the number, and the name beside it, wherever the plan enters one."""
    for one in town().plan.acts:
        if isinstance(one.act, Enter):
            declared = catalog().registers[one.register].fields
            names = [v for k, v in one.act.values.items() if declared[k].type == "person_name"]
            for key, value in one.act.values.items():
                if declared[key].is_identifier:
                    yield declared[key].type, value, names[0] if names else ""


def test_every_id_number_is_nobodys_with_a_right_check_digit() -> None:
    numbers = {value for kind, value, _ in identifiers() if kind == "id_number"}
    assert len(numbers) > 36985
    for number in numbers:
        assert number.startswith("99") and number[:6] == AREA and check_digit(number[:17]) == number[17]


def test_one_number_belongs_to_one_person_in_every_register() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for kind, value, name in identifiers():
        if kind == "id_number":
            names[value].add(name)
    assert max(map(len, names.values())) == 1


def test_everything_is_recorded_on_a_working_day_before_the_demo_day() -> None:
    days = {p.day for p in town().plan.acts}
    assert days <= set(working(date(2022, 1, 1), date(2023, 10, 11)))
    assert max(days) < town().day


def test_the_spring_festival_is_quiet() -> None:
    days = [r["received_on"] for r in final("petitions")]
    festival = sum(date(2023, 1, 16) <= d <= date(2023, 2, 3) for d in days)
    march = sum(date(2023, 3, 13) <= d <= date(2023, 3, 31) for d in days)
    assert festival < march


def test_mistakes_are_made_and_mended() -> None:
    kinds = Counter((p.register, type(p.act)) for p in town().plan.acts)
    for register in ("petitions", "assistance_payments", "visits", "major_projects", "revenue"):
        assert kinds[register, Correct] and kinds[register, Void]


def faults(plan: Plan) -> Iterator[str]:
    """What the catalog would refuse of the plan's values."""
    for one in plan.acts:
        register, act = catalog().registers[one.register], one.act
        if isinstance(act, Enter):
            missing = [f.id for f in register.fields.values() if f.required and f.id not in act.values]
            yield from (f"{register.id} {name} missing" for name in missing)
            yield from _unread(register, act.values)
        elif isinstance(act, Correct):
            yield from _unread(register, act.changes)
        elif isinstance(act, Advance):
            move = register.moves[act.move]
            odd = set(act.values) - {*move.asks, *move.may_ask}
            yield from (f"{register.id}.{act.move} {name}" for name in odd)
            yield from _unread(register, act.values)


def _unread(register: Register, values: Any) -> Iterator[str]:
    for name, value in values.items():
        yield from (f"{register.id} {p}" for p in read_value(register.fields[name], value)[1])


def test_the_catalog_takes_every_value() -> None:
    assert not Counter(faults(town().plan))


def test_nothing_is_recorded_before_it_happened() -> None:
    registers = catalog().registers
    for one in town().plan.acts:
        register = registers[one.register]
        if isinstance(one.act, Enter) and not register.ahead:
            happened = one.act.values.get(register.happened) or _starts_on(one.act)
            assert happened <= one.day, one


def _starts_on(duty: Enter) -> date:
    """The first day of a duty's turn, which its engine is told; beyond the plan the day it was done."""
    told = duty.parts.get("duty", {}).get("starts_on")
    return date.fromisoformat(told) if told else duty.values["done_on"]
