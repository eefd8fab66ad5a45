"""`./yiben upgrade` on an empty ledger: a backup first, then the tables; or all stays as it was."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.demo_town import DemoTown
from tests.empty_ledger import empty_ledger, own_postgres

pytestmark = pytest.mark.slow
BEFORE = ("DELETE FROM django_migrations WHERE app = 'jobs'", "DROP TABLE jobs_job", "DROP TABLE jobs_run")
"""What makes a database look as if the program had had no jobs yet."""


@pytest.fixture
def phrase(tmp_path: Path) -> str:
    path = tmp_path / "口令.txt"
    path.write_text("correct horse battery\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def town(tmp_path: Path) -> DemoTown:
    return empty_ledger(tmp_path / "data")


@pytest.fixture
def postgres() -> Iterator[str]:
    with own_postgres("yiben_upgrade") as url:
        yield url


def older(town: DemoTown, *statements: str) -> None:
    (town.data / "VERSION").write_text("0\n")
    with sqlite3.connect(town.data / "yiben.sqlite3") as database:
        for statement in statements:
            database.execute(statement)


def dump(town: DemoTown) -> list[str]:
    with sqlite3.connect(town.data / "yiben.sqlite3") as database:
        return [line for line in database.iterdump() if "axes_" not in line]


def test_an_older_folder_is_served_only_after_the_upgrade_which_backs_up_first(
    town: DemoTown, phrase: str
) -> None:
    older(town, *BEFORE)
    for command in (("verify",), ("serve", "--port", "18999"), ("worker", "--once")):
        said = town.run(*command)
        assert said.status == 2 and "J019" in said.err and "./yiben upgrade" in said.err

    assert "J010" in town.run("upgrade").err
    said = town.run("upgrade", "--passphrase-file", phrase)
    assert said.status == 0, said.err
    assert "数据 0 → 1" in said.out
    (backup,) = (town.data / "backups").iterdir()
    assert town.run("backup", "--check", str(backup), "--passphrase-file", phrase).status == 0
    assert town.run("worker", "--status").status == 0
    assert "不用升级" in town.run("upgrade").out


def test_the_backup_of_an_older_program_is_restored_and_brought_up(
    town: DemoTown, phrase: str, tmp_path: Path
) -> None:
    older(town, *BEFORE)
    assert town.run("upgrade", "--passphrase-file", phrase).status == 0
    (backup,) = (town.data / "backups").iterdir()
    other = DemoTown(tmp_path / "other")

    said = other.run("restore", str(backup), "--passphrase-file", phrase)
    assert said.status == 0, said.err
    assert other.run("worker", "--status").status == 0


FAILS = (*BEFORE, "DELETE FROM django_migrations WHERE app = 'sessions'")
"""The tables of the jobs can be made, those of the sessions are there already."""


def test_an_upgrade_that_fails_leaves_all_as_it_was(town: DemoTown, phrase: str) -> None:
    older(town, *FAILS)
    before = dump(town)
    said = town.run("upgrade", "--passphrase-file", phrase)

    assert said.status == 2 and "J018" in said.err and "原样" in said.err and "Traceback" not in said.err
    assert dump(town) == before and "jobs_job" not in "".join(before)
    assert (town.data / "VERSION").read_text() == "0\n"
    assert not list(town.data.glob("*upgrading*"))


def test_on_postgresql_an_upgrade_that_fails_leaves_all_as_it_was(
    postgres: str, phrase: str, tmp_path: Path
) -> None:
    env = {"YIBEN_DATABASE": postgres}
    town = empty_ledger(tmp_path / "server", **env)
    (town.data / "VERSION").write_text("0\n")
    with psycopg.connect(postgres, autocommit=True) as database:
        for statement in FAILS:
            database.execute(statement)
    said = town.run("upgrade", "--passphrase-file", phrase, **env)

    assert said.status == 2 and "J018" in said.err
    with psycopg.connect(postgres, autocommit=True) as database:
        assert database.execute("SELECT to_regclass('jobs_job')").fetchone() == (None,)
        database.execute("DROP TABLE django_session")
    said = town.run("upgrade", "--passphrase-file", phrase, **env)
    assert said.status == 0, said.err
    assert town.run("worker", "--status", **env).status == 0


def test_a_newer_folder_is_refused(town: DemoTown, phrase: str) -> None:
    (town.data / "VERSION").write_text("9\n")

    assert "L011" in town.run("upgrade", "--passphrase-file", phrase).err
