"""My account, my log-ins, and the security administrator's page of log-ins and locks."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from yiben.administration.models import Change
from yiben.administration.tests.conftest import OTHER_TOWN, Staff
from yiben.administration.tests.conftest import small_town as real_town
from yiben.kernel import clock
from yiben.ledger.models import Entry
from yiben.pages.tests.conftest import browser
from yiben.township import logins, people
from yiben.township.locks import locks
from yiben.township.models import Account, Look

pytestmark = pytest.mark.django_db
small_town = real_town
PASSWORD = "一个够长的密码2023"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0"
KYLIN = "Mozilla/5.0 (X11; Linux x86_64; Kylin) Gecko/20100101 Firefox/115.0"


@pytest.fixture
def staff(db: None) -> Staff:
    made = Staff()
    for account in (made.clerk, made.system, made.security):
        account.set_password(PASSWORD)
        account.save()
    return made


def at(agent: str, account: Account, address: str = "10.0.0.7") -> Client:
    """A browser on some machine, logged in."""
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    assert client.post("/login/", {"username": account.username, "password": PASSWORD}).status_code == 302
    return client


def names(page: str) -> list[str]:
    return re.findall(r'name="login" value="([0-9a-f]{20})"', page)


def test_the_page_says_posts_rights_and_machines_in_words(staff: Staff) -> None:
    page = at(EDGE, staff.clerk).get("/account/").content.decode()
    assert "综治中心" in page and "登记" in page and "信访" in page
    assert "Windows · Edge" in page and "10.0.0.7" in page and "2023-05-08 09:00" in page
    assert at(EDGE, staff.system).get("/account/").content.decode().count("不看任何业务台账") == 1


def test_an_open_machine_elsewhere_is_ended_and_only_there(staff: Staff) -> None:
    here, there = at(EDGE, staff.clerk), at(KYLIN, staff.clerk)
    page = here.get("/account/").content.decode()
    assert "麒麟 · Firefox" in page and len(names(page)) == 1
    assert not any(key in page for key in Session.objects.values_list("pk", flat=True))

    here.post("/account/logins/end/", {"login": names(page)[0]})

    assert there.get("/").status_code == 302 and here.get("/").status_code == 200
    assert Look.objects.filter(action="session_ended", account=staff.clerk).count() == 1
    again = here.post("/account/logins/end/", {"login": names(page)[0]}, follow=True)
    assert "没有找到这一项" in again.content.decode()


def test_all_others_end_at_once_and_this_one_stays(staff: Staff) -> None:
    here, others = at(EDGE, staff.clerk), [at(KYLIN, staff.clerk) for _ in range(3)]
    stranger = at(EDGE, staff.system)
    here.post("/account/logins/end/", {"login": "others"})
    assert here.get("/").status_code == 200 and stranger.get("/account/").status_code == 200
    assert [c.get("/").status_code for c in others] == [302, 302, 302]


def test_nobody_ends_anothers_log_in_by_its_name(staff: Staff) -> None:
    theirs = at(KYLIN, staff.system)
    name = logins.of(staff.system)[0].id
    at(EDGE, staff.clerk).post("/account/logins/end/", {"login": name})
    assert theirs.get("/account/").status_code == 200


def test_a_log_in_from_before_a_change_of_password_is_not_listed(staff: Staff) -> None:
    at(KYLIN, staff.clerk)
    staff.clerk.set_password("另一个够长的密码2023")
    staff.clerk.save()
    assert logins.of(staff.clerk) == []


def test_who_comes_back_to_an_ended_log_in_is_told_so(staff: Staff) -> None:
    client = at(EDGE, staff.clerk)
    people.end_sessions(staff.clerk)
    answer = client.get("/registers/")
    assert answer["Location"] == "/login/?next=/registers/&ended=1"
    assert "上次的登录已经结束" in client.get(answer["Location"]).content.decode()
    assert "ended" not in Client().get("/registers/")["Location"]


def test_staying_renews_the_log_in_and_only_ones_own(staff: Staff) -> None:
    client = at(EDGE, staff.clerk)
    Session.objects.update(expire_date=clock.now() + timedelta(days=9000))
    before = Session.objects.get().expire_date
    assert client.post("/account/stay/").status_code == 204
    assert Session.objects.get().expire_date < before
    assert client.get("/account/stay/").status_code == 405
    assert Client().post("/account/stay/").status_code == 302


def test_nobody_gives_himself_another_address(staff: Staff) -> None:
    sent = {"X-Forwarded-For": "1.2.3.4"}
    Client(REMOTE_ADDR="10.0.0.9").post("/login/", {"username": "clerk", "password": PASSWORD}, headers=sent)
    assert logins.of(staff.clerk)[0].address == "10.0.0.9"


def test_colours_and_mail_are_kept_and_a_wrong_address_is_told(staff: Staff) -> None:
    client = browser(staff.clerk)
    client.post("/account/choices/", {"theme": "dark"})
    client.post("/account/choices/", {"theme": "rot"})
    client.post("/account/choices/", {"email": " zongzhi@example.gov.cn "})
    staff.clerk.refresh_from_db()
    assert (staff.clerk.theme, staff.clerk.email) == ("dark", "zongzhi@example.gov.cn")

    wrong = client.post("/account/choices/", {"email": "zongzhi"})
    assert wrong.status_code == 400 and "不是一个邮箱地址" in wrong.content.decode()  # T009
    client.post("/account/choices/", {"email": "", "theme": ""})
    staff.clerk.refresh_from_db()
    assert (staff.clerk.theme, staff.clerk.email) == ("", "")


def test_a_password_grown_old_is_mentioned_where_the_site_wants_it(staff: Staff, settings: Settings) -> None:
    client = at(EDGE, staff.clerk)
    assert "换一次" not in client.get("/").content.decode()
    settings.PASSWORD_DAYS = 90
    staff.clerk.password_changed_at = clock.now() - timedelta(days=91)
    staff.clerk.save()
    assert "密码已用了91天，本单位要求每90天换一次" in at(EDGE, staff.clerk).get("/").content.decode()
    staff.clerk.password_changed_at = clock.now() - timedelta(days=89)
    staff.clerk.save()
    assert "换一次" not in at(EDGE, staff.clerk).get("/").content.decode()


def test_wrong_tries_are_kept_without_what_was_typed(staff: Staff) -> None:
    Client().post("/login/", {"username": "clerk", "password": "猜"})
    Client().post("/login/", {"username": "我的密码是这个", "password": ""})
    kept = list(Look.objects.filter(action="login_failed").order_by("pk").values_list("account", "what"))
    assert kept == [(staff.clerk.pk, "clerk"), (None, "没有这个账号")]


def test_who_is_switched_off_is_told_at_his_next_step(staff: Staff) -> None:
    client = at(EDGE, staff.clerk)
    Account.objects.filter(pk=staff.clerk.pk).update(is_active=False)
    answer = client.get("/")
    assert answer.status_code == 403 and "账号已停用" in answer.content.decode()
    assert logins.everyone([Account.objects.get(pk=staff.clerk.pk)]) == []


def test_a_post_ended_takes_its_rights_at_once(staff: Staff) -> None:
    client = at(EDGE, staff.clerk)
    assert client.get("/registers/petitions/").status_code == 200
    staff.clerk.holdings.update(until=clock.today())
    assert client.get("/registers/petitions/").status_code == 403


def test_the_security_administrator_sees_who_is_in_and_ends_it(staff: Staff) -> None:
    other = people.account("elsewhere", "外镇样", PASSWORD)
    people.appoint(other, people.post("clerk_zongzhi", OTHER_TOWN), clock.today())
    clerk, security = at(KYLIN, staff.clerk), at(EDGE, staff.security)
    at(KYLIN, other)

    page = security.get("/administration/sessions/").content.decode()
    assert "向示范" in page and "麒麟 · Firefox" in page and "外镇样" not in page

    sent = {"account": "clerk", "why": "离岗未退出", "next": "/administration/sessions/"}
    answer = security.post("/administration/at-once/session_ended/", sent)
    assert answer["Location"] == "/administration/sessions/"
    assert clerk.get("/").status_code == 302
    assert Change.objects.get(kind="session_ended").why == "离岗未退出"
    assert Entry.objects.filter(kind="administration.alone").exists()


def test_a_locked_account_is_listed_and_unlocked(staff: Staff) -> None:
    for _ in range(5):
        Client().post("/login/", {"username": "clerk", "password": "猜"})
    security = at(EDGE, staff.security)
    page = security.get("/administration/sessions/").content.decode()
    assert "为什么解锁" in page and "锁到" in page

    sent = {"account": "clerk", "why": "本人当面核实", "next": "/administration/sessions/"}
    security.post("/administration/at-once/unlock/", sent)
    assert "为什么解锁" not in security.get("/administration/sessions/").content.decode()
    assert at(EDGE, staff.clerk).get("/").status_code == 200


def test_tries_from_several_machines_lock_together_and_are_unlocked(staff: Staff) -> None:
    for n in range(5):
        Client(REMOTE_ADDR=f"10.0.0.{n}").post("/login/", {"username": "clerk", "password": "猜"})
    shut = Client().post("/login/", {"username": "clerk", "password": PASSWORD})
    assert shut.status_code == 429
    assert Look.objects.filter(action="locked", account=staff.clerk).count() == 1
    assert locks(["clerk"])["clerk"].tries >= 5 and locks(["leader"]) == {}

    security = at(EDGE, staff.security)
    assert "为什么解锁" in security.get("/administration/sessions/").content.decode()
    security.post("/administration/at-once/unlock/", {"account": "clerk", "why": "本人当面核实"})
    assert locks() == {}
    assert at(EDGE, staff.clerk).get("/").status_code == 200


def test_a_lock_opens_when_enough_tries_are_half_an_hour_old(staff: Staff) -> None:
    now = timezone.now()
    for n, ago in enumerate((29, 10, 5)):
        AccessAttempt.objects.create(
            username="clerk",
            ip_address=f"10.0.0.{n}",
            failures_since_start=2,
            attempt_time=now - timedelta(minutes=ago),
        )
        AccessAttempt.objects.filter(ip_address=f"10.0.0.{n}").update(
            attempt_time=now - timedelta(minutes=ago)
        )
    lock = locks()["clerk"]
    assert lock.tries == 6 and lock.until == now + timedelta(minutes=1)
    AccessAttempt.objects.filter(ip_address="10.0.0.0").update(attempt_time=now - timedelta(minutes=31))
    assert locks() == {}


def test_what_a_failed_second_step_sent_is_not_kept(staff: Staff) -> None:
    TOTPDevice.objects.create(user=staff.clerk, name="口令器")
    client = at(EDGE, staff.clerk)
    client.post("/login/second/", {"code": "abcd-efgh-jkmx"})
    kept = AccessAttempt.objects.get(username="clerk").post_data
    assert "abcd" not in kept and "code=" in kept


def test_neither_the_others_nor_any_clerk_see_who_is_in(staff: Staff) -> None:
    for account in (staff.system, staff.audit, staff.clerk, staff.leader):
        assert browser(account).get("/administration/sessions/").status_code == 403


def test_an_administrator_must_have_a_second_factor(staff: Staff, settings: Settings) -> None:
    settings.SECOND_FACTOR = "admins"
    assert at(EDGE, staff.system).get("/administration/")["Location"] == "/account/factors/"
    assert at(EDGE, staff.clerk).get("/registers/").status_code == 200
