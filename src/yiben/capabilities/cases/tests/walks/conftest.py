"""The shipped registers and rules, a town, and its people, each in a post of the catalog."""

from collections.abc import Iterator
from datetime import date, datetime
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
from yiben.township.tests.conftest import TOWN

YOUHAO = "422802101213"
"""友好村, as the shipped places have it."""
POSTS = {
    "clerk": ("田示例", "clerk_zongzhi"), "yingji": ("冉样板", "clerk_yingji"),
    "ziran": ("向示意", "clerk_ziran"), "zhifa": ("牟样张", "clerk_zhifa"),
    "deputy": ("谭样例", "deputy"), "village": ("何示范", "clerk_village"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def case_town(request: pytest.FixtureRequest) -> Iterator[None]:
    """In place of the small catalog of the folder above: the one that is shipped."""
    load.forget()
    request.getfixturevalue("db")
    places.load_places()
    people.open_town(TOWN)
    yield
    load.forget()
    places.forget()


class Walk:
    """One record, moved day after day by named people."""

    def __init__(self, staff: dict[str, Account], register: str, on: str, by: str, **values: Any) -> None:
        self.staff, self.register = staff, register
        with clock.stated(_at(on)):
            made = service.submit([Enter(register, {"village": "友好村", **values}, town=TOWN)], staff[by])
        self.id = made[0].record

    def step(self, move: str, on: str, by: str, why: str = "", parts: Any = None, **values: Any) -> Record:
        with clock.stated(_at(on)):
            act = Advance(self.id, move, values, why, parts=parts or {})
            service.submit([act], self.staff[by])
        return self.now

    def refused(
        self, move: str, on: str, by: str, why: str = "", parts: Any = None, **values: Any
    ) -> list[str]:
        """Numbers of the problems for which the move is refused."""
        with pytest.raises(Refused) as found:
            self.step(move, on, by, why, parts, **values)
        return sorted(p.number for p in found.value.problems)

    @property
    def now(self) -> Record:
        return Record.objects.get(record=self.id)

    def __getitem__(self, field: str) -> Any:
        return self.now.data.get(field)


def _at(on: str) -> date | datetime:
    return datetime.fromisoformat(on) if "T" in on else date.fromisoformat(on)


@pytest.fixture
def staff(db: None) -> dict[str, Account]:
    found = {}
    for username, (name, post) in POSTS.items():
        found[username] = people.account(username, name)
        place = YOUHAO if username == "village" else TOWN
        people.appoint(found[username], people.post(post, place), date(2020, 1, 1))
    return found
