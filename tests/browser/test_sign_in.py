"""The second step with a real browser and a security key that Chromium plays; the warning before the end."""

import base64
import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import TOTP
from playwright.sync_api import Browser, CDPSession, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_accessible import RULES
from yiben.township import second_factor
from yiben.township.models import Account, Look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "一个够长的密码2023"
Window = Callable[..., Page]


@pytest.fixture
def window(chromium: Browser, town: Account, live_server: LiveServer, settings: Settings) -> Iterator[Window]:
    """Opens windows on http://localhost, to which the keys are bound; a page's complaints fail the test."""
    site = f"http://localhost:{urlsplit(live_server.url).port}"
    settings.SITE = site
    settings.OTP_WEBAUTHN_RP_ID, settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = "localhost", [site]
    town.set_password(PASSWORD)
    town.save()
    complaints: list[str] = []
    contexts = []

    def open_window(width: int = 1440) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale="zh-CN", base_url=site
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert [c for c in complaints if "status of 4" not in c] == []


def with_key(page: Page) -> tuple[CDPSession, str]:
    """A security key in the machine, touched as soon as it is asked."""
    machine = page.context.new_cdp_session(page)
    machine.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    made = machine.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return machine, made["authenticatorId"]


def log_in(page: Page) -> None:
    page.goto("/login/")
    page.get_by_text("用账号密码登录").click()
    page.get_by_label("账号", exact=True).fill("tian")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def accessible(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url} {v['id']}: {n['html'][:160]}" for v in found for n in v["nodes"][:3]]


@pytest.mark.parametrize("width", [1440, 390])
def test_a_security_key_is_registered_and_opens_the_second_step(width: int, window: Window) -> None:
    page, faults = window(width), []
    machine, key = with_key(page)
    log_in(page)
    page.goto("/account/factors/")
    faults += accessible(page)
    page.get_by_role("link", name="登记安全钥匙").click()
    page.get_by_label("叫什么").fill("蓝色那把")
    faults += accessible(page)
    page.get_by_role("button", name="登记").click()
    page.wait_for_url("**/account/factors/recovery/")
    expect(page.get_by_text("“蓝色那把”已设好")).to_be_visible()
    page.get_by_role("button", name="制发备用码").click()
    expect(page.locator(".recovery li")).to_have_count(10)
    faults += accessible(page)
    spare = page.locator(".recovery li").first.inner_text()
    assert fits(page)
    assert machine.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]

    page.goto("/account/")
    faults += accessible(page)
    expect(page.get_by_text("安全钥匙：蓝色那把")).to_be_visible()
    assert fits(page)
    page.context.clear_cookies()
    log_in(page)
    page.wait_for_url("**/login/second/")
    faults += accessible(page)
    assert fits(page)
    page.goto("/account/")
    assert "/login/?next=" in page.url
    page.goto("/login/second/")
    page.get_by_role("button", name="用安全钥匙").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    assert "安全钥匙" in Look.objects.filter(action="login").latest("pk").reason

    page.context.clear_cookies()
    log_in(page)
    page.get_by_label("备用码").fill(spare)
    page.get_by_role("button", name="验证").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    assert faults == []


def test_another_key_does_not_open_it(window: Window) -> None:
    page = window()
    machine, key = with_key(page)
    log_in(page)
    page.goto("/account/factors/key/")
    page.get_by_role("button", name="登记").click()
    page.wait_for_url("**/recovery/")
    page.goto("/account/factors/key/")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("已经登记过了")).to_be_visible()
    machine.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})

    page.context.clear_cookies()
    log_in(page)
    page.wait_for_url("**/login/second/")
    options = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}
    machine.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.get_by_role("button", name="用安全钥匙").click()
    expect(page.get_by_text("没有在本系统登记")).to_be_visible()
    page.goto("/")
    assert "/login/" in page.url


def test_a_code_from_the_picture_opens_the_second_step(window: Window, town: Account) -> None:
    page = window()
    log_in(page)
    page.goto("/account/factors/code/")
    assert page.locator("img.qr").evaluate("i => i.naturalWidth") > 100
    letters = page.locator(".letters").inner_text().replace(" ", "")
    page.get_by_label("现在的数字").fill(shown(letters))
    assert accessible(page) == []
    page.get_by_role("button", name="设好").click()
    page.wait_for_url("**/recovery/")

    page.context.clear_cookies()
    log_in(page)
    page.get_by_label("动态口令").fill("000000")
    page.get_by_role("button", name="验证").click()
    expect(page.get_by_text("动态口令或备用码不对")).to_be_visible()
    assert accessible(page) == []
    time.sleep(1.2)
    page.get_by_label("动态口令").fill(shown(letters, 1))
    page.get_by_role("button", name="验证").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    assert second_factor.has_any(town)


def shown(letters: str, ahead: int = 0) -> str:
    """What a generator with this secret shows now, or a step later (the server allows one)."""
    clockwork = TOTP(base64.b32decode(letters))
    clockwork.time = time.time() + 30 * ahead
    return f"{clockwork.token():06d}"


def test_who_types_is_warned_before_the_log_in_ends_and_goes_on(window: Window) -> None:
    page = window()
    page.clock.install()
    log_in(page)
    page.goto("/registers/petitions/new/")
    page.get_by_label("事由").fill("路灯连续两周不亮")
    expect(page.locator("#idle")).to_be_hidden()
    page.clock.fast_forward("26:00")
    expect(page.get_by_text("再有4分钟没有操作就会退出登录")).to_be_visible()
    assert accessible(page) == []
    page.get_by_role("button", name="继续用").click()
    expect(page.locator("#idle")).to_be_hidden()
    page.clock.fast_forward("31:00")
    expect(page.get_by_text("登录已经结束")).to_be_visible()
    expect(page.get_by_label("事由")).to_have_value("路灯连续两周不亮")

    page.context.clear_cookies()
    other = page.context.new_page()
    log_in(other)
    other.wait_for_url(re.compile(r":\d+/$"))
    page.get_by_label("来源").select_option("来访")
    for name in ("村（社区）", "诉求性质", "内容分类"):
        page.get_by_label(name).select_option(index=1)
    page.get_by_label("收到日").fill("2023-10-11")
    page.get_by_label("应办结日").fill("2023-10-26")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("已登记 信访2023-")).to_be_visible()
