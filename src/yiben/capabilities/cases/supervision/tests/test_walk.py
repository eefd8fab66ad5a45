"""From a meeting to the archive, with every side move, each by the one whose move it is."""

from datetime import date

import pytest

from yiben.capabilities.cases.supervision.splitting import parts_of, split
from yiben.capabilities.cases.supervision.tests.conftest import (
    TOWN,
    People,
    decided,
    met,
    moved,
    village_name,
    working,
)
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import rebuild
from yiben.ledger.models import Record
from yiben.search import links
from yiben.township.rights import Denied


def test_a_decision_of_a_meeting_is_an_item_given_to_its_unit(staff: People) -> None:
    held = met(staff.writer, decided(), decided("清理河道垃圾", village_name(), "2023-09-20"))
    first, second = held.tasks
    assert (first.state, first.office, str(first.due_on)) == ("given", "nongye", "2023-10-31")
    assert first.data["born_of"] == held.meeting.record
    assert (second.office, second.place) == ("cun", staff.village.holdings.get().post.place)
    assert [one.record.number for one in links.linked(first.record, staff.writer)] == [held.meeting.number]


def test_the_same_form_sent_twice_makes_one_meeting(staff: People) -> None:
    one, two = met(staff.writer), met(staff.writer)
    assert one.tasks[0].record == two.tasks[0].record
    assert Record.objects.filter(register="supervision_tasks").count() == 1


