"""The one gate through which everything is written, so that entries are numbered in commit order.

SQLite: a file lock around an IMMEDIATE transaction (fair, where SQLite's own waiting can starve a
writer for seconds). PostgreSQL: an advisory lock held to the end of the transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction
from filelock import FileLock, Timeout

from yiben.kernel.problems import refuse

PATIENCE = 20
"""Seconds to wait at the gate."""
_ADVISORY = 0x59494245


@lru_cache(maxsize=4)
def _lock(path: Path) -> FileLock:
    path.parent.mkdir(parents=True, exist_ok=True)
    return FileLock(path, timeout=PATIENCE)


@contextmanager
def writing() -> Iterator[None]:
    """Run the block alone and in one transaction; Refused L012 (disk full) or L015 (no turn)."""
    try:
        if connection.vendor == "sqlite":
            with _lock(Path(settings.DATA_DIR) / "ledger.lock"), transaction.atomic():
                yield
        else:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = %s", [f"{PATIENCE}s"])
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY])
                yield
    except Timeout as fault:
        raise refuse("L015", seconds=PATIENCE) from fault
    except (DatabaseError, OSError) as fault:
        raise said(fault) from fault


def said(fault: Exception) -> Exception:
    """A database's or disk's fault as what the user can do about it; other faults stay as they are."""
    text = str(fault)
    if "disk is full" in text or "No space left" in text or "could not extend file" in text:
        return refuse("L012")
    if isinstance(fault, OperationalError) and ("locked" in text or "lock timeout" in text):
        return refuse("L015", seconds=PATIENCE)
    return fault
