"""Which files of the source tree go into a bundle: what a release holds, and the front-end files served."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from yiben.kernel.problems import refuse
from yiben.start.places_of_things import FRONT_END

NOT_OURS = {"__pycache__", "node_modules", ".venv"}
ALWAYS = ("pyproject.toml",)
ICONS = "@tabler/icons/icons/outline"
BESIDE = ("LICENSE", "NOTICE", "package.json")
"""What must be kept with a package's files."""


def released(tree: Path) -> list[Path]:
    """The files that pyproject.toml names for a release; Refused J022 where this is no source tree."""
    project = tree / "pyproject.toml"
    if not project.exists():
        raise refuse("J022", path=project)
    told = tomllib.loads(project.read_text(encoding="utf-8"))
    wanted = told["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    found = {path for pattern in (*wanted, *ALWAYS) for path in _matching(tree, pattern.lstrip("/"))}
    return sorted(found)


def _matching(tree: Path, pattern: str) -> Iterator[Path]:
    for path in tree.glob(pattern):
        yield from _files(path) if path.is_dir() else [path]


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not NOT_OURS & set(path.parts) and path.suffix != ".pyc":
            yield path


def front_end(tree: Path) -> list[Path]:
    """The served files of the front-end packages, with their licences; Refused S016 where one is missing."""
    root = tree / "node_modules"
    found: list[Path] = []
    for name in (*FRONT_END, f"{ICONS}/home.svg"):
        if not (root / name).exists():
            raise refuse("S016", path=root / name)
    found += [root / name for name in FRONT_END]
    found += sorted((root / ICONS).glob("*.svg"))
    for package in (*(Path(name).parts[0] for name in FRONT_END), "@tabler/icons"):
        found += [root / package / name for name in BESIDE if (root / package / name).exists()]
    return found
