"""Totals are cut without a remainder."""

from random import Random

import pytest

from yiben.demo.spread import amounts, shares, sizes, uneven


@pytest.mark.parametrize("total", [0, 1, 7, 2950, 36985])
def test_shares_add_up_to_the_total(total: int) -> None:
    found = shares(total, [0.3, 1.7, 2.0, 0.01])
    assert sum(found) == total and min(found) >= 0


def test_shares_follow_the_weights() -> None:
    assert shares(10, [1, 1, 3]) == [2, 2, 6]


def test_uneven_parts_are_uneven_and_none_is_too_small() -> None:
    found = uneven(1000, 30, Random(1), least=5)
    assert sum(found) == 1000 and min(found) >= 5 and len(set(found)) > 8


def test_what_cannot_be_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be cut"):
        uneven(4, 5, Random(1))


def test_household_sizes_give_the_persons_and_stay_believable() -> None:
    found = sizes(2950, 4693, Random(1), most=5)
    assert len(found) == 2950 and sum(found) == 4693
    assert min(found) == 1 and max(found) <= 5


def test_amounts_are_round_but_for_one() -> None:
    found = amounts(1_234_567, 12, Random(1), step=1000)
    assert sum(found) == 1_234_567 and sum(a % 1000 != 0 for a in found) == 1
