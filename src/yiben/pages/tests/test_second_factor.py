"""The second step of logging in: set up, asked for, not skipped with a cookie, locked, lost, removed."""

import re
import time
from typing import Any

import pytest
from axes.utils import reset
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential
from pytest_django import Settings

from yiben.pages import signing_in
from yiben.pages.tests.conftest import People, browser
from yiben.township import second_factor
from yiben.township.models import Account, Look

pytestmark = pytest.mark.django_db
PASSWORD = "一个够长的密码2023"


def code_of(key: str, ahead: int = 0) -> str:
    clockwork = TOTP(bytes.fromhex(key))
    clockwork.time = time.time() + ahead * 30
    return f"{clockwork.token():06d}"


@pytest.fixture
def clerk(staff: People) -> Account:
    staff.clerk.set_password(PASSWORD)
    staff.clerk.save()
    return staff.clerk


@pytest.fixture
def key(clerk: Account) -> str:
    """A code generator of the clerk's; its present code has not been used."""
    made = second_factor.new_key()
    TOTPDevice.objects.create(user=clerk, key=made, name="口令器")
    return made


def first_step(to: str = "") -> Client:
    client = Client()
    answer = client.post("/login/", {"username": "clerk", "password": PASSWORD, "next": to})
    assert (answer.status_code, answer["Location"]) == (302, "/login/second/")
    return client


def test_without_a_factor_the_password_alone_opens_the_desk(clerk: Account) -> None:
    assert Client().post("/login/", {"username": "clerk", "password": PASSWORD})["Location"] == "/"


def test_the_code_opens_what_was_asked_for_and_the_log_says_how(clerk: Account, key: str) -> None:
    client = first_step("/figures/")
    assert not Look.objects.filter(action="login").exists()

    answer = client.post("/login/second/", {"code": f" {code_of(key)[:3]} {code_of(key)[3:]} "})

    assert (answer.status_code, answer["Location"]) == (302, "/figures/")
    assert client.get("/").status_code == 200
    assert "动态口令" in Look.objects.get(action="login", account=clerk).reason


def test_between_the_steps_the_cookie_opens_nothing(clerk: Account, key: str) -> None:
    client = first_step()
    for path in ("/", "/registers/petitions/", "/account/", "/account/factors/code/", "/reports/"):
        answer = client.get(path)
        assert answer.status_code == 302 and answer["Location"].startswith("/login/"), path
    assert client.get("/api/registers").status_code in (401, 404)
    assert client.get("/api/openapi.json").status_code == 401
    assert client.post("/account/factors/key/begin/", "{}", "application/json").status_code in (302, 403)
    assert client.post("/account/factors/remove/", {"kind": "code", "id": "1"}).status_code == 302
    assert second_factor.has_any(clerk)


def test_the_cookie_from_before_the_second_step_is_worth_nothing_after_it(clerk: Account, key: str) -> None:
    client = first_step()
    stolen = client.cookies["sessionid"].value
    client.post("/login/second/", {"code": code_of(key)})

    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/").status_code == 302
    assert thief.post("/login/second/", {"code": code_of(key)})["Location"] == "/login/?again=1"


def test_a_code_is_good_once(clerk: Account, key: str) -> None:
    code = code_of(key)
    first_step().post("/login/second/", {"code": code})
    again = first_step().post("/login/second/", {"code": code})
    assert again.status_code == 400 and "动态口令或备用码不对" in again.content.decode()  # T006


def test_after_a_wrong_code_nothing_is_heard_for_a_while(clerk: Account, key: str) -> None:
    client = first_step()
    client.post("/login/second/", {"code": "000000"})
    answer = client.post("/login/second/", {"code": code_of(key)})
    assert answer.status_code == 400 and "不接受新的口令" in answer.content.decode()  # T007
    assert client.get("/").status_code == 302


