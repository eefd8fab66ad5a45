"""Acknowledged writes lost over many kill -9 of the writing process (bar: none).

    PYTHONPATH=src .venv/bin/python bench/kills.py [kills]

Each process writes petitions one by one through the ledger's service and prints each number once it is
committed; it is killed after a chance number of them. At the end every printed number must be there, the
chain whole and the projection equal to the entries.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WRITER = "yiben.ledger.tests.writer"


def main(kills: int) -> int:
    folder = Path(tempfile.mkdtemp(prefix="yiben-kills-"))
    os.environ["YIBEN_DATA"] = str(folder)
    chance, told = random.Random(1), []
    for _ in range(kills):
        process = subprocess.Popen([sys.executable, "-m", WRITER, "10000"], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 30)):
            told.append(process.stdout.readline().strip())
        time.sleep(chance.random() / 200)
        process.send_signal(signal.SIGKILL)
        told += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.wait()

    os.environ["DJANGO_SETTINGS_MODULE"] = "yiben.ledger.tests.writer_settings"
    import django

    import yiben.ledger.tests.writer as _writer  # sets the small catalog

    django.setup()
    from yiben.ledger import rebuild, seals
    from yiben.ledger.models import Record

    kept = set(Record.objects.values_list("number", flat=True))
    lost = set(told) - kept
    wrong = [*seals.verify(), *rebuild.check()]
    print(f"{kills} kills, {len(told):,} acknowledged, {len(kept):,} kept")
    print(f"{len(lost)} lost, {len(wrong)} faults")
    assert _writer
    return 1 if lost or wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
