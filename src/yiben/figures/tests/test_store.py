"""Parquet, manifest and live delta: figures show the ledger as it stands, whatever became of the files."""

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from yiben.figures import changes, engine, live, store
from yiben.figures.tests.books import Ledger, pour, random_ledger
from yiben.figures.tests.by_hand import VALUES
from yiben.figures.tests.small import CASES as TEXT
from yiben.figures.tests.small import small_catalog, small_register
from yiben.kernel.periods import ALL_TIME
from yiben.ledger.models import PastRecord, Record

SMALL = small_catalog()
CASES = SMALL.registers["cases"]
COUNTY = "990000"
NAMES = [name for name in VALUES if name.startswith("cases.")]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "catalog", lambda: SMALL)
    live.book().states.clear()


def written(first: int, towns: int = 3, seq: int = 1) -> list[Ledger]:
    luck = random.Random(first)
    made = [random_ledger(luck, f"{COUNTY}{first + at:03}", seq + at * 100) for at in range(towns)]
    pour(made, entries=True)
    return made


def asked() -> dict[str, Any]:
    found = engine.evaluate(NAMES, COUNTY, ALL_TIME, by="village")
    return {r.figure.id: (r.value, r.rows, [cell for cell in r.cells if cell.rows]) for r in found}


def parquet() -> Path:
    return store.folder() / str(json.loads((store.folder() / "cases.json").read_text())["file"])


@pytest.mark.django_db
def test_a_live_delta_gives_what_folding_gives() -> None:
    written(100)
    assert store.fold(CASES)
    written(200, seq=1001)
    with_delta = asked()
    assert live.book().states["cases"].changed > 0
    assert store.fold(CASES)
    folded = asked()
    assert live.book().states["cases"].changed == 0
    store.discard()
    assert with_delta == folded == asked()


@pytest.mark.django_db
def test_changes_of_folded_records_supersede_what_the_file_says() -> None:
    ledgers = [random_ledger(random.Random(at), f"{COUNTY}{at:03}", at * 100) for at in range(1, 9)]
    halves = [replace(one, acts=one.acts[: len(one.acts) // 2]) for one in ledgers]
    for one, half in zip(ledgers, halves, strict=True):
        late = [replace(act, seq=act.seq + 10_000) for act in one.acts[len(half.acts) :]]
        one.acts = half.acts + late
    pour(halves)
    assert store.fold(CASES)
    Record.objects.all().delete()
    PastRecord.objects.all().delete()
    pour(ledgers)
    with_delta = asked()
    assert live.book().states["cases"].superseded > 0
    assert store.fold(CASES)
    folded = asked()
    store.discard()
    assert with_delta == folded == asked()


@pytest.mark.django_db
def test_what_is_entered_a_moment_ago_is_in_the_figure() -> None:
    (ledger,) = written(100, towns=1)
    store.fold(CASES)
    before = engine.evaluate(["cases.ever"], ledger.town, ALL_TIME)[0].rows
    written(200, towns=2, seq=1001)
    after = engine.evaluate(["cases.ever"], COUNTY, ALL_TIME)[0].rows
    assert after > before


@pytest.mark.django_db
@pytest.mark.parametrize("harm", ["cut short", "one byte", "gone", "manifest broken", "manifest gone"])
def test_a_damaged_file_is_made_anew_from_the_database(harm: str) -> None:
    written(100)
    store.fold(CASES)
    wanted, file = asked(), parquet()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    manifest = store.folder() / "cases.json"
    match harm:
        case "cut short":
            file.write_bytes(content[: len(content) // 2])
        case "one byte":
            file.write_bytes(content)
        case "gone":
            file.unlink()
        case "manifest broken":
            manifest.write_text("{", encoding="utf-8")
        case _:
            manifest.unlink()
    assert store.current(CASES, changes.last("cases")) is None
    assert asked() == wanted
    assert store.fold(CASES)
    assert store.current(CASES, changes.last("cases")) is not None
    assert asked() == wanted


@pytest.mark.django_db
def test_a_ledger_put_back_from_a_backup_is_not_mixed_with_later_files() -> None:
    written(100)
    wanted = asked()
    written(200, seq=1001)
    store.fold(CASES)
    assert asked() != wanted
    for table in ("ledger_record", "ledger_pastrecord", "ledger_entry"):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}" + (" WHERE seq > 1000" if "entry" in table else ""))
    pour([])
    luck = random.Random(100)
    pour([random_ledger(luck, f"{COUNTY}{100 + at:03}", 1 + at * 100) for at in range(3)])
    assert asked() == wanted


@pytest.mark.django_db
def test_rolled_back_entries_leave_no_trace_though_numbers_come_again() -> None:
    written(100)
    asked()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        written(200, seq=1001)
        asked()
        raise ZeroDivisionError
    written(300, seq=1001)
    found = asked()
    live.book().states.clear()
    assert found == asked()


@pytest.mark.django_db
def test_a_parquet_file_holds_no_name_and_no_cipher() -> None:
    written(100)
    store.fold(CASES)
    columns = live.book().duck.execute(f"DESCRIBE SELECT * FROM read_parquet('{parquet()}')").fetchall()
    names = {found[0] for found in columns}
    assert {"f_person", "seq_from", "seq_to", "day_from", "day_to"} <= names
    assert "f_name" not in names and "data" not in names
    held = live.book().duck.execute(f"SELECT DISTINCT f_person FROM read_parquet('{parquet()}')").fetchall()
    assert {value for (value,) in held} <= {"p1", "p2", "p3", None}


@pytest.mark.django_db
def test_a_new_field_in_the_catalog_makes_the_file_anew() -> None:
    written(100)
    store.fold(CASES)
    more = small_register(
        TEXT.replace("[uses.cases]", 'note2 = { title = "备注", type = "text" }\n[uses.cases]')
    )
    assert store.current(more, changes.last("cases")) is None
    assert store.fold(more)
    assert json.loads((store.folder() / "cases.json").read_text())["rows"] == changes.count("cases")


@pytest.mark.django_db
def test_two_processes_may_read_and_fold_at_once(tmp_path: Path) -> None:
    """One process folds over and over while this one reads; every answer is whole."""
    written(100)
    store.fold(CASES)
    wanted = asked()
    code = f"""
import shutil, sys, time, json
from pathlib import Path
from filelock import FileLock
folder = Path({str(store.folder())!r})
for turn in range(40):
    time.sleep(0.02)
    with FileLock(folder / "cases.lock"):
        manifest = json.loads((folder / "cases.json").read_text())
        name = f"cases.9.{{turn:08}}.parquet"
        shutil.copy(folder / manifest["file"], folder / "new.part")
        (folder / "new.part").replace(folder / name)
        (folder / "json.part").write_text(json.dumps(manifest | {{"file": name}}))
        (folder / "json.part").replace(folder / "cases.json")
        if turn % 20 == 0:
            (folder / manifest["file"]).unlink()
"""
    with subprocess.Popen([sys.executable, "-c", code]) as other:
        while other.poll() is None:
            assert asked() == wanted
    assert other.returncode == 0
    assert asked() == wanted


@pytest.mark.django_db
def test_while_another_process_folds_figures_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "FIRST_AT", 0)
    written(100)
    store.folder().mkdir(parents=True)
    code = f"""
import time
from filelock import FileLock
with FileLock({str(store.folder() / "cases.lock")!r}):
    print("locked", flush=True)
    time.sleep(30)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline().strip() == b"locked"
        assert asked()["cases.ever"][1] > 0
        assert not list(store.folder().glob("cases.*.parquet"))
        other.kill()
    asked()
    assert parquet().exists()
