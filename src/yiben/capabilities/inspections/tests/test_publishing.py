"""A month is published once, as the ledger had it; corrections, replies and merged villages afterwards."""

from datetime import date

import pytest

from yiben.capabilities.inspections import publishing
from yiben.capabilities.inspections.ranking import Ranking
from yiben.capabilities.inspections.tests.conftest import (
    JIANTIAN,
    SHUIJING,
    TOWN,
    YOUHAO,
    People,
    sheet,
    visit,
)
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.periods import month
from yiben.kernel.problems import Refused
from yiben.ledger import rebuild, seals, service
from yiben.ledger.models import Record
from yiben.township import places

pytestmark = pytest.mark.django_db


def numbers(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.number for p in refused.value.problems]


def september(staff: People) -> list[Record]:
    sheet(staff)
    return [
        visit(staff, YOUHAO, lost="垃圾收集：2，桶满外溢"),
        visit(staff, JIANTIAN, lost="污水：10，污水横流"),
        visit(staff, SHUIJING, "2023-09-20"),
    ]


def publish(staff: People, **changes: object) -> Record:
    values = {"title": "2023年9月人居环境评比", "sheet_kind": "人居环境", "month_on": "2023-09-15",
              "published_on": "2023-10-10", "red_count": 1, "black_count": 1} | changes  # fmt: skip
    return service.enter("inspection_rankings", values, staff.clerk, town=TOWN)


def today(as_of: date | None = None) -> Ranking:
    visits = catalog().registers["village_inspections"]
    return publishing.compute(visits, publishing.Wanted(TOWN, "人居环境", month(2023, 9), 1, 1), as_of)


def test_what_is_published_is_worked_out_and_not_typed(staff: People) -> None:
    september(staff)
    made = publish(staff)
    found = Ranking.read(made.data["ranking"])
    assert [(r.village, r.rank, r.on) for r in found.rows] == [
        (SHUIJING, 1, "red"),
        (YOUHAO, 2, ""),
        (JIANTIAN, 3, "black"),
    ]
    assert (made.data["villages_ranked"], made.data["visits_counted"], made.data["sheet_changed"]) == (
        3,
        3,
        False,
    )
    assert made.data["black_list"] == "见天村（90.00%，污水共扣10分（1处）：污水横流）"
    assert list(rebuild.check()) == [] and list(seals.verify()) == []


def test_a_score_corrected_afterwards_leaves_what_was_published(staff: People) -> None:
    visits = september(staff)
    made = publish(staff)
    with clock.stated(date(2023, 10, 12)):
        service.correct(visits[1].record, {"deductions": ""}, "复核后更正", staff.clerk)
        made.refresh_from_db()
        assert [r.rank for r in Ranking.read(made.data["ranking"]).rows] == [1, 2, 3]
        assert [(r.village, r.rank) for r in today().rows] == [(JIANTIAN, 1), (SHUIJING, 1), (YOUHAO, 3)]
        assert [r.village for r in today(date(2023, 10, 11)).rows] == [SHUIJING, YOUHAO, JIANTIAN]


def test_a_month_is_published_once_and_again_when_withdrawn(staff: People) -> None:
    september(staff)
    made = publish(staff)
    with pytest.raises(Refused) as refused:
        publish(staff, month_on="2023-09-30")
    assert numbers(refused) == ["I010"]
    service.advance(made.record, "withdraw", {}, staff.leader, why="一处评分有误")
    assert publish(staff).number != made.number


def test_a_month_that_is_not_over_and_two_villages_are_not_published(staff: People) -> None:
    sheet(staff)
    visit(staff, YOUHAO, "2023-10-08")
    visit(staff, JIANTIAN, "2023-10-09")
    with pytest.raises(Refused) as refused:
        publish(staff, month_on="2023-10-01")
    assert numbers(refused) == ["I008", "I009"]


def test_a_reason_is_written_for_a_village_that_is_ranked(staff: People) -> None:
    september(staff)
    with pytest.raises(Refused) as refused:
        publish(staff, reasons="响水社区：很好\n友好村很好")
    assert numbers(refused) == ["I012", "I012"]
    made = publish(staff, reasons="水井村：连续三月没有扣分")
    assert "连续三月没有扣分" in made.data["red_list"]


