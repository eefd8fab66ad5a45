"""Runs an installer, shows one moving line, keeps its output, and says in plain words what went wrong."""

import errno
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from yiben.kernel.problems import Refused, refuse

NEEDED = 1_500_000_000
"""Bytes that a full set-up takes, with room for the demo."""

# First match wins: a full disk or no rights show themselves through secondary network-like lines too.
SIGNS: tuple[tuple[str, str], ...] = (
    ("S008", r"No space left on device|ENOSPC|Disk quota exceeded|Errno 28\b"),
    ("S002", r"Permission denied|EACCES|Errno 13\b|Read-only file system|EROFS"),
    ("S009", r"DO NOT MATCH THE HASHES|EINTEGRITY"),
    (
        "S007",
        r"NewConnectionError|Max retries exceeded|NameResolutionError|Temporary failure in name resolution"
        r"|getaddrinfo|Connection(?:Timeout|Reset|Refused)?Error|ConnectTimeout|ReadTimeout|ProxyError|SSLError"
        r"|Network is unreachable|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH"
        r"|network (?:timeout|request)|(?:40[347]|50[0-9]) (?:Client|Server) Error",
    ),
    ("S011", r"Requires-Python|No matching distribution found|Could not find a version"),
)


def run(
    command: Sequence[str | Path],
    what: str,
    log: Path,
    folder: Path,
    moved: Callable[[str], str | None] = lambda line: None,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run to the end; Refused with the plain reason when it fails.

    `moved` turns a line of output into the moving line, or into nothing.
    """
    shown = Line()
    lines: list[str] = []
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as kept:
        kept.write(f"\n$ {' '.join(map(str, command))}\n")
        try:
            process = subprocess.Popen(
                [str(c) for c in command],
                cwd=folder,
                env=None if env is None else {**os.environ, **env},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as fault:
            raise refuse("S010", what=what, why=fault, log=log) from fault
        try:
            for line in process.stdout or ():
                kept.write(line)
                lines.append(line.rstrip())
                shown.move(moved(lines[-1]))
            code = process.wait()
        finally:
            process.kill()
            process.communicate()
            shown.clear()
    if code:
        raise reason("\n".join(lines), what, log, folder)


def reason(output: str, what: str, log: Path, folder: Path) -> Refused:
    """The plain reason behind an installer's output."""
    number = next((n for n, sign in SIGNS if re.search(sign, output, re.IGNORECASE)), "S010")
    faults = [line for line in output.splitlines() if re.search(r"\berror\b|错误", line, re.IGNORECASE)]
    last = "；".join(line.strip() for line in (faults or output.splitlines())[-3:])[:400]
    version = ".".join(map(str, sys.version_info[:2]))
    return refuse(
        number, what=what, why=last, log=log, path=folder, version=version, needed=f"{NEEDED / 1e9:.1f} GB"
    )


def of_machine(fault: OSError, path: Path) -> Refused:
    """What the system itself refused us, in plain words: no space, or no right to write there."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return refuse("S008", path=path, needed=f"{NEEDED / 1e9:.1f} GB")
    return refuse("S002", path=fault.filename or path, why=fault.strerror or fault)


class Line:
    """One line at the foot of a terminal that says what is being done; silent where there is no terminal."""

    def __init__(self) -> None:
        self.on = sys.stderr.isatty()
        self.at = 0.0

    def move(self, text: str | None) -> None:
        if self.on and text and time.monotonic() - self.at > 0.1:
            self.at = time.monotonic()
            print(f"\r\033[K  {text[:70]}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self.on:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
