"""Restores a backup: into a folder beside, looked at from end to end, and only then into its place."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from yiben.kernel.problems import Problem, refuse
from yiben.start import datafolder, occupied
from yiben.start.backup.checking import Read, Walk, opened
from yiben.start.backup.manifest import FILES, KEYS, REPORTS, ROWS
from yiben.start.backup.parts import PartContent
from yiben.start.book import ready_django
from yiben.start.places_of_things import private

WORK, LOCK, ASIDE = "restoring", "restoring.lock", "before-restore"
STATE = (datafolder.VERSION, datafolder.LOADING, *(n for n in datafolder.OURS if n != "logs"))
"""What makes a folder hold a ledger; VERSION goes first and comes last, so that half a ledger is none."""


@dataclass(frozen=True)
class Restored:
    read: Read
    faults: list[Problem]
    """What `verify` finds in the restored ledger; it was so when the backup was made."""
    aside: list[str]
    """Where the ledger lies that was there before."""


def restore(backup: Path, into: Path, passphrase: str, replace: bool) -> Restored:
    """The ledger of the backup in the folder `into` (and in the database that YIBEN_DATABASE names).

    Refused J002 to J006 and J013 (the backup), J008 and J009 (somebody is at work there), J011 (a second
    restore), J017 (there is a ledger), J016 (the database refuses a row), J001 (no space). Whatever stops it,
    what was there before stays as it was.
    """
    private(into)
    with (
        occupied.alone(into, number="J011", lock=LOCK),
        occupied.alone(into, number="J009"),
    ):
        keys_at = os.environ.pop("YIBEN_KEYS", "")
        there = [name for name in STATE if (into / name).exists()]
        if (there and {datafolder.VERSION, datafolder.DATABASE, "keys.json"} & set(there)) and not replace:
            raise refuse("J017", path=into)
        if keys_at and Path(keys_at).exists() and not replace:
            raise refuse("J017", path=keys_at)
        with _workplace(into) as work:
            return _restore(backup, into, work, passphrase, replace, keys_at)


@contextmanager
def _workplace(into: Path) -> Iterator[Path]:
    """The data folder for a while: emptied of what an earlier restore left, and gone in the end."""
    work = into / WORK
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    os.environ["YIBEN_DATA"] = str(work)
    try:
        yield work
    finally:
        os.environ["YIBEN_DATA"] = str(into)
        shutil.rmtree(work, ignore_errors=True)


def _restore(backup: Path, into: Path, work: Path, passphrase: str, replace: bool, keys_at: str) -> Restored:
    ready_django()
    from django.db import connection

    from yiben.start.backup import loading

    stamp = f"{datetime.now():%Y%m%d-%H%M%S}"
    aside: list[str] = []
    with loading.all_or_nothing():
        old = loading.in_the_way()
        if loading.holds_entries(old) and not replace:
            raise refuse("J017", path=connection.settings_dict["NAME"])
        if old:
            schema = f"yiben_before_{stamp.replace('-', '_')}"
            loading.move_aside(old, schema)
            aside.append(f"schema {schema}")
        read = _unpack(backup, work, passphrase)
        loading.finish()
        faults = loading.verify()
    connection.close()
    if (work / datafolder.DATABASE).exists():
        with (work / datafolder.DATABASE).open("rb+") as file:
            os.fsync(file.fileno())
    datafolder.write_version(work, read.about.demo)
    aside += _put_in_place(work, into, stamp, keys_at)
    return Restored(read, faults, aside)


def _unpack(backup: Path, work: Path, passphrase: str) -> Read:
    from yiben.start.backup import loading

    walk = Walk(backup.name)
    with opened(backup, passphrase) as parts:
        for name, content in parts:
            if walk.begins(name, content):
                if walk.about and walk.manifest is None:
                    loading.make_tables(walk.about)
            elif name.startswith(ROWS):
                loading.load(walk.table(name), walk.read(name, content))
            elif name == KEYS:
                _write(work / KEYS, content)
            elif name.startswith((FILES, REPORTS)):
                _write(_inside(work, name, backup), content)
        return walk.end(parts)


def _inside(work: Path, name: str, backup: Path) -> Path:
    """Where a part's file goes; a name that leads out of the folder is refused."""
    path = work / name
    if ".." in Path(name).parts or Path(name).is_absolute():
        raise refuse("J013", path=backup.name, part=name)
    return path


def _write(path: Path, content: PartContent) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for block in content.blocks():
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(work: Path, into: Path, stamp: str, keys_at: str) -> list[str]:
    """Move the old ledger aside and the new one in; returns where the old one lies."""
    aside = into / f"{ASIDE}-{stamp}"
    moved = False
    for name in (*STATE, *(["secret.txt"] if (into / datafolder.VERSION).exists() else [])):
        if (into / name).exists():
            aside.mkdir(mode=0o700, exist_ok=True)
            (into / name).rename(aside / name)
            moved = True
    told = [str(aside)] if moved else []
    if keys_at:
        told += _keys_elsewhere(work / KEYS, Path(keys_at), stamp)
    for name in (datafolder.DATABASE, KEYS, "files", "reports", "secret.txt", datafolder.VERSION):
        if (work / name).exists():
            (work / name).replace(into / name)
    return told


def _keys_elsewhere(made: Path, at: Path, stamp: str) -> list[str]:
    """The key file where YIBEN_KEYS wants it; one that lies there already is kept beside."""
    told = []
    if at.exists():
        old = at.with_name(f"{at.name}.{ASIDE}-{stamp}")
        at.rename(old)
        told.append(str(old))
    at.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(made, at)
    at.chmod(0o600)
    made.unlink()
    return told