def reply(staff: People, visit_no: str, **changes: object) -> Record:
    values = {
        "matter": "污水是临时停水检修", "village": "见天村", "visit_no": visit_no, "sheet_kind": "人居环境",
        "told_on": "2023-09-13", "filed_on": "2023-09-14", "grounds": "当天管道检修", "points_asked": "10",
    }  # fmt: skip
    return service.enter("inspection_replies", values | changes, staff.clerk, town=TOWN)


def test_a_reply_is_settled_before_the_month_is_published(staff: People) -> None:
    visits = september(staff)
    made = reply(staff, visits[1].number)
    with pytest.raises(Refused) as refused:
        publish(staff)
    assert numbers(refused) == ["I011"] and made.number in refused.value.problems[0].sentence
    service.advance(made.record, "accept", {"accepted_on": "2023-09-15"}, staff.clerk)
    decided = {"decided_on": "2023-09-18", "opinion": "情况属实", "points_back": "10"}
    service.advance(made.record, "adopt", decided, staff.leader)
    with pytest.raises(Refused) as refused:
        publish(staff)
    assert numbers(refused) == ["I011"]
    service.correct(visits[1].record, {"deductions": ""}, "采纳申辩", staff.clerk)
    assert [r.rank for r in Ranking.read(publish(staff).data["ranking"]).rows] == [1, 1, 3]


def test_a_reply_that_is_kept_changes_nothing(staff: People) -> None:
    visits = september(staff)
    made = reply(staff, visits[1].number)
    service.advance(made.record, "accept", {"accepted_on": "2023-09-15"}, staff.clerk)
    kept = service.advance(
        made.record, "keep", {"decided_on": "2023-09-18", "opinion": "停水不影响"}, staff.leader
    )
    assert kept.state == "kept"
    assert Ranking.read(publish(staff).data["ranking"]).rows[-1].village == JIANTIAN


def test_a_reply_names_a_visit_of_its_own_village(staff: People) -> None:
    visits = september(staff)
    with pytest.raises(Refused) as refused:
        reply(staff, "村检2023-0099")
    assert numbers(refused) == ["I015"]
    with pytest.raises(Refused) as refused:
        reply(staff, visits[0].number)
    assert numbers(refused) == ["I016"]


def test_a_village_merged_in_mid_month_is_ranked_under_its_heir(staff: People) -> None:
    september(staff)
    places.merge(SHUIJING, YOUHAO, date(2023, 9, 25))
    made = today()
    row = next(r for r in made.rows if r.village == YOUHAO)
    assert (str(row.rate), row.merged, len(row.days)) == ("99.00", ("水井村",), 2)
    assert SHUIJING not in {r.village for r in made.rows}


def test_a_sheet_changed_in_mid_month_is_said_and_shares_are_compared(staff: People) -> None:
    september(staff)
    sheet(staff, since="2023-09-21", items=(("绿化", 100),))
    visit(staff, YOUHAO, "2023-09-22", lost="绿化：20，行道树枯死")
    made = publish(staff)
    assert made.data["sheet_changed"] is True
    row = next(r for r in Ranking.read(made.data["ranking"]).rows if r.village == YOUHAO)
    assert str(row.rate) == "94.00"


@pytest.mark.parametrize(("filed", "in_time"), [("2023-09-18", True), ("2023-09-19", False)])
def test_a_late_reply_is_taken_and_said_to_be_late(staff: People, filed: str, in_time: bool) -> None:
    """Told on Wednesday 13 September, three working days: Thursday, Friday, Monday 18 September."""
    visits = september(staff)
    made = reply(staff, visits[1].number, filed_on=filed)
    assert (made.data["file_due"], made.data["filed_in_time"]) == ("2023-09-18", in_time)


def test_the_day_of_telling_is_the_visits_where_none_is_given(staff: People) -> None:
    visits = september(staff)
    service.correct(visits[1].record, {"told_on": "2023-09-12"}, "补记", staff.clerk)
    made = reply(staff, visits[1].number, told_on="")
    assert (made.data["told_on"], made.data["file_due"]) == ("2023-09-12", "2023-09-15")
