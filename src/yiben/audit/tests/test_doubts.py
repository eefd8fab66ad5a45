"""Each rule finds what it is for and leaves the ordinary day alone."""

from datetime import date, datetime, timedelta

import pytest

from yiben.audit import doubts, lines, thresholds
from yiben.audit.models import EXPLAINED, HANDED, OPEN, Doubt, DoubtNote, Line, Reached, Threshold
from yiben.audit.rules import RULES
from yiben.audit.tests.conftest import DAY, TOWN, People, look
from yiben.kernel.clock import SHANGHAI
from yiben.kernel.problems import Refused
from yiben.township.models import DemoTown, Look

pytestmark = [pytest.mark.services, pytest.mark.django_db]
WORKED, REST, HOLIDAY = date(2023, 5, 8), date(2023, 5, 14), date(2023, 5, 1)


def found(day: date = WORKED) -> dict[str, int]:
    """Rule → how many lines, over one day."""
    lines.catch_up()
    doubts.of_day(TOWN, day)
    return dict(Doubt.objects.filter(day=day).values_list("rule", "count"))


def many(staff: People, n: int, action: str = "reveal", day: date = WORKED, hour: int = 9) -> None:
    for second in range(n):
        look(staff.clerk, action, f"第{second}次", day=day, hour=hour, second=second * 40)


def test_whole_numbers_over_the_floor_and_many_times_the_usual(staff: People) -> None:
    many(staff, 19)
    assert found() == {}
    many(staff, 1)
    assert found() == {"many_reveals": 20}


def test_who_always_sees_many_is_no_doubt(staff: People) -> None:
    for back in range(1, 5):
        many(staff, 10, day=WORKED - timedelta(back))
    many(staff, 30)
    assert "many_reveals" not in found()
    many(staff, 1)
    assert found()["many_reveals"] == 31
    assert Doubt.objects.get(day=WORKED).numbers["own"] == 10


def test_exports_nights_and_rest_days(staff: People) -> None:
    many(staff, 10, "export")
    assert found() == {"many_exports": 10}
    many(staff, 4, "reveal", hour=21)
    many(staff, 5, "reveal", hour=22)
    assert found()["by_night"] == 5
    many(staff, 10, "opened", day=REST)
    many(staff, 10, "opened", day=HOLIDAY)
    assert found(REST) == {"on_rest_days": 10} and found(HOLIDAY) == {"on_rest_days": 10}


def test_early_morning_is_night_and_logging_in_is_never_a_doubt_by_the_hour(staff: People) -> None:
    many(staff, 5, "export", hour=5)
    assert found()["by_night"] == 5
    many(staff, 40, "login", day=REST, hour=2)
    assert found(REST) == {}


def test_a_year_that_the_calendar_does_not_know_goes_by_the_weekday(staff: People) -> None:
    sunday = date(2099, 5, 10)
    many(staff, 10, "opened", day=sunday)
    assert found(sunday) == {"on_rest_days": 10}


def test_refusals_close_together_and_failures_before_a_success(staff: People) -> None:
    for n in range(5):
        look(staff.village_clerk, "refused", "/figures/", second=n * 200)
    assert found() == {}
    look(staff.village_clerk, "refused", "/figures/", second=100)
    assert found()["refused_in_a_row"] == 5
    for n in range(3):
        look(staff.leader, "login_failed", "leader", second=n)
    assert "failed_then_in" not in found()
    look(staff.leader, "login", "leader", second=60)
    assert found()["failed_then_in"] == 4
    look(staff.leader, "login", "leader", hour=15)
    assert found()["failed_then_in"] == 4


def test_whole_numbers_of_many_villages(staff: People) -> None:
    for n in range(8):
        line(staff, "reveal", n, village=f"4228021012{n:02}")
    doubts.of_day(TOWN, WORKED)
    assert dict(Doubt.objects.values_list("rule", "count")) == {"many_villages": 8}
    assert Doubt.objects.get().numbers["villages"] == 8


def line(staff: People, action: str, second: int, village: str = "", change: int | None = None) -> None:
    at = datetime(2023, 5, 8, 10, tzinfo=SHANGHAI) + timedelta(seconds=second)
    Line.objects.create(
        source="entry", source_id=second * 100 + len(action), at=at, town=TOWN, by="leader", by_name="田示例",
        action=action, village=village, change=change,
    )  # fmt: skip


