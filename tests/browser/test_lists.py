"""A list by keyboard alone; a block pasted, mended in place and put in; axe finds nothing on these pages."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.test_accessible import RULES
from yiben.ledger.models import Record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST, GRID = "/registers/petitions/?received_on_from=", "/registers/petitions/grid/"
BLOCK = (
    "诉求标题\t反映渠道\t事发村\t诉求性质\t类别\t收到日期\t应办结日期\r\n"
    "三组通户路塌方\t来信\t响水社区\t申诉求决\t道路交通\t2023.9.6\t2023-11-05\r\n"
    '"四组饮水管网\n漏水"\t来访\t柏林村\t申诉求决\t供水供电\t45180\t2023-11-09\r\n'
    "路灯不亮\t热线\t友好村\t咨询求助\t道路交通\t昨天\t2023-11-05\r\n"
)


def axe(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url} {f['id']}: {n['html'][:160]}" for f in found for n in f["nodes"][:3]]


def test_a_list_is_worked_by_keyboard_alone(opened: Open) -> None:
    page = opened()
    page.goto(LIST)
    for key in ("j", "j", "x", "j", "x"):
        page.keyboard.press(key)
    assert page.locator('input[name="record"]:checked').count() == 2
    assert page.locator("[data-picked]").inner_text() == "2"
    page.keyboard.press("Shift+?")
    assert page.locator("dialog[open]").is_visible() and axe(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    title = page.locator("tr.now-row a.title").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/**")
    assert title in page.locator("h1").inner_text()


def test_several_values_are_ticked_before_the_list_is_asked_again(opened: Open) -> None:
    page = opened()
    page.goto(LIST)
    pick = page.locator("details.pick", has_text="来源")
    pick.locator("summary").click()
    pick.get_by_label("来信").check()
    pick.get_by_label("来访").check()
    page.locator("h1").click()
    page.wait_for_selector(".chips")
    assert "来源 来信、来访" in page.locator(".chips").inner_text()
    assert "来源" in page.url or "source=" in page.url
    page.get_by_role("link", name="去掉条件：来源").click()
    page.wait_for_selector(".chips", state="detached")


def test_a_pasted_block_is_mended_in_place_and_put_in(opened: Open) -> None:
    page = opened()
    page.goto(GRID)
    assert axe(page) == []
    page.locator("#paste-grid tbody input").first.focus()
    page.evaluate(
        """text => {
          const data = new DataTransfer(); data.setData("text/plain", text);
          const paste = { clipboardData: data, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        BLOCK,
    )  # fmt: skip
    page.wait_for_selector(".tally")
    assert page.locator(".fault-list a").count() == 3 and axe(page) == []
    before = Record.objects.count()
    for typed in ("柏杨坝社区", "来电", "2023年9月8日"):
        page.locator(".fault-list li:not(.mended) a").first.click()
        page.keyboard.press("Control+a")
        page.keyboard.type(typed)
    assert page.locator("[data-post]").is_disabled()
    page.get_by_role("button", name="检查").click()
    page.wait_for_selector(".tally")
    page.get_by_role("button", name="入账3行").click()
    page.wait_for_url("**/registers/petitions/?**")
    assert "已入账3行" in page.locator(".messages").inner_text() and Record.objects.count() == before + 3
    made = Record.objects.order_by("-seq_from")[:3]
    assert {str(r.happened_on) for r in made} == {"2023-09-06", "2023-09-11", "2023-09-08"}


@pytest.mark.parametrize("width", [1440, 390])
def test_views_and_acts_together_keep_nobody_out(width: int, opened: Open) -> None:
    page = opened(width=width)
    page.goto(LIST)
    page.locator(".list-tools summary").first.click()
    page.fill("#view-name", "来访的")
    assert axe(page) == []
    page.get_by_role("button", name="存为视图").click()
    page.wait_for_url("**view=**")
    page.goto("/registers/petitions/views/")
    found = axe(page)
    page.goto(f"{LIST}&state=registered")
    page.locator('input[name="record"]').first.check()
    page.locator('#together button[value="correct"]').click()
    page.wait_for_selector("#f-field")
    found += axe(page)
    page.select_option("#f-field", "source")
    page.get_by_role("button", name="下一步").click()
    page.wait_for_selector("#f-why")
    assert found + axe(page) == []
