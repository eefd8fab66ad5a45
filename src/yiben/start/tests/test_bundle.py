"""What goes into a bundle, and how the launcher installs from one."""

import hashlib
import shutil
import tarfile
from pathlib import Path

import pytest

from yiben.kernel.problems import Refused
from yiben.start import frontend
from yiben.start.bundling import packing, sources
from yiben.start.bundling.wheels import Machine
from yiben.start.commands import bundle
from yiben.start.launch import steps
from yiben.start.places_of_things import FRONT_END, TREE


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small source tree with its front-end packages."""
    made = tmp_path / "tree"
    for name in ("src/yiben/甲.py", "src/yiben/__pycache__/甲.pyc", "data/keys.json", "package-lock.json"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(name)
    shutil.copy(TREE / "pyproject.toml", made)
    shutil.copy(TREE / "yiben", made)
    for name in (*FRONT_END, f"{sources.ICONS}/home.svg", "echarts/LICENSE", "echarts/dist/other.js"):
        (made / "node_modules" / name).parent.mkdir(parents=True, exist_ok=True)
        (made / "node_modules" / name).write_text(name)
    return made


def test_a_release_holds_the_program_and_nothing_of_the_data(tree: Path) -> None:
    names = {path.relative_to(tree).as_posix() for path in sources.released(tree)}

    assert names == {"src/yiben/甲.py", "pyproject.toml", "package-lock.json", "yiben"}


def test_the_release_of_this_tree_holds_what_a_machine_needs() -> None:
    names = {path.relative_to(TREE).as_posix() for path in sources.released(TREE)}

    assert {"yiben", "requirements.lock", "deploy/yiben.service", "docs/running.zh-CN.md"} <= names
    assert "src/yiben/start/launch/main.py" in names and "catalog/order/petitions.toml" in names
    assert not [name for name in names if name.startswith(("data/", ".venv/", "node_modules/"))]


def test_of_the_front_end_only_what_is_served_goes_along_with_its_licence(tree: Path) -> None:
    names = {path.relative_to(tree / "node_modules").as_posix() for path in sources.front_end(tree)}

    assert names == {*FRONT_END, f"{sources.ICONS}/home.svg", "echarts/LICENSE"}
    (tree / "node_modules" / FRONT_END[0]).unlink()
    with pytest.raises(Refused, match="S016"):
        sources.front_end(tree)


def test_without_a_source_tree_there_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="J022"):
        sources.released(tmp_path)


def test_a_packed_tree_unpacks_whole_and_its_front_end_stands(tree: Path, tmp_path: Path) -> None:
    wheel, out = tmp_path / "a-1-py3-none-any.whl", tmp_path / "b.tar.gz"
    wheel.write_bytes(b"wheel")
    files = [*sources.released(tree), *sources.front_end(tree)]
    packing.pack(out, "yiben-1", tree, files, [wheel])

    told = (tmp_path / "b.tar.gz.sha256").read_text().split()
    assert told == [hashlib.sha256(out.read_bytes()).hexdigest(), "b.tar.gz"]
    with tarfile.open(out) as tar:
        assert {(m.uid, m.gid, m.uname) for m in tar} == {(0, 0, "")}
        tar.extractall(tmp_path / "there", filter="data")
    made = tmp_path / "there" / "yiben-1"
    lines = [line.split("  ") for line in (made / "SHA256SUMS").read_text().splitlines()]
    sums = {name: digest for digest, name in lines}
    there = {p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file()} - {"SHA256SUMS"}
    assert set(sums) == there and "wheels/a-1-py3-none-any.whl" in there
    assert all(hashlib.sha256((made / n).read_bytes()).hexdigest() == s for n, s in sums.items())
    assert (made / "yiben").stat().st_mode & 0o111
    assert frontend.stands(made, made)


def test_the_launcher_takes_packages_from_the_bundle_and_asks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "WHEELS", tmp_path / "wheels")
    assert steps._from("requirements.lock") == []
    (tmp_path / "wheels").mkdir()

    assert steps._from("requirements.lock") == ["--no-index", "--find-links", tmp_path / "wheels"]
    assert steps._from("requirements-dev.lock") == []


def test_wheels_for_an_older_c_library_fit_and_newer_ones_do_not() -> None:
    told = Machine("aarch64", (2, 28), ["3.11"]).platforms()

    assert told[0] == "manylinux_2_28_aarch64" and "manylinux_2_17_aarch64" in told
    assert "manylinux2014_aarch64" in told and "manylinux_2_31_aarch64" not in told


@pytest.mark.parametrize(
    ("arguments", "number"),
    [(["--glibc", "2"], "S012"), (["--python", "three"], "S012"), (["--machine", "mips"], "S012")],
)
def test_what_is_asked_wrongly_is_told(arguments: list[str], number: str) -> None:
    with pytest.raises(Refused, match=number):
        bundle.run(arguments)


def test_a_bundle_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").touch()

    with pytest.raises(Refused, match="J007"):
        bundle.run(["--out", str(tmp_path / "b.tar.gz")])
