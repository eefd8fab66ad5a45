"""The places cut from the statistical codes."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from yiben.declare.cut_places import COLUMNS, cut, short_name
from yiben.declare.locate import catalog_dir
from yiben.kernel.places import PlaceCode


@pytest.fixture(scope="module")
def places() -> dict[str, dict[str, str]]:
    with (catalog_dir() / "township" / "places.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("town", "villages"),
    [("422802101", 29), ("421321110", 16), ("421081108", 10), ("420625101", 45), ("421321114", 34)],
)
def test_each_demo_town_has_all_its_villages(
    places: dict[str, dict[str, str]], town: str, villages: int
) -> None:
    assert sum(PlaceCode(code).parent == town for code in places) == villages


def test_every_place_lies_in_one_of_the_level_above(places: dict[str, dict[str, str]]) -> None:
    for code, row in places.items():
        assert PlaceCode(code).level == row["level"]
        assert PlaceCode(code).parent in places or code == "42"


def test_a_short_name_is_used_once_in_a_town(places: dict[str, dict[str, str]]) -> None:
    names = Counter((code[:9], row["short"]) for code, row in places.items() if len(code) == 12)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("友好村民委员会", "友好村"),
        ("安南山村村民委员会", "安南山村"),
        ("蒋家冲村委会", "蒋家冲村"),
        ("纳水村民委员", "纳水村"),
        ("响水社区居民委员会", "响水社区"),
        ("泰山庙街社区居委会", "泰山庙街社区"),
        ("高城居民委员会", "高城社区"),
        ("金银垱社区", "金银垱社区"),
    ],
)
def test_a_village_is_called_as_people_call_it(name: str, short: str) -> None:
    assert short_name(name, "village") == short


def test_only_the_counties_asked_for_are_cut(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    for file in ("provinces", "cities", "areas", "streets"):
        (tmp_path / "dist" / f"{file}.csv").write_text("code,name\n", encoding="utf-8")
    rows = 'code,name\n422802101213,"友好村民委员会"\n110101001001,"多福巷社区居委会"\n'
    (tmp_path / "dist" / "villages.csv").write_text(rows, encoding="utf-8")
    found = list(cut(tmp_path))
    assert [(row["code"], row["short"]) for row in found] == [("422802101213", "友好村")]
    assert tuple(found[0]) == COLUMNS
