"""The search box by keyboard alone, with its offers, in a real browser; axe finds nothing against it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_accessible import RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def ask(page: Page, text: str) -> None:
    """Type into the box, reached by its key, and wait for the answer to just this."""
    page.keyboard.press("/")
    with page.expect_response(lambda r: "/search/suggest/" in r.url and r.url.endswith(f"q={text}")):
        page.keyboard.type(text)


def test_a_record_is_opened_by_keyboard_alone(opened: Open) -> None:
    page = opened()
    ask(page, "gjzp")
    expect(page.locator("#find-q")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_contain_text("公交站牌被遮挡")
    active = page.locator("#find-q").get_attribute("aria-activedescendant")
    assert active and active == chosen.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("公交站牌被遮挡")

    page.keyboard.press("/")
    expect(page.locator("[role=group][aria-label=最近用过] [role=option]").first).to_contain_text(
        "公交站牌被遮挡"
    )
    page.keyboard.press("Escape")
    expect(page.locator("#find-q")).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("噪声")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("mark").first).to_have_text("噪声")


def test_a_record_is_linked_by_typing(opened: Open) -> None:
    page = opened()
    page.locator("td.wide a").first.click()
    page.locator("#links summary").click()
    page.locator("#link-other").press_sequentially("jzp")
    page.locator("#links [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    number = page.input_value("#link-other")
    assert number.startswith("信访2023-") and len(page.input_value("#link-chosen")) == 32
    page.fill("#link-why", "同一处")
    page.locator("#links .link-form .button").click()
    expect(page.locator("#links li")).to_contain_text(number)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_box_keeps_nobody_out(width: int, opened: Open) -> None:
    page, found = opened(width=width), []
    for path in ("/search/", "/search/?q=道路", "/search/?q=魑魅"):
        page.goto(path)
        ask(page, "xinfang")
        page.keyboard.press("ArrowDown")
        for fault in Axe().run(page, options=RULES).response["violations"]:
            found += [f"{path} {fault['id']}: {node['html'][:160]}" for node in fault["nodes"][:3]]
    assert found == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
