"""What comes out of the printer: no navigation, the day, page numbers, masked numbers, lines to sign."""

import unicodedata
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PageObject, PdfReader

from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/", "/registers/", "/registers/petitions/", "/figures/?group=order", "/figures/petitions.received/",
    "/reports/review/", "/catalog/petitions/", "/registers/petitions/new/", "/drafts/", "/help/keys/",
)  # fmt: skip
NEVER = ("一本账", "退出", "换时期", "看这一天的账", "改密码", "提意见")
"""Words of the frame around a page, which paper does not need."""


def printed(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def words(sheet: PageObject) -> str:
    """The sheet's text without spaces; Chromium writes some characters as their look-alike radicals."""
    return unicodedata.normalize("NFKC", "".join(sheet.extract_text().split()))


def test_every_page_prints_plainly_with_its_day_and_page_numbers(opened: Open) -> None:
    page, wrong = opened(), []
    for path in (*PAGES, page.locator("td.wide a").first.get_attribute("href") or ""):
        page.goto(path)
        sheets = printed(page).pages
        texts = [words(sheet) for sheet in sheets]
        wrong += [f"{path} prints {word}" for word in NEVER for text in texts if word in text]
        if "2023-10-12" not in texts[0] or "演示数据" not in texts[0]:
            wrong.append(f"{path} does not say of which day it is")
        wrong += [
            f"{path} has no number on sheet {n}"
            for n, text in enumerate(texts, 1)
            if not text.endswith(f"{n}/{len(sheets)}") and not text.startswith(f"{n}/{len(sheets)}")
        ]
        if not 590 < min(sheets[0].mediabox.width, sheets[0].mediabox.height) < 600:
            wrong.append(f"{path} is not A4")
    assert wrong == []


def test_a_record_on_paper(opened: Open) -> None:
    page = opened()
    page.goto(f"{page.locator('td.wide a').first.get_attribute('href')}print/")
    text = "".join(words(sheet) for sheet in printed(page).pages)
    for said in ("截至2023-10-12", "199****0001", "流水", "填表人", "审核人", "负责人", "号码只露首尾几位"):
        assert said in text, said
    assert "19900000001" not in text and "印全号" not in text
    page.get_by_text("号码印全号").click()
    page.get_by_label("为什么要印全号").fill("归档")
    page.get_by_role("button", name="看全号").click()
    expect(page.get_by_text("已留痕")).to_be_visible()
    text = "".join(words(sheet) for sheet in printed(page).pages)
    assert "19900000001" in text and "事由:归档" in text
