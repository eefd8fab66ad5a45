"""How a child of `serve` lives and ends: by SIGTERM, or when its parent is gone; Ctrl-C is the parent's."""

import os
import signal
import sys
import threading
from collections.abc import Callable


def end_with_parent(end: Callable[[], None]) -> None:
    """Call `end` once, on SIGTERM or when the pipe from the parent closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: end())
    threading.Thread(target=_watch, name="parent", daemon=True).start()


def _watch() -> None:
    # Nothing is ever written to this pipe: reading it ends when the parent does.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
