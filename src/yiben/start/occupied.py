"""Who is at work in a data folder: any number serve it together, or one restores or upgrades it alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from yiben.kernel.problems import refuse
from yiben.start.launch.child import of_machine
from yiben.start.places_of_things import private

LOCK = "in-use.lock"


@contextmanager
def together(data: Path) -> Iterator[None]:
    """For what serves the ledger as long as it runs; Refused J008 while it is restored or upgraded."""
    with _held(data / LOCK, shared=True, number="J008"):
        yield


@contextmanager
def alone(data: Path, number: str = "J009", lock: str = LOCK) -> Iterator[None]:
    """For what replaces the ledger; Refused with the number while anybody else is there."""
    with _held(data / lock, shared=False, number=number):
        yield


@contextmanager
def _held(lock: Path, shared: bool, number: str) -> Iterator[None]:
    try:
        private(lock.parent)
        file = lock.open("a")
    except OSError as fault:
        raise of_machine(fault, lock.parent) from fault
    with file:
        if not _take(file, shared):
            raise refuse(number, path=lock.parent)
        yield


def _take(file: IO[str], shared: bool) -> bool:
    """The system frees it when the process ends, however it ends."""
    if os.name != "posix":
        return True
    import fcntl

    try:
        fcntl.flock(file.fileno(), (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
