"""The small town with who answers its complaint box, a system administrator, and who may not read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from yiben.declare import load
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.ledger.tests.conftest import JIANTIAN, TOWN, YOUHAO, petition, small_town
from yiben.talk.notices import Notice
from yiben.township.models import Account
from yiben.township.tests.conftest import People as FourPeople

__all__ = ["JIANTIAN", "TOWN", "YOUHAO", "People", "entered", "numbers", "own_catalog", "small_town", "staff"]


class People(FourPeople):
    """The four, a second village's clerk, who answers the box, and who administers."""

    def __init__(self) -> None:
        super().__init__()
        self.other_village = self.hired("other_village", "何样章", "village_clerk", JIANTIAN)
        self.answerer = self.hired("answerer", "覃演稿", "answerer", TOWN)
        self.system = self.hired("sysadmin", "钱管样", "system", TOWN)


@pytest.fixture(autouse=True)
def own_catalog(small_town: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """After the township's own, whose places and day are used."""
    monkeypatch.setenv("YIBEN_CATALOG", str(Path(__file__).parent / "catalog"))
    load.forget()
    yield
    load.forget()


@pytest.fixture
def staff(db: None) -> People:
    return People()


def entered(by: Account, **changes: object) -> Record:
    return service.enter("petitions", petition(**changes), by)


def numbers(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.number for p in refused.value.problems]


def told(account: Account) -> list[tuple[str, int]]:
    """Kind and count of the account's unread notices, oldest first."""
    found = Notice.objects.filter(account=account, read=False).order_by("at", "id")
    return [(n.kind, n.count) for n in found]