def test_five_wrong_codes_lock_the_account_as_five_wrong_passwords_do(
    clerk: Account, key: str, settings: Settings
) -> None:
    settings.OTP_TOTP_THROTTLE_FACTOR = 0
    client = first_step()
    answers = [client.post("/login/second/", {"code": "000000"}) for _ in range(5)]
    assert [a.status_code for a in answers] == [400, 400, 400, 400, 429]
    assert "已锁定" in answers[-1].content.decode()
    assert client.post("/login/second/", {"code": code_of(key)}).status_code != 200
    shut = Client().post("/login/", {"username": "clerk", "password": PASSWORD})
    assert shut.status_code == 429
    assert Look.objects.filter(action="login_failed", account=clerk).count() >= 5

    reset(username="clerk")
    assert first_step().post("/login/second/", {"code": code_of(key)})["Location"] == "/"


def test_two_wrong_passwords_and_three_wrong_codes_are_five(
    clerk: Account, key: str, settings: Settings
) -> None:
    settings.OTP_TOTP_THROTTLE_FACTOR = 0
    for _ in range(2):
        Client().post("/login/", {"username": "clerk", "password": "猜"})
    client = first_step()
    answers = [client.post("/login/second/", {"code": "111111"}) for _ in range(3)]
    assert answers[-1].status_code == 429


