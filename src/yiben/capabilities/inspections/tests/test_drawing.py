"""The week's villages: a seed nobody chose, the longest unvisited first, and the same when drawn again."""

from datetime import date

import pytest

from yiben.capabilities.inspections import drawing
from yiben.capabilities.inspections.tests.conftest import JIANTIAN, TOWN, YOUHAO, People, sheet, visit
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.township import places

pytestmark = pytest.mark.django_db


def draw(staff: People, **changes: object) -> Record:
    values = {"week_on": "2023-10-12", "sheet_kind": "人居环境", "how_many": 5} | changes
    return service.enter("inspection_draws", values, staff.clerk, town=TOWN)


def test_a_draw_can_be_made_again_and_gives_the_same_villages(staff: People) -> None:
    made = draw(staff)
    part = made.data["draw"]
    assert len(part["villages"]) == len(set(part["villages"])) == 5
    assert drawing.again(part, "久未检查优先", 5) and not drawing.again(part | {"seed": "0"}, "完全随机", 5)
    assert made.title == "、".join(places.title(code) for code in part["villages"])
    assert part["basis"]


def test_who_was_visited_lately_comes_last(staff: People) -> None:
    sheet(staff)
    visit(staff, YOUHAO, "2023-10-05")
    visit(staff, JIANTIAN, "2023-09-01")
    town = len(places.villages(TOWN, date(2023, 10, 9)))
    assert draw(staff, how_many=town).data["draw"]["villages"][-2:] == [JIANTIAN, YOUHAO]


def test_a_week_is_drawn_once_whatever_day_of_it_is_given(staff: People) -> None:
    first = draw(staff, week_on="2023-10-09")
    with pytest.raises(Refused) as refused:
        draw(staff, week_on="2023-10-15")
    assert [p.number for p in refused.value.problems] == ["I013"]
    assert draw(staff, week_on="2023-10-16").data["seed"] != first.data["seed"]


def test_a_second_draw_after_a_void_has_another_seed_and_both_stay(staff: People) -> None:
    first = draw(staff)
    service.void(first.record, "检查组改期", staff.clerk)
    assert draw(staff).data["seed"] != first.data["seed"]
    assert Record.objects.filter(register="inspection_draws").count() == 2


def test_no_more_villages_are_drawn_than_there_are(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        draw(staff, how_many=60)
    assert [p.number for p in refused.value.problems] == ["I014"]
