"""A small town that patrols its waters: the catalog's own registers of river chiefs and patrols."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from yiben.capabilities.duties.service import Run, make_due
from yiben.declare import load
from yiben.kernel import clock
from yiben.kernel.locate import catalog_dir
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.township import people, places
from yiben.township.models import Account
from yiben.township.tests import conftest as township
from yiben.township.tests.conftest import JIANTIAN, LAOWU, TOWN, YOUHAO

__all__ = ["JIANTIAN", "LAOWU", "TOWN", "YOUHAO"]
DAY = date(2023, 9, 4)
"""A Monday in the first 旬 of a month."""
PROBLEMS = """
[register]
id = "river_problems"
title = "河湖问题"
covers = ["E7"]
row = "一个问题"
owner = "nongye"
title_field = "matter"
place = "village"
happened = "found_on"

[fields]
matter = { title = "问题", type = "text", required = true }
village = { title = "村", type = "place", level = "village" }
found_on = { title = "发现日", type = "date", required = true }

[uses.cases]

[states]
open = { title = "办理中", first = true }
"""
RULES = """
[rules]
title = "巡河频次"
source = "本县河长制规定"
from = 2018-01-01

[duties.river_patrol_town]
title = "镇级河长巡河"
every = "xun"
level = "town"
months = [3, 11]

[duties.river_patrol_village]
title = "村级河长巡河"
every = "week"
level = "village"
"""


class People:
    """The same people in every test."""

    def __init__(self) -> None:
        self.clerk = self.hired("clerk", "田示例", "clerk", TOWN)
        self.village_clerk = self.hired("village_clerk", "何示范", "village_clerk", YOUHAO)
        self.leader = self.hired("leader", "谭样例", "leader", TOWN)
        self.stranger = people.account("stranger", "路人甲")

    def hired(self, username: str, name: str, kind: str, place: str) -> Account:
        account = people.account(username, name)
        people.appoint(account, people.post(kind, place), date(2020, 1, 1))
        return account


def write_catalog(folder: Path, rules: str = RULES) -> None:
    """The small town's catalog with the registers of rivers out of the real one."""
    shutil.copytree(Path(township.__file__).parent / "catalog", folder, dirs_exist_ok=True)
    shutil.copytree(catalog_dir() / "shapes", folder / "shapes", dirs_exist_ok=True)
    shutil.copy(catalog_dir() / "township" / "units.toml", folder / "township")
    (folder / "village").mkdir(exist_ok=True)
    for name in ("river_chiefs", "river_patrols"):
        shutil.copy(catalog_dir() / "village" / f"{name}.toml", folder / "village")
    (folder / "village" / "river_problems.toml").write_text(PROBLEMS, encoding="utf-8")
    (folder / "rules" / "national").mkdir(parents=True, exist_ok=True)
    (folder / "rules" / "national" / "duties.toml").write_text(rules, encoding="utf-8")
    for name, said in {
        "groups": '\n[groups.village]\ntitle = "镇村建设"\nmark = "建"\n',
        "offices": '\n[offices.nongye]\ntitle = "农业农村服务中心"\n',
    }.items():
        with (folder / "township" / f"{name}.toml").open("a", encoding="utf-8") as file:
            file.write(said)


@pytest.fixture(autouse=True)
def river_town(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Path]:
    folder = tmp_path / "catalog"
    monkeypatch.delenv("YIBEN_CATALOG", raising=False)
    write_catalog(folder)
    monkeypatch.setenv("YIBEN_CATALOG", str(folder))
    load.forget()
    if "django_db" in {m.name for m in request.node.iter_markers()}:
        request.getfixturevalue("db")
        places.load_places()
        people.open_town(TOWN)
    with clock.stated(DAY):
        yield folder
    load.forget()
    places.forget()


@pytest.fixture
def staff(db: None) -> People:
    return People()


def chief(by: Account, **changes: object) -> Record:
    """An assignment: 三角塘's chief of the town since last year, with some values changed."""
    values = {
        "water": "清江柏杨坝段", "kind": "河流", "village": "友好村", "level": "镇级", "chief": "向示意",
        "since_on": "2022-01-01",
    } | changes  # fmt: skip
    return service.enter("river_chiefs", {k: v for k, v in values.items() if v is not None}, by, town=TOWN)


def run_on(day: str) -> Run:
    """The nightly run of that day."""
    on = date.fromisoformat(day)
    with clock.stated(on):
        return make_due(TOWN, on)


def patrols(**asked: object) -> list[Record]:
    return list(Record.objects.filter(register="river_patrols", **asked).order_by("happened_on", "number"))


def spans(**asked: object) -> list[str]:
    """Each duty's first and last day: 09-01/09-10."""
    return [f"{r.happened_on:%m-%d}/{r.due_on:%m-%d}" for r in patrols(**asked)]


def done(record: Record, by: Account, on: str, typed: str = "", **values: object) -> Record:
    """The duty recorded as done on a day, typed on that or a later one."""
    with clock.stated(date.fromisoformat(typed or on)):
        given = {"done_on": on, "how": "本人"} | values
        return service.advance(record.record, "complete", given, by)