def test_a_fault_in_one_decision_writes_nothing_of_the_meeting(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        met(staff.writer, decided(), decided("修桥", "没有的单位"))
    assert [(p.number, p.where) for p in refused.value.problems] == [("M012", "d2:unit")]
    assert not Record.objects.filter(register="meetings").exists()


def test_a_meeting_still_to_come_is_not_recorded(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        met(staff.writer, held_on="2023-09-11")
    assert [p.number for p in refused.value.problems] == ["O008"]


def test_more_than_twenty_decisions_are_refused(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        met(staff.writer, *[decided(f"事项{n}") for n in range(21)])
    assert [p.number for p in refused.value.problems] == ["O010"]


def test_the_whole_way_with_every_side_move(staff: People) -> None:
    task = met(staff.writer).tasks[0]
    task = moved(task, "send_back", staff.nongye, "2023-09-05", "职责在综合行政执法中心")
    assert (task.state, task.office, task.data["times_returned"]) == ("raised", "dangzheng", 1)
    give = {"given_on": "2023-09-06", "due_on": "2023-10-31", "to_office": "综合行政执法中心"}
    task = moved(task, "give", staff.writer, "2023-09-06", **give)
    task = moved(task, "sign", staff.zhifa, "2023-09-07", signed_on="2023-09-07")
    task = moved(
        task, "join", staff.writer, "2023-09-07", joint_offices=["农业农村服务中心"], joint_due="2023-09-15"
    )
    task = moved(task, "join_reply", staff.nongye, "2023-09-12", joint_answer="已派技术员到场")
    task = moved(task, "answer", staff.zhifa, "2023-09-18", progress="已清淤600米", difficulty="缺清运车辆")
    task = moved(task, "urge", staff.writer, "2023-09-25")
    task = moved(task, "escalate", staff.writer, "2023-09-26", "进度落后")
    task = moved(task, "halt", staff.writer, "2023-09-27", "等待雨季结束")
    assert task.due_on is None
    task = moved(task, "go_on", staff.writer, "2023-10-09")
    task = moved(task, "ask_more", staff.zhifa, "2023-10-10", "剩余路段要征地", extend_days=10)
    task = moved(task, "deny_more", staff.deputy, "2023-10-11", "先做已征的路段")
    task = moved(task, "ask_more", staff.zhifa, "2023-10-12", "剩余路段确要征地", extend_days=20)
    before = task.due_on
    task = moved(task, "grant_more", staff.deputy, "2023-10-13")
    assert task.due_on is not None and before is not None and (task.due_on - before).days == 20
    task = moved(task, "submit", staff.zhifa, "2023-11-01", result="全线清淤", submitted_on="2023-11-01",
                 proof_note="验收单1份")  # fmt: skip
    task = moved(task, "redo", staff.writer, "2023-11-02", "还有80米没有清")
    task = moved(task, "submit", staff.zhifa, "2023-11-08", result="全线清淤，已复测",
                 submitted_on="2023-11-08")  # fmt: skip
    task = moved(task, "approve", staff.writer, "2023-11-09", closed_on="2023-11-09", opinion="到场看过")
    assert task.data["in_time"] is True
    task = moved(task, "strike", staff.writer, "2023-11-10", evaluation="较好", struck_on="2023-11-10")
    task = moved(task, "reopen", staff.writer, "2023-11-12", "雨后又淤")
    assert task.closed_on is None
    task = moved(task, "submit", staff.zhifa, "2023-11-14", result="再清一遍", submitted_on="2023-11-14")
    task = moved(task, "approve", staff.writer, "2023-11-15", closed_on="2023-11-15")
    task = moved(task, "strike", staff.writer, "2023-11-16", evaluation="好", struck_on="2023-11-16")
    task = moved(task, "archive", staff.writer, "2023-11-20")
    counts = {name: task.data[f"times_{name}"] for name in (
        "returned", "joined", "answered", "urged", "escalated", "suspended", "extended", "redone", "reopened",
    )}  # fmt: skip
    assert (task.state, set(counts.values())) == ("archived", {1})
    assert not list(rebuild.check())


def test_only_the_giver_judges_and_only_the_unit_works(staff: People) -> None:
    task = met(staff.writer).tasks[0]
    with pytest.raises(Refused) as refused:
        moved(task, "sign", staff.zhifa, signed_on="2023-09-04")
    assert [p.number for p in refused.value.problems] == ["L032"]
    task = moved(task, "sign", staff.nongye, signed_on="2023-09-04")
    task = moved(
        task, "submit", staff.nongye, result="清完了", submitted_on="2023-09-04", proof_note="验收单"
    )
    with pytest.raises(Refused) as refused:
        moved(task, "approve", staff.nongye, closed_on="2023-09-04")
    assert [p.number for p in refused.value.problems] == ["L026"]
    with pytest.raises(Denied):
        moved(task, "approve", staff.stranger, closed_on="2023-09-04")


def test_what_was_split_is_finished_by_its_parts(staff: People) -> None:
    task = working(staff)
    with clock.stated(date(2023, 9, 11)):
        parts = split(
            task,
            [
                decided("上段清淤", "农业农村服务中心", "2023-09-30"),
                decided("下段清淤", village_name(), "2023-10-20"),
            ],
            staff.writer,
            "两段归属不同",
            "b" * 32,
        )
    task = Record.objects.get(record=task.record)
    assert (task.state, [str(p.due_on) for p in parts]) == ("parted", ["2023-09-30", "2023-10-20"])
    assert [p.record for p in parts_of(task.record, TOWN)] == [p.record for p in parts]
    with pytest.raises(Refused) as refused:
        moved(task, "submit", staff.nongye, "2023-09-20", result="两段都清完", submitted_on="2023-09-20",
              proof_note="验收单")  # fmt: skip
    assert [p.number for p in refused.value.problems] == ["O007"]
    for part, by in zip(parts, (staff.nongye, staff.village), strict=True):
        part = moved(part, "sign", by, "2023-09-11", signed_on="2023-09-11")
        part = moved(
            part, "submit", by, "2023-09-18", result="清完", submitted_on="2023-09-18", proof_note="单"
        )
        moved(part, "approve", staff.writer, "2023-09-19", closed_on="2023-09-19")
    done = moved(task, "submit", staff.nongye, "2023-09-20", result="两段都清完", submitted_on="2023-09-20",
                 proof_note="验收单")  # fmt: skip
    assert done.state == "submitted"


def test_a_split_keeps_to_the_items_day_and_needs_two_parts(staff: People) -> None:
    task = working(staff)
    with pytest.raises(Refused) as refused:
        split(task, [decided(due_on="2023-11-30")], staff.writer, "试", "c" * 32)
    assert sorted(p.number for p in refused.value.problems) == ["O005", "O006"]
    done = moved(task, "submit", staff.nongye, "2023-09-20", result="清完", submitted_on="2023-09-20",
                 proof_note="验收单")  # fmt: skip
    with pytest.raises(Refused) as refused:
        split(done, [decided(), decided()], staff.writer, "试", "d" * 32)
    assert [p.number for p in refused.value.problems] == ["O009"]
