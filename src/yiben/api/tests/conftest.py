"""The small town of the ledger's tests, and the API as one of its people sends to it."""

import json
from typing import Any

from django.test import Client

from yiben.ledger.tests.conftest import JIANTIAN, YOUHAO, People, petition, small_town, staff
from yiben.township.models import Account

__all__ = ["JIANTIAN", "YOUHAO", "Api", "People", "petition", "small_town", "staff"]


class Api:
    """Sends JSON as a logged-in account and gives status and answer."""

    def __init__(self, account: Account | None = None) -> None:
        self.client = Client()
        if account is not None:
            self.client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")

    def __call__(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        answer = getattr(self.client, method)(f"/api{path}", **sent)
        return answer.status_code, answer.json()
