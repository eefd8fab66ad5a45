"""The small town with the registers of the comparison as the catalog has them, and two score sheets."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from yiben.declare import load
from yiben.declare.locate import catalog_dir
from yiben.kernel import clock
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.ledger.tests.conftest import JIANTIAN, TOWN, YOUHAO, People, small_town, staff
from yiben.township import places

__all__ = ["JIANTIAN", "SHUIJING", "TOWN", "YOUHAO", "People", "small_town", "staff"]

REGISTERS = (
    "score_items", "village_inspections", "village_faults", "inspection_replies", "inspection_rankings",
    "inspection_draws",
)  # fmt: skip
DAY = date(2023, 10, 10)
SHUIJING = "422802101204"
MORE = """422802101204,水井村村民委员会,水井村,village,,,,试
422802101205,新民村村民委员会,新民村,village,,,,试
422802101206,一心村村民委员会,一心村,village,,,,试
"""


@pytest.fixture(autouse=True)
def comparison(
    request: pytest.FixtureRequest, small_town: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The town's catalog with the comparison's registers, on 10 October 2023."""
    monkeypatch.delenv("YIBEN_CATALOG")
    real = catalog_dir()
    root = tmp_path / "catalog"
    shutil.copytree(Path(__file__).parents[3] / "township" / "tests" / "catalog", root)
    for name in ("rules", "shapes"):
        shutil.copytree(real / name, root / name)
    shutil.copy(real / "township" / "units.toml", root / "township" / "units.toml")
    listed = root / "township" / "places.csv"
    listed.write_text(listed.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    for register in REGISTERS:
        text = (real / "village" / f"{register}.toml").read_text(encoding="utf-8")
        (root / "order" / f"{register}.toml").write_text(
            text.replace('owner       = "zhifa"', 'owner = "zongzhi"'), encoding="utf-8"
        )
    posts = root / "township" / "posts.toml"
    said = posts.read_text(encoding="utf-8").replace('can = ["read"]', 'can = ["read", "approve"]')
    posts.write_text(said, encoding="utf-8")
    monkeypatch.setenv("YIBEN_CATALOG", str(root))
    load.forget()
    if "django_db" in {m.name for m in request.node.iter_markers()}:
        places.load_places(listed)
    with clock.stated(DAY):
        yield
    load.forget()


SHEET = (("垃圾收集", 20), ("污水", 30), ("庭院", 50))


def sheet(staff: People, since: str = "2023-01-01", items: tuple[tuple[str, int], ...] = SHEET) -> None:
    """The items of 人居环境 in use since a day."""
    for n, (item, most) in enumerate(items, 1):
        values = {"item": item, "sheet_kind": "人居环境", "most_points": str(most), "deducts": "一处扣1分",
                  "valid_from": since, "order_no": str(n)}  # fmt: skip
        service.enter("score_items", values, staff.clerk, town=TOWN)


def visit(
    staff: People, village: str = "友好村", day: str = "2023-09-12", lost: str = "", **more: str
) -> Record:
    """A visit of 人居环境; `lost` is what is deducted, as typed."""
    values = {"village": village, "visited_on": day, "sheet_kind": "人居环境",
              "inspectors": "田示例、向演示", "deductions": lost} | more  # fmt: skip
    return service.enter("village_inspections", values, staff.clerk, town=TOWN)
