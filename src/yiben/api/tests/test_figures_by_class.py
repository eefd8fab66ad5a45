"""Figures by class by the API: every class where the register has classes, else refused."""

import shutil
from pathlib import Path

import pytest

from yiben.api.tests.conftest import YOUHAO, Api, People, petition
from yiben.declare import load
from yiben.kernel.locate import catalog_dir
from yiben.ledger import service

MAY = "from=2023-05-01&to=2023-05-31"


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
def test_the_api_gives_the_same_classes(classed: None, staff: People) -> None:
    service.enter("petitions", petition(source="来访"), staff.clerk)
    service.enter("petitions", petition(source="来访", village=YOUHAO), staff.clerk)
    status, answer = Api(staff.clerk)("get", f"/figures?{MAY}&ids=petitions.received&by=class")
    cells = answer["figures"][0]["cells"]
    assert (status, [(c["key"], c["value"]) for c in cells]) == (200, [("来信", 0), ("来访", 2), ("热线", 0)])


@pytest.mark.django_db
def test_the_api_refuses_a_figure_without_classes_and_leaves_it_out_where_none_is_named(
    staff: People,
) -> None:
    status, answer = Api(staff.clerk)("get", f"/figures?{MAY}&ids=petitions.received&by=class")
    assert (status, answer["problems"][0]["number"]) == (400, "F017")
    status, answer = Api(staff.clerk)("get", f"/figures?{MAY}&by=class")
    assert (status, answer["figures"]) == (200, [])
