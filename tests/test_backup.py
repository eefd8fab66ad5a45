"""Backup and restore of a small demo town as an administrator does them, on both databases."""

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.demo_town import PASSING, DemoTown
from tests.empty_ledger import own_postgres, surroundings

pytestmark = [pytest.mark.xdist_group("demo_town"), pytest.mark.slow]
PHRASE = "correct horse battery"
ALL_FIGURES = """
import json, sys
from datetime import date
from yiben.start.book import open_book
open_book()
from yiben.declare.load import catalog
from yiben.figures import engine
from yiben.kernel.periods import Period
from yiben.api.figures import figure_out
period = Period(date(2023, 1, 1), date(2023, 9, 30))
found = engine.evaluate(list(catalog().figures), "422802101", period, by="village")
print(json.dumps([figure_out(one) for one in found], default=str))
"""
WRITERS = """
import sys, threading
from datetime import date, timedelta
from yiben.start.book import open_book
open_book()
from django.db import connections
from yiben.kernel import clock
from yiben.ledger import service
from yiben.start.book import who
from yiben.township.places import villages
village = villages("422802101", date(2023, 10, 12))[0].code
enough = threading.Event()
def write(name):
    count = 0
    account = who(None, "petitions")
    while not enough.is_set():
        with clock.stated(date(2023, 10, 12)):
            service.enter("petitions", {
                "matter": f"{name}第{count}件", "source": "来访", "village": village,
                "request_kind": "申诉求决", "category": "道路交通", "received_on": date(2023, 10, 11),
                "due_on": date(2023, 10, 26),
                "petitioner": "向某某", "phone": "19900000001",
            }, account)
        count += 1
        if count == 1:
            print("writing", flush=True)
    connections.close_all()
workers = [threading.Thread(target=write, args=[f"甲{n}"]) for n in range(4)]
[w.start() for w in workers]
sys.stdin.read()
enough.set()
[w.join() for w in workers]
"""

SERVING = """
import sys, time
from pathlib import Path
from yiben.start.occupied import together
with together(Path(sys.argv[1])):
    print("in", flush=True)
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoTown]:
    made = DemoTown(tmp_path_factory.mktemp("backup") / "data")
    made.load()
    _attach(made)
    yield made
    shutil.rmtree(made.data)


def _attach(town: DemoTown) -> None:
    script = """
