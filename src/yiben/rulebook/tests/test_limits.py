"""Which limit holds: by day, place, case, and the town's own before the catalog's."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext

from yiben.declare import load
from yiben.kernel.language import ENGLISH, speaking
from yiben.kernel.limits.amounts import Amount
from yiben.kernel.limits.dues import due
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.rulebook import calendar, limits
from yiben.rulebook.fresh import held
from yiben.rulebook.limits import find
from yiben.rulebook.tests.conftest import TOWN, People

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 8)
SHANDONG = "370112001"


@pytest.fixture(autouse=True)
def kept(rules_kept: Path) -> Iterator[Path]:
    yield rules_kept


def own(staff: People, rule: str, **more: str) -> str:
    values = {
        "rule": rule,
        "amount": "5",
        "unit": "工作日",
        "source": "镇办〔2023〕1号",
        "valid_from": "2023-01-01",
    } | more
    return service.enter("time_limits", values, staff.clerk, town=TOWN).record


def test_a_petition_has_sixty_days_and_thirty_more_by_its_article() -> None:
    found = find(TOWN, "petition_handling", DAY)
    one = found.clock(DAY)
    assert (found.variant.amount, found.ground.article) == (Amount(60, "days"), "第三十四条")
    assert one.extend is not None and one.extend.amount == Amount(30, "days")
    assert (one.title, one.source, one.valid_from) == ("信访事项办理", "《信访工作条例》", date(2022, 5, 1))


def test_the_rule_is_that_of_the_day_it_began() -> None:
    before = find(TOWN, "petition_handling", date(2022, 4, 30)).ground
    assert (before.source, before.article) == ("《信访条例》", "第三十三条")
    assert find(TOWN, "petition_handling", date(2022, 5, 1)).ground.source == "《信访工作条例》"
    assert find(TOWN, "relapse_decision", date(2025, 12, 31)).ground.valid_until == date(2025, 12, 31)
    assert find(TOWN, "relapse_decision", date(2026, 1, 1)).ground.valid_from == date(2026, 1, 1)


def test_urgency_and_kind_pick_the_case_and_urgency_weighs_more() -> None:
    amounts = {
        (kind, urgency): find(TOWN, "hotline_reply", DAY, kind, urgency).variant.amount
        for kind in ("", "疑难") for urgency in ("", "一般", "紧急", "特急")
    }  # fmt: skip
    work, hours = Amount(5, "working_days"), Amount(24, "hours")
    assert amounts[("", "")] == amounts[("", "一般")] == work
    assert amounts[("", "紧急")] == amounts[("疑难", "紧急")] == hours
    assert amounts[("疑难", "一般")] == Amount(10, "working_days")
    assert amounts[("", "特急")] == Amount(2, "hours")


def test_a_province_has_its_own_and_other_places_do_not() -> None:
    assert find(SHANDONG, "hotline_return", DAY).ground.source.startswith("山东")
    assert not find(SHANDONG, "hotline_return", DAY).ground.local
    assert find(TOWN, "hotline_return", DAY).ground.local


def test_without_a_rule_for_the_day_it_says_since_when_there_is_one() -> None:
    with pytest.raises(Refused) as refused:
        find(TOWN, "disclosure_answer", date(2018, 1, 1))
    (told,) = refused.value.problems
    assert told.number == "H005" and "2019-05-15起" in told.hint
    with pytest.raises(Refused) as unknown:
        find(TOWN, "no_such_rule", DAY)
    assert unknown.value.problems[0].number == "H006"


def test_the_towns_own_takes_the_place_of_a_default_at_once(staff: People) -> None:
    assert find(TOWN, "hotline_reply", DAY).variant.amount.number == 5
    record = own(staff, "工单办理答复", amount="3", extend_by="2", extend_times="2")
    found = find(TOWN, "hotline_reply", DAY)
    assert (found.own, found.variant.amount) == (record, Amount(3, "working_days"))
    assert found.clock(DAY).source == "镇办〔2023〕1号"
    assert found.variant.extend is not None and found.variant.extend.times == 2
    assert find(TOWN, "hotline_reply", date(2022, 12, 31)).variant.amount.number == 5
    # A case of its own that the catalog has stays behind the town's general rule: the nearer place counts.
    service.correct(record, {"urgency": "特急", "amount": "1", "unit": "小时"}, "只管特急", staff.clerk)
    assert find(TOWN, "hotline_reply", DAY).variant.amount.number == 5
    assert find(TOWN, "hotline_reply", DAY, urgency="特急").variant.amount == Amount(1, "hours")
    service.void(record, "录错了", staff.clerk)
    assert find(TOWN, "hotline_reply", DAY, urgency="特急").variant.amount == Amount(2, "hours")


def test_what_the_law_says_a_town_can_only_promise_shorter(staff: People) -> None:
    own(staff, "行政许可决定", amount="8")
    one = find(TOWN, "licence_decision", DAY).clock(DAY)
    assert (one.amount, one.promised) == (Amount(20, "working_days"), Amount(8, "working_days"))
    assert one.source == "《行政许可法》"


def test_longer_than_the_law_is_not_followed_and_told(staff: People) -> None:
    own(staff, "行政许可决定", amount="25")
    own(staff, "信访受理告知", amount="20", unit="工作日")
    assert find(TOWN, "licence_decision", DAY).own == ""
    assert [p.number for p in limits.doubts(TOWN, DAY)] == ["H016", "H016"]


def test_two_of_the_towns_own_at_once_are_told_and_the_later_recorded_holds(staff: People) -> None:
    own(staff, "工单签收", amount="3", unit="工作小时")
    own(staff, "工单签收", amount="2", unit="工作小时")
    own(staff, "工单签收", amount="1", unit="工作小时", urgency="特急")
    own(staff, "工单签收", amount="8", unit="工作小时", valid_until="2023-02-01")
    assert find(TOWN, "hotline_sign", DAY).variant.amount.number == 2
    (told,) = limits.doubts(TOWN, DAY)
    assert told.number == "H008" and told.where == "时限2023-0001、时限2023-0002"


def test_a_rule_that_the_catalog_no_longer_has_is_told(staff: People, rules_kept: Path) -> None:
    own(staff, "工单签收")
    file = rules_kept / "rules" / "national" / "hotline.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("工单签收", "热线签收"), encoding="utf-8")
    load.forget()
    assert [p.number for p in limits.doubts(TOWN, DAY)] == ["H006"]
    assert find(TOWN, "hotline_sign", DAY).own == ""


def test_a_running_clock_keeps_the_rule_that_it_began_with(staff: People) -> None:
    running = find(TOWN, "hotline_reply", DAY).clock(DAY)
    own(staff, "工单办理答复", amount="1")
    # Monday 5.8: five working days end on the 15th, one on the 9th.
    assert due(running, calendar.working_days(TOWN)).day == date(2023, 5, 15)
    assert due(find(TOWN, "hotline_reply", DAY).clock(DAY), calendar.working_days(TOWN)).day == date(
        2023, 5, 9
    )


def test_an_act_undone_leaves_nothing_in_memory(staff: People) -> None:
    class Undo(Exception):
        pass

    with pytest.raises(Undo), transaction.atomic():
        own(staff, "工单办理答复", amount="3")
        assert find(TOWN, "hotline_reply", DAY).variant.amount.number == 3
        raise Undo
    assert find(TOWN, "hotline_reply", DAY).variant.amount.number == 5
    own(staff, "工单办理答复", amount="4")
    assert find(TOWN, "hotline_reply", DAY).variant.amount.number == 4


def test_in_a_batch_the_register_is_looked_at_once() -> None:
    from django.db import connection

    with (
        held(),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        for _ in range(50):
            find(TOWN, "hotline_reply", DAY)
    assert len(asked) <= 2


def test_every_rule_in_force_is_listed_with_its_cases(staff: People) -> None:
    own(staff, "工单签收", amount="2", unit="工作小时")
    found = limits.in_force(TOWN, DAY)
    replies = [one.variant.case for one in found if one.rule == "hotline_reply"]
    assert replies == [("", ""), ("", "特急"), ("", "紧急"), ("疑难", "")]
    assert [one.own_number for one in found if one.rule == "hotline_sign"] == ["时限2023-0001"]
    assert {one.rule for one in found} >= {"petition_handling", "licence_decision", "relapse_publicity"}


def test_whatever_language_is_spoken_the_clock_keeps_chinese() -> None:
    with speaking(ENGLISH):
        assert find(TOWN, "petition_handling", DAY).clock(DAY).title == "信访事项办理"


def test_a_changed_file_is_read_anew(rules_kept: Path) -> None:
    file = rules_kept / "rules" / "national" / "hotline.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount = 4", "amount = 2"), encoding="utf-8")
    load.forget()
    assert find(TOWN, "hotline_sign", DAY).variant.amount.number == 2
