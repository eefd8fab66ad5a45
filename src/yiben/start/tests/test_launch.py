import os
import subprocess
import sys
from pathlib import Path

import pytest

from yiben.kernel.problems import Refused
from yiben.start import frontend
from yiben.start.launch import child, stamps, steps
from yiben.start.launch.lock import one_at_a_time

LAUNCHER = Path(__file__).parents[4] / "yiben"


def launch(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(LAUNCHER), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **env}, timeout=60)


def bare_folder(folder: Path, python_says: str | None) -> str:
    """A PATH with nothing on it but what the launcher's shell needs, and perhaps a Python of our own."""
    for tool in ("dirname", "readlink"):
        (folder / tool).symlink_to(f"/usr/bin/{tool}")
    if python_says is not None:
        fake = folder / "python3"
        fake.write_text(f'#!/bin/sh\ncase "$2" in *exit*) exit 1;; *) echo {python_says};; esac\n')
        fake.chmod(0o755)
    return str(folder)


def test_an_old_python_is_named_with_the_line_that_mends_it(tmp_path: Path) -> None:
    said = launch("demo", PATH=bare_folder(tmp_path, "3.9.2"), YIBEN_PYTHON="")

    assert said.returncode == 1
    assert "太旧：python3=3.9.2" in said.stderr and "too old" in said.stderr
    assert "sudo apt install python3.11 python3.11-venv" in said.stderr


def test_no_python_at_all_is_said_plainly(tmp_path: Path) -> None:
    said = launch("demo", PATH=bare_folder(tmp_path, None), YIBEN_PYTHON="")

    assert said.returncode == 1 and "没有找到 Python" in said.stderr


def test_an_unknown_command_is_refused_before_anything_is_installed() -> None:
    said = launch("demmo", YIBEN_PYTHON=sys.executable)

    assert said.returncode == 2
    assert "没有“demmo”这个命令" in said.stderr and "S003" in said.stderr


def test_alone_it_lists_every_command() -> None:
    said = launch(YIBEN_PYTHON=sys.executable)

    assert said.returncode == 0 and "./yiben demo" in said.stdout and "./yiben verify" in said.stdout


def test_a_missing_venv_module_names_the_package_of_this_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)

    with pytest.raises(Refused, match=f"sudo apt install python3.{sys.version_info.minor}-venv.*S006"):
        steps.make_venv()


@pytest.mark.parametrize(
    ("output", "number"),
    [
        ("WARNING: Retrying ... NewConnectionError: Name or service not known", "S007"),
        ("npm error code EAI_AGAIN", "S007"),
        ("OSError: [Errno 28] No space left on device", "S008"),
        ("npm error code ENOSPC", "S008"),
        ("ERROR: [Errno 13] Permission denied: '/x'", "S002"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "S009"),
        ("ERROR: No matching distribution found for duckdb==1.5.6", "S011"),
        ("ERROR: something nobody thought of", "S010"),
    ],
)
def test_an_installers_output_is_put_in_plain_words(output: str, number: str) -> None:
    refused = child.reason(output, "Python 组件", Path("setup.log"), Path("/tree"))

    assert [p.number for p in refused.problems] == [number]


def test_a_failed_step_says_its_last_lines_and_keeps_the_log(tmp_path: Path) -> None:
    log = tmp_path / "setup.log"
    program = "import sys; print('ERROR: 下载断了 ConnectTimeoutError'); sys.exit(1)"

    with pytest.raises(Refused, match="下载断了"):
        child.run([sys.executable, "-c", program], "网页组件", log, tmp_path)
    assert "下载断了" in log.read_text(encoding="utf-8")


def test_a_stamp_fits_only_the_lock_it_was_made_from(tmp_path: Path) -> None:
    lock, stamp = tmp_path / "requirements.lock", tmp_path / "stamps" / "lock"
    lock.write_text("a==1")
    stamps.write(stamp, stamps.fingerprint(lock, "3.11.7"))

    assert stamps.fits(stamp, stamps.fingerprint(lock, "3.11.7"))
    assert not stamps.fits(stamp, stamps.fingerprint(lock, "3.12.1"))
    lock.write_text("a==2")
    assert not stamps.fits(stamp, stamps.fingerprint(lock, "3.11.7"))


def test_an_interrupted_front_end_is_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, into = tmp_path / "source", tmp_path / "into"
    source.mkdir()
    for name in frontend.FILES:
        (source / name).write_text("{}")
    monkeypatch.setattr(frontend, "machine_npm", lambda: ["npm"])
    runs: list[int] = []

    def npm(*arguments: object, **options: object) -> None:
        runs.append(1)
        (into / "node_modules").mkdir(parents=True, exist_ok=True)
        if len(runs) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(child, "run", npm)
    with pytest.raises(KeyboardInterrupt):
        frontend.install(source, into, Path(sys.executable), tmp_path / "log")
    assert not frontend.stands(source, into)
    frontend.install(source, into, Path(sys.executable), tmp_path / "log")
    assert frontend.stands(source, into)
    (source / "package-lock.json").write_text('{"changed": 1}')
    assert not frontend.stands(source, into)


def test_a_node_that_is_too_old_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, version in (("node", "v12.22.0"), ("npm", "10.1.0")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert frontend.machine_npm() == []
    (tmp_path / "node").write_text("#!/bin/sh\necho v20.1.0\n")

    assert frontend.machine_npm() == [str(tmp_path / "npm")]


def test_a_second_launcher_waits_for_the_first(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from yiben.start.launch.lock import one_at_a_time\n"
        "with one_at_a_time(Path(sys.argv[1])): print('in', flush=True)"
    )
    with one_at_a_time(tmp_path):
        second = subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert second.stderr and "请稍候" in second.stderr.readline()
        assert second.poll() is None
    out, _ = second.communicate(timeout=20)
    assert out == "in\n"


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Refused, match="S002"), one_at_a_time(tmp_path / "file" / "under"):
        pass


def test_a_file_missing_from_the_tree_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "TREE", tmp_path)
    step = steps._packages("安装运行组件", "requirements.lock")
    monkeypatch.setattr(child, "NEEDED", 0)

    with pytest.raises(Refused, match=r"requirements\.lock.*S016"):
        steps.carry_out([step])
