"""`./yiben init` as a user types it, each in a data folder of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TREE = Path(__file__).resolve().parents[4]
NOT_OURS = ("YIBEN_DATABASE", "YIBEN_CATALOG", "DJANGO_SETTINGS_MODULE")


def run(data: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in NOT_OURS}
    return subprocess.run(
        [sys.executable, "-m", "yiben.start.commands.main", *arguments],
        capture_output=True, text=True, timeout=120, input=typed,
        env=kept | {"YIBEN_DATA": str(data), "PYTHONPATH": str(TREE / "src")},
    )  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which 柏杨坝镇 was opened."""
    folder = tmp_path_factory.mktemp("opened") / "data"
    said = run(folder, "init", "--town", "柏杨坝镇", "--backup-key", str(folder.parent / "key.txt"), "--json")
    assert said.returncode == 0, said.stderr
    told = json.loads(said.stdout)
    assert told["town"]["code"] == "422802101" and told["villages"] == 29
    assert [a["part"] for a in told["administrators"]] == ["system", "security", "audit"]
    return folder


def test_an_opened_folder_is_a_ledger_and_no_demo(data: Path) -> None:
    said = run(data, "verify")

    assert said.returncode == 0, said.stderr
    assert (data / "VERSION").read_text() == "3\n" or "demo" not in (data / "VERSION").read_text()
    assert "sysadmin" in run(data, "user", "list").stdout
    assert (data.parent / "key.txt").stat().st_mode & 0o077 == 0


def test_a_folder_with_a_ledger_is_refused_but_a_second_town_may_be_added(data: Path) -> None:
    again, other = run(data, "init", "--town", "柏杨坝镇"), run(data, "init", "--town", "随县吴山镇")
    assert again.returncode == other.returncode == 2 and "W012" in again.stderr and "W012" in other.stderr
    assert "W011" in run(data, "init", "--town", "柏杨坝镇", "--add").stderr

    added = run(data, "init", "--town", "随县吴山镇", "--add")

    assert added.returncode == 0, added.stderr
    assert "sysadmin_421321110" in added.stdout and "一次性密码" in added.stdout


def test_a_demo_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "VERSION").write_text("1 demo\n")

    assert "W013" in run(tmp_path, "init", "--town", "柏杨坝镇").stderr


def test_a_database_without_its_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "yiben.sqlite3").write_bytes(b"")

    assert "W012" in run(tmp_path, "init", "--town", "柏杨坝镇").stderr


def test_an_init_that_was_cut_off_goes_on(tmp_path: Path) -> None:
    refused = run(tmp_path, "init", "--town", "柏杨坝镇", "--admins", "甲,甲,乙")
    assert refused.returncode == 2 and "W010" in refused.stderr

    assert run(tmp_path, "init", "--town", "柏杨坝镇").returncode == 0


def test_a_refused_init_leaves_no_key_behind(tmp_path: Path) -> None:
    key = tmp_path / "key.txt"

    said = run(
        tmp_path / "data", "init", "--town", "柏杨坝镇", "--admins", "甲,甲,乙", "--backup-key", str(key)
    )

    assert said.returncode == 2 and not key.exists()


def test_accounts_made_at_the_machine_are_kept_as_entries_and_must_change_their_password(data: Path) -> None:
    made = run(
        data, "user", "add", "lisi", "李四", "--post", "clerk_zongzhi", "--place", "422802101", "--generate"
    )
    wrong = run(data, "user", "add", "wu", "王五", "--post", "clerk_village", "--place", "422802101")

    assert made.returncode == 0 and "一次性密码" in made.stdout, made.stderr
    assert wrong.returncode == 2 and "A023" in wrong.stderr
    read = (
        "from yiben.start.book import open_book; open_book();"
        "from yiben.ledger.models import Entry; from yiben.township.models import Account, Look;"
        "e = Entry.objects.get(kind='machine.user_added');"
        "print(e.by_name, e.town, Account.objects.get(username='lisi').must_change_password,"
        " Look.objects.filter(action='machine').count())"
    )
    kept = {k: v for k, v in os.environ.items() if k not in NOT_OURS}
    told = subprocess.run(
        [sys.executable, "-c", read], capture_output=True, text=True, timeout=60,
        env=kept | {"YIBEN_DATA": str(data), "PYTHONPATH": str(TREE / "src")},
    )  # fmt: skip
    assert told.stdout.split() == ["命令行", "422802101", "True", "1"], told.stderr
