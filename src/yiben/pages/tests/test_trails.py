"""Moves and stages of a register with a way back and a move that only puts off the due day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from yiben.declare.load import catalog
from yiben.declare.model import Move, Register, State
from yiben.kernel.periods import Period
from yiben.pages import sums, trails
from yiben.pages.sums import Cell, Sum

REGISTER = Register(
    id="petitions", title="信访热线", group="order", covers=("G2",), row="一件信访", owner="zongzhi",
    fields={}, title_field="matter", place="", happened="received_on",
    states={"handling": State("handling", "办理中", "working", first=True),
            "closed": State("closed", "已办结", "done", closed=True),
            "sent_back": State("sent_back", "已退回", "returned", closed=True)},
    moves={"extend": Move("extend", "延期", "extended", ("handling",), "handling"),
           "close": Move("close", "办结", "closed", ("handling",), "closed"),
           "revisit": Move("revisit", "回访", "revisited", ("closed",), "closed"),
           "reopen": Move("reopen", "重办", "reopened", ("closed",), "handling")},
)  # fmt: skip


def test_the_next_step_of_an_open_record_takes_it_on() -> None:
    assert [m.title for m in trails.moves_from(REGISTER, "handling")] == ["办结", "延期"]
    assert [m.title for m in trails.moves_from(REGISTER, "closed")] == ["回访", "重办"]


def test_a_way_out_not_taken_is_no_step_to_come() -> None:
    assert [s.title for s in trails.stages(REGISTER, [], "handling")] == ["办理中", "已办结"]
    assert [s.title for s in trails.stages(REGISTER, [], "sent_back")] == ["办理中", "已办结", "已退回"]


@pytest.mark.parametrize(
    ("formula", "whole", "adds"),
    [
        ("count()", 5, True),
        ("count()", 4, False),
        ("count(closed_on <= period_end)", 5, False),
        ("mean(people)", 5, False),
    ],
)
def test_months_are_called_addable_only_where_they_are(formula: str, whole: int, adds: bool) -> None:
    figure = replace(next(iter(catalog().figures.values())), formula=formula, type="flow")
    months = tuple(Cell(f"2023-0{n}", f"{n}月", Decimal(n), str(n), n) for n in (2, 3))
    period = Period(date(2023, 2, 1), date(2023, 3, 31))
    shown = Sum(figure, Decimal(whole), str(whole), 5, period, None, "422802101", months)
    assert sums.adds_up(shown) is adds
