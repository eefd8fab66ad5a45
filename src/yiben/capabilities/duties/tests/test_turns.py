"""Turns and seasons by hand: edges of 旬, weeks over the year's end, leap February, seasons cut."""

from datetime import date

import pytest

from yiben.capabilities.duties.turns import Owed, Rhythm, RhythmOn, missing, owed_in, said, turn
from yiben.kernel.language import ENGLISH, speaking
from yiben.kernel.periods import Period


def day(text: str) -> date:
    return date.fromisoformat(text)


def span(text: str) -> Period:
    start, end = text.split("/")
    return Period(day(start), day(end))


def always(every: str, times: int = 1, months: tuple[int, int] | None = None) -> RhythmOn:
    return lambda on: Rhythm(every, times, months)


def owed(made: list[Owed]) -> list[str]:
    return [str(one.span) for one in made]


@pytest.mark.parametrize(
    ("every", "on", "wanted"),
    [
        ("xun", "2024-02-10", "2024-02-01/2024-02-10"),
        ("xun", "2024-02-11", "2024-02-11/2024-02-20"),
        ("xun", "2024-02-20", "2024-02-11/2024-02-20"),
        ("xun", "2024-02-21", "2024-02-21/2024-02-29"),  # a leap year's last 旬 has nine days
        ("xun", "2023-02-28", "2023-02-21/2023-02-28"),
        ("xun", "2023-08-31", "2023-08-21/2023-08-31"),
        ("month", "2024-02-29", "2024-02-01/2024-02-29"),
        ("week", "2023-12-31", "2023-12-25/2023-12-31"),
        ("week", "2024-01-01", "2024-01-01/2024-01-07"),
        ("week", "2025-01-01", "2024-12-30/2025-01-05"),  # Wednesday: the week began in the old year
        ("quarter", "2023-12-31", "2023-10-01/2023-12-31"),
        ("half", "2023-06-30", "2023-01-01/2023-06-30"),
        ("half", "2023-07-01", "2023-07-01/2023-12-31"),
        ("year", "2024-02-29", "2024-01-01/2024-12-31"),
    ],
)
def test_the_turn_of_a_day(every: str, on: str, wanted: str) -> None:
    assert turn(every, day(on)) == span(wanted)


@pytest.mark.parametrize(
    ("every", "on", "months", "wanted"),
    [
        ("xun", "2023-02-28", (3, 11), None),
        ("xun", "2023-03-01", (3, 11), "2023-03-01/2023-03-10"),
        ("xun", "2023-11-30", (3, 11), "2023-11-21/2023-11-30"),
        ("xun", "2023-12-01", (3, 11), None),
        # Monday 27 February to Sunday 5 March: five of seven days lie in the season.
        ("week", "2023-03-02", (3, 11), "2023-03-01/2023-03-05"),
        # Monday 27 November to Sunday 3 December: four of seven.
        ("week", "2023-11-28", (3, 11), "2023-11-27/2023-11-30"),
        # Monday 26 February to Sunday 3 March 2024: three of seven are less than half.
        ("week", "2024-03-01", (3, 11), None),
        # The fire season runs over the new year.
        ("month", "2024-01-15", (11, 4), "2024-01-01/2024-01-31"),
        ("month", "2024-05-15", (11, 4), None),
        ("year", "2023-06-01", (3, 11), "2023-03-01/2023-11-30"),
    ],
)
def test_a_season_cuts_the_turn(every: str, on: str, months: tuple[int, int], wanted: str | None) -> None:
    found = owed_in(Rhythm(every, 1, months), turn(every, day(on)), None, None)
    assert found == (span(wanted) if wanted else None)


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        ("2023-09-16", None, "2023-09-16/2023-09-30"),  # fifteen of thirty days are half
        ("2023-09-17", None, None),
        (None, "2023-09-16", "2023-09-01/2023-09-15"),
        (None, "2023-09-15", None),
        ("2023-10-01", None, None),
    ],
)
def test_who_comes_or_goes_in_mid_turn_owes_it_with_half_of_it(
    since: str | None, until: str | None, wanted: str | None
) -> None:
    month = turn("month", day("2023-09-04"))
    found = owed_in(Rhythm("month"), month, day(since) if since else None, day(until) if until else None)
    assert found == (span(wanted) if wanted else None)


