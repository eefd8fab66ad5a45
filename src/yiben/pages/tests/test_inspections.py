"""The pages of the comparison: a visit scored, the month in order, its notice, a village, a draw, events."""

import io

import pytest
from docx import Document

from yiben.capabilities.inspections.tests.conftest import (
    JIANTIAN,
    SHUIJING,
    TOWN,
    YOUHAO,
    People,
    comparison,
    sheet,
    small_town,
    staff,
    visit,
)
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.pages.tests.conftest import browser

__all__ = ["comparison", "small_town", "staff"]
pytestmark = pytest.mark.django_db
SEPTEMBER = "kind=人居环境&month=2023-09"


def typed(**changes: str) -> dict[str, str]:
    return {
        "kind": "人居环境", "village": JIANTIAN, "visited_on": "2023-09-12", "inspectors": "田示例、向演示",
        "told_on": "2023-09-12", "client_id": "a1", "i0-points": "2", "i0-reason": "三组路口桶满外溢",
        "i0-fault": "on", "m0-item": "垃圾收集", "m0-points": "1", "m0-reason": "河边散落",
    } | changes  # fmt: skip


def september(staff: People) -> None:
    sheet(staff)
    visit(staff, YOUHAO, lost="垃圾收集：2，桶满外溢")
    visit(staff, JIANTIAN, lost="污水：10，污水横流")
    visit(staff, SHUIJING)


def test_a_visit_is_scored_on_one_page_and_what_is_ticked_becomes_a_case(staff: People) -> None:
    sheet(staff)
    page = browser(staff.clerk)
    assert "垃圾收集" in page.get("/inspections/score/?kind=人居环境").content.decode()
    answer = page.post("/inspections/score/", typed())
    made = Record.objects.get(register="village_inspections")
    assert answer.status_code == 302 and answer["Location"] == f"/inspections/score/{made.record}/"
    assert made.data["score"] == 97
    assert made.data["deductions"] == "垃圾收集：2，三组路口桶满外溢\n垃圾收集：1，河边散落"
    assert [f.title for f in Record.objects.filter(register="village_faults")] == ["三组路口桶满外溢"]
    page.post("/inspections/score/", typed())
    assert Record.objects.filter(register="village_inspections").count() == 1


def test_what_is_wrong_is_told_and_what_was_typed_stays(staff: People) -> None:
    sheet(staff)
    answer = browser(staff.clerk).post("/inspections/score/", typed(**{"i0-points": "21", "m0-reason": ""}))
    said = answer.content.decode()
    assert answer.status_code == 400 and "三组路口桶满外溢" in said and 'value="21"' in said
    assert "没有写“垃圾收集”为什么扣" in said and "超过这一项的满分20分" in said


def test_a_day_without_a_sheet_says_so(staff: People) -> None:
    said = (
        browser(staff.clerk).get("/inspections/score/?kind=人居环境&visited_on=2022-01-01").content.decode()
    )
    assert "2022-01-01没有“人居环境”的评分细则" in said


def test_a_visit_is_corrected_with_a_reason_and_its_faults_handed_over_later(staff: People) -> None:
    sheet(staff)
    made, page = visit(staff, JIANTIAN, lost="污水：10，污水横流"), browser(staff.clerk)
    address = f"/inspections/score/{made.record}/"
    assert "污水横流" in page.get(address).content.decode()
    page.post(f"{address}faults/")
    assert Record.objects.get(register="village_faults").data["born_of"] == made.record
    asked = {"client_id": "b", "version": "1", "i1-points": "4", "i1-reason": "污水横流"}
    assert page.post(address, asked).status_code == 400
    assert page.post(address, asked | {"why": "采纳申辩"}).status_code == 302
    made.refresh_from_db()
    assert made.data["score"] == 96
    assert page.post(address, asked | {"why": "再改", "i1-points": "5"}).status_code == 400


def test_the_month_is_shown_and_published_and_a_later_correction_said(staff: People) -> None:
    september(staff)
    page = browser(staff.clerk)
    assert "未通报，名次随评分变" in page.get(f"/inspections/month/?{SEPTEMBER}").content.decode()
    asked = {"kind": "人居环境", "month": "2023-09", "red_count": "1", "black_count": "1", "reasons": ""}
    assert page.post("/inspections/publish/", asked).status_code == 302
    assert page.post("/inspections/publish/", asked).status_code == 400
    second = Record.objects.get(register="village_inspections", place=JIANTIAN)
    service.correct(second.record, {"deductions": ""}, "复核更正", staff.clerk)
    said = page.get(f"/inspections/month/?{SEPTEMBER}").content.decode()
    assert "发布后有更正" in said and "黑榜" in said
    assert "发布后有更正" in page.get("/inspections/").content.decode()


def test_the_notice_is_a_word_file_that_names_villages_and_reasons(staff: People) -> None:
    september(staff)
    answer = browser(staff.clerk).get(f"/inspections/notice.docx?{SEPTEMBER}")
    said = "\n".join(p.text for p in Document(io.BytesIO(answer.content)).paragraphs)
    assert "2023年9月人居环境评比情况的通报" in said.replace("\n", "") and "见天村（得分率90.00%）" in said
    assert "本月未查的有：新民村、一心村" in said


def test_a_village_has_its_months(staff: People) -> None:
    september(staff)
    said = browser(staff.village_clerk).get("/inspections/village/?kind=人居环境").content.decode()
    assert "友好村的人居环境" in said and "98.00%" in said and "2/3" in said
    other = browser(staff.village_clerk).get(f"/inspections/village/?kind=人居环境&village={JIANTIAN}")
    assert other.status_code == 404


def test_the_draw_is_made_and_can_be_checked(staff: People) -> None:
    page = browser(staff.clerk)
    asked = {"kind": "人居环境", "week_on": "2023-10-10", "how_many": "3", "method": "完全随机", "team": ""}
    assert page.post("/inspections/draw/", asked).status_code == 302
    assert "照种子再抽一遍，结果一致" in page.get("/inspections/draw/").content.decode()
    again = page.post("/inspections/draw/", asked)
    assert again.status_code == 400 and "已经抽过" in again.content.decode()


def test_who_may_not_write_neither_scores_nor_publishes(staff: People) -> None:
    september(staff)
    page = browser(staff.leader)
    assert page.post("/inspections/score/", typed()).status_code == 403
    assert page.post("/inspections/publish/", {"month": "2023-09"}).status_code == 403
    assert page.post("/inspections/draw/", {"week_on": "2023-10-10"}).status_code == 403
    assert "登记检查" not in page.get("/inspections/").content.decode()


@pytest.mark.parametrize("address", ["", "month/", "score/", "village/", "draw/", "notice.docx"])
def test_a_stranger_sees_nothing(staff: People, address: str) -> None:
    assert browser(staff.stranger).get(f"/inspections/{address}").status_code == 403
    assert browser().get(f"/inspections/{address}").status_code == 302


def test_another_record_is_no_visit(staff: People) -> None:
    sheet(staff)
    item = Record.objects.filter(register="score_items").first()
    assert item is not None and item.town == TOWN
    assert browser(staff.clerk).get(f"/inspections/score/{item.record}/").status_code == 404


def test_the_page_of_events_opens_where_there_are_none(staff: People) -> None:
    assert "没有您能看的活动台账" in browser(staff.clerk).get("/events/").content.decode()
