"""A comment with a name chosen by keyboard, its notice, a complaint; axe and phone width on their pages."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_accessible import RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url} {f['id']}: {n['html'][:160]}" for f in found for n in f["nodes"][:3]]


@pytest.mark.parametrize("width", [1440, 390])
def test_a_mention_is_written_by_keyboard_and_reaches_its_reader(width: int, opened: Open) -> None:
    page = opened(width=width)
    record = page.locator("td.wide a").first.get_attribute("href") or ""
    page.goto(record)
    page.locator("#comment-said").focus()
    page.keyboard.type("请@镇")
    page.locator(".people [role=option]").first.wait_for()
    assert faults(page) == []
    page.keyboard.press("Enter")
    page.keyboard.type("看现场，他的号990101198503070017")
    assert page.input_value("#comment-said").startswith("请@镇长（演示） 看现场")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".say .button")).to_have_text("遮去号码，写上")
    assert faults(page) == []
    page.locator(".say .button").click()
    expect(page.locator(".comments .words")).to_contain_text("9901************17")
    other = opened(width=width, who="mayor")
    other.goto("/notices/")
    assert faults(other) == [] and other.evaluate("document.documentElement.scrollWidth") <= width
    other.locator(".notices .link").first.click()
    other.wait_for_url("**/records/**#comment-*")
    expect(other.locator(".bell")).to_have_attribute("aria-label", "消息，没有未读")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_complaint_box_keeps_nobody_out(width: int, opened: Open) -> None:
    page = opened(width=width)
    page.goto("/registers/petitions/")
    page.get_by_role("link", name="对这一页提意见").click()
    assert faults(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= width
    page.check("input[value=burden]")
    page.fill("#f-said", "每月报三次")
    page.get_by_role("button", name="提交").click()
    expect(page.locator("h1")).to_contain_text("号意见")
    found = faults(page)
    for path in ("/complaints/", "/notices/settings/", "/notices/?show=all"):
        page.goto(path)
        found += faults(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert found == []
