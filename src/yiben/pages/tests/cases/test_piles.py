"""The desk's piles and their own pages, the board and the week: each counts what its list shows."""

import re
from datetime import date

import pytest

from yiben.capabilities.cases import service as cases
from yiben.capabilities.cases.tests.conftest import People, accepted, entered, moved
from yiben.kernel import clock
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.pages.tests.conftest import browser
from yiben.township.models import Account

NAMES = {"late": "逾期", "soon": "将到期", "returned": "被退回", "approve": "等我批", "charge": "我包的",
         "joint": "会办待复"}  # fmt: skip


def page(account: Account, path: str) -> str:
    answer = browser(account).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def counted(account: Account) -> dict[str, int]:
    """Pile → what the desk counts."""
    heads = re.findall(r'<h2>([^<]*)</h2><span class="count[^"]*">([\d,]+)</span>', page(account, "/"))
    return {title: int(n) for title, n in heads}


def listed(account: Account, pile: str, query: str = "") -> list[str]:
    return re.findall(r'<a class="title"[^>]*>([^<]*)</a>', page(account, f"/desk/{pile}/{query}"))


def town(staff: People) -> dict[str, Record]:
    """One of each sort of work."""
    made = {
        "late": accepted(staff.clerk, "2023-10-09", matter="早该办的"),
        "soon": accepted(staff.clerk, "2023-11-10", matter="快到期的"),
        "fresh": entered(staff.clerk, matter="刚来的"),
        "given": cases.dispatch(accepted(staff.clerk, matter="交给民政的"), staff.clerk, office="minzheng"),
        "asked": cases.ask_extension(accepted(staff.clerk, matter="要延期的"), staff.clerk, "等雨停"),
        "joined": cases.join(accepted(staff.clerk, matter="会办的"), staff.clerk, ["minzheng"]),
    }
    back = cases.dispatch(accepted(staff.clerk, matter="退回来的"), staff.clerk, office="ziran")
    made["back"] = moved(back, "give_back", staff.clerk, "不归我们管")
    service.correct(made["late"].record, {"leader": "leader"}, "包案", staff.clerk)
    return made


@pytest.mark.django_db
def test_each_pile_counts_what_its_page_lists(staff: People) -> None:
    town(staff)
    for account in (staff.clerk, staff.other, staff.leader, staff.village_clerk):
        desk = counted(account)
        for pile, title in NAMES.items():
            assert len(listed(account, pile)) == desk.get(title, 0), (account.username, pile)


@pytest.mark.django_db
def test_what_waits_goes_to_the_one_it_waits_for(staff: People) -> None:
    town(staff)
    assert "刚来的" in listed(staff.clerk, "waiting") and "交给民政的" not in listed(staff.clerk, "waiting")
    assert listed(staff.other, "waiting") == ["交给民政的"]
    assert listed(staff.other, "joint") == ["会办的"] and listed(staff.clerk, "joint") == []
    assert listed(staff.clerk, "returned") == ["退回来的"]
    assert listed(staff.leader, "approve") == ["要延期的"] and listed(staff.clerk, "approve") == []
    assert listed(staff.leader, "charge") == ["早该办的"]


@pytest.mark.django_db
def test_a_case_is_late_in_one_pile_and_no_more_once_it_is_answered(staff: People) -> None:
    late = town(staff)["late"]
    assert listed(staff.clerk, "late") == ["早该办的"]
    assert "早该办的" not in listed(staff.clerk, "waiting") + listed(staff.clerk, "soon")
    moved(late, "close", staff.clerk, closed_on="2024-01-08")
    assert listed(staff.clerk, "late") == []


@pytest.mark.django_db
def test_a_leader_first_decides_and_sees_the_late_by_office_and_village(staff: People) -> None:
    town(staff)
    text = page(staff.leader, "/")
    assert text.index("等我批</h2>") < text.index("我包的</h2>") < text.index("逾期</h2>")
    assert "/desk/late/?office=zongzhi" in text and "按科室和村，不按人" in text
    assert listed(staff.leader, "late", "?office=zongzhi") == ["早该办的"]
    assert listed(staff.leader, "late", "?office=ziran") == []
    assert listed(staff.leader, "late", "?place=422802101202") == []


