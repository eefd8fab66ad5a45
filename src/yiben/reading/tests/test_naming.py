"""Figures by their names: what holds for all rules together."""

import pytest

from yiben.reading.read import read


@pytest.mark.parametrize("text", ["增长百分之三到百分之五。", "增长3%—5%。", "增速为3%~5%。"])
def test_both_ends_of_a_range_are_one_thing(text: str) -> None:
    low, high = read(text).figures

    assert (low.kind, low.what) == (high.kind, high.what)
    assert low.kind == "growth"
    assert "到" not in low.what
