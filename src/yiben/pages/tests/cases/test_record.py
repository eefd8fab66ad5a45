"""A case's page: its limits counted in front of the user, what waits, who takes part, what it came from."""

import re

import pytest

from yiben.capabilities.cases import service as cases
from yiben.capabilities.cases.tests.conftest import People, accepted, entered, moved
from yiben.pages.tests.conftest import browser
from yiben.township.models import Account


def page(account: Account, record: str, rest: str = "") -> str:
    answer = browser(account).get(f"/records/{record}/{rest}")
    assert answer.status_code == 200
    return answer.content.decode()


def primary(text: str) -> list[str]:
    return re.findall(r'<a class="button primary"[^>]*>([^<]*)</a>', text)


@pytest.mark.django_db
def test_the_limit_says_its_day_its_end_and_its_basis_with_a_ruler(staff: People) -> None:
    text = page(staff.clerk, accepted(staff.clerk, "2024-01-04").record)
    assert "第4日，应于2024年3月4日前办结，依据" in text
    assert 'class="ruler' in text and "日尺：已用4天" in text
    assert "未起算" not in text.partition("还没有起算的")[0]


@pytest.mark.django_db
def test_a_limit_past_its_day_is_told_by_shape_and_word(staff: People) -> None:
    text = page(staff.clerk, accepted(staff.clerk, "2023-10-09").record)
    assert "逾期" in text and "light zhu" in text


@pytest.mark.django_db
def test_at_most_one_button_is_primary_and_rare_moves_are_folded_away(staff: People) -> None:
    found = accepted(staff.clerk)
    text = page(staff.clerk, found.record)
    assert len(primary(text)) == 1
    folded = text.partition("更多</summary>")[2].partition("</details>")[0]
    assert "升级" in folded and "催办" in folded and "作废" in folded
    assert "批准延期" not in text, "nothing was asked for"


@pytest.mark.django_db
def test_an_extension_that_waits_stands_before_who_may_decide(staff: People) -> None:
    found = cases.ask_extension(accepted(staff.clerk), staff.clerk, "等雨停", days=10)
    asker, leader = page(staff.clerk, found.record), page(staff.leader, found.record)
    assert "田示例于2024-01-08申请延长10日" in asker and "等有审批权的人决定" in asker
    assert primary(leader) == ["批准延期"] and "不批准延期</a>" in leader
    cases.grant_extension(found, staff.leader, "同意")
    granted = page(staff.clerk, found.record)
    assert "2024-01-08延长10日，谭样例批准：同意" in granted and "延期待批</h2>" not in granted


@pytest.mark.django_db
def test_joint_offices_stand_with_their_answers_and_what_is_owed(staff: People) -> None:
    found = cases.join(accepted(staff.clerk), staff.clerk, ["minzheng", "ziran"], due="2024-01-12")
    text = page(staff.other, found.record)
    assert "2个单位还没有答复" in text and "2024-01-12前答复" in text and "会办答复</a>" in text
    found = cases.join_answer(found, staff.other, "已核实，不属低保对象")
    text = page(staff.clerk, found.record)
    assert "1个单位还没有答复" in text and "民政办答复：已核实" in text, "in the trail as well"


@pytest.mark.django_db
def test_roles_path_urging_and_counts_are_told(staff: People) -> None:
    found = cases.dispatch(accepted(staff.clerk), staff.clerk, office="ziran", why="管着")
    found = cases.urge(found, staff.clerk)
    text = page(staff.clerk, found.record)
    assert "田示例分派给自然资源和规划所" in text and "催办1次" in text and "田示例催办" in text


@pytest.mark.django_db
def test_what_a_case_went_into_and_took_in_is_linked_both_ways(staff: People) -> None:
    one, two = entered(staff.clerk, matter="路灯不亮"), entered(staff.clerk, matter="同一盏路灯")
    cases.merge(two, one.number, staff.clerk)
    gone, kept = page(staff.clerk, two.record), page(staff.clerk, one.record)
    assert "并入</span>" in gone and one.record in gone
    assert "并来</span>" in kept and two.record in kept


@pytest.mark.django_db
def test_what_a_case_gave_birth_to_is_told(staff: People) -> None:
    source = accepted(staff.clerk)
    child = cases.split(source, [{"matter": "清理路障", "village": "友好村", "received_on": "2024-01-08"}],
                        staff.clerk)[0]  # fmt: skip
    assert "派生</span>" in page(staff.clerk, source.record)
    assert "来自</span>" in page(staff.clerk, child.record)


@pytest.mark.django_db
def test_a_past_day_shows_the_case_as_it_was_and_offers_nothing(staff: People) -> None:
    found = accepted(staff.clerk, "2024-01-04")
    moved(found, "suspend", staff.clerk, "等检测结果", on="2024-01-05")
    then = page(staff.clerk, found.record, "?as_of=2024-01-04")
    assert "第0日" not in then and "计时中止" not in then and not primary(then)
    assert "计时中止" in page(staff.clerk, found.record)


@pytest.mark.django_db
def test_paper_has_limits_and_joint_offices(staff: People) -> None:
    found = cases.join(accepted(staff.clerk), staff.clerk, ["ziran"])
    text = page(staff.clerk, found.record, "print/")
    assert "应于2024年3月8日前办结" in text and "自然资源和规划所" in text and "待答复" in text


@pytest.mark.django_db
def test_likely_the_same_thing_is_offered_for_comparison(staff: People) -> None:
    first = entered(staff.clerk, phone="19900000001", address="三组大湾路口")
    second = entered(staff.clerk, phone="19900000001", address="三组大湾路口")
    text = page(staff.clerk, second.record)
    assert "可能是同一件事" in text and f"/move/merge/?chosen={first.record}" in text
