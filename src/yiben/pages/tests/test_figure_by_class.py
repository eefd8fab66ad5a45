"""A figure by class on its page: listed where the register has classes, else left out."""

import shutil
from pathlib import Path

import pytest

from yiben.declare import load
from yiben.kernel.locate import catalog_dir
from yiben.pages.tests.conftest import People, browser, entered

MAY = "from=2023-05-01&to=2023-05-31"
RECEIVED = "/figures/petitions.received/"


@pytest.fixture
def classed(small_town: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small catalog, with petitions told apart by where they come from."""
    own = tmp_path / "catalog"
    shutil.copytree(catalog_dir(), own)
    with (own / "order" / "petitions.toml").open("a", encoding="utf-8") as file:
        file.write('\n[uses.events]\nclass = "source"\n')
    monkeypatch.setenv("YIBEN_CATALOG", str(own))
    load.forget()


@pytest.mark.django_db
def test_the_page_of_a_figure_lists_every_class_even_with_nothing(classed: None, staff: People) -> None:
    entered(staff.clerk, source="来访")
    page = browser(staff.clerk).get(f"{RECEIVED}?{MAY}").content.decode()
    table = page.partition('id="classes"')[2].partition("</section>")[0]
    assert [table.index(kind) for kind in ("来信", "来访", "热线")] == sorted(
        table.index(kind) for kind in ("来信", "来访", "热线")
    )
    assert "3类" in table and "未分类" not in table


@pytest.mark.django_db
def test_a_register_without_classes_has_no_such_table(staff: People) -> None:
    entered(staff.clerk)
    page = browser(staff.clerk).get(f"{RECEIVED}?{MAY}")
    assert page.status_code == 200 and 'id="classes"' not in page.content.decode()
