"""A small town with a register of cases in which every kind of move is declared, and its own rules."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yiben.declare import load
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.ledger.acts import Advance, Enter
from yiben.ledger.models import Record
from yiben.township import people, places
from yiben.township.models import Account
from yiben.township.tests.conftest import ID_NO, JIANTIAN, LAOWU, TOWN, YOUHAO

__all__ = ["ID_NO", "JIANTIAN", "LAOWU", "TOWN", "YOUHAO"]
DAY = date(2024, 1, 8)
"""A Monday."""


class People:
    """The same people in every test; the head writes and approves, the leader only approves."""

    def __init__(self) -> None:
        self.clerk = self.hired("clerk", "田示例", "clerk", TOWN)
        self.other = self.hired("other", "冉样板", "other_clerk", TOWN)
        self.head = self.hired("head", "向示意", "head", TOWN)
        self.village_clerk = self.hired("village_clerk", "何示范", "village_clerk", YOUHAO)
        self.leader = self.hired("leader", "谭样例", "leader", TOWN)
        self.stranger = people.account("stranger", "路人甲")

    def hired(self, username: str, name: str, kind: str, place: str) -> Account:
        account = people.account(username, name)
        people.appoint(account, people.post(kind, place), date(2020, 1, 1))
        return account


@pytest.fixture(autouse=True)
def case_town(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("YIBEN_CATALOG", str(Path(__file__).parent / "catalog"))
    load.forget()
    if "django_db" in {m.name for m in request.node.iter_markers()}:
        request.getfixturevalue("db")
        places.load_places()
        people.open_town(TOWN)
    with clock.stated(DAY):
        yield
    load.forget()
    places.forget()


@pytest.fixture
def staff(db: None) -> People:
    return People()


def values(**changes: object) -> dict[str, object]:
    """An ordinary petition, with some values changed; None leaves one out."""
    whole = {"matter": "三组道路塌方，请求清理", "village": "友好村", "received_on": "2024-01-08"} | changes
    return {name: value for name, value in whole.items() if value is not None}


def entered(by: Account, **changes: object) -> Record:
    return service.enter("petitions", values(**changes), by)


def accepted(by: Account, on: str = "2024-01-08", **changes: object) -> Record:
    """A petition received and accepted on that day, recorded that day."""
    with clock.stated(date.fromisoformat(on)):
        found = entered(by, **{"received_on": on} | changes)
        return moved(found, "accept", by, accepted_on=on)


def moved(record: Record, move: str, by: Account, why: str = "", on: str = "", **given: Any) -> Record:
    """The record after a move on that day (today without one); what is not a field goes in as parts."""
    fields = {k: v for k, v in given.items() if k in FIELDS}
    act = Advance(record.record, move, fields, why, parts={k: v for k, v in given.items() if k not in FIELDS})
    if not on:
        service.submit([act], by)
    else:
        with clock.stated(date.fromisoformat(on)):
            service.submit([act], by)
    return Record.objects.get(record=record.record)


FIELDS = (
    "accepted_on", "closed_on", "reviewed_on", "due_on", "reply", "paused_from", "resumed_from", "signed_at",
    "replied_at", "to_office_typed",
)  # fmt: skip


def order(by: Account, **changes: object) -> Record:
    whole = {
        "matter": "路灯不亮", "village": "友好村", "received_on": "2024-01-08",
        "received_at": "2024-01-08 09:00",
    } | changes  # fmt: skip
    act = Enter("orders", {k: v for k, v in whole.items() if v is not None})
    return Record.objects.get(record=service.submit([act], by)[0].record)


def numbers(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return sorted(p.number for p in refused.value.problems)
