"""The key file, and the data keys wrapped under it.

Each person (or each record that names none) has a data key of his own; the ledger keeps it wrapped
under the master key, which lies in a file beside the data (YIBEN_KEYS). Rotating the master key wraps
the data keys anew; destroying a data key makes all that it sealed unreadable for good.
"""

import base64
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from yiben.kernel import clock
from yiben.kernel.problems import refuse
from yiben.ledger.ciphers import ALGORITHMS, Algorithm, Unreadable, sm3
from yiben.ledger.gate import writing
from yiben.ledger.models import DataKey, Mark


@dataclass(frozen=True)
class Ring:
    """What the key file holds."""

    algorithm: Algorithm
    master: bytes
    index: bytes

    @property
    def fingerprint(self) -> str:
        return sm3(b"yiben key file", self.master, self.index)


def key_file() -> Path:
    return Path(os.environ.get("YIBEN_KEYS") or Path(settings.DATA_DIR) / "keys.json")


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Ring:
    kept = json.loads(path.read_text(encoding="ascii"))
    return Ring(
        ALGORITHMS[kept["algorithm"]], base64.b64decode(kept["master"]), base64.b64decode(kept["index"])
    )


def ring() -> Ring:
    """The keys of this ledger; made on the ledger's first use.

    Refused L009 if the file is lost while the ledger already needs it, L010 if it is another ledger's.
    """
    path = key_file()
    mark = Mark.objects.filter(name="key").first()
    if mark is None or not path.exists():
        with writing():
            return _first(path)
    try:
        found = _read(path, path.stat().st_mtime_ns)
    except (ValueError, KeyError, TypeError) as fault:
        raise refuse("L010", path=path) from fault
    if mark.value != found.fingerprint:
        raise refuse("L010", path=path)
    return found


def _first(path: Path) -> Ring:
    """The ring where file or mark is missing; the caller holds the gate, so that one of many makes it."""
    mark = Mark.objects.filter(name="key").first()
    if mark is not None:
        if not path.exists():
            raise refuse("L009", path=path)
        return _read(path, path.stat().st_mtime_ns)
    if path.exists():
        made = _read(path, path.stat().st_mtime_ns)
    else:
        algorithm = ALGORITHMS[os.environ.get("YIBEN_CIPHER", "SM4-GCM")]
        made = Ring(algorithm, algorithm.new_key(), os.urandom(32))
        _write(path, made)
    Mark.objects.create(name="key", value=made.fingerprint)
    return made


def _write(path: Path, made: Ring) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(
        {
            "algorithm": made.algorithm.name,
            "master": base64.b64encode(made.master).decode(),
            "index": base64.b64encode(made.index).decode(),
        }
    )
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


@dataclass(frozen=True)
class OpenKey:
    """A data key ready for use."""

    subject: str
    algorithm: Algorithm
    key: bytes


def wrap(keys: Ring, opened: OpenKey) -> str:
    return base64.b64encode(keys.algorithm.seal(keys.master, opened.key, opened.subject.encode())).decode()


def unwrap(keys: Ring, kept: DataKey) -> OpenKey | None:
    """None once the key has been destroyed."""
    if not kept.wrapped:
        return None
    plain = keys.algorithm.open(keys.master, base64.b64decode(kept.wrapped), kept.subject.encode())
    return OpenKey(kept.subject, ALGORITHMS[kept.algorithm], plain)


def for_subjects(keys: Ring, bases: set[str]) -> tuple[dict[str, OpenKey], list[DataKey]]:
    """A living key for each subject, and those of them that are new and still to be saved."""
    opened: dict[str, OpenKey] = {}
    generation: dict[str, int] = {}
    wanted = sorted(bases)
    for start in range(0, len(wanted), 500):
        for kept in DataKey.objects.filter(base__in=wanted[start : start + 500]):
            generation[kept.base] = max(generation.get(kept.base, 0), int(kept.subject.rpartition(".")[2]))
            living = unwrap(keys, kept)
            if living:
                opened[kept.base] = living
    made = []
    for base in wanted:
        if base in opened:
            continue
        fresh = OpenKey(f"{base}.{generation.get(base, 0) + 1}", keys.algorithm, keys.algorithm.new_key())
        opened[base] = fresh
        made.append(
            DataKey(
                subject=fresh.subject,
                base=base,
                algorithm=fresh.algorithm.name,
                wrapped=wrap(keys, fresh),
                made_on=clock.today(),
            )
        )
    return opened, made


def rotate() -> int:
    """Put a new master key in the key file and wrap every data key under it; returns how many.

    The index key stays, because equality search hangs on it. The old file is kept as `.old` until the
    transaction is through, so that a crash in between loses nothing.
    """
    old = ring()
    new = Ring(old.algorithm, old.algorithm.new_key(), old.index)
    path = key_file()
    with writing():
        rows = list(DataKey.objects.exclude(wrapped=""))
        for kept in rows:
            opened = unwrap(old, kept)
            if opened is None:
                raise Unreadable
            kept.wrapped = wrap(new, opened)
        DataKey.objects.bulk_update(rows, ["wrapped"], batch_size=300)
        Mark.objects.filter(name="key").update(value=new.fingerprint)
        spare = path.with_suffix(".old")
        spare.unlink(missing_ok=True)
        os.link(path, spare)
        _write(path, new)
    spare.unlink(missing_ok=True)
    return len(rows)
