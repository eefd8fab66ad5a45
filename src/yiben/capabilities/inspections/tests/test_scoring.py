"""A visit is scored by the sheet of its day; deductions have an item, points within it, and a reason."""

from decimal import Decimal

import pytest

from yiben.capabilities.inspections.tests.conftest import People, sheet, visit
from yiben.kernel.problems import Refused
from yiben.ledger import rebuild, seals, service
from yiben.ledger.models import Entry

pytestmark = pytest.mark.django_db


def numbers(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.number for p in refused.value.problems]


def test_a_visit_without_a_deduction_has_full_marks(staff: People) -> None:
    sheet(staff)
    made = visit(staff)
    assert (made.data["score"], made.data["full_marks"], made.data["score_rate"]) == (100, 100, 100)
    assert made.data["faults"] == 0
    assert made.title == "人居环境（2023-01-01起3项，满分100）"


def test_what_is_deducted_is_taken_off_line_by_line(staff: People) -> None:
    sheet(staff)
    made = visit(
        staff, lost="垃圾收集：2，三组路口桶满外溢\n\n污水 扣1.5分 院坝污水横流\n垃圾收集：3，河边有散落垃圾"
    )
    assert made.data["score"] == Decimal("93.5")
    assert made.data["faults"] == 3
    assert [d["item"] for d in made.data["marks"]["deductions"]] == ["垃圾收集", "污水", "垃圾收集"]
    assert list(rebuild.check()) == [] and list(seals.verify()) == []


def test_every_fault_of_the_lines_is_told_at_once(staff: People) -> None:
    sheet(staff)
    with pytest.raises(Refused) as refused:
        visit(staff, lost="绿化：2，枯死\n垃圾收集：，满了\n污水：2\n庭院：51，杂物成堆")
    assert numbers(refused) == ["I002", "I003", "I004", "I005"]
    assert {p.where for p in refused.value.problems} == {"deductions"}
    assert not Entry.objects.filter(register="village_inspections").exists()


@pytest.mark.parametrize(
    "line", ["污水：0，没有", "污水：-，没有", "污水：1000，没有", "污水：2.555，没有", "污水："]
)
def test_points_that_are_none_are_not_taken(staff: People, line: str) -> None:
    sheet(staff)
    with pytest.raises(Refused) as refused:
        visit(staff, lost=line)
    assert numbers(refused) == ["I003"]


def test_two_lines_may_not_together_lose_more_than_the_item_has(staff: People) -> None:
    sheet(staff)
    with pytest.raises(Refused) as refused:
        visit(staff, lost="垃圾收集：12，桶满\n垃圾收集：9，散落")
    assert numbers(refused) == ["I005"]
    assert visit(staff, lost="垃圾收集：12，桶满\n垃圾收集：8，散落").data["score"] == 80


def test_a_day_without_a_sheet_takes_no_visit(staff: People) -> None:
    sheet(staff, since="2023-09-13")
    with pytest.raises(Refused) as refused:
        visit(staff, day="2023-09-12")
    assert numbers(refused) == ["I001"]


def test_a_village_is_visited_once_a_day_by_a_sheet(staff: People) -> None:
    sheet(staff)
    first = visit(staff)
    with pytest.raises(Refused) as refused:
        visit(staff)
    assert numbers(refused) == ["I006"] and first.number in refused.value.problems[0].sentence
    service.void(first.record, "记错了村", staff.clerk)
    assert visit(staff).data["score"] == 100


def test_one_inspector_is_not_enough(staff: People) -> None:
    sheet(staff)
    with pytest.raises(Refused) as refused:
        visit(staff, inspectors="田示例、田示例")
    assert numbers(refused) == ["I007"]


def test_a_sheet_changed_later_leaves_a_visit_as_it_was(staff: People) -> None:
    sheet(staff)
    made = visit(staff, lost="垃圾收集：2，桶满外溢")
    sheet(staff, since="2023-09-10", items=(("绿化", 20),))
    made = service.correct(made.record, {"deductions": "垃圾收集：1，桶满"}, "复核", staff.clerk)
    assert (made.data["score"], made.data["full_marks"]) == (99, 100)
    other = service.correct(made.record, {"note": "大雨"}, "补记", staff.clerk)
    assert other.data["score"] == 99


def test_a_corrected_day_takes_the_sheet_of_that_day(staff: People) -> None:
    sheet(staff)
    sheet(staff, since="2023-09-16", items=(("绿化", 20),))
    made = visit(staff, day="2023-09-15")
    assert made.data["full_marks"] == 100
    made = service.correct(made.record, {"visited_on": "2023-09-16"}, "日子记错", staff.clerk)
    assert made.data["full_marks"] == 120


def test_an_item_out_of_use_is_not_on_the_sheet_from_that_day(staff: People) -> None:
    sheet(staff)
    values = {"item": "旱厕", "sheet_kind": "人居环境", "most_points": "10", "deducts": "一处扣2分",
              "valid_from": "2023-01-01", "valid_until": "2023-09-12"}  # fmt: skip
    service.enter("score_items", values, staff.clerk, town="422802101")
    assert visit(staff, day="2023-09-11").data["full_marks"] == 110
    assert visit(staff, day="2023-09-12").data["full_marks"] == 100


def test_the_score_is_not_typed(staff: People) -> None:
    sheet(staff)
    with pytest.raises(Refused) as refused:
        visit(staff, score="100")
    assert numbers(refused) == ["L029"]
