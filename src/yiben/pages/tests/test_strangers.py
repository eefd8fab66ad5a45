"""Every address refuses who is not logged in and who holds no post; a new one is found by itself."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from yiben.pages.tests.conftest import People, browser, entered
from yiben.township.models import Look

OPEN = {"login", "login_demo", "logout", "health", "language"}
"""Doors for who is not logged in yet; what they refuse is tested in test_access."""
OWN = {
    "account", "account_choices", "end_login", "stay", "prove", "password", "factors", "factor_code",
    "factor_key", "factor_key_begin", "factor_key_complete", "factor_recovery", "factor_remove",
    "second_step", "standing",
}  # fmt: skip
"""Of oneself, whatever post one holds; tested in test_account and test_second_factor."""


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield before + str(one.pattern), one


def addresses(record: str) -> list[tuple[str, str]]:
    """Each route's name and an address of it that leads to something real."""
    filled = {
        "register": "petitions", "register_id": "petitions", "record": record, "move": "accept",
        "field": "phone", "figure": "petitions.received", "kind": "review", "suffix": "docx",
        "number": "1", "change": "1", "draft": "1", "username": "clerk", "occasion": "mayor", "pile": "late",
        "rule": "order",
    }  # fmt: skip
    return [
        (p.name or route, "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: filled[m[1]], route))
        for route, p in patterns(get_resolver())
    ]


@pytest.mark.django_db
def test_who_is_not_logged_in_gets_nothing(staff: People) -> None:
    record = entered(staff.clerk).record
    for name, address in addresses(record):
        if name in OPEN:
            continue
        for method in ("get", "post", "patch"):
            answer = getattr(browser(), method)(address)
            turned_away = answer.status_code == 302 and "/login/" in answer["Location"]
            assert turned_away or answer.status_code in (401, 403, 404, 405), f"{method} {address}"


@pytest.mark.django_db
def test_who_holds_no_post_gets_nothing(staff: People) -> None:
    record = entered(staff.clerk).record
    for name, address in addresses(record):
        if name in OPEN | OWN:
            continue
        for method in ("get", "post", "patch"):
            answer = getattr(browser(staff.stranger), method)(address)
            assert answer.status_code in (400, 403, 404, 405), f"{method} {address}: {answer.status_code}"
            assert "三组道路塌方" not in answer.content.decode(), address


@pytest.mark.django_db
def test_a_record_of_another_village_looks_like_none_and_the_try_is_kept(staff: People) -> None:
    other = entered(staff.clerk, village="见天村").record
    client = browser(staff.village_clerk)
    there, nowhere = client.get(f"/records/{other}/"), client.get("/records/0000/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content
    assert Look.objects.filter(account=staff.village_clerk, action="refused", what__contains=other).exists()


@pytest.mark.django_db
def test_nothing_changes_by_a_get(staff: People) -> None:
    record = entered(staff.clerk).record
    client = browser(staff.clerk)
    for path in (
        f"/records/{record}/reveal/phone/",
        f"/records/{record}/attachments/",
        "/standing/",
        "/logout/",
    ):
        assert client.get(path).status_code == 405
