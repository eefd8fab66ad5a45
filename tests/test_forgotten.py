"""What gets forgotten: a problem that nothing tells, a room without a README, a setting not in the docs."""

import re
import tomllib
from pathlib import Path

import pytest

from yiben.kernel.problem_list import PROBLEMS

TREE = Path(__file__).parents[1]
SOURCE = TREE / "src" / "yiben"
NOT_YET_TESTED = {"K014", "P005"}
"""Problems that no test mentions yet. This may only shrink."""
NOT_YET_USED: set[str] = set()
"""Problems that no code tells yet. This may only shrink."""


LIST = SOURCE / "kernel" / "problem_texts"


def python(tests: bool) -> str:
    """All our Python but this file and the list of problems itself."""
    files = [*SOURCE.rglob("*.py"), *(TREE / "tests").rglob("*.py")]
    kept = [
        p
        for p in files
        if ("tests" in p.relative_to(TREE).parts) is tests and p != Path(__file__) and LIST not in p.parents
    ]
    return "\n".join(p.read_text(encoding="utf-8") for p in kept)


def test_every_problem_is_told_somewhere() -> None:
    code = python(tests=False)

    unused = {number for number in PROBLEMS if f'"{number}"' not in code}
    assert unused == NOT_YET_USED


def test_every_problem_is_tested() -> None:
    tests = python(tests=True)

    assert {number for number in PROBLEMS if number not in tests} == NOT_YET_TESTED


def test_every_problem_in_the_code_is_listed() -> None:
    told = set(re.findall(r'(?:refuse|problem)\(\s*"([A-Z]\d{3})"', python(tests=False)))

    assert told and told <= set(PROBLEMS)


@pytest.mark.parametrize("room", sorted(p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists()))
def test_every_room_has_a_readme(room: str) -> None:
    text = (SOURCE / room / "README.md").read_text(encoding="utf-8")

    assert len(text) > 300


def test_every_init_is_empty() -> None:
    assert [p for p in SOURCE.rglob("__init__.py") if p.read_text(encoding="utf-8").strip()] == []


def test_every_setting_is_in_the_docs() -> None:
    docs = (TREE / "docs" / "settings.md").read_text(encoding="utf-8")
    code = python(tests=False) + "".join(
        (TREE / name).read_text(encoding="utf-8") for name in ("yiben", "conftest.py", ".ci/run")
    )

    used = set(re.findall(r"\bYIBEN_[A-Z_]+\b", code))
    assert used and {name for name in used if f"`{name}`" not in docs} == set()


def test_what_pip_installs_is_what_the_lock_was_made_of() -> None:
    project = tomllib.loads((TREE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (TREE / "requirements.in").read_text(encoding="utf-8").splitlines()

    assert project["dependencies"] == [line for line in lines if line and not line.startswith("#")]


def test_no_file_is_longer_than_400_lines() -> None:
    long = [p for p in SOURCE.rglob("*.py") if len(p.read_text(encoding="utf-8").splitlines()) > 400]

    assert long == []
