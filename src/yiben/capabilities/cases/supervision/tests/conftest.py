"""The town with the catalog that ships, and the people of a supervision item: giver, handlers, approver."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from yiben.capabilities.cases.supervision.meetings import Decision, Held, hold
from yiben.kernel import clock
from yiben.ledger import service
from yiben.ledger.acts import Advance
from yiben.ledger.models import Record
from yiben.township import people, places
from yiben.township.models import Account

TOWN, DAY = "422802101", date(2023, 9, 4)
"""A Monday."""


class People:
    def __init__(self) -> None:
        self.writer = self.hired("writer", "覃演稿", "clerk_dangzheng")
        self.nongye = self.hired("nongye", "冉样板", "clerk_nongye")
        self.zhifa = self.hired("zhifa", "何示范", "clerk_zhifa")
        self.deputy = self.hired("deputy", "谭样例", "deputy")
        self.mayor = self.hired("mayor", "田示例", "mayor")
        self.village = self.hired("cun", "向示意", "clerk_village", places.villages(TOWN, DAY)[0].code)
        self.stranger = people.account("stranger", "路人甲")

    def hired(self, username: str, name: str, kind: str, place: str = TOWN) -> Account:
        account = people.account(username, name)
        people.appoint(account, people.post(kind, place), date(2020, 1, 1))
        return account


@pytest.fixture(autouse=True)
def open_town(db: None) -> Iterator[None]:
    places.load_places()
    people.open_town(TOWN)
    with clock.stated(DAY):
        yield
    places.forget()


@pytest.fixture
def staff(db: None) -> People:
    return People()


def village_name() -> str:
    return places.villages(TOWN, DAY)[0].short


def met(by: Account, *decisions: Decision, client_id: str = "a" * 32, **changes: Any) -> Held:
    """The mayor's weekly meeting with these decisions."""
    values = {
        "topic": "镇长周调度会（9月第1周）",
        "occasion": "镇长周调度",
        "held_on": "2023-09-04",
    } | changes
    return hold(values, decisions or (decided(),), by, TOWN, client_id)


def decided(
    matter: str = "集镇排水沟清淤", unit: str = "农业农村服务中心", due_on: str = "2023-10-31", **more: str
) -> Decision:
    return Decision(matter, unit, due_on, **more)


def moved(task: Record, move: str, by: Account, on: str = "", why: str = "", **given: Any) -> Record:
    """The item after a move on that day (today without one); what is no field goes in as parts."""
    fields = {k: v for k, v in given.items() if not k.startswith(("to_", "extend_", "joint_", "merge_"))}
    act = Advance(task.record, move, fields, why, parts={k: v for k, v in given.items() if k not in fields})
    with clock.stated(date.fromisoformat(on) if on else clock.today()):
        service.submit([act], by)
    return Record.objects.get(record=task.record)


def working(staff: People, on: str = "2023-09-05", **more: str) -> Record:
    """An item of the agriculture centre that it has taken up."""
    task = met(staff.writer, decided(**more)).tasks[0]
    return moved(task, "sign", staff.nongye, on, signed_on=on)
