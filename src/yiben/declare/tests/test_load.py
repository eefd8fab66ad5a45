"""Reading a catalog: defaults, places of faults, files that can't be read."""

from decimal import Decimal
from pathlib import Path

import pytest

from yiben.declare import load
from yiben.declare.model import Catalog
from yiben.declare.tests.sample import PETITIONS, write_catalog
from yiben.kernel.problems import Refused


def loaded(root: Path) -> Catalog:
    catalog, problems = load.load_catalog(root)
    assert not problems
    assert catalog is not None
    return catalog


def test_a_register_is_read_whole(tmp_path: Path) -> None:
    register = loaded(write_catalog(tmp_path)).registers["petitions"]
    assert (register.group, register.owner, register.covers) == ("order", "zongzhi", ("G2",))
    assert list(register.fields) == ["matter", "source", "village", "received_on", "paid", "phone"]
    assert register.first_state == "registered"
    assert register.moves["close"].from_states == ("registered",)
    assert register.rules[0].message == "收到日太早"
    assert register.text == PETITIONS


def test_what_is_not_said_is_filled_in(tmp_path: Path) -> None:
    register = loaded(write_catalog(tmp_path)).registers["petitions"]
    assert (register.secrecy, register.noun, register.number) == ("internal", "条", "信访热线")
    assert register.fields["phone"].secrecy == "personal"
    assert register.fields["paid"].minimum == 0
    assert register.fields["matter"].often == "登记时"


@pytest.mark.parametrize(
    ("kind", "time"), [("flow", "happened"), ("stock", "standing"), ("cumulative", "cumulative")]
)
def test_a_figures_time_follows_from_its_type(tmp_path: Path, kind: str, time: str) -> None:
    text = PETITIONS.replace('formula = "count()"', f'formula = "count()"\ntype = "{kind}"')
    assert loaded(write_catalog(tmp_path, text)).figures["petitions.received"].time == time


def test_every_part_knows_its_line(tmp_path: Path) -> None:
    register = loaded(write_catalog(tmp_path)).registers["petitions"]
    lines = PETITIONS.splitlines()
    for part, start in (
        (register, "[register]"),
        (register.fields["paid"], "paid ="),
        (register.states["closed"], "closed ="),
        (register.moves["close"], "close ="),
        (register.figures["petitions.received"], "[figures.received]"),
        (register.figures["petitions.received"].checks[0], "[[figures"),
    ):
        file, line = part.where.split(":")
        assert file == "catalog/order/petitions.toml"
        assert lines[int(line) - 1].startswith(start)


def test_a_check_without_a_value_wants_none(tmp_path: Path) -> None:
    text = PETITIONS.replace("is = 1", 'is = "none"')
    assert loaded(write_catalog(tmp_path, text)).figures["petitions.received"].checks[0].wanted is None
    text = PETITIONS.replace("is = 1", "is = 0.6667")
    check = loaded(write_catalog(tmp_path, text)).figures["petitions.received"].checks[0]
    assert check.wanted == Decimal("0.6667")


def test_groups_keep_the_order_of_their_file(tmp_path: Path) -> None:
    write_catalog(tmp_path)
    more = "".join(f'[groups.{g}]\ntitle = "组"\nmark = "组"\n' for g in ("welfare", "order", "party"))
    (tmp_path / "township" / "groups.toml").write_text(more, encoding="utf-8")
    (tmp_path / "party").mkdir()
    again = PETITIONS.replace('"petitions"', '"letters"').replace("信访热线", "来信")
    (tmp_path / "party" / "letters.toml").write_text(again, encoding="utf-8")
    catalog = loaded(tmp_path)
    assert list(catalog.groups) == ["welfare", "order", "party"]
    assert list(catalog.registers) == ["petitions", "letters"]


def test_a_text_saved_by_an_office_pc_with_a_mark_at_its_start_is_read(tmp_path: Path) -> None:
    write_catalog(tmp_path, "\ufeff" + PETITIONS.replace("\n", "\r\n"))
    assert loaded(tmp_path).registers["petitions"].fields["paid"].where.endswith(":16")


def test_faults_of_all_files_come_in_one_list(tmp_path: Path) -> None:
    write_catalog(tmp_path, PETITIONS.replace("G2", "Z9").replace("万元", "两"), posts="x = ")
    (tmp_path / "order" / "broken.toml").write_bytes(b"title = '\xff'")
    catalog, problems = load.load_catalog(tmp_path)
    assert catalog is None
    assert [(p.number, p.where) for p in problems] == [
        ("C017", "catalog/order/broken.toml:1"),
        ("C016", "catalog/order/petitions.toml:4"),
        ("C009", "catalog/order/petitions.toml:16"),
        ("C001", "catalog/township/posts.toml:1"),
    ]


@pytest.mark.parametrize(
    ("spoiled", "line", "why"),
    [
        ('title = "信访', 3, "引号"),
        ("title = 信访热线", 3, "文字要加引号"),
        ('title "信访热线"', 3, "等号"),
        ('title = "a"\ntitle = "b"', 4, "两次"),
        ('title = "a\\q"', 3, "反斜杠"),
        ("title = [1, 2", 4, "列表"),
        ("title = 2023-02-30", 3, ""),
        ("title = " + "[" * 2000, 1, "太深"),
        ("title = " + "9" * 5000, 1, "太长"),
    ],
)
def test_broken_toml_says_where_and_why(tmp_path: Path, spoiled: str, line: int, why: str) -> None:
    write_catalog(tmp_path, PETITIONS.replace('title = "信访热线"', spoiled))
    _, problems = load.load_catalog(tmp_path)
    fault = next(p for p in problems if p.where.startswith("catalog/order"))
    assert (fault.number, fault.where) == ("C001", f"catalog/order/petitions.toml:{line}")
    assert why in fault.sentence


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    catalog, problems = load.load_catalog(tmp_path / "nowhere")
    assert catalog is None
    assert {p.number for p in problems} == {"C017"}
    assert any("不存在" in p.sentence for p in problems)


def test_a_folder_named_like_a_file_is_a_problem(tmp_path: Path) -> None:
    (write_catalog(tmp_path) / "order" / "folder.toml").mkdir()
    _, problems = load.load_catalog(tmp_path)
    assert [(p.number, p.where) for p in problems] == [("C017", "catalog/order/folder.toml:1")]


def test_the_catalog_in_use_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIBEN_CATALOG", str(write_catalog(tmp_path)))
    first = load.catalog()
    (tmp_path / "order" / "petitions.toml").write_text("x", encoding="utf-8")
    assert load.catalog() is first
    load.forget()
    with pytest.raises(Refused) as refused:
        load.catalog()
    assert refused.value.problems[0].number == "C001"


def test_a_file_that_can_not_be_read_is_the_only_fault_told(tmp_path: Path) -> None:
    root = write_catalog(tmp_path)
    (root / "order" / "petitions.toml").write_text("[register", encoding="utf-8")
    (root / "township" / "units.toml").write_text("[", encoding="utf-8")
    catalog, problems = load.load_catalog(root)
    assert catalog is None
    assert {p.where.partition(":")[0] for p in problems} == {
        "catalog/order/petitions.toml",
        "catalog/township/units.toml",
    }


def test_a_folder_in_a_files_place_is_told(tmp_path: Path) -> None:
    root = write_catalog(tmp_path)
    (root / "order" / "wells.toml").mkdir()
    _, problems = load.load_catalog(root)
    assert [(p.number, p.where) for p in problems] == [("C017", "catalog/order/wells.toml:1")]
    assert "不是文件" in problems[0].sentence