def test_the_first_step_runs_out(clerk: Account, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = first_step()
    late = time.time() + signing_in.STEP_SECONDS + 1
    monkeypatch.setattr("yiben.pages.signing_in.time.time", lambda: late)
    answer = client.post("/login/second/", {"code": code_of(key)}, follow=True)
    assert "第一步已过5分钟" in answer.content.decode()  # T008
    assert client.get("/").status_code == 302


def test_who_is_switched_off_or_gets_a_new_password_between_the_steps_is_out(
    clerk: Account, key: str
) -> None:
    client = first_step()
    clerk.set_password("另一个够长的密码2023")
    clerk.save()
    assert client.post("/login/second/", {"code": code_of(key)})["Location"] == "/login/?again=1"
    clerk.set_password(PASSWORD)
    clerk.save()
    client = first_step()
    Account.objects.filter(pk=clerk.pk).update(is_active=False)
    assert client.post("/login/second/", {"code": code_of(key)})["Location"] == "/login/?again=1"


def test_a_reset_between_the_steps_does_not_let_in(clerk: Account, key: str) -> None:
    client = first_step()
    TOTPDevice.objects.all().delete()
    assert client.get("/login/second/")["Location"] == "/login/?again=1"
    assert client.get("/").status_code == 302


def test_a_log_in_from_before_the_factor_ends_at_the_second_step(clerk: Account) -> None:
    client = browser(clerk)
    key = second_factor.new_key()
    TOTPDevice.objects.create(user=clerk, key=key, name="口令器")

    assert client.get("/api/openapi.json").status_code == 401
    assert client.get("/figures/")["Location"] == "/login/second/"
    assert client.post("/login/second/", {"code": code_of(key)})["Location"] == "/figures/"
    assert client.get("/figures/").status_code == 200


def logged_in(clerk: Account) -> Client:
    client = Client()
    client.post("/login/", {"username": "clerk", "password": PASSWORD})
    return client


def test_a_generator_is_kept_when_it_shows_the_right_code(clerk: Account) -> None:
    other, client = logged_in(clerk), logged_in(clerk)
    page = client.get("/account/factors/code/").content.decode()
    letters = re.search(r'class="letters">([A-Z2-7 ]+)<', page)
    key = client.session["new_generator"]
    assert letters and 'src="data:image/svg+xml' in page

    wrong = client.post("/account/factors/code/", {"code": "12345", "name": "蓝色口令器"})
    assert wrong.status_code == 400 and "没有设上" in wrong.content.decode()  # T012
    assert not second_factor.has_any(clerk)

    right = client.post("/account/factors/code/", {"code": code_of(key), "name": "蓝色口令器"})
    assert right["Location"] == "/account/factors/recovery/"
    assert client.get("/account/").status_code == 200, "this log-in counts as verified"
    assert other.get("/").status_code == 302, "the other log-ins end"
    assert Look.objects.get(action="factor_set").what == "clerk 蓝色口令器"
    # The code with which it was set up does not log in once more.
    assert first_step().post("/login/second/", {"code": code_of(key)}).status_code == 400


def test_recovery_codes_are_shown_once_kept_unreadable_and_good_once(clerk: Account, key: str) -> None:
    client = first_step()
    client.post("/login/second/", {"code": code_of(key)})
    page = client.post("/account/factors/recovery/").content.decode()
    codes = re.findall(r"<li>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</li>", page)
    assert len(set(codes)) == 10
    assert codes[0] not in client.get("/account/factors/recovery/").content.decode()
    assert not StaticToken.objects.filter(token__contains=codes[0].replace("-", "")[:8]).exists()

    assert first_step().post("/login/second/", {"code": codes[0].upper()})["Location"] == "/"
    assert first_step().post("/login/second/", {"code": codes[0]}).status_code == 400
    assert second_factor.recovery_left(clerk) == 9
    assert "备用码" in Look.objects.filter(action="login").latest("pk").reason


def test_one_persons_recovery_code_is_nobody_elses(staff: People, clerk: Account, key: str) -> None:
    TOTPDevice.objects.create(user=staff.leader, name="口令器")
    codes = second_factor.make_recovery_codes(staff.leader)
    second_factor.make_recovery_codes(clerk)
    assert second_factor.try_code(clerk, codes[0]).device is None


def test_with_the_last_factor_the_recovery_codes_go(clerk: Account, key: str) -> None:
    client = first_step()
    client.post("/login/second/", {"code": code_of(key)})
    client.post("/account/factors/recovery/")
    number = str(TOTPDevice.objects.get().pk)

    client.post("/account/factors/remove/", {"kind": "code", "id": number})

    assert not second_factor.has_any(clerk) and not StaticToken.objects.exists()
    assert Look.objects.get(action="factor_removed").what == "clerk 口令器"
    assert Client().post("/login/", {"username": "clerk", "password": PASSWORD})["Location"] == "/"


def test_nobody_removes_anothers_factor(staff: People, clerk: Account) -> None:
    theirs = TOTPDevice.objects.create(user=staff.leader, name="口令器")
    client = logged_in(clerk)
    for sent in (
        {"kind": "code", "id": str(theirs.pk)},
        {"kind": "x", "id": "1"},
        {"kind": "key", "id": "x"},
    ):
        answer = client.post("/account/factors/remove/", sent, follow=True)
        assert "没有找到这一项" in answer.content.decode()  # T016
    assert TOTPDevice.objects.filter(pk=theirs.pk).exists()


def test_a_screen_left_open_does_not_change_how_its_owner_logs_in(
    clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = logged_in(clerk)
    late = time.time() + signing_in.FRESH_SECONDS + 1
    monkeypatch.setattr("yiben.pages.signing_in.time.time", lambda: late)
    assert (
        client.get("/account/factors/code/")["Location"]
        == "/account/prove/?next=%2Faccount%2Ffactors%2Fcode%2F"
    )
    assert client.post("/account/factors/remove/")["Location"] == "/account/prove/?next=%2Faccount%2F"
    begun = client.post("/account/factors/key/begin/", "{}", "application/json")
    assert begun.status_code == 400

    wrong = client.post("/account/prove/", {"password": "猜", "next": "/account/factors/code/"})
    assert wrong.status_code == 400 and "密码不对" in wrong.content.decode()  # T014
    right = client.post("/account/prove/", {"password": PASSWORD, "next": "/account/factors/code/"})
    assert right["Location"] == "/account/factors/code/"
    assert client.get("/account/factors/code/").status_code == 200
    away = client.post("/account/prove/", {"password": PASSWORD, "next": "https://example.org/"})
    assert away["Location"] == "/account/"


def test_guessing_the_password_on_an_open_screen_locks_too(clerk: Account) -> None:
    client = logged_in(clerk)
    answers = [client.post("/account/prove/", {"password": "猜"}) for _ in range(5)]
    assert answers[-1].status_code == 429


def test_who_must_have_one_sets_it_up_before_anything_else(clerk: Account, settings: Settings) -> None:
    settings.SECOND_FACTOR = "all"
    client = logged_in(clerk)
    assert client.get("/registers/")["Location"] == "/account/factors/"
    assert client.get("/api/openapi.json").status_code == 403
    assert client.get("/api/openapi.json").json()["problems"][0]["number"] == "T013"
    page = client.get("/account/factors/").content.decode()
    assert "设好一种，再做别的" in page and "这次先不设" not in page
    assert client.post("/account/factors/later/").status_code == 404

    client.get("/account/factors/code/")
    client.post("/account/factors/code/", {"code": code_of(client.session["new_generator"])})
    assert client.get("/registers/").status_code == 200
    number = str(TOTPDevice.objects.get().pk)
    kept = client.post("/account/factors/remove/", {"kind": "code", "id": number}, follow=True)
    assert "最后一种不能去掉" in kept.content.decode()  # T017
    assert second_factor.has_any(clerk)


def test_in_the_demo_it_may_wait_till_the_next_log_in(clerk: Account, settings: Settings) -> None:
    settings.SECOND_FACTOR, settings.DEMO = "all", True
    client = logged_in(clerk)
    assert "这次先不设" in client.get("/account/factors/").content.decode()
    client.post("/account/factors/later/")
    assert client.get("/registers/").status_code == 200
    assert logged_in(clerk).get("/registers/")["Location"] == "/account/factors/"


def test_only_administrators_must_unless_the_site_says_all(clerk: Account, settings: Settings) -> None:
    settings.SECOND_FACTOR = "admins"
    assert logged_in(clerk).get("/registers/").status_code == 200


def begin(client: Client, address: str, **sent: Any) -> Any:
    return client.post(address, sent, "application/json")


def test_a_key_is_asked_for_only_after_the_right_password(clerk: Account) -> None:
    stranger = begin(Client(), "/login/second/key/begin/")
    assert stranger.status_code in (400, 403) and stranger.json()["problems"][0]["number"] == "T008"
    WebAuthnCredential.objects.create(user=clerk, name="钥匙", credential_id=b"1" * 16, public_key=b"x")
    client = first_step()
    asked = begin(client, "/login/second/key/begin/")
    assert asked.status_code == 200 and len(asked.json()["allowCredentials"]) == 1
    for body in (
        "[]",
        "不是",
        '{"id": 1}',
        '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}',
    ):
        begin(client, "/login/second/key/begin/")
        answer = client.post("/login/second/key/complete/", body, "application/json")
        assert answer.status_code in (400, 422), body
        assert answer.json()["problems"][0]["number"] == "T010"
    assert client.get("/").status_code == 302
    # What is no answer of a key at all is no try; the two that were, and three more, lock.
    for status in (422, 422, 429):
        begin(client, "/login/second/key/begin/")
        answer = client.post("/login/second/key/complete/", "{}", "application/json")
        assert answer.status_code == status
    locked = begin(client, "/login/second/key/begin/")
    assert locked.json()["problems"][0]["number"] in ("T005", "T008")


def test_a_key_is_offered_only_under_the_sites_own_address(clerk: Account, settings: Settings) -> None:
    client = logged_in(clerk)
    settings.SITE = "https://yiben.example.gov.cn"
    page = client.get("/account/factors/key/").content.decode()
    assert "安全钥匙只能在 https://yiben.example.gov.cn 上用" in page and "key.js" not in page  # T011
    for site, host, secure in (
        ("http://yiben.example.gov.cn", "yiben.example.gov.cn", False),
        ("https://10.1.2.3", "10.1.2.3", True),
    ):
        settings.SITE, settings.ALLOWED_HOSTS = site, [host]
        page = client.get("/account/factors/key/", headers={"host": host}, secure=secure).content.decode()
        assert "key.js" not in page, "browsers give keys only to names, over HTTPS"
    settings.SITE, settings.ALLOWED_HOSTS = "http://localhost:8000", ["localhost"]
    page = client.get("/account/factors/key/", headers={"host": "localhost:8000"}).content.decode()
    assert "key.js" in page


def test_who_runs_the_machine_takes_a_lost_factor_away(clerk: Account, key: str) -> None:
    second_factor.make_recovery_codes(clerk)
    assert second_factor.remove_all(clerk) == 1
    assert not second_factor.has_any(clerk) and second_factor.recovery_left(clerk) == 0
