"""What all tests share: a data folder of its own for each test, and which tests run on both databases."""

import os
import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

BOTH_DATABASES = ("src/yiben/ledger/", "src/yiben/township/", "src/yiben/figures/")
NEEDED = {
    "browser": (("chromium", "chromium-browser"), "YIBEN_NEED_BROWSER"),
    "office": (("soffice",), "YIBEN_NEED_OFFICE"),
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The tests of ledger, township and figures are `services`: they run on SQLite and on PostgreSQL."""
    for item in items:
        where = item.path.relative_to(config.rootpath).as_posix()
        once = item.get_closest_marker("once")
        if where.startswith(BOTH_DATABASES) and item.get_closest_marker("django_db") and not once:
            item.add_marker(pytest.mark.services)


@pytest.fixture(autouse=True)
def own_data_folder(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> None:
    """Parquet, keys and files of one test are not seen by the next, as the database is rolled back too."""
    if request.node.get_closest_marker("django_db"):
        settings.DATA_DIR = tmp_path / "data"
        settings.DATA_DIR.mkdir()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what the machine lacks, unless the setting says that it must be there (CI)."""
    for marker, (programs, variable) in NEEDED.items():
        if item.get_closest_marker(marker) and not any(map(shutil.which, programs)):
            if os.environ.get(variable) == "1":
                pytest.fail(f"{programs[0]} is missing, and {variable}=1")
            pytest.skip(f"{programs[0]} is missing")
