"""The prepared sheet: since the last meeting of the kind, what is late, what to decide, who is compared."""

from datetime import date

from yiben.capabilities.cases.supervision.occasions import OCCASIONS, turn
from yiben.capabilities.cases.supervision.rhythm import Prepared, prepare
from yiben.capabilities.cases.supervision.tests.conftest import TOWN, People, decided, met, moved, working
from yiben.kernel import clock


def prepared(staff: People, occasion: str, day: date) -> Prepared:
    with clock.stated(day):
        return prepare(turn(OCCASIONS[occasion], TOWN, day), TOWN, staff.mayor)


def test_it_looks_back_to_the_last_meeting_of_the_kind(staff: People) -> None:
    held = met(staff.writer)
    found = prepared(staff, "mayor", date(2023, 9, 11))
    assert (found.turn.since, found.turn.last) == (date(2023, 9, 4), held.meeting)
    assert [item.record.record for item in found.decided] == [held.tasks[0].record]
    assert prepared(staff, "secretary", date(2023, 9, 11)).turn.since == date(2023, 8, 11)


def test_a_meeting_of_the_day_itself_is_not_the_last_one(staff: People) -> None:
    met(staff.writer)
    assert turn(OCCASIONS["mayor"], TOWN, date(2023, 9, 4)).last is None


def test_late_items_stand_with_what_the_unit_said(staff: People) -> None:
    task = working(staff, due_on="2023-09-20")
    moved(task, "answer", staff.nongye, "2023-09-18", progress="过半", difficulty="缺清运车辆")
    found = prepared(staff, "mayor", date(2023, 9, 25))
    assert [(i.colour.late, i.why) for i in found.late] == [(5, "缺清运车辆")]
    assert (found.moved[0].register.id, found.moved[0].late) == ("supervision_tasks", 1)


def test_what_waits_for_a_decision_is_listed(staff: People) -> None:
    back, slow = met(staff.writer, decided("甲"), decided("乙")).tasks
    moved(back, "send_back", staff.nongye, "2023-09-05", "不属本单位")
    slow = moved(slow, "sign", staff.nongye, "2023-09-05", signed_on="2023-09-05")
    moved(slow, "ask_more", staff.nongye, "2023-09-06", "要征地", extend_days=10)
    found = {group.id: group for group in prepared(staff, "mayor", date(2023, 9, 11)).to_decide}
    assert [said for _, said in found["extension"].lines] == ["要征地"]
    assert [record.number for record, _ in found["owner"].lines] == [back.number]


def test_units_stand_side_by_side_only_by_the_quarter_and_the_year(staff: People) -> None:
    met(staff.writer)
    assert not prepared(staff, "mayor", date(2023, 9, 11)).units
    assert [u.unit for u in prepared(staff, "comparison", date(2023, 9, 11)).units] == ["农业农村服务中心"]


def test_a_past_day_shows_what_was_known_then(staff: People) -> None:
    task = working(staff, due_on="2023-09-20")
    given = {"result": "清完", "submitted_on": "2023-09-28", "proof_note": "验收单"}
    moved(task, "submit", staff.nongye, "2023-09-28", **given)
    moved(task, "approve", staff.writer, "2023-09-28", closed_on="2023-09-28")
    with clock.stated(date(2023, 10, 9)):
        then = prepare(turn(OCCASIONS["mayor"], TOWN, date(2023, 9, 25)), TOWN, staff.mayor)
        now = prepare(turn(OCCASIONS["mayor"], TOWN, date(2023, 10, 9)), TOWN, staff.mayor)
    assert (then.late_count, now.late_count) == (1, 0)
