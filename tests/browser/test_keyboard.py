"""A clerk without a mouse, from log-in to the close of a petition; and what is typed is kept."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Open
from yiben.ledger.models import Entry, Record
from yiben.township.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUS = """() => {
  const one = document.activeElement, label = one.labels && one.labels[0];
  const box = one.getBoundingClientRect(), look = getComputedStyle(one);
  return {
    said: (label ? label.innerText : one.ariaLabel || one.innerText || one.value || '').trim(),
    id: one.id, shown: box.width > 0 && look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
  };
}"""


def tab_to(page: Page, wanted: str, back: bool = False) -> None:
    """Press Tab until the focus is on what is called so or has this id; each stop must show it."""
    for _ in range(150):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        here = page.evaluate(FOCUS)
        assert here["shown"] or not here["said"], f"no visible focus on {here}"
        if wanted in (here["said"].split("\n")[0].rstrip("*"), here["id"]):
            return
    raise AssertionError(f"Tab never comes to {wanted}")


def type_day(page: Page, year: str, month: str, day: str) -> None:
    """Into a day control, whose parts stand in the order of the browser's language."""
    for order in ((month, day, year), (year, month, day)):
        page.keyboard.type("".join(order))
        if page.evaluate("document.activeElement.value") == f"{year}-{month}-{day}":
            return
        for _ in range(3):
            page.keyboard.press("Backspace")
            page.keyboard.press("ArrowLeft")
    raise AssertionError("the day could not be typed")


def press(page: Page, *keys: str) -> None:
    """Press keys once the page's scripts are there to hear them."""
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)


def log_in(browser: Browser, address: str) -> Page:
    page = browser.new_context(locale="zh-CN", base_url=address).new_page()
    page.goto("/login/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id.startsWith('who-')"):
            break
    while page.evaluate("document.activeElement.id") != "who-tian":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    return page


def test_a_petition_from_log_in_to_its_close(
    chromium: Browser, town: Account, live_server: LiveServer
) -> None:
    page = log_in(chromium, live_server.url)
    press(page, "g", "r")
    page.wait_for_url("**/registers/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, "信访")
    page.keyboard.press("Enter")
    page.wait_for_url("**/registers/petitions/")
    press(page, "n")
    page.wait_for_url("**/new/")

    tab_to(page, "f-matter")
    page.keyboard.type("n路灯连续两周不亮")
    for select in ("f-source", "f-village", "f-request_kind", "f-category"):
        tab_to(page, select)
        page.keyboard.press("ArrowDown")
    tab_to(page, "f-received_on")
    type_day(page, "2023", "10", "11")
    tab_to(page, "f-due_on")
    type_day(page, "2023", "10", "26")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("已登记 信访2023-")).to_be_visible()

    press(page, "e")
    page.wait_for_url("**/correct/")
    tab_to(page, "f-matter")
    page.keyboard.press("Control+a")
    page.keyboard.type("路灯不亮")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".problems")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#f-why")).to_be_focused()
    page.keyboard.type("电话核实")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="路灯不亮", exact=True)).to_be_visible()

    press(page, "u", "Enter")
    expect(page.get_by_role("heading", name="n路灯连续两周不亮")).to_be_visible()

    press(page, "m")
    page.wait_for_url("**/move/accept/")
    tab_to(page, "f-handling_unit")
    page.keyboard.type("村委会")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("已受理。")).to_be_visible()
    press(page, "m")
    page.wait_for_url("**/move/reply/")
    tab_to(page, "f-result")
    page.keyboard.press("ArrowDown")
    tab_to(page, "f-reply")
    page.keyboard.type("路灯已修好")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("已答复（出具处理意见）。")).to_be_visible()
    record = Record.objects.get(title="n路灯连续两周不亮")
    assert (record.state, Entry.objects.filter(record=record.record).count()) == ("replied", 5)


def test_help_is_at_hand_and_single_keys_can_be_switched_off(opened: Open) -> None:
    page = opened()
    page.keyboard.press("?")
    expect(page.locator("#all-keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.goto("/registers/petitions/new/")
    page.focus("#f-matter")
    page.keyboard.type("g?nd")
    expect(page.locator("#f-matter")).to_have_value("g?nd")
    page.keyboard.press("F1")
    expect(page.get_by_text("三组通户路塌方影响出行")).to_be_visible()
    page.goto("/help/keys/")
    page.get_by_role("button", name="关掉单个字母的按键").click()
    page.goto("/registers/petitions/")
    for key in ("?", "n", "j", "/"):
        page.keyboard.press(key)
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.url.endswith("/registers/petitions/") and not page.evaluate("document.activeElement.id")


def test_what_was_typed_waits_at_the_next_opening(opened: Open) -> None:
    page = opened()
    page.goto("/registers/petitions/new/")
    page.get_by_label("事由").fill("路灯连续两周不亮")
    page.get_by_label("联系电话").fill("19900000777")
    expect(page.locator("[data-kept]")).to_contain_text("草稿已存", timeout=8000)
    page.get_by_label("来源").select_option("来访")
    page.goto("/registers/petitions/new/")
    expect(page.get_by_text("有未交的草稿")).to_be_visible()
    page.get_by_role("link", name="接着填").click()
    expect(page.get_by_label("事由")).to_have_value("路灯连续两周不亮")
    expect(page.get_by_label("联系电话")).to_have_value("19900000777")
    expect(page.get_by_label("来源")).to_have_value("来访")


def test_two_windows_on_one_draft_keep_both(opened: Open) -> None:
    page = opened()
    page.goto("/registers/petitions/new/")
    page.get_by_label("事由").fill("三组道路塌方")
    expect(page.locator("[data-kept]")).to_contain_text("草稿已存", timeout=8000)
    page.goto("/registers/petitions/new/")
    page.get_by_role("link", name="接着填").click()
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_label("事由").fill("三组道路塌方，已报")
    expect(page.locator("[data-kept]")).to_contain_text("草稿已存", timeout=8000)
    other.get_by_label("事由").fill("四组道路塌方")
    expect(other.locator("[data-kept]")).to_contain_text("另存了一份", timeout=8000)
    page.goto("/drafts/")
    expect(page.locator(".drafts li")).to_have_count(2)


def test_logging_out_waits_for_the_draft(opened: Open) -> None:
    page = opened()
    page.goto("/registers/petitions/new/")
    page.get_by_label("事由").fill("路灯连续两周不亮")
    page.locator(".account summary").click()
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/login/**")
    page.check("#who-tian")
    page.get_by_role("button", name="进入").click()
    expect(page.get_by_role("link", name="登记 信访")).to_be_visible()


def test_when_the_log_in_has_run_out_nothing_typed_is_lost(opened: Open) -> None:
    page = opened()
    page.goto("/registers/petitions/new/")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("事由").fill("路灯连续两周不亮")
    expect(page.locator("[data-kept]")).to_contain_text("登录已过期", timeout=8000)
    with page.expect_popup() as opening:
        page.get_by_role("link", name="在新窗口登录").click()
    other = opening.value
    other.check("#who-tian")
    other.get_by_role("button", name="进入").click()
    other.wait_for_url(lambda address: "login" not in address)
    page.get_by_label("事由").fill("路灯连续两周不亮，已报")
    expect(page.locator("[data-kept]")).to_contain_text("草稿已存", timeout=8000)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator(".problems")).to_be_focused()
    expect(page.get_by_label("事由")).to_have_value("路灯连续两周不亮，已报")
