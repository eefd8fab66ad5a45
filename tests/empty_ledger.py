"""A data folder with an empty ledger, made in some seconds, and a PostgreSQL database of one's own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.demo_town import NOT_OURS, TREE, DemoTown
from yiben.start.commands.test import POSTGRES, answers

MAKE = """
import sys
from pathlib import Path
from yiben.start import book, datafolder
from yiben.start.places_of_things import private
data = Path(sys.argv[1])
private(data)
book.ready_django()
book.migrate()
book.check_keys()
datafolder.write_version(data, demo=False)
"""


def surroundings(data: Path, **env: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in NOT_OURS}
    return kept | {"YIBEN_DATA": str(data), "PYTHONPATH": str(TREE / "src")} | env


def empty_ledger(data: Path, **env: str) -> DemoTown:
    command = [sys.executable, "-c", MAKE, str(data)]
    subprocess.run(command, env=surroundings(data, **env), check=True, timeout=300)
    return DemoTown(data)


@contextmanager
def own_postgres(name: str) -> Iterator[str]:
    """The address of an empty database; skips where there is no server, unless there must be one (CI)."""
    url = answers(os.environ.get("YIBEN_TEST_POSTGRES", POSTGRES))
    if not url:
        if os.environ.get("YIBEN_NEED_POSTGRES") == "1":
            pytest.fail("PostgreSQL is missing, and YIBEN_NEED_POSTGRES=1")
        pytest.skip("PostgreSQL is missing")
    name = f"{name}_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
    yield f"{url.rpartition('/')[0]}/{name}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
