from decimal import Decimal

import pytest

from yiben.reading.model import Figure
from yiben.reading.rounding import adds_up, is_growth, is_share
from yiben.reading.tests.marked import figures


def one(surface: str) -> Figure:
    return figures(f"共[{surface}]。")[0]


@pytest.mark.parametrize(
    ("share", "part", "whole", "holds"),
    [
        ("85.3%", "853件", "1000件", True),
        ("85.3%", "855件", "1000件", False),
        ("67%", "50起", "75起", True),
        ("66%", "50起", "75起", False),
        ("约70%", "694万元", "1000万元", True),
        ("20%", "200余件", "1000件", True),
        ("18%", "200余件", "1000件", False),
        ("50%", "超500件", "1000件", None),
    ],
)  # fmt: skip
def test_a_share_holds_within_its_last_digit_and_its_hedge(
    share: str, part: str, whole: str, holds: bool | None
) -> None:
    assert is_share(one(share), one(part), one(whole)) is holds


def test_people_add_up_exactly_and_rounded_money_within_its_last_digit() -> None:
    assert adds_up(one("25人"), [one("13人"), one("12人")])
    assert not adds_up(one("25人"), [one("13人"), one("11人")])
    assert adds_up(one("1.3亿元"), [one("6400万元"), one("6300万元")])
    assert not adds_up(one("1.3亿元"), [one("6400万元"), one("5300万元")])


def test_a_hedged_part_leaves_room() -> None:
    assert adds_up(one("520万元"), [one("280余万元"), one("230万元")])
    assert not adds_up(one("620万元"), [one("280余万元"), one("230万元")])


def test_growth_is_the_rise_or_the_fall() -> None:
    assert is_growth(one("30%"), one("546万元"), one("420万元"))
    assert is_growth(one("50%"), one("10件"), one("20件"))
    assert not is_growth(one("40%"), one("546万元"), one("420万元"))


def test_a_figure_of_nothing_is_no_base() -> None:
    assert is_share(one("50%"), one("1件"), one("0件")) is None
    assert one("0件").value == Decimal(0)
