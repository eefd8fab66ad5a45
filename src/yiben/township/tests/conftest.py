"""A small town for the ledger's tests: two villages, a clerk, a village clerk, a leader, a stranger."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from yiben.declare import load
from yiben.kernel import clock
from yiben.township import people, places
from yiben.township.models import Account

TOWN, YOUHAO, JIANTIAN, LAOWU, ELSEWHERE = (
    "422802101", "422802101201", "422802101202", "422802101203", "422802102201",
)  # fmt: skip
ID_NO = "990101198503070017"
OTHER_ID = "990101199001010035"
DAY = date(2023, 5, 8)


class People:
    """The same four people in every test."""

    def __init__(self) -> None:
        self.clerk = self.hired("clerk", "田示例", "clerk", TOWN)
        self.village_clerk = self.hired("village_clerk", "何示范", "village_clerk", YOUHAO)
        self.leader = self.hired("leader", "谭样例", "leader", TOWN)
        self.stranger = people.account("stranger", "路人甲")

    def hired(self, username: str, name: str, kind: str, place: str) -> Account:
        account = people.account(username, name)
        people.appoint(account, people.post(kind, place), date(2020, 1, 1))
        return account


@pytest.fixture(autouse=True)
def small_town(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("YIBEN_CATALOG", str(Path(__file__).parent / "catalog"))
    load.forget()
    if "django_db" in {m.name for m in request.node.iter_markers()}:
        request.getfixturevalue("transactional_db" if request.node.get_closest_marker("threads") else "db")
        places.load_places()
        people.open_town(TOWN)
    with clock.stated(DAY):
        yield
    load.forget()
    places.forget()


@pytest.fixture
def staff(db: None) -> People:
    return People()
