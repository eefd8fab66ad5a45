from datetime import date

import pytest

from yiben.kernel.periods import Period
from yiben.reports.named_periods import NAMED, resolve, short, spoken
from yiben.reports.tests.town import HALF, NINE_MONTHS


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("", "2023-01-01/2023-09-30"), ("first_half", "2023-01-01/2023-06-30"),
        ("to_august", "2023-01-01/2023-08-31"), ("quarter2", "2023-04-01/2023-06-30"),
        ("year", "2023-01-01/2023-12-31"),
        ("to_november", "2023-01-01/2023-09-30"), ("year_before", "2022-01-01/2022-09-30"),
        ("last_year", "2022-01-01/2022-12-31"), ("month", "2023-09-01/2023-09-30"),
    ],
)  # fmt: skip
def test_a_named_period_is_seen_from_the_one_asked(word: str, wanted: str) -> None:
    assert str(resolve(word, NINE_MONTHS)) == wanted


def test_to_august_is_the_asked_period_where_august_lies_outside() -> None:
    assert resolve("to_august", HALF) == HALF


def test_every_word_names_a_period() -> None:
    assert all(resolve(word, NINE_MONTHS).start <= resolve(word, NINE_MONTHS).end for word in NAMED)


def test_periods_are_spoken_as_officials_do() -> None:
    assert spoken(NINE_MONTHS) == "2023年前三季度"
    assert spoken(HALF) == "2023年上半年"
    assert spoken(Period(date(2023, 1, 1), date(2023, 12, 31))) == "2023年"
    assert spoken(Period(date(2023, 1, 1), date(2023, 8, 31))) == "2023年1—8月"


def test_a_list_tells_only_what_differs() -> None:
    assert short(HALF, NINE_MONTHS) == "上半年"
    assert short(Period(date(2023, 1, 1), date(2023, 8, 31)), NINE_MONTHS) == "1—8月"
    assert short(resolve("year_before", NINE_MONTHS), NINE_MONTHS) == "2022年前三季度"
