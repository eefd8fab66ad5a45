"""A small town with its three administrators, a clerk and a village clerk, under the real catalog's posts."""

from collections.abc import Iterator
from datetime import date

import pytest

from yiben.administration.kind import Said
from yiben.declare import load
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.township import people, places
from yiben.township.models import Account

TOWN, YOUHAO, OTHER_TOWN = "422802101", "422802101213", "422802102"
DAY = date(2023, 5, 8)
WHY = "镇党委会2023年5月6日研究决定"


class Staff:
    """The same people in every test."""

    def __init__(self) -> None:
        self.system = self.hired("sysadmin", "钱管样", "system_admin", TOWN)
        self.security = self.hired("secadmin", "孙安样", "security_admin", TOWN)
        self.audit = self.hired("auditor", "李审样", "audit_admin", TOWN)
        self.clerk = self.hired("clerk", "向示范", "clerk_zongzhi", TOWN)
        self.second = self.hired("second", "覃例文", "clerk_minzheng", TOWN)
        self.village = self.hired("youhao", "何示范", "clerk_village", YOUHAO)
        self.leader = self.hired("leader", "田示例", "mayor", TOWN)

    def hired(self, username: str, name: str, kind: str, place: str) -> Account:
        account = people.account(username, name)
        people.appoint(account, people.post(kind, place), date(2020, 1, 1))
        return account


@pytest.fixture(autouse=True)
def small_town(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("YIBEN_CATALOG", raising=False)
    load.forget()
    places.forget()
    if "django_db" in {m.name for m in request.node.iter_markers()}:
        request.getfixturevalue("db")
        places.load_places()
        people.open_town(TOWN)
    with clock.stated(DAY):
        yield
    load.forget()
    places.forget()


@pytest.fixture
def staff(db: None) -> Staff:
    return Staff()


def numbers(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.number for p in refused.value.problems]


def words(said: list[Said] | list[list[str]]) -> str:
    return "\n".join("｜".join(line) for line in said)
