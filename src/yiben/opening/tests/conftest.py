"""An empty town opened under the real catalog, with its three administrators."""

from collections.abc import Iterator
from datetime import date

import pytest

from yiben.administration import changes
from yiben.declare import load
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.opening import begin, country
from yiben.opening.code_table import Village
from yiben.township import people, places
from yiben.township.models import Account

TOWN, GULIN, BUZHENG = "330203103", "330203103202", "330203103212"
DAY = date(2026, 3, 2)
VILLAGES = [Village(GULIN, "古林村村委会"), Village(BUZHENG, "布政村村委会")]


class Staff:
    """The three administrators of 古林镇."""

    def __init__(self) -> None:
        self.system, self.security, self.audit = map(people.find, ("sysadmin", "secadmin", "auditor"))

    def hired(self, username: str, name: str, kind: str, place: str = TOWN) -> Account:
        account = people.account(username, name)
        people.appoint(account, people.post(kind, place), DAY)
        return account

    def confirmed(self, kind: str, about: dict[str, object]) -> None:
        change = changes.propose(kind, TOWN, about, self.system, "镇党委会研究决定")
        changes.confirm(change.pk, self.security)


@pytest.fixture(autouse=True)
def real_catalog(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("YIBEN_CATALOG", raising=False)
    load.forget()
    places.forget()
    with clock.stated(DAY):
        yield
    load.forget()
    places.forget()


@pytest.fixture
def staff(db: None) -> Staff:
    begin.begin(country.one("古林镇"), VILLAGES, begin.admins_from("卢示例,申样例,沈示范"))
    return Staff()


def numbers(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.number for p in refused.value.problems]
