"""Each fault a catalog can have: its number and its line."""

from pathlib import Path

import pytest

from yiben.declare.load import load_catalog
from yiben.declare.tests.sample import PETITIONS, POSTS, REVIEW, UNITS, write_catalog

FAULTS = [
    # what stands in the sample, what it is spoiled to, the problem on the spoiled line
    ('row = "一件来信来访"', 'rows = "一件"', "C002"),
    ('type = "money"', 'typ = "money"', "C002"),
    ("is = 1", "was = 1", "C002"),
    ('owner = "zongzhi"', 'owner = ""', "C003"),
    ('title = "事由", ', "", "C003"),
    ('options = ["来信", "来访"], default = "来信"', 'need = "分来源"', "C003"),
    (', level = "village"', "", "C003"),
    ('happened = "received_on"', 'happened = "received_on"\nuntil = "received_on"', "C003"),
    ('title = "信访热线"', "title = 5", "C004"),
    ("required = true }\nsource", 'required = "是" }\nsource', "C004"),
    ('options = ["来信", "来访"]', 'options = "来信"', "C004"),
    ("start = 2023-01-01", 'start = "2023-01-01"', "C004"),
    ("maximum = 50", "maximum = nan", "C004"),
    ("maximum = 50", "maximum = 1e400", "C004"),
    ("is = 1", "is = true", "C004"),
    ("received_on = { title", "received_on = [1]\nother_on = { title", "C004"),
    ('light = "done"', 'light = "green"', "C005"),
    ('type = "money"', 'type = "euro"', "C005"),
    ('default = "来信"', 'default = "电话"', "C005"),
    ('unit = "件"', 'unit = "件"\ntime = "yesterday"', "C005"),
    ('title_field = "matter"', 'title_field = "subject"', "C007"),
    ('place = "village"', 'place = "town"', "C007"),
    ('happened = "received_on"', 'happened = "came_on"', "C007"),
    ('asks = ["paid"]', 'asks = ["cost"]', "C007"),
    ('asks = ["paid"]', 'may_ask = ["cost"]', "C007"),
    ('level = "village"', 'level = "moon"', "C008"),
    ('unit = "万元"', 'unit = "两"', "C009"),
    ('unit = "件"', 'unit = "桩"', "C009"),
    ('from = ["registered"]', 'from = ["received"]', "C010"),
    ('to = "closed"', 'to = "gone"', "C010"),
    (", first = true", "", "C011"),
    ("closed = true }", "first = true }", "C011"),
    ("paid = {", "Paid = {", "C012"),
    ("paid = {", '"救助金" = {', "C012"),
    ('event = "closed"', 'event = "Closed Now"', "C012"),
    ('unit = "件"', 'unit = "件"\npair = "persons"', "C014"),
    ("[moves]", 'lost = { title = "丢失" }\n[moves]', "C015"),
    ('covers = ["G2"]', 'covers = ["G2", "G13"]', "C016"),
    ('title_field = "matter"', 'title_field = "phone"', "C018"),
    ('happened = "received_on"', 'happened = "matter"', "C018"),
    ('place = "village"', 'place = "matter"', "C018"),
    ('unit = "件"', 'unit = "件"\ntime = "matter"', "C018"),
    ('type = "date", required', 'type = "date", unit = "件", required', "C018"),
    ('id = "petitions"', 'id = "letters"', "C019"),
    ('owner = "zongzhi"', 'owner = "nobody"', "C020"),
    ("phone = {", "state = {", "C021"),
    ("phone = {", "closed_on = {", "C021"),
    ("maximum = 50", "minimum = 60, maximum = 50", "C022"),
    ('"来信", "来访"', '"来信", "来信"', "C022"),
    ("maximum = 50", "decimals = 99", "C022"),
    ("maximum = 50", 'maximum = 50, default = "六十"', "C023"),
    ("maximum = 50", "maximum = 50, default = 60", "C023"),
]


