"""Lights, bars, icons and questions, each by itself."""

from datetime import date

import pytest

from yiben.declare.model import Field, Register, State
from yiben.ui import asking, bars, icons, lights

REGISTER = Register(
    id="petitions", title="信访热线", group="order", covers=("G2",), row="一件信访", owner="zongzhi",
    fields={
        "matter": Field("matter", "事由", "text"),
        "source": Field("source", "来源", "choice", options=("来信", "来访"), filter=True),
        "received_on": Field("received_on", "收到日", "date", sort=True),
    },
    title_field="matter", place="", happened="received_on", due="due_on",
    states={"open": State("open", "待受理", "waiting", first=True),
            "done": State("done", "已办结", "done", closed=True)},
)  # fmt: skip
THURSDAY = date(2023, 10, 12)


@pytest.mark.parametrize(
    ("due", "word"),
    [
        (date(2023, 10, 7), "逾期5日"),
        (THURSDAY, "今天到期"),
        (date(2023, 10, 16), "还剩2个工作日"),
        (date(2023, 11, 30), "待受理"),
        (None, "待受理"),
    ],
)
def test_an_open_record_shows_how_late_or_near_it_is(due: date | None, word: str) -> None:
    assert lights.of_record(REGISTER, "open", due, THURSDAY).word == word


def test_a_closed_record_is_never_late() -> None:
    assert lights.of_record(REGISTER, "done", date(2020, 1, 1), THURSDAY).word == "已办结"


def test_a_year_without_a_calendar_still_has_lights() -> None:
    assert lights.of_record(REGISTER, "open", date(2090, 1, 4), date(2090, 1, 2)).word == "待受理"


def test_bars_are_shares_of_the_longest_and_nothing_for_none() -> None:
    assert bars.shares([4, 2, 0, None]) == [100.0, 50.0, 0.0, 0.0]
    assert bars.shares([]) == [] and bars.shares([0, 0]) == [0.0, 0.0]


def test_an_icon_that_is_not_there_is_empty() -> None:
    assert icons.icon("no-such-icon-at-all") == "" and icons.icon("../../../etc/passwd") == ""


def test_a_question_never_widens_the_place() -> None:
    mine, other = "422802101201", "422802101202"
    assert asking.read_question(REGISTER, {"place": other}, mine).filters["place"] == mine
    assert asking.read_question(REGISTER, {"place": f"{mine}001"}, mine).filters["place"] == f"{mine}001"


def test_what_cannot_be_read_is_said_and_left_out() -> None:
    question = asking.read_question(
        REGISTER, {"received_on_from": "前天", "page": "-1", "size": "9999", "sort": "x"}
    )
    assert [p.number for p in question.problems] == ["K002"] and "received_on" not in question.filters
    assert (question.number, question.size, question.sort) == (1, 20, "")


def test_a_month_below_zero_hangs_from_the_zero_line() -> None:
    up, down, empty = bars.sparks([3, -1, None], height=16)
    assert (up.y, up.height, up.minus) == (0, 12, False)
    assert (down.y, down.height, down.minus) == (12, 4, True)
    assert empty.height == 0
