"""Citizen numbers and masks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiben.kernel.identity import birth_date, id_number_problems, mask, sex, with_check_digit

RIGHT = with_check_digit("99010119900307123")


def numbers(text: str) -> list[str]:
    return [p.number for p in id_number_problems(text, "身份证号")]


def test_the_published_vector_is_right() -> None:
    # The one citizen number that standards and handbooks print; it is nobody's.
    assert with_check_digit("11010519491231002") == "11010519491231002X"


def test_the_reserved_area_is_accepted() -> None:
    assert numbers(RIGHT) == []


def test_an_area_made_after_the_birth_is_accepted() -> None:
    # Born 1851, so that it is nobody's; the county is of 2009.
    assert numbers(with_check_digit("42132118510307123")) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (RIGHT[:-1] + ("0" if RIGHT[-1] != "0" else "1"), ["K009"]),
        (RIGHT[:15], ["K010"]),
        ("9901011990030712", ["K010"]),
        (with_check_digit("99010119901307123"), ["K011"]),
        (with_check_digit("99010129900307123"), ["K011"]),
        ("99010119901307123" + "X", ["K011", "K009"]),
        ("9901011990030712AX", ["K028"]),
        ("", ["K010"]),
    ],
)
def test_everything_wrong_is_told(text: str, faults: list[str]) -> None:
    assert numbers(text) == faults


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(at: int, by: int) -> None:
    digit = str((int(RIGHT[at]) + by) % 10)
    assert numbers(RIGHT[:at] + digit + RIGHT[at + 1 :]) != []


def test_a_number_typed_full_width_with_a_small_x_is_right() -> None:
    number = next(n for n in (with_check_digit(f"990101199003071{i:02}") for i in range(99)) if n[-1] == "X")
    assert numbers(f" {number[:6]} {number[6:14]} {number[14:].lower()}") == []


def test_birth_and_sex_are_read_from_it() -> None:
    assert (birth_date(RIGHT), sex(RIGHT)) == (date(1990, 3, 7), "男")
    assert sex(with_check_digit("99010119900307124")) == "女"
    assert (birth_date("abc"), sex("abc")) == (None, "")


@pytest.mark.parametrize(
    ("text", "type", "shown"),
    [
        ("99010119900307123X", "id_number", "9901************3X"),
        ("13812345678", "phone", "138****5678"),
        ("6222000011112222", "bank_account", "************2222"),
        ("冉某某", "person_name", "冉**"),
        ("冉某", "person_name", "冉*"),
        ("冉", "person_name", "*"),
        ("12345", "phone", "*****"),
        ("三组塌方", "text", "****"),
        ("", "phone", ""),
    ],
)
def test_a_mask_shows_enough_to_compare_and_no_more(text: str, type: str, shown: str) -> None:
    assert mask(text, type) == shown
