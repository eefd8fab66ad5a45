"""The four steps from a fresh clone: own Python, packages to run, packages to test, front-end packages."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from yiben.kernel.problems import refuse
from yiben.start import frontend
from yiben.start.launch import child, stamps
from yiben.start.places_of_things import TREE

VENV = TREE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOG = TREE / ".yiben" / "setup.log"
WHEELS = TREE / "wheels"
"""Only in a tree that came as a bundle."""


@dataclass(frozen=True)
class Step:
    title: str
    stands: Callable[[], bool]
    do: Callable[[], None]


def for_command(command: str) -> list[Step]:
    """What a command needs; only the tests need the tools of the tests."""
    steps = [
        Step("建立独立的 Python 环境 / own Python environment", _venv_stands, make_venv),
        _packages("安装运行组件 / packages to run", "requirements.lock"),
        _front_end(),
    ]
    if command == "test":
        steps.append(_packages("安装测试工具 / packages to test", "requirements-dev.lock"))
    return steps


def carry_out(steps: list[Step]) -> None:
    """Do each step that doesn't stand yet, and say so; a step that fails ends it."""
    started = time.monotonic()
    if not all(step.stands() for step in steps):
        free = shutil.disk_usage(TREE).free
        if not PYTHON.exists() and free < child.NEEDED:
            raise refuse("S008", path=TREE, needed=f"{child.NEEDED / 1e9:.1f} GB")
    for number, step in enumerate(steps, 1):
        if step.stands():
            continue
        print(f"[{number}/{len(steps)}] {step.title}", file=sys.stderr, flush=True)
        try:
            step.do()
        except FileNotFoundError as fault:
            raise refuse("S016", path=fault.filename) from fault
        except OSError as fault:
            raise child.of_machine(fault, TREE) from fault
    print(f"准备好了，用了 {time.monotonic() - started:.0f} 秒。 / Ready.", file=sys.stderr, flush=True)


def _stamp(name: str) -> Path:
    return VENV / ".yiben" / name


def _venv_stands() -> bool:
    return PYTHON.exists() and stamps.fits(_stamp("venv"), _python())


def _python() -> str:
    """Which Python the venv was made from; it must be made again when the machine's changes under it."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition("=")[2].strip() for line in lines if line.startswith("version")), "")


def make_venv() -> None:
    """A venv inside the tree. One that works is kept, one half made is made again."""
    try:
        import ensurepip
        import venv  # noqa: F401

        ensurepip.version()
    except ImportError as fault:
        raise refuse("S006", package=f"python3.{sys.version_info.minor}-venv") from fault
    if not _works():
        child.run([sys.executable, "-m", "venv", "--clear", VENV], "Python 环境", LOG, TREE)
    stamps.write(_stamp("venv"), _python())


def _works() -> bool:
    if not PYTHON.exists():
        return False
    asked = [str(PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(asked, capture_output=True).returncode == 0


def _packages(title: str, lock: str) -> Step:
    file, stamp = TREE / lock, _stamp(lock)

    def value() -> str:
        return stamps.fingerprint(file, _python())

    def do() -> None:
        stamps.remove(stamp)
        total = sum(
            1 for line in file.read_text(encoding="utf-8").splitlines() if re.match(r"[A-Za-z0-9]", line)
        )
        child.run(
            [PYTHON, "-m", "pip", "install", "--no-input", "--disable-pip-version-check",
             "--progress-bar", "off", "--require-hashes", *_from(lock), "-r", file],
            "Python 组件", LOG, TREE, _Count(total),
        )  # fmt: skip
        stamps.write(stamp, value())

    return Step(title, lambda: file.exists() and stamps.fits(stamp, value()), do)


def _from(lock: str) -> list[str | Path]:
    """Where pip takes the packages: a bundle brings those to run, and then nobody else is asked."""
    if lock == "requirements.lock" and WHEELS.is_dir():
        return ["--no-index", "--find-links", WHEELS]
    return []


def _front_end() -> Step:
    return Step(
        "取得网页组件 / front-end packages",
        lambda: frontend.stands(TREE, TREE),
        lambda: frontend.install(TREE, TREE, PYTHON, LOG),
    )


class _Count:
    """Turns pip's lines into “12/58 duckdb”."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0

    def __call__(self, line: str) -> str | None:
        found = re.match(r"(Collecting|Requirement already satisfied:) ([\w.\[\]-]+)", line)
        if found:
            self.done += 1
            return f"{min(self.done, self.total)}/{self.total} {found[2]}"
        if line.startswith(("Installing collected", "Downloading")):
            return line[:60]
        return None
