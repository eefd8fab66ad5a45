from yiben.reports.lines import padded, shown_width, wrapped
from yiben.reports.ordinals import chinese


def test_a_number_and_its_word_stay_on_one_line() -> None:
    lines = wrapped("镇" * 38 + "2023年收到信访")
    assert lines == ["镇" * 38, "2023年收到信访"]


def test_no_line_begins_with_a_full_stop() -> None:
    lines = wrapped("镇" * 40 + "。" + "村" * 5)
    assert lines == ["镇" * 39, "镇。" + "村" * 5]


def test_a_very_long_word_is_not_lost() -> None:
    assert "".join(wrapped("9" * 300)) == "9" * 300


def test_columns_line_up_by_what_is_shown() -> None:
    assert shown_width(padded("户", 6)) == shown_width(padded("万元", 6, right=True)) == 6


def test_headings_count_in_chinese() -> None:
    assert [chinese(n) for n in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十", "二十一", "九十九"]
