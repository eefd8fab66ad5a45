"""The page of time limits: what holds in the town, where to set its own, and the box that counts one out."""

from datetime import date

import pytest

from yiben.kernel import clock
from yiben.ledger import service
from yiben.pages.tests.conftest import TOWN, People, browser
from yiben.rulebook.tests.conftest import rules_kept

__all__ = ["rules_kept"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules_kept")]
COUNTED = "/limits/?rule=petition_handling||&start=2024-02-05"


def page(staff: People, path: str = "/limits/") -> str:
    answer = browser(staff.clerk).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_rule_stands_there_with_its_basis(staff: People) -> None:
    text = page(staff)
    assert "信访事项办理" in text and "《信访工作条例》第三十四条" in text
    assert "1次，每次至多30日，本机关、单位负责人批准" in text
    assert "不少于7日" in text and "承诺5个工作日" in text and "地方默认" in text
    assert "镇级河长巡河" in text and "每旬1次" in text


def test_in_english_hours_are_said_so(staff: People) -> None:
    staff.clerk.language = "en"
    staff.clerk.save(update_fields=["language"])
    assert "working hours are 08:30–12:00, 14:30–17:30" in page(staff)


def test_a_limit_is_counted_out_with_its_ruler(staff: People) -> None:
    text = page(staff, COUNTED)
    # 60 days from 2024-02-05, Tomb Sweeping Day; 90 end on 5 May.
    assert "应于2024年4月5日前办结（当天是休息日，不顺延），依据《信访工作条例》第三十四条" in text
    assert "最迟应于2024年5月5日前办结" in text and 'class="ruler' in text


def test_hours_are_counted_out_from_the_minute(staff: People) -> None:
    text = page(staff, "/limits/?rule=hotline_sign||&start=2024-02-09&at=16:00")
    assert "应于2024年2月18日 11:00前办结" in text


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("rule=petition_handling&start=昨天", 400, "看不懂"),
        ("rule=petition_handling&start=2024-02-30", 400, "看不懂"),
        ("rule=petition_handling&start=2024-02-05&at=25:00", 400, "看不懂"),
        ("rule=petition_handling&start=1200-01-01", 400, "超出可记的范围"),
        ("rule=petition_handling&start=9999-12-31", 400, "超出可记的范围"),
        ("rule=disclosure_answer&start=2018-01-01", 400, "没有规定可依"),
        ("rule=no_such_rule", 400, "没有"),
        ("rule=petition_handling|x|y|z&start=2024-02-05", 200, "4月5日"),
    ],
)
def test_what_cannot_be_counted_is_said_in_words(staff: People, query: str, status: int, said: str) -> None:
    answer = browser(staff.clerk).get(f"/limits/?{query}")
    assert answer.status_code == status and said in answer.content.decode()


def test_who_keeps_the_register_finds_the_form_filled_in(staff: People) -> None:
    text = page(staff)
    assert "/registers/time_limits/new/?rule=" in text
    form = browser(staff.clerk).get(
        "/registers/time_limits/new/?rule=工单签收&amount=4&unit=工作小时&source="
    )
    said = form.content.decode()
    assert 'value="4"' in said and '<option value="工单签收" selected' in said
    leader = browser(staff.leader).get("/limits/").content.decode()
    assert "/registers/time_limits/new/" not in leader


def test_the_towns_own_is_shown_with_its_record_and_doubts_are_told(staff: People) -> None:
    values = {"rule": "工单签收", "amount": "2", "unit": "工作小时", "valid_from": "2023-01-01"}
    values |= {"source": "镇办1号"}
    record = service.enter("time_limits", values, staff.clerk, town=TOWN)
    longer = values | {"rule": "信访受理告知", "unit": "日", "amount": "30"}
    service.enter("time_limits", longer, staff.clerk, town=TOWN)
    text = page(staff)
    assert f"/records/{record.record}/" in text and "2个工作小时" in text
    assert "法定时限是15日，不能改成更长的30日" in text


def test_a_stranger_is_refused(staff: People) -> None:
    assert browser(staff.stranger).get("/limits/").status_code == 403
    assert browser().get("/limits/").status_code == 302


def test_a_year_without_a_table_is_named(staff: People) -> None:
    with clock.stated(date(2026, 11, 2)):
        assert "2027年的放假安排还没有" in page(staff)
