"""A morning in the office, in a real browser: few walks, each whole."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_a_clerk_finds_corrects_and_follows_a_petition_into_its_figure(opened: Open) -> None:
    page = opened()
    expect(page.get_by_role("heading", name="10月12日 星期四")).to_be_visible()
    expect(page.get_by_text("演示数据").first).to_be_visible()

    page.get_by_role("link", name="平安治理").first.click()
    page.get_by_role("link", name="信访", exact=True).first.click()
    pick = page.locator("details.pick", has_text="来源")
    pick.locator("summary").click()
    pick.get_by_label("来访").check()
    pick.get_by_role("button", name="筛选").click()
    expect(page).to_have_url(re.compile("source="))
    expect(page.get_by_text("合计按全部8行算")).to_be_visible()

    page.locator("td.wide a").first.click()
    expect(page.get_by_text("199****0001")).to_be_visible()
    page.get_by_role("link", name="更正").click()
    page.get_by_label("事由").fill("两户水源使用纠纷，已约谈")
    page.get_by_label("更正理由").fill("电话核实")
    page.get_by_role("button", name="更正").click()
    expect(page.get_by_role("heading", name="两户水源使用纠纷，已约谈")).to_be_visible()
    expect(page.get_by_text("理由：电话核实")).to_be_visible()

    page.get_by_role("link", name="来信来访收到数").first.click()
    expect(page.get_by_text("行数与数值一致")).to_be_visible()
    expect(page.locator(".trend canvas")).to_be_visible()
    page.get_by_role("link", name="9月30日").click()
    expect(page.get_by_text("按 2023-09-30 的账")).to_be_visible()


def test_a_new_petition_counts_at_once(opened: Open) -> None:
    page = opened()
    page.goto("/figures/petitions.received/?from=2023-10-01&to=2023-10-31")
    before = int(page.locator(".big").inner_text().split()[0].removesuffix("件"))
    page.goto("/registers/petitions/new/")
    page.get_by_role("button", name="登记").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    page.get_by_label("事由").fill("路灯连续两周不亮")
    page.get_by_label("来源").select_option("来访")
    page.get_by_label("村（社区）").select_option(index=1)
    page.get_by_label("诉求性质").select_option(index=1)
    page.get_by_label("内容分类").select_option(index=1)
    page.get_by_label("收到日").fill("2023-10-11")
    page.get_by_label("应办结日").fill("2023-10-26")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("已登记 信访2023-")).to_be_visible()
    page.goto("/figures/petitions.received/?from=2023-10-01&to=2023-10-31")
    assert page.locator(".big").inner_text().startswith(str(before + 1))


def test_every_figure_of_the_account_leads_to_its_rows(opened: Open) -> None:
    page = opened()
    page.get_by_role("link", name="报告").first.click()
    page.get_by_role("link", name="打开").first.click()
    expect(page.locator("article.official h1")).to_contain_text("柏杨坝镇")
    figure = page.locator("article.official .fig > a").first
    figure.focus()
    expect(page.locator("article.official .fig-card").first).to_be_visible()
    figure.click()
    expect(page.get_by_text("行数与数值一致")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/registers/petitions/", "/figures/?group=order", "/reports/review/"])
def test_on_a_phone_nothing_runs_off_the_side(path: str, opened: Open) -> None:
    page = opened(width=390)
    page.goto(path)
    assert fits(page)


def test_on_a_phone_the_same_work_can_be_done(opened: Open) -> None:
    page = opened(width=390)
    page.get_by_label("打开导航").click()
    page.get_by_role("link", name="平安治理").click()
    page.locator("main").get_by_role("link", name="信访", exact=True).click()
    page.locator("td.wide a").first.click()
    assert fits(page)
    page.get_by_text("看全号").first.click()
    page.get_by_label("为什么要看").fill("回访来电人")
    page.get_by_role("button", name="看全号").click()
    expect(page.get_by_text("19900000001")).to_be_visible()
