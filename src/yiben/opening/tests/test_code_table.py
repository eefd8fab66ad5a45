from pathlib import Path

import pytest

from yiben.kernel.problems import Refused
from yiben.opening import code_table
from yiben.opening.code_table import Village, read, read_text
from yiben.opening.tests.conftest import numbers

TOWN = "330203103"


def table(*lines: str) -> str:
    return "\n".join(("代码,名称", *lines))


def test_the_countrys_table_gives_the_towns_own_rows() -> None:
    text = (
        "code,name,streetCode,provinceCode,cityCode,areaCode\n"
        '330203103202,"古林村村委会",330203103,33,3302,330203\n'
        '110101001001,"多福巷社区居委会",110101001,11,1101,110101\n'
    )

    found = read_text(text, TOWN, "古林镇")

    assert found.villages == (Village("330203103202", "古林村村委会"),)
    assert found.skipped == 1


def test_a_table_saved_by_excel_in_gb18030_is_read(tmp_path: Path) -> None:
    path = tmp_path / "村.csv"
    path.write_bytes(table("'330203103202,古林村村民委员会", "330203103212\t,布政村").encode("gb18030"))

    assert [v.code for v in read(path, TOWN, "古林镇").villages] == ["330203103202", "330203103212"]


def test_every_fault_is_told_with_its_row() -> None:
    text = table(
        "330203103202,古林村", "33020310321,布政村", "330203104212,错镇村", "330203103202,重复村",
        "3.30203E+11,科学村", "330203103213,古林村", "330203103214,", "330203103000,整镇",
    )  # fmt: skip

    with pytest.raises(Refused) as refused:
        read_text(text, TOWN, "古林镇")

    told = [(p.where, p.number) for p in refused.value.problems]
    assert told == [
        ("第2行", "W006"), ("第2行", "W006"), ("第3行", "W004"), ("第4行", "W005"), ("第6行", "W004"),
        ("第8行", "W009"), ("第9行", "W005"),
    ]  # fmt: skip


def test_a_table_without_this_town_says_so() -> None:
    with pytest.raises(Refused, match="W007"):
        read_text("code,name,streetCode\n110101001001,多福巷社区,110101001\n", TOWN, "古林镇")


def test_a_table_of_another_town_is_told_once() -> None:
    with pytest.raises(Refused) as refused:
        read_text(table("110101001001,多福巷社区", "110101001002,银闸社区"), TOWN, "古林镇")

    assert numbers(refused) == ["W007"]


def test_a_table_without_the_two_columns_says_what_it_has() -> None:
    with pytest.raises(Refused, match=r"序号、村.*W003"):
        read_text("序号,村\n1,古林村", TOWN, "古林镇")


def test_a_thousand_faults_are_told_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_table, "TOLD", 5)

    with pytest.raises(Refused) as refused:
        read_text(table("330203103202,古林村", *(f"{n},村{n}" for n in range(20))), TOWN, "古林镇")

    assert numbers(refused) == ["W004"] * 5 + ["W008"]
    assert "另有15处" in str(refused.value)


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="D001"):
        read(tmp_path / "没有.csv", TOWN, "古林镇")
