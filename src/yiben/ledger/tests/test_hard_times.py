"""What happens when the machine does not play along: killed, full, crowded."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections

from yiben.kernel.problems import Refused
from yiben.ledger import rebuild, seals, service
from yiben.ledger.acts import Enter
from yiben.ledger.models import Entry, Record
from yiben.ledger.tests.conftest import People, petition
from yiben.township.models import Account


def writer(folder: Path, count: int) -> "subprocess.Popen[str]":
    environment = os.environ | {"YIBEN_DATA": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "yiben.ledger.tests.writer", str(count)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def test_a_server_killed_in_mid_write_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    told = []
    for kill_after in (3, 9, 14):
        process = writer(tmp_path, 1000)
        assert process.stdout is not None
        for _ in range(kill_after):
            told.append(process.stdout.readline().strip())
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    assert all(told)
    with sqlite3.connect(tmp_path / "yiben.sqlite3") as kept:
        numbers = {n for (n,) in kept.execute("SELECT number FROM ledger_record")}
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        entries = kept.execute("SELECT count(*), max(seq), max(town_seq) FROM ledger_entry").fetchone()
    assert set(told) <= numbers and entries[0] == entries[1] == entries[2] == len(numbers)


@pytest.mark.django_db
def test_a_full_disk_is_told_and_leaves_nothing_half_written(staff: People) -> None:
    service.enter("petitions", petition(), staff.clerk)
    if connection.vendor != "sqlite":
        pytest.skip("把磁盘写满只在 SQLite 上试")
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 2}")
    try:
        with pytest.raises(Refused, match="L012"):
            service.submit([Enter("petitions", petition(result="满" * 1900))] * 40, staff.clerk)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert Entry.objects.count() == Record.objects.count() == 1
    service.enter("petitions", petition(), staff.clerk)
    assert not list(seals.verify()) and not list(rebuild.check())


@pytest.mark.threads
@pytest.mark.django_db(transaction=True)
def test_many_clerks_at_once_make_one_chain_without_gaps() -> None:
    staff = People()
    failed: list[Exception] = []

    def work(by: Account) -> None:
        try:
            for _ in range(10):
                service.enter("petitions", petition(), by)
        except Exception as fault:
            failed.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(staff.clerk,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert list(Entry.objects.order_by("seq").values_list("town_seq", flat=True)) == list(range(1, 41))
    assert len(set(Record.objects.values_list("number", flat=True))) == 40
    assert not list(seals.verify()) and not list(rebuild.check())
