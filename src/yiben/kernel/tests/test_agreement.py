"""Whether a computed value bears out a stated one."""

from decimal import Decimal

import pytest

from yiben.kernel.agreement import matches
from yiben.kernel.digits import Number


@pytest.mark.parametrize(
    ("stated", "computed", "surface", "agrees"),
    [
        (4693, 4693, "", True),
        (4693, 4692, "", False),
        (0.67, Decimal(50) / 75, "", True),
        (0.67, Decimal("0.664"), "", False),
        (0.975, Decimal("0.9754"), "97.5%", True),
        (0.7, Decimal("0.68"), "70%", False),
        (10080000, 10083200, "1008万元", True),
        (10080000, 10085001, "1008万元", False),
        (10080000, 10083200, "", False),
        (168000000, 168400000, "1.68亿元", True),
        (0, 0, "0件", True),
        (0, 1, "0件", False),
        (-0.05, Decimal("-0.051"), "−5%", True),
    ],
)
def test_an_exact_number_agrees_where_it_rounds_to_what_is_printed(
    stated: Number, computed: Number, surface: str, agrees: bool
) -> None:
    assert matches(stated, "exact", computed, surface) is agrees


@pytest.mark.parametrize(
    ("stated", "computed", "surface", "agrees"),
    [
        (110, 110, "110余件", True),
        (110, 120, "110余件", True),
        (110, 121, "110余件", False),
        (110, 109, "110余件", False),
        (30000, 28500, "近30000平方米", True),
        (30000, 30001, "近30000平方米", False),
        (8300000, 8549000, "约830万元", True),
        (8300000, 8550000, "约830万元", False),
        (1000, 950, "千人", True),
        (1000, 1099, "千人", True),
        (1000, 1100, "", False),
        (1000, 949, "", False),
    ],
)
def test_a_hedge_has_its_room(stated: int, computed: int, surface: str, agrees: bool) -> None:
    assert matches(stated, "about", computed, surface) is agrees


def test_bounds_are_held_or_passed() -> None:
    assert matches(500, "at_least", 500)
    assert not matches(500, "at_least", 499)
    assert matches(2000000, "at_most", 2000000)
    assert not matches(2000000, "at_most", 2000001)


@pytest.mark.parametrize("bound", ["exact", "about", "at_least", "at_most"])
def test_no_value_bears_nothing_out(bound: str) -> None:
    assert not matches(0, bound, None)
