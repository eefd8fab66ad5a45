"""The clock: days in Asia/Shanghai, and a stated time."""

from datetime import UTC, date, datetime, timedelta

from yiben.kernel import clock


def test_a_day_ends_at_midnight_in_shanghai() -> None:
    assert clock.day_of(datetime(2023, 10, 12, 15, 59, 59, tzinfo=UTC)) == date(2023, 10, 12)
    assert clock.day_of(datetime(2023, 10, 12, 16, tzinfo=UTC)) == date(2023, 10, 13)


def test_a_stated_clock_moves_by_its_step_and_ends_with_its_block() -> None:
    with clock.stated(date(2023, 10, 12), timedelta(minutes=1)):
        assert clock.today() == date(2023, 10, 12)
        assert clock.now() == datetime(2023, 10, 12, 1, tzinfo=UTC)
        assert clock.now() == datetime(2023, 10, 12, 1, 1, tzinfo=UTC)
    assert clock.now().year >= 2026


def test_a_clock_within_a_clock() -> None:
    with clock.stated(date(2023, 10, 12)):
        with clock.stated(date(2020, 1, 1)):
            assert clock.today() == date(2020, 1, 1)
        assert clock.today() == date(2023, 10, 12)