@pytest.mark.parametrize(("was", "spoiled", "number"), FAULTS)
def test_one_fault_is_found_on_its_line(tmp_path: Path, was: str, spoiled: str, number: str) -> None:
    assert was in PETITIONS
    text = PETITIONS.replace(was, spoiled, 1)
    catalog, problems = load_catalog(write_catalog(tmp_path, text))
    assert catalog is None
    fault = next(p for p in problems if p.number == number)
    file, line = fault.where.split(":")
    assert file == "catalog/order/petitions.toml"
    start = PETITIONS[: PETITIONS.index(was)].count("\n") + 1
    # That no state is the first, or two are, is said of the table.
    assert number == "C011" or start <= int(line) <= start + spoiled.count("\n")


@pytest.mark.parametrize(
    ("file", "was", "spoiled", "where"),
    [
        ("posts", 'office = "zongzhi"', 'office = "nobody"', "C020 catalog/township/posts.toml:3"),
        ("posts", '"petitions", "order"', '"letters"', "C013 catalog/township/posts.toml:5"),
        ("posts", '"write"', '"delete"', "C005 catalog/township/posts.toml:5"),
        ("posts", 'level = "town"', 'level = "moon"', "C005 catalog/township/posts.toml:4"),
        ("units", 'base = "元"', 'base = "角"', "C009 catalog/township/units.toml:3"),
        ("units", "factor = 10000", "factor = 0", "C022 catalog/township/units.toml:3"),
        ("units", "factor = 10000", 'factor = "一万"', "C004 catalog/township/units.toml:3"),
        ("outline", "{petitions.received}", "{petitions.lost}", "C014 catalog/reports/review.toml:8"),
        ("outline", '["petitions.received"]', '["petitions.lost"]', "C014 catalog/reports/review.toml:8"),
        ("outline", "only_if", "if_any", "C002 catalog/reports/review.toml:10"),
        ("outline", 'id = "review"', 'id = "other"', "C019 catalog/reports/review.toml:2"),
    ],
)
def test_faults_of_other_files(tmp_path: Path, file: str, was: str, spoiled: str, where: str) -> None:
    sample = {"posts": POSTS, "units": UNITS, "outline": REVIEW}[file]
    assert was in sample
    root = write_catalog(tmp_path, **{file: sample.replace(was, spoiled)})
    _, problems = load_catalog(root)
    assert where in [f"{p.number} {p.where}" for p in problems]


def test_two_registers_may_not_share_an_id_or_a_number(tmp_path: Path) -> None:
    write_catalog(tmp_path)
    (tmp_path / "order" / "again.toml").write_text(PETITIONS, encoding="utf-8")
    _, problems = load_catalog(tmp_path)
    twice = [p for p in problems if p.number == "C006"]
    assert [p.where for p in twice] == ["catalog/order/petitions.toml:2", "catalog/order/petitions.toml:3"]
    assert "catalog/order/again.toml" in twice[0].sentence


def test_a_folder_that_is_no_group_is_not_passed_over(tmp_path: Path) -> None:
    (write_catalog(tmp_path) / "peace").mkdir()
    _, problems = load_catalog(tmp_path)
    assert [(p.number, p.where) for p in problems] == [("C024", "catalog/peace")]


def test_a_state_reached_only_in_two_steps_is_reached(tmp_path: Path) -> None:
    step = 'again = { title = "再", event = "passed_on", from = ["closed"], to = "filed" }\n'
    text = PETITIONS.replace("[moves]\n", 'filed = { title = "归档" }\n[moves]\n' + step)
    catalog, problems = load_catalog(write_catalog(tmp_path, text))
    assert not problems
    assert catalog is not None


def test_a_figures_pair_may_be_named_short_or_whole(tmp_path: Path) -> None:
    more = '\n[figures.persons]\ntitle = "人"\nunit = "件"\nformula = "count()"\n'
    for pair in ("persons", "petitions.persons"):
        text = PETITIONS.replace('unit = "件"', f'unit = "件"\npair = "{pair}"') + more
        catalog, problems = load_catalog(write_catalog(tmp_path, text))
        assert catalog is not None, problems
        assert catalog.figures["petitions.received"].pair == "petitions.persons"
