"""An event of several villages names villages that there are, each once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from yiben.capabilities.events import by_kind
from yiben.declare import load
from yiben.declare.load import catalog
from yiben.declare.locate import catalog_dir
from yiben.kernel.periods import parse_period
from yiben.kernel.problems import Refused
from yiben.ledger import rebuild, service
from yiben.ledger.models import Record
from yiben.ledger.tests.conftest import TOWN, YOUHAO, People, small_town, staff

pytestmark = pytest.mark.django_db
__all__ = ["small_town", "staff"]


@pytest.fixture(autouse=True)
def with_events(small_town: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The town keeps 下沉联系 too."""
    monkeypatch.delenv("YIBEN_CATALOG")
    real, root = catalog_dir(), tmp_path / "catalog"
    shutil.copytree(Path(__file__).parents[3] / "township" / "tests" / "catalog", root)
    shutil.copytree(real / "shapes", root / "shapes")
    shutil.copy(real / "township" / "units.toml", root / "township" / "units.toml")
    text = (real / "party" / "ground_work.toml").read_text(encoding="utf-8")
    made = text.replace('owner       = "dangzheng"', 'owner = "zongzhi"')
    (root / "order" / "ground_work.toml").write_text(made, encoding="utf-8")
    monkeypatch.setenv("YIBEN_CATALOG", str(root))
    load.forget()
    yield
    load.forget()


def went(staff: People, **changes: object) -> Record:
    values = {
        "topic": "商定产业路占地补偿",
        "kind": "联系点指导",
        "went_on": "2023-05-06",
        "village": "友好村",
    }
    return service.enter("ground_work", values | changes, staff.clerk)


def test_an_event_of_two_villages_is_one_record_in_the_main_one(staff: People) -> None:
    made = went(staff, places_text="见天村")
    assert made.place == YOUHAO and Record.objects.count() == 1
    assert list(rebuild.check()) == []


@pytest.mark.parametrize(
    ("said", "numbers"),
    [("见天村、友好村", ["E002"]), ("见天村，见天", ["E002"]), ("火星村", ["E001"]), ("柏杨坝镇", ["E001"])],
)
def test_villages_that_are_not_there_or_twice_are_told(staff: People, said: str, numbers: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        went(staff, places_text=said)
    assert [p.number for p in refused.value.problems] == numbers


def test_more_done_than_was_taken_up_is_refused(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        went(staff, matters=1, solved=2)
    assert [p.number for p in refused.value.problems] == ["L008"]


def test_a_doubtful_event_is_taken_all_the_same(staff: People) -> None:
    assert went(staff, persons=0).data["persons"] == 0


def test_events_are_tallied_by_kind_and_month(staff: People) -> None:
    went(staff, persons=12)
    went(staff, went_on="2023-04-06", persons=8)
    went(staff, kind="现场办公", persons=5)
    service.void(went(staff).record, "重复", staff.clerk)
    register = catalog().registers["ground_work"]
    made = by_kind.sheet(register, staff.clerk, TOWN, parse_period("2023-04-01", "2023-05-31"))
    assert {kind: (t.count, t.persons) for kind, t in made.kinds.items()} == {
        "联系点指导": (2, 20),
        "现场办公": (1, 5),
    }
    assert made.whole.months == {"2023-04": 1, "2023-05": 2}
    assert made.has("persons") and not made.has("money")
