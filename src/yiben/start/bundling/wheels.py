"""Fetches the wheels of the lock for the machine that the bundle is meant for, each with its locked hash."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yiben.start.launch import child

LOCK = "requirements.lock"
FOLDER = "wheels"


@dataclass(frozen=True)
class Machine:
    """What the wheels must fit."""

    name: str
    """x86_64 or aarch64."""
    glibc: tuple[int, int]
    pythons: Sequence[str]
    """3.11, 3.12 …"""

    def platforms(self) -> list[str]:
        """Every tag of wheels that run on this C library, the older ones too."""
        major, minor = self.glibc
        old = {"x86_64": ("manylinux1", "manylinux2010", "manylinux2014"), "aarch64": ("manylinux2014",)}
        tags = [f"manylinux_{major}_{n}_{self.name}" for n in range(minor, 4, -1)]
        return [*tags, *(f"{tag}_{self.name}" for tag in old[self.name]), f"linux_{self.name}"]


def fetch(tree: Path, machine: Machine, into: Path, log: Path) -> list[Path]:
    """The wheels, for every Python named; Refused as the launcher's steps are (no network, no wheel …)."""
    for python in machine.pythons:
        platforms = [word for tag in machine.platforms() for word in ("--platform", tag)]
        child.run(
            [sys.executable, "-m", "pip", "download", "--no-input", "--disable-pip-version-check",
             "--progress-bar", "off", "--no-deps", "--only-binary=:all:", "--require-hashes",
             "--implementation", "cp", "--python-version", python, *platforms,
             "-r", tree / LOCK, "--dest", into],
            "Python 组件", log, tree, _name,
        )  # fmt: skip
    return sorted(into.glob("*.whl"))


def _name(line: str) -> str | None:
    words = line.split()
    return words[1] if words[:1] == ["Collecting"] and len(words) > 1 else None
