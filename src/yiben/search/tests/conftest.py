"""The small town with registers of three levels of secrecy, and people of every kind of right."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from yiben.declare import load
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.search.finding import Question, find
from yiben.township.models import Account
from yiben.township.tests.conftest import DAY, ID_NO, JIANTIAN, LAOWU, TOWN, YOUHAO, small_town
from yiben.township.tests.conftest import People as FourPeople

__all__ = [
    "DAY", "ID_NO", "JIANTIAN", "LAOWU", "TOWN", "YOUHAO", "People", "entered", "found", "own_catalog",
    "small_town", "staff",
]  # fmt: skip


class People(FourPeople):
    """The four, and who reads at the county, keeps what is restricted, administers."""

    def __init__(self) -> None:
        super().__init__()
        self.county = self.hired("county", "周县例", "county", TOWN[:6])
        self.keeper = self.hired("keeper", "覃专干", "keeper", TOWN)
        self.admin = self.hired("admin", "钱管样", "admin", TOWN)

    @property
    def everybody(self) -> list[Account]:
        return [
            self.clerk, self.village_clerk, self.leader, self.county, self.keeper, self.admin, self.stranger,
        ]  # fmt: skip


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


def entered(by: Account, register: str = "petitions", **changes: object) -> Record:
    usual: dict[str, object]
    if register == "households":
        usual = {"head": "向某某", "village": "友好村", "found_on": "2023-05-06"}
    else:
        usual = {"matter": "三组道路塌方，请求清理", "village": "友好村", "received_on": "2023-05-06"}
    if register == "petitions":
        usual |= {
            "source": "来信",
            "person": "曾示例",
            "id_no": ID_NO,
            "phone": "19900004321",
            "amount": "12",
        }
    return service.enter(register, usual | changes, by)


def found(by: Account, text: str, **asked: object) -> list[str]:
    """The titles that the account finds."""
    answer = find(by, Question(text, **asked))  # type: ignore[arg-type]
    rows = answer.page()
    assert answer.total == len(rows), "what is counted is what is shown"
    return [r.title for r in rows]
