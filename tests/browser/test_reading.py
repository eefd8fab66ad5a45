"""A text read in the browser: mark and row point at each other, by mouse and by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Open
from tests.browser.test_accessible import RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = (
    "2024年上半年工作总结\n一、民生保障\n全镇现有监测户25户，其中甲类13户、乙类11户。受理来信27件，办结24件，"
    "办结率88.9%。发放补贴280余万元，惠及群众6458户22167人。\n二、下步打算\n下半年新建公厕4座，力争完成投资1.2亿元。"
)


def test_a_mark_and_its_row_light_each_other(opened: Open) -> None:
    page = opened(width=1440)
    page.goto("/reading/")
    page.fill("#f-text", TEXT)
    page.check("input[name=left_out]")
    page.get_by_role("button", name="读出").click()
    page.hover("#t1")
    assert "lit" in (page.get_attribute("#r1", "class") or "")
    page.focus("#r2 a.mark")
    assert "lit" in (page.get_attribute("#t2", "class") or "") and page.locator(".lit").count() == 1
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert Axe().run(page, options=RULES).response["violations"] == []
