"""The commands on a small demo town, as a user types them."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.demo_town import PASSING, DemoTown

pytestmark = [pytest.mark.xdist_group("demo_town"), pytest.mark.slow]
NINE_MONTHS = ("--from", "2023-01-01", "--to", "2023-09-30")
RECEIVED = "petitions.received"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoTown]:
    made = DemoTown(tmp_path_factory.mktemp("demo") / "data")
    made.load()
    yield made
    shutil.rmtree(made.data)


def test_the_account_lies_ready_and_the_ledger_verifies(town: DemoTown) -> None:
    assert [p.name for p in (town.data / "reports").iterdir()] == ["柏杨坝镇2023年前9月工作回顾.docx"]
    said = town.run("verify")

    assert (said.status, said.err) == (0, "")
    assert "全部相符" in said.out


def test_the_villages_of_a_figure_add_up_to_it(town: DemoTown) -> None:
    said = town.run("figures", "柏杨坝镇", *NINE_MONTHS, "--by", "village", "--only", RECEIVED, "--json")

    (figure,) = said.json["figures"]
    assert figure["value"] > 0
    assert figure["value"] == sum(c["value"] for c in figure["cells"])
    assert figure["rows"] == sum(c["rows"] for c in figure["cells"])


def test_a_figures_rows_are_as_many_as_it_says(town: DemoTown) -> None:
    (figure,) = town.run("figures", "422802101", *NINE_MONTHS, "--only", RECEIVED, "--json").json["figures"]
    behind = town.run("figures", "rows", RECEIVED, "422802101", *NINE_MONTHS, "--json").json

    assert behind["figure"]["value"] == figure["value"]
    assert len(behind["rows"]) == figure["rows"] == figure["value"]
    assert {"record", "register", "place", "date", "contributes"} <= set(behind["rows"][0])


def test_as_of_an_earlier_day_a_figure_is_smaller(town: DemoTown) -> None:
    asked = ("figures", "柏杨坝镇", *NINE_MONTHS, "--only", RECEIVED, "--json")
    now = town.run(*asked).json["figures"][0]
    before = town.run(*asked, "--as-of", "2023-06-30").json["figures"][0]

    assert 0 < before["value"] < now["value"] and before["as_of"] == "2023-06-30"


def test_published_gives_a_verdict_on_each_figure(town: DemoTown) -> None:
    figures = town.run("published", "--json").json["figures"]

    assert len(figures) >= 80
    assert {f["verdict"] for f in figures} <= {"equal", "differs", "not_stated"}


def test_an_export_has_every_record_and_no_plain_id_number(town: DemoTown) -> None:
    out = town.data.parent / "信访.xlsx"
    said = town.run("export", "--register", "petitions", "--out", str(out))
    with sqlite3.connect(town.data / "yiben.sqlite3") as database:
        query = "select count(*) from ledger_record where register = 'petitions' and not void"
        ((count,),) = database.execute(query)

    assert said.status == 0 and f"导出 {count:,} 条" in said.out
    cells = [str(c) for row in openpyxl.load_workbook(out).active.iter_rows(values_only=True) for c in row]
    assert not [c for c in cells if c.startswith("99") and len(c) == 18 and c[:17].isdigit()]


@pytest.mark.parametrize("suffix", [".docx", ".html", ".txt"])
def test_an_account_is_written_in_each_kind(town: DemoTown, suffix: str) -> None:
    out = town.data.parent / f"回顾{suffix}"
    said = town.run("report", "柏杨坝镇", "--outline", "review", *NINE_MONTHS, "--out", str(out))

    assert (said.status, said.err) == (0, "")
    assert out.stat().st_size > 500


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        (("figures", "没有镇", *NINE_MONTHS), "T003"),
        (("figures", "柏杨坝镇", "--from", "2023-09-30", "--to", "2023-01-01"), "K024"),
        (("figures", "柏杨坝镇", *NINE_MONTHS, "--only", "petitions.nothing"), "F006"),
        (("figures", "柏杨坝镇", *NINE_MONTHS, "--by", "weekday"), "F012"),
        (("figures", "柏杨坝镇", *NINE_MONTHS, "--as", "nobody"), "T002"),
        (("report", "柏杨坝镇", "--outline", "poem", *NINE_MONTHS, "--out", "a.docx"), "R001"),
        (("report", "柏杨坝镇", "--outline", "review", *NINE_MONTHS, "--out", "a.pdf"), "R002"),
        (("export", "--register", "petitions", "--out", "a.doc"), "S017"),
        (("export", "--register", "nothing", "--out", "a.csv"), "C013"),
        (("demo", "--no-serve"), ""),
        (("rebuild", "--check"), ""),
    ],
)
def test_what_is_asked_wrongly_is_told_plainly(
    town: DemoTown, arguments: tuple[str, ...], number: str
) -> None:
    said = town.run(*arguments)

    assert said.status == (2 if number else 0), said.err
    assert number in said.err and "Traceback" not in said.err
    assert not number or said.out == ""


def test_a_lost_key_file_is_told_with_its_path(town: DemoTown) -> None:
    said = town.run("verify", YIBEN_KEYS=str(town.data / "elsewhere.json"))

    assert said.status == 2 and "elsewhere.json" in said.err and "L009" in said.err


def test_a_folder_from_a_newer_program_is_refused_by_every_command(town: DemoTown) -> None:
    version = town.data / "VERSION"
    before = version.read_text()
    version.write_text("9 demo\n")
    try:
        for command in (("verify",), ("published",), ("demo", "--no-serve"), ("serve", "--port", "0")):
            said = town.run(*command)
            assert said.status == 2, command
    finally:
        version.write_text(before)


def test_no_postgresql_is_told_plainly(town: DemoTown) -> None:
    said = town.run("verify", YIBEN_DATABASE="postgres://nobody@127.0.0.1:1/yiben")

    assert said.status == 2 and "S005" in said.err and "Traceback" not in said.err


def test_accounts_are_listed_added_and_refused_when_weak(town: DemoTown) -> None:
    assert "writer" in town.run("user", "list").out
    weak = town.run("user", "add", "lisi", "李四")
    taken = town.run("user", "add", "writer", "李四")

    assert taken.status == 2 and "S019" in taken.err
    assert weak.status == 2 and "S018" in weak.err
    assert "lisi" not in town.run("user", "list").out


def test_one_changed_byte_is_found(town: DemoTown, tmp_path: Path) -> None:
    copy = DemoTown(tmp_path / "data")
    shutil.copytree(town.data, copy.data, ignore=PASSING)
    with sqlite3.connect(copy.data / "yiben.sqlite3") as database:
        database.execute("update ledger_entry set by_name = '别人' where seq = 5")
    said = copy.run("verify")

    assert said.status == 2 and "L016" in said.err


def test_outside_a_demo_nobody_acts_without_a_name(town: DemoTown) -> None:
    version = town.data / "VERSION"
    before = version.read_text()
    version.write_text("1\n")
    try:
        said = town.run("figures", "柏杨坝镇", *NINE_MONTHS)
    finally:
        version.write_text(before)

    assert said.status == 2 and "--as" in said.err and "S014" in said.err


def test_a_database_that_is_none_is_told_and_left_alone(town: DemoTown, tmp_path: Path) -> None:
    copy = DemoTown(tmp_path / "data")
    shutil.copytree(town.data, copy.data, ignore=shutil.ignore_patterns("yiben.sqlite3*"))
    broken = copy.data / "yiben.sqlite3"
    broken.write_text("这不是数据库" * 1000)
    said = copy.run("verify")

    assert said.status == 2 and "L021" in said.err and "Traceback" not in said.err
    assert broken.read_text() == "这不是数据库" * 1000
