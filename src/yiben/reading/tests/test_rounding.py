from decimal import Decimal

import pytest

from yiben.reading.model import Figure
from yiben.reading.relations.rounding import (
    adds_up,
    is_benefit,
    is_each,
    is_growth,
    is_measure,
    is_price,
    is_progress,
    is_rise,
    is_share,
    is_slip,
    is_sum_of_things,
    may_be_one,
    slipped,
)
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


def test_decimals_cut_off_are_no_fault() -> None:
    assert is_share(one("16.8%"), one("306人"), one("1814人"))
    assert not is_share(one("16.6%"), one("306人"), one("1814人"))
    assert not is_share(one("66%"), one("50起"), one("75起"))


@pytest.mark.parametrize(
    ("whole", "parts", "one_slip"),
    [
        ("1008万元", ("320万元", "188万元"), True),
        ("1008万元", ("320万元", "688亿元"), True),
        ("1008万元", ("230万元", "688万元"), True),
        ("1008万元", ("231万元", "688万元"), False),
        ("1008万元", ("302万元", "688万元"), True),
        ("900万元", ("300万元", "200万元"), False),
        ("1234人", ("980人", "160人"), False),
        ("252户", ("152户", "200余户"), False),
    ],
)
def test_a_slip_leaves_all_other_digits_in_agreement(
    whole: str, parts: tuple[str, ...], one_slip: bool
) -> None:
    assert slipped(one(whole), [one(part) for part in parts]) is one_slip


@pytest.mark.parametrize(
    ("measure", "of", "holds"),
    [
        ("947人", "252户", True),
        ("94人", "252户", False),
        ("94700人", "252户", False),
        ("50万元", "502人", None),
        ("70亿元", "502人", False),
        ("12万元", "4座", None),
    ],
)
def test_only_what_nobody_believes_is_no_measure(measure: str, of: str, holds: bool | None) -> None:
    assert is_measure(one(measure), one(of)) is holds


def test_benefits_and_projects_have_bounds_of_their_own() -> None:
    assert is_benefit(one("96.5万元"), one("1820户")) is None
    assert is_benefit(one("96.5亿元"), one("1820户")) is False
    assert is_sum_of_things(one("8亿元"), one("22个")) is None
    assert is_sum_of_things(one("8万元"), one("22个")) is False


def test_progress_is_refused_only_for_a_wrong_scale() -> None:
    assert is_progress(one("700万元"), one("1008万元")) is None
    assert is_progress(one("1500万元"), one("1008万元")) is None
    assert is_progress(one("700亿元"), one("1008万元")) is False
    assert is_progress(one("1.68万元"), one("8亿元")) is False


def test_what_falls_to_each_is_said_in_round_numbers() -> None:
    assert is_each(one("3000元"), one("126万元"), one("420户"))
    assert is_each(one("3000元"), one("127.5万元"), one("420户"))
    assert not is_each(one("3800元"), one("126万元"), one("420户"))
    assert is_price(one("180万元"), one("15元"), one("120000公斤"))
    assert not is_price(one("280万元"), one("15元"), one("120000公斤"))


def test_growth_may_be_reckoned_from_the_rise() -> None:
    assert is_rise(one("12.4%"), one("3260万元"), one("360万元"), up=True)
    assert not is_rise(one("22.4%"), one("3260万元"), one("360万元"), up=True)
    assert is_rise(one("16.1%"), one("47件"), one("9件"), up=False)
    assert is_rise(one("100%"), one("9件"), one("9件"), up=True) is None


def test_two_values_of_one_thing_differ_by_a_slip() -> None:
    assert may_be_one(one("3.2万人"), one("32156人"))
    assert not may_be_one(one("32651人"), one("32156人"))
    assert is_slip(one("32651人"), one("32156人"))
    assert is_slip(one("5.2亿元"), one("5.2万元"))
    assert not is_slip(one("5.2亿元"), one("1.3亿元"))