def test_confirmations_too_quick_to_be_read_or_too_many(staff: People) -> None:
    line(staff, "proposed", 0, change=1)
    line(staff, "confirmed", 59, change=1)
    line(staff, "proposed", 60, change=2)
    line(staff, "confirmed", 120, change=2)
    doubts.of_day(TOWN, WORKED)
    assert not Doubt.objects.exists()
    line(staff, "proposed", 200, change=3)
    line(staff, "confirmed", 205, change=3)
    doubts.of_day(TOWN, WORKED)
    assert Doubt.objects.get().rule == "quick_confirmations" and Doubt.objects.get().numbers["n"] == 2
    for n in range(300, 327):
        line(staff, "confirmed", n)
    doubts.of_day(TOWN, WORKED)
    assert Doubt.objects.filter(rule="many_confirmations", count=30).exists()


def test_a_doubt_is_found_once_grows_and_opens_again_with_more(staff: People) -> None:
    many(staff, 10, "export")
    found()
    assert doubts.of_day(TOWN, WORKED) == 0
    doubt = Doubt.objects.get()
    assert len(doubts.lines_behind(doubt)) == 10
    doubts.settle(doubt, EXPLAINED, "报统计局的年报，主任知道", "", staff.leader)
    doubts.of_day(TOWN, WORKED)
    assert Doubt.objects.get().state == EXPLAINED
    many(staff, 1, "export", hour=15)
    found()
    doubt.refresh_from_db()
    assert (doubt.state, doubt.count, DoubtNote.objects.count()) == (OPEN, 11, 1)


def test_what_is_said_needs_words_and_whom_it_was_handed_to(staff: People) -> None:
    many(staff, 10, "export")
    found()
    doubt = Doubt.objects.get()
    for state, note, to, by, numbers in (
        ("closed", "", "", staff.leader, ["U014", "U006"]),
        (HANDED, "移交", "", staff.leader, ["U007"]),
        (EXPLAINED, "字" * 501, "", staff.leader, ["U006"]),
        (EXPLAINED, "我自己说明", "", staff.clerk, ["U015"]),
    ):
        with pytest.raises(Refused) as refused:
            doubts.settle(doubt, state, note, to, by)
        assert [p.number for p in refused.value.problems] == numbers
    doubts.settle(doubt, HANDED, "请核实", "镇纪委", staff.leader)
    assert DoubtNote.objects.get().handed_to == "镇纪委"
    assert Look.objects.filter(action="doubt", account=staff.leader).count() == 1


def test_thresholds_hold_from_their_day_and_are_kept_in_the_look_log(staff: People) -> None:
    assert thresholds.change(TOWN, "many_exports", {"floor": "4"}, staff.leader, "导出应当少") == 1
    assert thresholds.change(TOWN, "many_exports", {"floor": "4"}, staff.leader, "再存一次") == 0
    rule = RULES["many_exports"]
    since = Threshold.objects.get().since
    assert thresholds.of_day(TOWN, rule, since) == {"floor": 4}
    assert thresholds.of_day(TOWN, rule, since - timedelta(1)) == {"floor": 10}
    assert thresholds.of_day("422802199", rule, since) == {"floor": 10}
    kept = Look.objects.get(action="setting")
    assert "10 → 4" in kept.what and kept.reason == "导出应当少"


def test_thresholds_that_cannot_be_are_all_told(staff: People) -> None:
    for rule, typed, why, numbers in (
        ("many_reveals", {"floor": "很多", "times": "0"}, " ", ["U003", "U004", "U005"]),
        ("nothing", {}, "x", ["U008"]),
        ("by_night", {"floor": "²"}, "x", ["U003"]),
    ):
        with pytest.raises(Refused) as refused:
            thresholds.change(TOWN, rule, typed, staff.leader, why)
        assert [p.number for p in refused.value.problems] == numbers
    assert not Threshold.objects.exists()


def test_the_job_takes_the_days_since_last_time_on_a_demo_town_s_own_clock(staff: People) -> None:
    DemoTown.objects.create(town=TOWN, day=WORKED)
    many(staff, 10, "export", day=WORKED - timedelta(28))
    many(staff, 10, "export")
    lines.catch_up()
    assert doubts.find_all() == "查出疑点 2 件" and doubts.find_all() == "查出疑点 0 件"
    assert Reached.objects.get(name=f"doubts {TOWN}").last == (WORKED - timedelta(1)).toordinal()


def test_every_rule_says_what_it_found(staff: People) -> None:
    numbers = {name: 1 for rule in RULES.values() for name in (*(n.id for n in rule.limits),)}
    numbers |= {"n": 1, "own": 1, "office": 1, "villages": 1}
    for rule in RULES.values():
        assert "1" in str(rule.said) % numbers and str(rule.words) and DAY
