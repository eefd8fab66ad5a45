"""督办单 and 通报: numbers without gaps, colours over days, the notice's numbers equal the figures."""

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest

from yiben.capabilities.cases.supervision import colours, notices, sheets
from yiben.capabilities.cases.supervision.tests.conftest import TOWN, People, decided, met, moved, working
from yiben.figures import engine
from yiben.kernel import clock
from yiben.kernel.periods import Period
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.ledger.acts import Enter
from yiben.ledger.models import Record

SEPTEMBER = Period(date(2023, 9, 1), date(2023, 9, 30))


def issued(staff: People, task: Record, on: str = "2023-09-18", **more: Any) -> Record:
    with clock.stated(date.fromisoformat(on)):
        return sheets.issue(task, {"reply_on": "2023-09-28", **more}, staff.writer)


def test_sheets_are_numbered_without_gaps_a_void_one_keeping_its_number(staff: People) -> None:
    task = working(staff)
    first = issued(staff, task)
    with pytest.raises(Refused):
        issued(staff, task, reply_on="2023-09-01")
    service.void(first.record, "发错单位", staff.writer)
    assert [first.number, issued(staff, task).number] == ["督办〔2023〕001号", "督办〔2023〕002号"]


def test_of_two_sheets_in_one_batch_a_refused_one_takes_no_number(staff: People) -> None:
    values = {"matter": "清淤", "task_number": "督事2023-0001", "to_unit": "财政所", "colour": "交办",
              "issued_on": "2023-09-04", "reply_on": "2023-09-14"}  # fmt: skip
    good, bad = Enter("supervision_sheets", values, TOWN), Enter("supervision_sheets", {"matter": "缺"}, TOWN)
    with pytest.raises(Refused):
        service.submit([good, bad], staff.writer)
    two = service.submit([good, good], staff.writer)
    assert [w.number for w in two] == ["督办〔2023〕001号", "督办〔2023〕002号"]


def test_numbers_begin_again_each_year(staff: People) -> None:
    values = {"matter": "清淤", "task_number": "督事2022-0001", "to_unit": "财政所", "colour": "交办",
              "issued_on": "2022-12-30", "reply_on": "2023-01-14"}  # fmt: skip
    old = service.enter("supervision_sheets", values, staff.writer, town=TOWN)
    assert [old.number, issued(staff, working(staff)).number] == ["督办〔2022〕001号", "督办〔2023〕001号"]


def test_no_sheet_for_what_is_finished_or_with_nobody(staff: People) -> None:
    task = met(staff.writer).tasks[0]
    back = moved(task, "send_back", staff.nongye, why="不属本单位")
    with pytest.raises(Refused) as refused:
        issued(staff, back)
    assert [p.number for p in refused.value.problems] == ["O002"]
    other = met(staff.writer, client_id="e" * 32, topic="第二次").tasks[0]
    other = moved(other, "sign", staff.nongye, signed_on="2023-09-04")
    other = moved(other, "submit", staff.nongye, result="好", submitted_on="2023-09-04", proof_note="单")
    other = moved(other, "approve", staff.writer, closed_on="2023-09-04")
    with pytest.raises(Refused) as refused:
        issued(staff, other)
    assert [p.number for p in refused.value.problems] == ["O001"]


@pytest.mark.parametrize(
    ("on", "colour"),
    [
        ("2023-09-20", ""), ("2023-09-21", "蓝色提醒"), ("2023-09-27", "蓝色提醒"),
        ("2023-09-28", "橙色警示"), ("2023-10-05", "橙色警示"), ("2023-10-06", "红色重警"),
    ],
)  # fmt: skip
def test_the_colour_rises_with_the_days_late(staff: People, on: str, colour: str) -> None:
    task, day = working(staff, due_on="2023-09-20"), date.fromisoformat(on)
    assert colours.shown(task, day, colours.rules_on(TOWN, day)).title == colour


def test_urging_colours_an_item_that_is_not_late(staff: People) -> None:
    task = working(staff)
    for on in ("2023-09-12", "2023-09-13"):
        task = moved(task, "urge", staff.writer, on)
    shown = colours.shown(task, date(2023, 9, 14), colours.rules_on(TOWN, date(2023, 9, 14)))
    assert (shown.title, shown.tone, shown.late) == ("橙色警示", "orange", 0)


