"""Child processes that are kept alive: one that dies is started again, after a pause that grows.

Each child is a program of its own (no fork), so that no database connection is ever shared. Its standard
input is a pipe from the parent: where the parent is gone, however it went, the child ends by itself.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

LONGEST_PAUSE = 30.0
SETTLED = 60.0
"""Seconds after which a child counts as well, and the next pause is short again."""
LOOK_EVERY = 0.2
PATIENCE = 20.0
"""Seconds that a child has to finish what it is at."""


@dataclass
class Child:
    title: str
    module: str
    arguments: Sequence[str] = ()
    sockets: Sequence[int] = ()
    """File descriptors that it inherits."""
    process: "subprocess.Popen[bytes] | None" = None
    deaths: int = 0
    started: float = 0.0
    again_at: float = field(default=0.0)

    def start(self) -> None:
        self.started = time.monotonic()
        command = [sys.executable, "-m", self.module, *self.arguments]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, pass_fds=tuple(self.sockets), env=surroundings()
        )

    def tend(self) -> None:
        """Start it if it is not there and its pause is over; count its death."""
        if self.process is None:
            if time.monotonic() >= self.again_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        lived = time.monotonic() - self.started
        self.deaths = 1 if lived > SETTLED else self.deaths + 1
        pause = pause_after(self.deaths)
        self.again_at = time.monotonic() + pause
        self._close()
        print(f"{self.title}停了（{code}），{pause:.0f}秒后重开。", file=sys.stderr, flush=True)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Until it has ended; killed when its time is up."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._close()

    def _close(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None


def pause_after(deaths: int) -> float:
    return min(2.0 ** (deaths - 1), LONGEST_PAUSE)


def surroundings() -> dict[str, str]:
    """The environment of a child: it finds the same packages as its parent."""
    paths = [p for p in sys.path if p]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)}


class Crew:
    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children

    def keep(self, stop: threading.Event) -> None:
        """Keep all of them alive until told to stop, then end them."""
        while not stop.is_set():
            for child in self.children:
                child.tend()
            stop.wait(LOOK_EVERY)
        self.end()

    def end(self) -> None:
        for child in self.children:
            child.stop()
        until = time.monotonic() + PATIENCE
        for child in self.children:
            child.wait(until)
