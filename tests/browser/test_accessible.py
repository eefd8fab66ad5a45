"""axe finds nothing against WCAG 2.2 A and AA on the main pages, on an office screen and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/", "/registers/", "/registers/petitions/", "/registers/petitions/new/", "/figures/?group=order",
    "/figures/petitions.received/", "/reports/review/", "/catalog/", "/catalog/petitions/",
)  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_keeps_anybody_out(width: int, opened: Open) -> None:
    page, found = opened(width=width), []
    record = page.locator("td.wide a").first.get_attribute("href") or ""
    for path in (*PAGES, record, f"{record}correct/"):
        page.goto(path)
        for fault in Axe().run(page, options=RULES).response["violations"]:
            found += [f"{path} {fault['id']}: {node['html'][:160]}" for node in fault["nodes"][:3]]
    assert found == []
