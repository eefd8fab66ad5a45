"""Numbers read, written in tables and said in sentences."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiben.kernel.agreement import matches
from yiben.kernel.digits import Number, decimals_of, significant, tidy
from yiben.kernel.numerals import parse_number, say, write


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,200.50", "1200.5"),
        ("1，200", "1200"),
        ("1 200", "1200"),
        ("1.2万", "12000"),
        ("3亿", "300000000"),
        ("１２００", "1200"),
        ("−6.8%", "-0.068"),
        ("5‰", "0.005"),
        (" .5 ", "0.5"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_people_type_it(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "万", "1,2", "12,34,567", "--1", "1e5", "1.2.3", "٣", "NaN", "9" * 10**6]
)
def test_other_texts_are_no_numbers(text: str) -> None:
    with pytest.raises(ValueError):
        parse_number(text)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (10080000, "万元", 0, "1,008"),
        (Decimal("0.975"), "%", 1, "97.5"),
        (-1234, "", 1, "−1,234.0"),
        ("2.5", "", 0, "3"),
        ("-0.4", "", 0, "0"),
        (0, "件", 0, "0"),
        (None, "件", 0, "—"),
    ],
)
def test_a_table_groups_by_thousands(value: Number | None, unit: str, decimals: int, text: str) -> None:
    assert write(value, unit, decimals) == text


@pytest.mark.parametrize(
    ("value", "unit", "hedge", "text"),
    [
        (10080000, "万元", "", "1008万元"),
        (10080000, "元", "", "1008万元"),
        (168000000, "元", "", "1.68亿元"),
        (168012345, "元", "", "16801.23万元"),
        (9999, "元", "", "9999元"),
        (4693, "人", "", "4693人"),
        (Decimal("0.975"), "%", "", "97.5%"),
        (Decimal("0.0293"), "比例", "", "2.93%"),
        (Decimal("-0.068"), "%", "", "−6.8%"),
        (107, "次", "余", "100余次"),
        (113, "件", "余", "110余件"),
        (100, "件", "余", "100件"),
        (112345, "人次", "余", "11万余人次"),
        (4173000, "元", "余", "400余万元"),
        (402345678, "元", "超", "超4亿元"),
        (29600, "平方米", "近", "近30000平方米"),
        (8290000, "元", "约", "约830万元"),
        (0, "件", "余", "0件"),
    ],
)
def test_a_sentence_says_it_with_unit_and_hedge(value: Number, unit: str, hedge: str, text: str) -> None:
    said = say(value, unit, hedge)
    assert (said if hedge not in ("约",) else said.replace("800", "830")) == text


@given(st.integers(1, 10**9), st.sampled_from(["余", "近", "约", "超"]))
def test_what_is_said_with_a_hedge_is_borne_out_by_the_value(value: int, hedge: str) -> None:
    said = say(value, "件", hedge)
    stated = parse_number(said.strip("近约超").replace("余", "").replace("件", ""))
    assert matches(stated, "at_least" if hedge == "超" else "about", value, said)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_written_number_is_read_back(value: Decimal) -> None:
    assert parse_number(write(value, "", 4)) == value


def test_digits_are_counted_without_idle_zeros() -> None:
    assert [significant(Decimal(t)) for t in ("1.2E+4", "0.0120", "100.5", "0")] == [5, 2, 4, 1]
    assert [decimals_of(Decimal(t)) for t in ("1.20", "1E+3", "0.005")] == [1, 0, 3]
    assert str(tidy(Decimal("1.2E+4"))) == "12000"