def test_the_towns_own_colours_hold_from_their_day(staff: People) -> None:
    values = {
        "colour": "红色重警",
        "late_from": "3",
        "valid_on": "2023-09-25",
        "document": "柏政办〔2023〕6号",
    }
    service.enter("supervision_colours", values, staff.writer, town=TOWN)
    task = working(staff, due_on="2023-09-20")
    seen = [
        colours.shown(task, d, colours.rules_on(TOWN, d)).title
        for d in (date(2023, 9, 24), date(2023, 9, 25))
    ]
    assert seen == ["蓝色提醒", "红色重警"]
    assert colours.rules_on(TOWN, date(2023, 9, 25)).source == "柏政办〔2023〕6号"


def test_what_is_finished_or_stands_still_has_no_colour(staff: People) -> None:
    task = working(staff, due_on="2023-09-20")
    task = moved(task, "halt", staff.writer, "2023-09-12", "等雨停")
    assert not colours.shown(task, date(2023, 10, 9), colours.rules_on(TOWN, date(2023, 10, 9))).rank


def several(staff: People) -> list[Record]:
    """Four items of September: three of the agriculture centre, two of them done; one of another office."""
    made = met(
        staff.writer,
        *(decided(matter, due_on="2023-09-20") for matter in ("甲", "乙", "丙")),
        decided("丁", "财政所", "2023-09-30"),
    ).tasks
    for task in made[:2]:
        moved(task, "sign", staff.nongye, "2023-09-05", signed_on="2023-09-05")
        moved(
            task,
            "submit",
            staff.nongye,
            "2023-09-12",
            result="好",
            submitted_on="2023-09-12",
            proof_note="单",
        )
        moved(task, "approve", staff.writer, "2023-09-13", closed_on="2023-09-13")
    return list(made)


def test_the_notices_numbers_are_those_of_the_figures(staff: People) -> None:
    several(staff)
    found = notices.standing(staff.writer, TOWN, SEPTEMBER, date(2023, 9, 30))
    ids = [f"supervision_tasks.{name}" for name in notices.FIGURES]
    figures = [int(r.value or 0) for r in engine.evaluate(ids, TOWN, SEPTEMBER, date(2023, 9, 30))]
    assert [found.total, found.closed, found.open, found.late] == figures == [4, 2, 2, 1]
    listed = (len(found.items), sum(i.closed for i in found.items), len(found.lagging))
    assert listed == (found.total, found.closed, found.late)
    assert "立项督办4项" in notices.opening(
        found
    ) and "已办结2项（50%），在办2项（50%），其中逾期1项" in notices.opening(found)


def test_units_with_too_few_items_are_not_compared(staff: People) -> None:
    several(staff)
    found = notices.standing(staff.writer, TOWN, SEPTEMBER, date(2023, 9, 30))
    assert [(u.unit, u.total, u.share) for u in found.units] == [
        ("农业农村服务中心", 3, "67%"), ("财政所", 1, "不足3项，不比"),
    ]  # fmt: skip


def test_a_notice_says_years_later_what_it_said(staff: People) -> None:
    late = several(staff)[2]
    values = {"subject": "关于9月督办事项办理情况的通报", "from_on": "2023-09-01", "until_on": "2023-09-30",
              "issued_on": "2023-10-08", "demand": "逾期的请于10月底前办结。"}  # fmt: skip
    with clock.stated(date(2023, 10, 8)):
        notice = service.enter("supervision_notices", values, staff.writer, town=TOWN)
    first = text(notices.docx(notice, staff.writer))
    moved(late, "sign", staff.nongye, "2023-10-09", signed_on="2023-10-09")
    moved(late, "submit", staff.nongye, "2023-10-10", result="好", submitted_on="2023-10-10", proof_note="单")
    moved(late, "approve", staff.writer, "2023-10-11", closed_on="2023-10-11")
    assert notice.number == "督通〔2023〕001号"
    assert text(notices.docx(notice, staff.writer)) == first
    assert late.number in first and "冉样板" not in first and "农业农村服务中心" in first


def test_a_sheet_says_task_basis_due_and_has_a_receipt(staff: People) -> None:
    task = working(staff)
    said = text(sheets.docx(issued(staff, task, requirement="先清集镇段")))
    wanted = (
        "督办〔2023〕001号",
        "集镇排水沟清淤",
        "镇长周调度会（9月第1周）",
        "2023-10-31",
        "督办单回执",
        "先清集镇段",
    )
    assert all(words in said for words in wanted)


def text(file: bytes) -> str:
    paper = docx.Document(BytesIO(file))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in paper.paragraphs] + cells)
