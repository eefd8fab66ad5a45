"""A move of a case through the API: what it takes beside fields is handed over, and nothing else is."""

import pytest
from django.test import Client

from yiben.capabilities.cases.tests.conftest import People, case_town, entered, staff
from yiben.ledger.models import Record
from yiben.township.models import Account

__all__ = ["case_town", "staff"]
pytestmark = pytest.mark.django_db


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_case_is_dispatched_by_the_api(staff: People) -> None:
    found = entered(staff.clerk)
    sent = {"handed": {"to_office": "民政办"}, "client_id": "a" * 32}
    for _ in range(2):
        answer = browser(staff.clerk).post(
            f"/api/records/{found.record}/moves/dispatch", sent, content_type="application/json"
        )
        assert answer.status_code == 200, answer.content
    after = Record.objects.get(record=found.record)
    assert (after.office, after.version) == ("minzheng", 2)


@pytest.mark.parametrize("name", ["born_of", "case", "owner"])
def test_what_only_a_service_hands_over_is_refused(staff: People, name: str) -> None:
    found = entered(staff.clerk)
    answer = browser(staff.clerk).post(
        f"/api/records/{found.record}/moves/dispatch",
        {"handed": {name: "x"}},
        content_type="application/json",
    )
    assert answer.status_code == 400 and "K020" in answer.content.decode()
    assert Record.objects.get(record=found.record).version == 1