def test_a_month_of_a_year_is_enough() -> None:
    whole = turn("year", day("2023-12-05"))
    assert owed_in(Rhythm("year"), whole, day("2023-12-02"), None) == span("2023-12-02/2023-12-31")
    assert owed_in(Rhythm("year"), whole, day("2023-12-03"), None) is None


def test_a_new_assignment_owes_the_present_turn_alone() -> None:
    made = missing(always("week"), [], None, day("2020-01-01"), None, day("2023-09-04"))
    assert owed(made) == ["2023-09-04/2023-09-10"]


def test_what_a_worker_left_out_is_made_up_for() -> None:
    made = missing(always("xun"), [], day("2023-08-10"), day("2020-01-01"), None, day("2023-09-04"))
    assert owed(made) == ["2023-08-11/2023-08-20", "2023-08-21/2023-08-31", "2023-09-01/2023-09-10"]


def test_the_winter_without_duties_is_passed_over() -> None:
    rhythm = always("xun", months=(3, 11))
    assert owed(missing(rhythm, [], day("2022-11-30"), None, None, day("2023-02-28"))) == []
    assert owed(missing(rhythm, [], day("2022-11-30"), None, None, day("2023-03-01"))) == [
        "2023-03-01/2023-03-10"
    ]


def test_twice_a_month_is_two_duties_of_one_turn_and_the_second_is_made_if_it_is_lacking() -> None:
    whole = span("2023-09-01/2023-09-30")
    both = missing(always("month", 2), [], None, None, None, day("2023-09-04"))
    assert [(str(o.span), o.title) for o in both] == [
        ("2023-09-01/2023-09-30", "2023年9月（第1次）"),
        ("2023-09-01/2023-09-30", "2023年9月（第2次）"),
    ]
    one = missing(always("month", 2), [whole], whole.end, None, None, day("2023-09-04"))
    assert [o.number for o in one] == [2]
    assert missing(always("month", 2), [whole, whole], whole.end, None, None, day("2023-09-20")) == []


def changing(before: str, after: str, on: str) -> RhythmOn:
    return lambda asked: Rhythm(after if asked >= day(on) else before)


def test_a_changed_frequency_holds_from_the_next_turn_on() -> None:
    # From the month to the 旬 in mid-September: September stays whole.
    rhythm, whole = changing("month", "xun", "2023-09-11"), span("2023-09-01/2023-09-30")
    assert missing(rhythm, [whole], whole.end, None, None, day("2023-09-12")) == []
    assert owed(missing(rhythm, [], whole.end, None, None, day("2023-10-01"))) == ["2023-10-01/2023-10-10"]
    # From the 旬 to the month: the two other 旬 of September are still owed, then the month.
    rhythm = changing("xun", "month", "2023-09-11")
    made = missing(rhythm, [], day("2023-09-10"), None, None, day("2023-10-01"))
    assert owed(made) == ["2023-09-11/2023-09-20", "2023-09-21/2023-09-30", "2023-10-01/2023-10-31"]


def test_a_rule_changed_backwards_lays_no_turn_across_one_that_is_there() -> None:
    there = span("2023-09-01/2023-09-30")
    assert missing(always("xun"), [there], there.end, None, None, day("2023-09-12")) == []


def test_a_rule_that_does_not_hold_yet_makes_nothing() -> None:
    assert missing(lambda on: None, [], None, None, None, day("2023-09-04")) == []


def test_ten_years_without_a_run_end_after_a_hundred_turns() -> None:
    assert len(missing(always("week"), [], day("2013-01-01"), None, None, day("2023-09-04"))) == 100


def test_a_turn_is_kept_in_chinese_and_said_in_english_by_its_days() -> None:
    second = Owed(span("2023-09-01/2023-09-30"), 2, 2)

    assert said(second.title, second.span) == "2023年9月（第2次）"
    with speaking(ENGLISH):
        assert said(second.title, second.span) == "September 2023 (no. 2)"
        assert said("2023年9月", second.span) == "September 2023"