@pytest.mark.django_db
def test_a_pile_of_a_past_day_is_that_days(staff: People) -> None:
    late = accepted(staff.clerk, "2023-10-09", matter="早该办的")
    moved(late, "close", staff.clerk, closed_on="2024-01-08")
    assert listed(staff.clerk, "late") == []
    assert listed(staff.clerk, "late", "?as_of=2024-01-05") == ["早该办的"]


@pytest.mark.django_db
def test_a_pile_that_is_none_is_not_there(staff: People) -> None:
    assert browser(staff.clerk).get("/desk/nothing/").status_code == 404
    assert "这里没有要办的了" in page(staff.clerk, "/desk/late/?page=99&register=none&office=x&place=y")


@pytest.mark.django_db
def test_the_board_counts_each_open_state_and_leads_to_the_same_list(staff: People) -> None:
    town(staff)
    text = page(staff.clerk, "/registers/petitions/board/")
    columns = dict(re.findall(r'<h2>([^<]*)</h2><span class="count">(\d+)</span>', text))
    assert columns == {"待受理": "2", "办理中": "5", "已挂起": "0", "待核查": "0"}
    assert text.index("早该办的") < text.index("快到期的"), "soonest due first"
    listed_there = page(staff.clerk, "/registers/petitions/?state=handling&received_on_from=")
    assert len(re.findall(r'<a class="title"', listed_there)) == 5


@pytest.mark.django_db
def test_a_full_column_shows_twenty_and_says_how_many_there_are(staff: People) -> None:
    for n in range(23):
        entered(staff.clerk, matter=f"第{n}件")
    text = page(staff.clerk, "/registers/petitions/board/?column=registered")
    assert text.count('<a class="title"') == 20 and "更多，全部23" in text


@pytest.mark.django_db
def test_the_board_shows_nobody_another_village(staff: People) -> None:
    entered(staff.clerk, village="见天村", matter="见天村的事")
    assert "见天村的事" not in page(staff.village_clerk, "/registers/petitions/board/?place=422802101202")
    assert browser(staff.stranger).get("/registers/petitions/board/").status_code == 403


@pytest.mark.django_db
def test_the_week_shows_due_days_rest_days_and_the_weeks_beside(staff: People) -> None:
    town(staff)
    text = page(staff.clerk, "/calendar/")
    assert "2024-01-08 至 2024-01-14" in text and "快到期的" in text and text.count(">休</span>") == 2
    assert "?week=2024-01-15" in text and "?week=2024-01-01" in text
    spring = page(staff.clerk, "/calendar/?week=2024-02-18")
    assert "2024-02-12 至 2024-02-18" in spring and ">班</span>" in spring, "the 18th is a Sunday at work"


@pytest.mark.django_db
def test_the_week_is_mine_my_offices_or_everybodys(staff: People) -> None:
    town(staff)
    week = "?week=2024-03-08"
    assert "交给民政的" in page(staff.other, f"/calendar/{week}")
    assert "交给民政的" not in page(staff.other, f"/calendar/{week}&whose=mine")
    assert "交给民政的" not in page(staff.clerk, f"/calendar/{week}")
    assert "交给民政的" in page(staff.clerk, f"/calendar/{week}&whose=all")


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["", "2024-13-45", "0001-01-01", "9999-12-31", "春节", "2024-01-08T00:00"])
def test_a_week_that_cannot_be_read_is_this_one(asked: str, staff: People) -> None:
    assert "2024-01-08 至 2024-01-14" in page(staff.clerk, f"/calendar/?week={asked}&register=none&whose=x")


@pytest.mark.django_db
def test_the_list_has_tabs_of_the_late_and_the_near_due(staff: People) -> None:
    town(staff)
    text = page(staff.clerk, "/registers/petitions/?state=soon&received_on_from=")
    assert "将到期<span" in text and "快到期的" in text and "早该办的" not in text
    late = page(staff.clerk, "/registers/petitions/?state=late&received_on_from=")
    assert "早该办的" in late and "快到期的" not in late


@pytest.mark.django_db
def test_a_year_without_holidays_is_counted_by_weekends_and_says_so(staff: People) -> None:
    with clock.stated(date(2029, 1, 8)):
        assert "休息日先按周末算" in page(staff.clerk, "/calendar/")
