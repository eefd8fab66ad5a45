"""Logging in, being locked out, and the doors that only the demo has."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from yiben.pages.tests.conftest import TOWN, People, browser
from yiben.township.models import DemoTown, Look


def with_password(people: People) -> None:
    people.clerk.set_password("一个够长的密码2023")
    people.clerk.save()


@pytest.mark.django_db
def test_name_and_password_open_the_desk_and_are_logged(staff: People) -> None:
    with_password(staff)
    answer = Client().post(
        "/login/", {"username": "clerk", "password": "一个够长的密码2023", "next": "/figures/"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/figures/")
    assert Look.objects.filter(action="login", account=staff.clerk).count() == 1


@pytest.mark.django_db
def test_nobody_is_sent_on_to_another_site(staff: People) -> None:
    with_password(staff)
    sent = {"username": "clerk", "password": "一个够长的密码2023", "next": "https://example.org/"}
    assert Client().post("/login/", sent)["Location"] == "/"


@pytest.mark.django_db
def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(staff: People) -> None:
    with_password(staff)
    client = Client()
    tries = [client.post("/login/", {"username": "clerk", "password": "猜"}) for _ in range(5)]
    assert "T004" not in tries[0].content.decode() and "账号或密码不对" in tries[0].content.decode()
    answer = client.post("/login/", {"username": "clerk", "password": "一个够长的密码2023"})
    assert answer.status_code == 429 and "已锁定" in answer.content.decode()


@pytest.mark.django_db
def test_outside_the_demo_there_is_no_door_without_a_password(staff: People) -> None:
    staff.clerk.demo_note = "登记、办件"
    staff.clerk.save()
    assert Client().post("/login/demo/", {"account": "clerk"}).status_code == 404
    assert "田示例" not in Client().get("/login/").content.decode()


@pytest.mark.django_db
def test_in_the_demo_only_its_own_accounts_enter_by_a_click(staff: People, settings: Settings) -> None:
    settings.DEMO = True
    DemoTown.objects.create(town=TOWN, day=date(2023, 10, 12))
    staff.clerk.demo_note = "登记、办件"
    staff.clerk.save()
    page = Client().get("/login/").content.decode()
    assert "田示例" in page and "谭样例" not in page and "2023-10-12" in page
    assert Client().post("/login/demo/", {"account": "leader"}).status_code == 404
    assert Client().post("/login/demo/", {"account": "clerk"})["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/registers/petitions/", "/figures/", "/figures/petitions.received/", "/catalog/"]
)
def test_every_page_of_the_demo_says_so_and_lives_on_its_day(
    path: str, staff: People, settings: Settings
) -> None:
    settings.DEMO = True
    DemoTown.objects.create(town=TOWN, day=date(2023, 10, 12))
    page = browser(staff.clerk).get(path).content.decode()
    assert "演示数据" in page and "2023-10-12" in page


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_plainly(staff: People, settings: Settings) -> None:
    settings.CSRF_FAILURE_VIEW = "yiben.pages.errors.csrf_failure"
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/login/", {"username": "clerk", "password": "x"})
    assert answer.status_code == 403 and "页面已过期" in answer.content.decode()


@pytest.mark.django_db
def test_pages_of_the_ledger_are_never_cached(staff: People) -> None:
    assert browser(staff.clerk).get("/registers/petitions/")["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_period_and_day_chosen_in_the_top_bar_stay(staff: People) -> None:
    client = browser(staff.clerk)
    client.post("/standing/", {"from": "2023-02-01", "to": "2023-03-31", "next": "/"})
    client.post("/standing/", {"as_of": "2023-04-01", "next": "/"})
    page = client.get("/figures/").content.decode()
    assert "2023年2—3月" in page and "按 2023-04-01 的账" in page


@pytest.mark.django_db
def test_a_period_that_ends_before_it_starts_is_said(staff: People) -> None:
    client = browser(staff.clerk)
    page = client.post("/standing/", {"from": "2023-03-31", "to": "2023-02-01", "next": "/"}, follow=True)
    assert "不是一个时期" in page.content.decode()


@pytest.mark.django_db
def test_the_language_chosen_stays_with_the_account(staff: People) -> None:
    client = browser(staff.clerk)

    client.post("/language/", {"language": "en", "next": "/registers/"})
    english = client.get("/registers/").content.decode()
    client.post("/language/", {"language": "xx"})
    staff.clerk.refresh_from_db()

    assert '<html lang="en">' in english
    assert staff.clerk.language == "en"
