"""Numbers in Chinese words, read and written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiben.kernel.spoken import read_spoken, write_spoken


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("一百二十", "120"), ("一百二", "120"), ("两万三", "23000"), ("一万零五", "10005"),
        ("百万", "1000000"),
        ("一千二百三十四万", "12340000"), ("1.5万", "15000"), ("4个亿", "400000000"),
        ("1万亿", "1000000000000"),
        ("3亿5000万", "350000000"), ("3百45万", "3450000"), ("二〇二三", "2023"), ("三点五", "3.5"),
        ("１２", "12"),
        ("壹佰贰拾", "120"), ("1,200", "1200"),
    ],
)  # fmt: skip
def test_words_are_read_as_the_number_they_say(words: str, number: str) -> None:
    assert read_spoken(words).value == Decimal(number)
    assert not read_spoken(words).about


@pytest.mark.parametrize(
    ("words", "number"),
    [("百余", "100"), ("三四十", "30"), ("十五六", "15"), ("两三", "2"), ("280余万", "2800000")],
)
def test_a_rough_number_is_its_lower_end_and_says_so(words: str, number: str) -> None:
    assert read_spoken(words).value == Decimal(number)
    assert read_spoken(words).about


@pytest.mark.parametrize("words", ["", "几十", "12.3.4", "1,23,4", "三万五万", "八五", "余", "一" * 50])
def test_what_is_no_number_is_refused(words: str) -> None:
    with pytest.raises(ValueError):
        read_spoken(words)


def test_two_before_a_measure_word_is_liang() -> None:
    assert write_spoken(2, counted=True) == "两"
    assert write_spoken(12, counted=True) == "十二"
    assert write_spoken(10115) == "一万零一百一十五"


@given(st.integers(min_value=0, max_value=10**11))
def test_what_is_written_is_read_back(number: int) -> None:
    assert read_spoken(write_spoken(number)).value == number
