"""`./yiben test`: all tests, and once more on PostgreSQL those that concern a database."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence

from yiben.kernel.problems import refuse
from yiben.start.places_of_things import TREE

POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
NO_TESTS = 5
"""pytest's exit status when nothing was collected."""


def run(arguments: Sequence[str]) -> int:
    """Exit status of the worst run."""
    if not (TREE / "tests").is_dir():
        raise refuse("S016", path=TREE / "tests")
    postgres = answers(os.environ.get("YIBEN_TEST_POSTGRES", POSTGRES))
    say_what_is_skipped(postgres)
    started = time.monotonic()
    status = pytest(arguments, {})
    if postgres and "-m" not in arguments:
        print("\n与数据库有关的测试，再在 PostgreSQL 上跑一遍：", flush=True)
        again = pytest([*arguments, "-m", "services"], {"YIBEN_DATABASE": postgres})
        status = status or (0 if again == NO_TESTS else again)
    print(f"全部用了 {time.monotonic() - started:.0f} 秒。", flush=True)
    return status


def pytest(arguments: Sequence[str], env: dict[str, str]) -> int:
    kept = {k: v for k, v in os.environ.items() if k not in ("YIBEN_DATABASE", "YIBEN_DATA")}
    parallel = (
        [] if any(a.startswith(("-n", "--pdb")) for a in arguments) else ["-n", "auto", "--dist", "loadgroup"]
    )
    command = [sys.executable, "-m", "pytest", *parallel, *arguments]
    return subprocess.run(command, cwd=TREE, env=kept | env).returncode


def answers(url: str) -> str:
    """The address if a PostgreSQL answers there, else nothing."""
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.Error:
        return ""
    return url


def say_what_is_skipped(postgres: str) -> None:
    """A plain line for each thing missing; Refused S015 where the setting says it must be there (CI)."""
    there = {
        "PostgreSQL": bool(postgres),
        "Chromium": bool(shutil.which("chromium") or shutil.which("chromium-browser")),
        "LibreOffice": bool(shutil.which("soffice")),
    }
    needed = {
        "PostgreSQL": "YIBEN_NEED_POSTGRES",
        "Chromium": "YIBEN_NEED_BROWSER",
        "LibreOffice": "YIBEN_NEED_OFFICE",
    }
    how = {
        "PostgreSQL": "请启动 127.0.0.1:5432，或用 YIBEN_TEST_POSTGRES 指明地址。",
        "Chromium": "sudo apt install chromium fonts-noto-cjk",
        "LibreOffice": "sudo apt install libreoffice-writer poppler-utils",
    }
    for what in (name for name, found in there.items() if not found):
        if os.environ.get(needed[what]) == "1":
            raise refuse("S015", what=what, how=how[what])
        print(f"没有 {what}，有关的测试跳过。{how[what]}", flush=True)
