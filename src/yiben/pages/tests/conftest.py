"""The small town of the ledger's tests, and browsers without JavaScript for its people."""

from django.test import Client

from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.ledger.tests.conftest import JIANTIAN, TOWN, YOUHAO, People, petition, small_town, staff
from yiben.township.models import Account

__all__ = ["JIANTIAN", "TOWN", "YOUHAO", "People", "browser", "entered", "petition", "small_town", "staff"]


def browser(account: Account | None = None) -> Client:
    """A browser in which the account is logged in; without one, nobody is."""
    client = Client()
    if account is not None:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def entered(by: Account, **changes: object) -> Record:
    return service.enter("petitions", petition(**changes), by)
