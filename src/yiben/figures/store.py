"""Parquet of each register, holding every version up to an entry, beside a manifest that says which.

Files are never changed: folding writes a new one and then a new manifest, each put in place at once.
What is lost, damaged, of another catalog or of another ledger is made anew from the database.
"""

import hashlib
import json
import logging
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
from django.conf import settings
from filelock import FileLock, Timeout

from yiben.declare.model import Register
from yiben.figures import changes, slots

log = logging.getLogger(__name__)
ROW_GROUP = 50_000
STAY = 600
"""Seconds that a file outlives its successor."""
_verified: dict[Path, tuple[int, int, str]] = {}


@dataclass(frozen=True)
class Manifest:
    register: str
    upto: int
    """The entry up to which the file holds every version."""
    entry: str
    """Digest of that entry."""
    schema: str
    file: str
    rows: int
    bytes: int
    digest: str

    @property
    def path(self) -> Path:
        return folder() / self.file


def folder() -> Path:
    return Path(settings.DATA_DIR) / "figures"


def current(register: Register, last: int) -> Manifest | None:
    """The manifest of a sound file that fits this catalog and a ledger whose last entry here is `last`."""
    manifest = _read(register.id)
    if manifest is None or manifest.schema != slots.fingerprint(register) or manifest.upto > last:
        return None
    fits = changes.digests([manifest.upto]).get(manifest.upto, "") == manifest.entry
    return manifest if fits and sound(manifest) else None


def _read(register: str) -> Manifest | None:
    try:
        return Manifest(**json.loads((folder() / f"{register}.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as fault:
        log.warning("figures: manifest of %s can't be read: %s", register, fault)
        return None


def sound(manifest: Manifest) -> bool:
    """Whether the file is the one written; its content is looked at once for each state of the file."""
    try:
        stat = manifest.path.stat()
        known = (stat.st_size, stat.st_mtime_ns, manifest.digest)
        if _verified.get(manifest.path) == known:
            return True
        if stat.st_size == manifest.bytes and _digest(manifest.path) == manifest.digest:
            _verified[manifest.path] = known
            return True
    except OSError as fault:
        log.warning("figures: %s can't be read: %s", manifest.file, fault)
        return False
    log.warning("figures: %s is damaged and will be made anew", manifest.file)
    return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]


@contextmanager
def _folding(register: str, wait: bool) -> Iterator[None]:
    folder().mkdir(parents=True, exist_ok=True)
    with FileLock(folder() / f"{register}.lock", timeout=-1 if wait else 0):
        yield


def fold(register: Register, wait: bool = True) -> bool:
    """Write the register's Parquet up to now; False where another process is at it, or the disk refuses."""
    try:
        with _folding(register.id, wait):
            _fold(register)
    except Timeout:
        return False
    except (OSError, duckdb.IOException) as fault:
        log.warning("figures: %s could not be folded: %s", register.id, fault)
        return False
    return True


def _fold(register: Register) -> None:
    upto = changes.last(register.id)
    before = current(register, upto)
    if before is not None and before.upto == upto:
        return
    name = f"{register.id}.{upto}.{uuid.uuid4().hex[:8]}.parquet"
    unfinished = folder() / f"{name}.part"
    try:
        rows = _write(register, before, upto, unfinished)
        _flush(unfinished)
        manifest = Manifest(
            register.id,
            upto,
            changes.digests([upto]).get(upto, ""),
            slots.fingerprint(register),
            name,
            rows,
            unfinished.stat().st_size,
            _digest(unfinished),
        )
        unfinished.replace(folder() / name)
        _publish(manifest)
    finally:
        unfinished.unlink(missing_ok=True)
    _sweep(register.id, name)


def _write(register: Register, before: Manifest | None, upto: int, path: Path) -> int:
    """All versions of the file before and of the changes since, sorted so that a place lies together."""
    with duckdb.connect() as duck:
        duck.execute("SET enable_progress_bar = false")
        names = ", ".join(slots.columns(register))
        kinds = ", ".join(f"{name} {sql}" for name, sql in slots.columns(register).items())
        duck.execute(f"CREATE TABLE changed ({kinds})")
        for part in changes.since(register.id, before.upto if before else 0, upto):
            duck.register("part", part)
            duck.execute(f"INSERT INTO changed {slots.typed(register, 'part')}")
            duck.unregister("part")
        every = f"SELECT {names} FROM changed"
        if before is not None:
            kept = f"{parquet(before)} ANTI JOIN changed USING (seq_from)"
            every += f" UNION ALL SELECT {names} FROM {kept}"
        order = "ORDER BY place, happened_on, record, version"
        options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}"
        written = duck.execute(f"COPY ({every} {order}) TO '{_quoted(path)}' ({options})").fetchone()
    return int(written[0]) if written else 0


def parquet(manifest: Manifest) -> str:
    """The file as a table in SQL, with the number of each line."""
    return f"read_parquet('{_quoted(manifest.path)}', file_row_number = true)"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _publish(manifest: Manifest) -> None:
    unfinished = folder() / f"{manifest.register}.json.part"
    unfinished.write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    unfinished.replace(folder() / f"{manifest.register}.json")


def _sweep(register: str, keep: str) -> None:
    # Files stay a while for other processes that are just reading them.
    for old in folder().glob(f"{register}.*.parquet*"):
        with suppress(OSError):
            if old.name != keep and time.time() - old.stat().st_mtime > STAY:
                old.unlink()
                _verified.pop(old, None)


def discard(register: str | None = None) -> None:
    """Throw away what was made from the ledger, of one register or of all; it is made anew when asked for."""
    for old in folder().glob(f"{register or '*'}.*"):
        if old.suffix in (".json", ".parquet"):
            with suppress(OSError):
                old.unlink()
