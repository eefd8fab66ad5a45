"""The small town with the registers of its own rules, and the rules that are shipped."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from yiben.declare import load
from yiben.kernel.locate import catalog_dir
from yiben.township.tests.conftest import TOWN, People, small_town, staff

__all__ = ["TOWN", "People", "small_town", "staff"]
SMALL = Path(__file__).parents[2] / "township" / "tests" / "catalog"


@pytest.fixture
def rules_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_town: None) -> Iterator[Path]:
    """The folder of the catalog, so that a test can change a rule."""
    monkeypatch.delenv("YIBEN_CATALOG")
    shipped = catalog_dir()
    root = tmp_path / "catalog"
    shutil.copytree(SMALL, root)
    shutil.copytree(shipped / "rules", root / "rules")
    shutil.copy(shipped / "township" / "units.toml", root / "township" / "units.toml")
    for name in ("time_limits", "calendar_days", "duty_frequencies"):
        text = (shipped / "command" / f"{name}.toml").read_text(encoding="utf-8")
        (root / "order" / f"{name}.toml").write_text(text.replace("dangzheng", "zongzhi"), encoding="utf-8")
    monkeypatch.setenv("YIBEN_CATALOG", str(root))
    load.forget()
    yield root
    load.forget()
