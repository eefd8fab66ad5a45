"""Only one launcher sets things up at a time; a second waits and finds them done."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yiben.start.launch.child import of_machine


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the lock file in `folder`. The system frees it when the process ends, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("a")
    except OSError as fault:
        raise of_machine(fault, folder) from fault
    with file:
        if not _take(file.fileno(), wait=False):
            print(
                "另一个 ./yiben 正在准备，请稍候…… / Another ./yiben is setting up; waiting …",
                file=sys.stderr,
            )
            _take(file.fileno(), wait=True)
        yield


def _take(file: int, wait: bool) -> bool:
    if os.name != "posix":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True
