"""A visit's deductions become cases of the village, together with it or not at all, and each once."""

import pytest

from yiben.capabilities.inspections import service as inspections
from yiben.capabilities.inspections.tests.conftest import JIANTIAN, TOWN, People, sheet, visit
from yiben.declare.load import catalog
from yiben.kernel.problems import Refused
from yiben.ledger.models import Entry, Record
from yiben.search.links import linked

pytestmark = pytest.mark.django_db
LOST = "垃圾收集：2，三组路口桶满外溢\n污水：3，院坝污水横流"


def recorded(staff: People, **more: object) -> Record:
    visits = catalog().registers["village_inspections"]
    values = {"village": JIANTIAN, "visited_on": "2023-09-12", "sheet_kind": "人居环境",
              "inspectors": "田示例、向演示", "deductions": LOST}  # fmt: skip
    return inspections.record(visits, values, staff.clerk, town=TOWN, client_id="once", **more)  # type: ignore[arg-type]


def faults() -> list[Record]:
    return list(Record.objects.filter(register="village_faults").order_by("number"))


def test_each_deduction_becomes_a_fault_of_the_village_linked_to_the_visit(staff: People) -> None:
    sheet(staff)
    made = recorded(staff)
    assert [(f.title, f.place, f.data["item"], f.data["born_of"]) for f in faults()] == [
        ("三组路口桶满外溢", JIANTIAN, "垃圾收集", made.record),
        ("院坝污水横流", JIANTIAN, "污水", made.record),
    ]
    assert {one.record.number for one in linked(made.record, staff.clerk)} == {f.number for f in faults()}


def test_a_visit_sent_twice_has_its_faults_once(staff: People) -> None:
    sheet(staff)
    first = recorded(staff)
    assert recorded(staff).record == first.record and len(faults()) == 2


def test_only_the_places_that_are_ticked_are_handed_over(staff: People) -> None:
    sheet(staff)
    recorded(staff, faults={1})
    assert [f.title for f in faults()] == ["院坝污水横流"]


def test_a_refused_visit_leaves_no_fault(staff: People) -> None:
    with pytest.raises(Refused):
        recorded(staff)
    assert not Entry.objects.exclude(town_seq=1).filter(register__startswith="village").exists()


def test_a_fault_is_due_by_the_rule_of_the_town(staff: People) -> None:
    """Found on 12 September, 7 days by the local default: due on 19 September."""
    sheet(staff)
    recorded(staff)
    assert str(faults()[0].due_on) == "2023-09-19"


def test_a_visit_typed_on_the_plain_form_can_hand_its_faults_over_later(staff: People) -> None:
    sheet(staff)
    made = visit(staff, JIANTIAN, lost=LOST)
    assert faults() == []
    visits = catalog().registers["village_inspections"]
    assert len(inspections.hand_over(visits, made, staff.clerk)) == 2
    inspections.hand_over(visits, made, staff.clerk)
    assert len(faults()) == 2
    assert len(inspections.born(visits, made.record)) == 2
