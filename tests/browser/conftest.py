"""Chromium over a served town: a demo day in October 2023, four people, a year of petitions and disputes."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from yiben.kernel import clock
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.township import people, places
from yiben.township.models import Account

TOWN, DAY = "422802101", date(2023, 10, 12)
MATTERS = (
    "三组道路塌方，请求清理",
    "公交站牌被遮挡",
    "四组饮水管网漏水",
    "集镇摊点夜间噪声",
    "两户水源使用纠纷",
)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; the database is used from it all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def town(transactional_db: None, settings: Settings) -> Iterator[Account]:
    """The town with its records; gives the clerk."""
    settings.DEMO = True
    places.load_places()
    people.open_town(TOWN, demo_day=DAY)
    clerk = _hired("tian", "田示例", "clerk_zongzhi", "登记、办件")
    _hired("mayor", "镇长（演示）", "mayor", "看逾期、签发")
    villages = places.villages(TOWN, DAY)
    for n in range(24):
        day = date(2023, 1, 9) + timedelta(days=11 * n)
        with clock.stated(day, timedelta(seconds=9)):
            _petition(clerk, n, day, villages[n % 5].code)
    yield clerk
    places.forget()


def _hired(username: str, name: str, post: str, note: str) -> Account:
    account = people.account(username, name, demo_note=note)
    people.appoint(account, people.post(post, TOWN), date(2022, 1, 1))
    return account


def _petition(clerk: Account, n: int, day: date, village: str) -> Record:
    values = {
        "matter": MATTERS[n % 5], "source": ("来电", "来访", "来信")[n % 3], "village": village,
        "request_kind": "申诉求决", "category": "道路交通", "received_on": day,
        "due_on": day + timedelta(days=15), "petitioner": "向某某", "phone": "19900000001",
    }  # fmt: skip
    made = service.enter("petitions", values, clerk)
    if n < 20:
        service.advance(made.record, "accept", {"accepted_on": day, "handling_unit": "村委会"}, clerk)
        closing = {"closed_on": day, "result": "解释疏导", "reply": "已当面说明"}
        service.advance(made.record, "close", closing, clerk)
    return made


@pytest.fixture
def opened(chromium: Browser, town: Account, live_server: LiveServer) -> Iterator[Open]:
    """Opens a window of a width, logged in as one of the demo's people; a page's complaints fail the test."""
    complaints: list[str] = []
    contexts = []

    def open_window(width: int = 1440, who: str = "tian") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale="zh-CN", base_url=live_server.url
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto("/login/")
        page.check(f"#who-{who}")
        page.get_by_role("button", name="进入").click()
        page.wait_for_url("**/")
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert [c for c in complaints if "status of 4" not in c] == []
