"""Writes a backup: one moment of the ledger, its attachments and its keys, all in one sealed file."""

import base64
import json
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO

from django.db import connection

from yiben.kernel import clock
from yiben.kernel.problems import refuse
from yiben.ledger import keys
from yiben.ledger.ciphers import ALGORITHMS
from yiben.start import datafolder
from yiben.start.backup import checking, snapshot
from yiben.start.backup.checking import Read
from yiben.start.backup.full_disk import no_space
from yiben.start.backup.manifest import (
    ABOUT,
    FILES,
    KEYS,
    MANIFEST,
    REPORTS,
    ROWS,
    About,
    Manifest,
    sums_told,
)
from yiben.start.backup.parts import BLOCK, PartsWriter
from yiben.start.backup.sealing import Sealer
from yiben.start.backup.snapshot import Snapshot
from yiben.start.backup.tables import Table
from yiben.start.version import DATA_VERSION, __version__

SUFFIX = ".yiben"


def target(to: Path) -> Path:
    """The file to write: the one named, or in a folder that is there one named by the day and time.

    Refused J007 for a file that is there already.
    """
    if to.is_dir():
        stamp = clock.now().astimezone(clock.SHANGHAI)
        return to / f"yiben-{stamp:%Y%m%d-%H%M%S}{SUFFIX}"
    if to.exists():
        raise refuse("J007", path=to)
    return to


def write(data: Path, to: Path, passphrase: str) -> Read:
    """Write and read back; the file has its name only when it was found whole.

    Refused J001 (no space), S002 (no right), L009 and L010 (keys), J013 (read back, it is another).
    """
    unfinished = to.with_name(f"{to.name}.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            made = _write(data, out, passphrase)
            out.flush()
            os.fsync(out.fileno())
        read = checking.check(unfinished, passphrase)
        if read.manifest != made:
            raise refuse("J013", path=to, part=MANIFEST)
        unfinished.replace(to)
        _flush(to.parent)
    except OSError as fault:
        raise no_space(fault, to) from fault
    finally:
        unfinished.unlink(missing_ok=True)
    return read


def _flush(folder: Path) -> None:
    if os.name == "posix":
        held = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


def _write(data: Path, out: IO[bytes], passphrase: str) -> Manifest:
    algorithm = keys.ring().algorithm
    with snapshot.taken() as shot:
        key_text = _keys(shot)
        sealed = Sealer(out, passphrase, algorithm)
        parts = PartsWriter(sealed)
        tables = shot.tables()
        about = About(
            program=__version__,
            data_version=(datafolder.version(data) or (DATA_VERSION, False))[0],
            demo=datafolder.is_demo(data),
            made_at=datetime.now().astimezone().isoformat(timespec="seconds"),
            database=connection.vendor,
            key=snapshot.key_mark(shot),
            migrations=snapshot.applied(shot),
            tables={t.name: t.told() for t in tables},
        )
        _part(parts, ABOUT, json.dumps(asdict(about), ensure_ascii=False).encode())
        _part(parts, KEYS, key_text)
        rows = {table.name: _rows(parts, shot, table) for table in tables}
        missing = _files(parts, data, snapshot.attached(shot))
        made = Manifest(sums_told(parts.sums), rows, snapshot.ends(shot), missing)
        _part(parts, MANIFEST, json.dumps(asdict(made), ensure_ascii=False).encode())
        parts.finish()
        sealed.finish()
    return made


def _keys(shot: Snapshot) -> bytes:
    """The key file that the ledger of this moment names; Refused L009 (lost), L010 (another's)."""
    wanted = snapshot.key_mark(shot)
    for text in shot.key_files.values():
        if fingerprint(text) == wanted:
            return text
    raise refuse("L010" if shot.key_files else "L009", path=keys.key_file())


def fingerprint(text: bytes) -> str:
    """Of a key file's content; empty where it is none."""
    try:
        kept = json.loads(text)
        master, index = base64.b64decode(kept["master"]), base64.b64decode(kept["index"])
        return keys.Ring(ALGORITHMS[kept["algorithm"]], master, index).fingerprint
    except (ValueError, KeyError, TypeError):
        return ""


def _part(parts: PartsWriter, name: str, content: bytes) -> None:
    with parts.part(name) as part:
        part.write(content)


def _rows(parts: PartsWriter, shot: Snapshot, table: Table) -> int:
    count = 0
    write_down = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with parts.part(f"{ROWS}{table.name}") as part:
        for row in shot.rows(table):
            part.write(write_down(row).encode() + b"\n")
            count += 1
    return count


def _files(parts: PartsWriter, data: Path, attached: dict[str, str]) -> list[str]:
    """Attachments and the demo's accounts as they lie there; returns the names of attachments lost."""
    kept = sorted(p for p in (data / "files").glob("*/*") if p.is_file() and p.suffix != ".new")
    for path in kept:
        _file(parts, f"{FILES}{path.parent.name}/{path.name}", path)
    for path in sorted((data / "reports").glob("*")):
        if path.is_file():
            _file(parts, f"{REPORTS}{path.name}", path)
    there = {path.name for path in kept}
    return sorted(name for digest, name in attached.items() if digest not in there)


def _file(parts: PartsWriter, name: str, path: Path) -> None:
    with parts.part(name) as part, path.open("rb") as file:
        while content := file.read(BLOCK):
            part.write(content)


def keep_newest(folder: Path, count: int) -> int:
    """Delete the oldest of the backups named by this program beyond `count`; returns how many."""
    old = sorted(folder.glob(f"yiben-????????-??????{SUFFIX}"))[:-count] if count > 0 else []
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