from yiben.start.book import open_book, who
open_book()
from yiben.ledger import files
from yiben.ledger.models import Record
record = Record.objects.filter(register="petitions").order_by("record").first()
files.attach(record.record, "来信.txt", "三组道路塌方".encode() * 5000, who(None, "petitions"))
"""
    said = python(town, script)
    assert said.returncode == 0, said.stderr


@pytest.fixture(scope="module")
def phrase(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("phrase") / "口令.txt"
    path.write_text(f"{PHRASE}\n", encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def backup(town: DemoTown, phrase: str) -> Path:
    path = town.data.parent / "one.yiben"
    said = town.run("backup", "--to", str(path), "--passphrase-file", phrase)
    assert said.status == 0, said.err
    assert "已读回核对" in said.out and "附件 1 个" in said.out and "柏杨坝镇" in said.out
    return path


@pytest.fixture
def postgres() -> Iterator[str]:
    """An empty PostgreSQL database of its own."""
    with own_postgres("yiben_backup") as url:
        yield url


def python(town: DemoTown, script: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command, kept = started(town, script, *arguments, **env)
    return subprocess.run(command, env=kept, capture_output=True, text=True, timeout=300)


def started(town: DemoTown, script: str, *arguments: str, **env: str) -> tuple[list[str], dict[str, str]]:
    return [sys.executable, "-c", script, *arguments], surroundings(town.data, **env)


def figures(town: DemoTown, **env: str) -> list[dict[str, Any]]:
    said = python(town, ALL_FIGURES, **env)
    assert said.returncode == 0, said.stderr
    found: list[dict[str, Any]] = json.loads(said.stdout)
    return found


def restore(town: DemoTown, backup: Path, phrase: str, *more: str, **env: str) -> Any:
    return town.run("restore", str(backup), "--passphrase-file", phrase, *more, **env)


def test_restored_elsewhere_every_figure_is_equal_and_the_ledger_verifies(
    town: DemoTown, backup: Path, phrase: str, tmp_path: Path
) -> None:
    other = DemoTown(tmp_path / "elsewhere")
    said = restore(other, backup, phrase)

    assert said.status == 0, said.err
    assert "全部相符" in said.out
    before, after = figures(town), figures(other)
    assert len(before) > 200 and before == after
    assert other.run("verify").status == 0
    assert (other.data / "keys.json").read_bytes() == (town.data / "keys.json").read_bytes()
    assert not (other.data / "restoring").exists()


def test_from_sqlite_to_postgresql_and_back_every_figure_is_equal(
    town: DemoTown, backup: Path, phrase: str, tmp_path: Path, postgres: str
) -> None:
    server, back = DemoTown(tmp_path / "server"), DemoTown(tmp_path / "back")
    assert restore(server, backup, phrase, YIBEN_DATABASE=postgres).status == 0
    wanted = figures(town)
    assert figures(server, YIBEN_DATABASE=postgres) == wanted
    second = restore(server, backup, phrase, YIBEN_DATABASE=postgres)
    assert second.status == 2 and "J017" in second.err
    again = restore(server, backup, phrase, "--replace", YIBEN_DATABASE=postgres)
    assert again.status == 0 and "schema yiben_before_" in again.out, again.err

    file = tmp_path / "two.yiben"
    made = server.run("backup", "--to", str(file), "--passphrase-file", phrase, YIBEN_DATABASE=postgres)
    assert made.status == 0, made.err
    assert restore(back, file, phrase).status == 0
    assert figures(back) == wanted


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999999])
def test_a_backup_cut_short_is_told_and_nothing_is_restored(
    backup: Path, phrase: str, tmp_path: Path, share: float
) -> None:
    whole = backup.read_bytes()
    cut = tmp_path / "cut.yiben"
    cut.write_bytes(whole[: int(len(whole) * share)])
    other = DemoTown(tmp_path / "elsewhere")
    said = restore(other, cut, phrase)

    assert said.status == 2 and "J002" in said.err and "Traceback" not in said.err
    assert sorted(p.name for p in other.data.iterdir()) == ["in-use.lock", "restoring.lock"]
    assert "S004" in other.run("verify").err


@pytest.mark.parametrize(
    ("name", "content", "number"),
    [
        ("没有.yiben", None, "J006"),
        ("表.xlsx", b"PK\x03\x04", "J004"),
        ("新.yiben", b"YIBEN BACKUP 9\n", "J005"),
    ],
)
def test_what_is_no_backup_is_told(
    phrase: str, tmp_path: Path, name: str, content: bytes | None, number: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    said = restore(DemoTown(tmp_path / "elsewhere"), path, phrase)

    assert said.status == 2 and number in said.err


def test_one_changed_byte_and_a_wrong_passphrase_are_told(backup: Path, phrase: str, tmp_path: Path) -> None:
    changed, wrong = tmp_path / "changed.yiben", tmp_path / "wrong.txt"
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)
    wrong.write_text("correct horse stable")
    other = DemoTown(tmp_path / "elsewhere")

    said = other.run("backup", "--check", str(changed), "--passphrase-file", phrase)
    assert said.status == 2 and ("J013" in said.err or "J003" in said.err)
    said = restore(other, backup, str(wrong))
    assert said.status == 2 and "J003" in said.err
    assert other.run("backup", "--check", str(backup), "--passphrase-file", phrase).status == 0


def test_a_ledger_is_not_overwritten_and_with_replace_lies_aside(
    town: DemoTown, backup: Path, phrase: str, tmp_path: Path
) -> None:
    other = DemoTown(tmp_path / "other")
    shutil.copytree(town.data, other.data, ignore=PASSING)
    (other.data / "我的笔记.txt").write_text("留着")
    kept = (other.data / "yiben.sqlite3").read_bytes()

    said = restore(other, backup, phrase)
    assert said.status == 2 and "J017" in said.err
    assert (other.data / "yiben.sqlite3").read_bytes() == kept

    cut = tmp_path / "cut.yiben"
    cut.write_bytes(backup.read_bytes()[:-100])
    assert "J002" in restore(other, cut, phrase, "--replace").err
    assert (other.data / "yiben.sqlite3").read_bytes() == kept

    said = restore(other, backup, phrase, "--replace")
    assert said.status == 0, said.err
    (aside,) = other.data.glob("before-restore-*")
    assert (aside / "yiben.sqlite3").read_bytes() == kept and (aside / "keys.json").exists()
    assert (other.data / "我的笔记.txt").exists() and other.run("verify").status == 0


def test_of_two_restores_at_once_the_second_is_refused(backup: Path, phrase: str, tmp_path: Path) -> None:
    other = DemoTown(tmp_path / "other")
    command = [
        sys.executable,
        "-m",
        "yiben.start.commands.main",
        "restore",
        str(backup),
        "--passphrase-file",
        phrase,
    ]
    _, env = started(other, "")
    both = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [(one.communicate(timeout=300)[1], one.returncode) for one in both]

    assert sorted(status for _, status in said) == [0, 2]
    assert [err for err, status in said if status == 2 and "J011" in err and "正在进行" in err]
    assert other.run("verify").status == 0


def test_a_restore_that_is_killed_leaves_no_half_ledger(backup: Path, phrase: str, tmp_path: Path) -> None:
    other = DemoTown(tmp_path / "other")
    command = [
        sys.executable,
        "-m",
        "yiben.start.commands.main",
        "restore",
        str(backup),
        "--passphrase-file",
        phrase,
    ]
    _, env = started(other, "")
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not (other.data / "restoring" / "yiben.sqlite3").exists() and time.monotonic() < until:
        time.sleep(0.02)
    process.kill()
    process.wait()

    assert "S004" in other.run("verify").err
    assert restore(other, backup, phrase).status == 0
    assert other.run("verify").status == 0


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_while_four_write_a_backup_is_of_one_moment(
    town: DemoTown, backup: Path, phrase: str, tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    busy, other = DemoTown(tmp_path / "busy"), DemoTown(tmp_path / "other")
    env: dict[str, str] = {}
    if database == "postgresql":
        env = {"YIBEN_DATABASE": request.getfixturevalue("postgres")}
        assert restore(busy, backup, phrase, **env).status == 0
    else:
        shutil.copytree(town.data, busy.data, ignore=PASSING)
    command, around = started(busy, WRITERS, **env)
    pipe = subprocess.PIPE
    writers = subprocess.Popen(command, env=around, text=True, stdin=pipe, stdout=pipe, stderr=pipe)
    assert writers.stdout and writers.stdout.readline() == "writing\n"
    file = tmp_path / "busy.yiben"
    made = busy.run("backup", "--to", str(file), "--passphrase-file", phrase, **env)
    _, err = writers.communicate("enough", timeout=120)
    assert (writers.returncode, made.status) == (0, 0), err + made.err

    assert restore(other, file, phrase).status == 0
    kept, all_of_it = _entries(other), _entries(busy, **env)
    assert len(_entries(town)) < len(kept) < len(all_of_it)
    assert kept == all_of_it[: len(kept)]
    assert other.run("verify").status == 0 and other.run("rebuild", "--check").status == 0


def _entries(town: DemoTown, **env: str) -> list[list[Any]]:
    script = """
