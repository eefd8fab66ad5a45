"""The pasted grid as a page: without a script too, nothing lost, nothing twice."""

import re

import pytest

from yiben.ledger.models import Record
from yiben.pages.tests.conftest import People, browser, entered

GRID = "/registers/petitions/grid/"
HEAD = "事由\t来源\t村（社区）\t收到日\n"
GOOD = "修路\t来信\t友好村\t2023.5.6\n饮水\t来访\t见天村\t45050\n"
PASTE = "b" * 32


def checked(staff: People, block: str, **more: object) -> str:
    return (
        browser(staff.clerk)
        .post(GRID, {"block": block, "do": "check", "paste": PASTE, **more})
        .content.decode()
    )


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


@pytest.mark.django_db
def test_the_empty_grid_names_the_columns_and_takes_a_text(staff: People) -> None:
    page = browser(staff.clerk).get(GRID).content.decode()
    assert "事由" in page and '<textarea name="block"' in page and hidden(page, "paste")
    assert browser(staff.leader).get(GRID).status_code == 403


@pytest.mark.django_db
def test_faults_are_told_at_their_cells_and_what_was_pasted_stays(staff: People) -> None:
    page = checked(staff, HEAD + GOOD + "桥\t来电\t柏林村\t昨天\n")
    assert "第3行 来源" in page and "没有“柏林村”这个地方" in page and page.count('class="fault-cell"') == 3
    assert "先入账2行" in page and "柏林村" in page[page.index("<textarea") :] and not Record.objects.exists()


@pytest.mark.django_db
def test_all_is_put_in_once_and_the_list_shows_it(staff: People) -> None:
    entered(staff.clerk, matter="原有的")
    page = checked(staff, HEAD + GOOD)
    assert "账上现有1件，入账后3件" in page and "入账2行" in page
    sent = {"block": HEAD + GOOD, "do": "post", "paste": PASTE, "expected": hidden(page, "expected")}
    client = browser(staff.clerk)
    done = client.post(GRID, sent, follow=True)
    assert "已入账2行" in done.content.decode() and Record.objects.count() == 3
    again = client.post(GRID, sent, follow=True).content.decode()
    assert "先前已入账，没有重复" in again and Record.objects.count() == 3


@pytest.mark.django_db
def test_rows_without_fault_may_go_first_and_the_others_stay(staff: People) -> None:
    block = HEAD + GOOD + "桥\t来电\t友好村\t2023-05-01\n"
    sent = {"block": block, "do": "post", "paste": PASTE, "expected": "2"}
    page = browser(staff.clerk).post(GRID, sent).content.decode()
    text = page[page.index('<textarea name="block"') : page.index("</textarea>")]
    assert "已入账2行" in page and "桥" in text and "修路" not in text and Record.objects.count() == 2


@pytest.mark.django_db
def test_nothing_is_put_in_that_was_not_shown_before(staff: People) -> None:
    answer = browser(staff.clerk).post(
        GRID, {"block": HEAD + GOOD, "do": "post", "paste": PASTE, "expected": "5"}
    )
    assert answer.status_code == 409 and "没有入账" in answer.content.decode()  # G015
    assert not Record.objects.exists()


@pytest.mark.django_db
def test_doubts_are_put_in_only_where_said(staff: People) -> None:
    entered(staff.clerk, matter="修路")
    page = checked(staff, HEAD + GOOD)
    assert (
        "账上的信访2023-0001" in page
        and hidden(page, "expected") == "1"
        and hidden(page, "expected_all") == "2"
    )
    sent = {"block": HEAD + GOOD, "do": "post", "paste": PASTE, "expected": "1", "expected_all": "2"}
    browser(staff.clerk).post(GRID, sent)
    assert Record.objects.count() == 2
    rest = sent | {"doubts": "1", "expected": "0", "expected_all": "1", "block": HEAD + GOOD.split("\n")[0]}
    browser(staff.clerk).post(GRID, rest)
    assert Record.objects.count() == 3


@pytest.mark.django_db
def test_columns_may_be_named_by_hand(staff: People) -> None:
    said = {"col-0": "matter", "col-1": "source", "col-2": "village", "col-3": "received_on"}
    page = checked(staff, "甲\t乙\t丙\t丁\n" + GOOD, line="0", **said)
    assert "入账2行" in page


@pytest.mark.django_db
def test_corrections_ask_for_a_reason(staff: People) -> None:
    made = entered(staff.clerk, amount="100")
    block = f"编号\t涉及金额\n{made.number}\t3万\n"
    assert "更正理由" in checked(staff, block)
    sent = {"block": block, "do": "post", "paste": PASTE, "expected": "1"}
    client = browser(staff.clerk)
    answer = client.post(GRID, sent)
    assert answer.status_code == 400 and "须写明理由" in answer.content.decode()
    client.post(GRID, sent | {"why": "按发票核对"})
    made.refresh_from_db()
    assert made.data["amount"] == 30000


@pytest.mark.django_db
def test_an_empty_block_is_a_fault_in_words(staff: People) -> None:
    answer = browser(staff.clerk).post(GRID, {"block": " ", "do": "check"})
    assert answer.status_code == 400 and "没有粘贴内容" in answer.content.decode()


@pytest.mark.django_db
def test_five_thousand_rows_with_forty_faults_show_each_of_the_forty(staff: People) -> None:
    lines = [
        f"第{n}件\t{'来电' if n % 125 == 0 else '来信'}\t友好村\t2023-05-0{n % 7 + 1}" for n in range(5000)
    ]
    page = checked(staff, HEAD + "\n".join(lines))
    assert page.count('<li><a href="#row-') == 40 and hidden(page, "expected") == "4960"


@pytest.mark.django_db
def test_a_column_without_a_number_of_its_own_is_left_out(staff: People) -> None:
    odd = {"col-²": "matter", "fill": ["²", "9" * 5000], "col-" + "9" * 300: "matter"}
    assert "先入账2行" in checked(staff, HEAD + GOOD + "桥\t来电\t柏林村\t昨天\n", **odd)
