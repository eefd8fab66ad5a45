"""The data folder: which version wrote it, whether it is a demonstration, whether loading was cut off."""

import os
import shutil
from pathlib import Path

from yiben.kernel.problems import refuse
from yiben.start.launch.child import of_machine
from yiben.start.places_of_things import private
from yiben.start.version import DATA_VERSION

DATABASE = "yiben.sqlite3"
OURS = (
    DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal",
    "keys.json", "keys.new", "keys.old", "ledger.lock",
    "figures", "files", "reports", "logs",
)  # fmt: skip
"""The ledger and what is made from it; `wipe` takes nothing else (the secret of sessions may stay)."""
VERSION, LOADING = "VERSION", "LOADING"


def version(data: Path) -> tuple[int, bool] | None:
    """Data version and whether it holds demonstration towns; None where there is no ledger yet."""
    try:
        lines = (data / VERSION).read_text(encoding="utf-8", errors="replace").split()
    except FileNotFoundError:
        return None
    if not lines or not lines[0].isdigit():
        raise refuse("L011", found="".join(lines)[:20] or "?", known=DATA_VERSION)
    return int(lines[0]), "demo" in lines[1:]


def is_demo(data: Path) -> bool:
    """Whether the towns here are demonstration towns; while they are being loaded too."""
    if (data / LOADING).exists():
        return True
    try:
        return "demo" in (data / VERSION).read_text(encoding="utf-8", errors="replace").split()
    except OSError:
        return False


def check_version(data: Path) -> None:
    """Refused L011 for a folder that a newer program wrote."""
    found = version(data)
    if found is not None and found[0] > DATA_VERSION:
        raise refuse("L011", found=found[0], known=DATA_VERSION)


def check(data: Path, upgrading: bool = False) -> None:
    """Refused L011 for a folder that a newer program wrote, J019 for one that must be upgraded first, S004
    for one without a whole ledger, J020 where a real ledger's database is gone."""
    check_version(data)
    found = version(data)
    if found is None or (data / LOADING).exists():
        raise refuse("S004")
    if database_missing(data):
        raise refuse("S004") if found[1] else refuse("J020", path=data / DATABASE)
    if found[0] < DATA_VERSION and not upgrading:
        raise refuse("J019", found=found[0], known=DATA_VERSION)


def database_missing(data: Path) -> bool:
    """Whether the embedded database is gone; one that YIBEN_DATABASE names is asked when it is opened."""
    return not os.environ.get("YIBEN_DATABASE") and not (data / DATABASE).exists()


def write_version(data: Path, demo: bool) -> None:
    fresh = data / f"{VERSION}.new"
    fresh.write_text(f"{DATA_VERSION}{' demo' * demo}\n", encoding="utf-8")
    fresh.replace(data / VERSION)


def begin_loading(data: Path) -> None:
    """From here until `loaded`, what lies in the folder is half a demo and will be wiped."""
    try:
        private(data)
        (data / LOADING).touch()
    except OSError as fault:
        raise of_machine(fault, data) from fault


def loaded(data: Path) -> None:
    write_version(data, demo=True)
    (data / LOADING).unlink()


def wipe(data: Path) -> None:
    """Delete what Yiben wrote here, the mark of a demo last, so that a wipe cut off is done again."""
    begin_loading(data)
    (data / VERSION).unlink(missing_ok=True)
    for name in OURS:
        path = data / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