import json
from yiben.start.book import open_book
open_book()
from yiben.ledger.models import Entry
print(json.dumps(list(Entry.objects.order_by("seq").values_list("seq", "digest"))))
"""
    found: list[list[Any]] = json.loads(python(town, script, **env).stdout)
    return found


def test_without_keys_without_a_passphrase_or_over_a_file_there_is_no_backup(
    town: DemoTown, backup: Path, phrase: str, tmp_path: Path
) -> None:
    to = ("backup", "--to", str(tmp_path / "x.yiben"))
    short = tmp_path / "short.txt"
    short.write_text("123456")

    assert "L009" in town.run(*to, "--passphrase-file", phrase, YIBEN_KEYS=str(tmp_path / "no.json")).err
    assert "J010" in town.run(*to).err
    assert "J021" in town.run(*to, "--passphrase-file", str(short)).err
    assert "J007" in town.run("backup", "--to", str(backup), "--passphrase-file", phrase).err
    assert not (tmp_path / "x.yiben").exists()


def test_a_recovery_key_opens_the_backup_and_is_never_overwritten(town: DemoTown, tmp_path: Path) -> None:
    key, to = tmp_path / "恢复密钥.txt", tmp_path / "backups"
    to.mkdir()
    assert town.run("backup", "--new-key", str(key)).status == 0
    assert "J012" in town.run("backup", "--new-key", str(key)).err
    assert key.stat().st_mode & 0o077 == 0

    said = town.run("backup", "--to", str(to), "--passphrase-file", str(key))
    assert said.status == 0, said.err
    (made,) = to.iterdir()
    assert made.name.startswith("yiben-") and made.suffix == ".yiben" and made.stat().st_mode & 0o077 == 0


def test_a_real_ledger_whose_database_is_gone_is_told_the_way_back(
    town: DemoTown, phrase: str, tmp_path: Path
) -> None:
    other = DemoTown(tmp_path / "other")
    shutil.copytree(town.data, other.data, ignore=shutil.ignore_patterns("yiben.sqlite3*"))
    (other.data / "VERSION").write_text("1\n")
    said = other.run("backup", "--to", str(tmp_path / "x.yiben"), "--passphrase-file", phrase)

    assert said.status == 2 and "J020" in said.err and "./yiben restore" in said.err


def test_a_ledger_that_was_tampered_with_is_backed_up_and_told(
    town: DemoTown, phrase: str, tmp_path: Path
) -> None:
    other = DemoTown(tmp_path / "other")
    shutil.copytree(town.data, other.data, ignore=PASSING)
    with sqlite3.connect(other.data / "yiben.sqlite3") as database:
        database.execute("update ledger_entry set by_name = '别人' where seq = 5")
    for path in (other.data / "files").glob("*/*"):
        path.unlink()
    file = tmp_path / "x.yiben"
    said = other.run("backup", "--to", str(file), "--passphrase-file", phrase)

    assert said.status == 2 and file.exists()
    assert "第5笔" in said.err and "J014" in said.err and "来信.txt" in said.err and "J015" in said.err
    restored = DemoTown(tmp_path / "restored")
    said = restore(restored, file, phrase)
    assert said.status == 2 and "L016" in said.err and "L020" in said.err


def test_nobody_restores_upgrades_or_wipes_under_a_served_ledger(
    town: DemoTown, backup: Path, phrase: str, tmp_path: Path
) -> None:
    command, around = started(town, SERVING, str(town.data))
    serving = subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True)
    try:
        assert serving.stdout and serving.stdout.readline() == "in\n"
        assert "J009" in restore(town, backup, phrase, "--replace").err
        assert "J009" in town.run("upgrade", "--passphrase-file", phrase).err
        assert "J009" in town.run("demo", "--fresh", "--no-serve").err
    finally:
        serving.terminate()
        serving.communicate()
