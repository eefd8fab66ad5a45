from decimal import Decimal

import pytest

from yiben.reports.tests.town import figure
from yiben.reports.wording import in_list, in_sentence

MONEY = figure("a.money", "资金", "万元")
YUAN = figure("a.yuan", "资金", "元")
LARGE = figure("a.large", "资金", "亿元")
SHARE = figure("a.share", "占比", "%", type="share")
COUNT = figure("a.count", "件数", "件")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (10_080_000, "1008万元"), (168_000_000, "1.68亿元"), (800_000_000, "8亿元"), (3500, "3500元"),
        (865_000, "86.5万元"), (-20_000, "−2万元"), (99_999_999, "10000万元"),
    ],
)  # fmt: skip
def test_money_is_said_in_the_unit_that_fits_its_size(value: int, said: str) -> None:
    assert in_sentence(MONEY, value) == said
    assert in_sentence(YUAN, value) == said
    assert in_sentence(LARGE, value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Decimal(115) / Decimal(118), "97.5%"), (1, "100%"), (0, "0%"), (Decimal("0.9996"), "99.96%"),
        (Decimal("0.0001"), "0.01%"), (Decimal("0.5"), "50%"), (Decimal("-0.068"), "−6.8%"),
    ],
)  # fmt: skip
def test_a_share_has_the_decimals_it_needs_and_never_a_false_100(value: Decimal, said: str) -> None:
    assert in_sentence(SHARE, value) == said


@pytest.mark.parametrize(
    ("value", "hedge", "said"),
    [
        (Decimal(700) / Decimal(1008), "about", "约69%"), (Decimal("0.69"), "about", "69%"),
        (Decimal("0.004"), "about", "0.4%"), (Decimal("0.996"), "about", "99.6%"),
    ],
)  # fmt: skip
def test_about_a_share_is_a_whole_percentage_unless_that_is_false(
    value: Decimal, hedge: str, said: str
) -> None:
    assert in_sentence(SHARE, value, hedge) == said


@pytest.mark.parametrize(
    ("value", "hedge", "said"),
    [
        (118, "odd", "110余件"), (100, "odd", "100件"), (100, "about", "100件"), (98, "nearly", "近100件"),
        (103, "over", "超100件"), (0, "about", "0件"), (1, "odd", "1件"),
    ],
)  # fmt: skip
def test_a_hedge_comes_from_the_exact_value(value: int, hedge: str, said: str) -> None:
    assert in_sentence(COUNT, value, hedge) == said


def test_lists_show_the_number_in_the_figures_own_unit_more_exactly_than_the_text() -> None:
    assert in_list(LARGE, 167_832_000) == "1.6783"
    assert in_list(MONEY, 167_832_000) == "16,783.2"
    assert in_list(COUNT, 22167) == "22,167"
    assert in_list(SHARE, Decimal(700) / Decimal(1008)) == "69.44"
