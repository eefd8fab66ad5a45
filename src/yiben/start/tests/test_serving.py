"""The crew of child processes, the address that is bound once, and `serve` as a whole."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.empty_ledger import empty_ledger, surroundings
from yiben.kernel.problems import Refused
from yiben.start import occupied
from yiben.start.serving import pages, web
from yiben.start.serving.crew import Child, Crew, pause_after

SLEEPER = """
import sys, time
from yiben.start.serving.life import end_with_parent
end_with_parent(lambda: sys.exit(0))
print("up", flush=True)
time.sleep(60)
"""


def until(holds: Callable[[], bool], seconds: float = 90) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def sleeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Child:
    (tmp_path / "sleeper.py").write_text(SLEEPER)
    monkeypatch.syspath_prepend(str(tmp_path))
    return Child("睡者", "sleeper")


def test_a_child_that_dies_is_started_again_and_all_end_with_the_crew(
    sleeper: Child, capfd: pytest.CaptureFixture[str]
) -> None:
    stop = threading.Event()
    crew = threading.Thread(target=Crew([sleeper]).keep, args=[stop])
    crew.start()
    try:
        assert until(lambda: sleeper.process is not None)
        first = sleeper.process
        assert first is not None
        time.sleep(0.5)
        os.kill(first.pid, signal.SIGKILL)
        assert until(lambda: sleeper.process is not None and sleeper.process is not first)
        second = sleeper.process
    finally:
        stop.set()
        crew.join(timeout=30)
    assert second is not None and second.returncode is not None and sleeper.deaths == 1
    assert "睡者停了（-9），1秒后重开" in capfd.readouterr().err


def test_the_pause_before_a_restart_grows_to_half_a_minute() -> None:
    assert [pause_after(n) for n in (1, 2, 3, 6, 60)] == [1, 2, 4, 30, 30]


def test_a_child_whose_parent_is_gone_ends_by_itself(sleeper: Child) -> None:
    sleeper.start()
    process = sleeper.process
    assert process is not None and process.stdin is not None
    assert process.poll() is None
    process.stdin.close()

    assert process.wait(timeout=30) == 0


def test_a_folder_in_use_is_not_replaced_and_one_being_replaced_not_served(tmp_path: Path) -> None:
    together = occupied.together(tmp_path)
    with (
        together,
        occupied.together(tmp_path),
        pytest.raises(Refused, match="J009"),
        occupied.alone(tmp_path),
    ):
        pass
    with occupied.alone(tmp_path), pytest.raises(Refused, match="J008"), occupied.together(tmp_path):
        pass
    with occupied.alone(tmp_path):
        pass


def test_only_the_named_proxy_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YIBEN_PROXY", raising=False)
    monkeypatch.delenv("YIBEN_HTTPS", raising=False)
    assert web.proxy() == {}
    monkeypatch.setenv("YIBEN_HTTPS", "1")
    assert web.proxy()["trusted_proxy"] == "127.0.0.1"
    monkeypatch.setenv("YIBEN_PROXY", "10.0.0.2")
    assert web.proxy()["trusted_proxy"] == "10.0.0.2"


@pytest.mark.django_db
def test_health_says_ok_to_anybody_and_no_more() -> None:
    answer = Client().get("/health")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert Client().post("/health").status_code == 405


@pytest.mark.django_db
def test_health_without_a_database_is_no_health(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("secret host is gone")

    monkeypatch.setattr(connection, "cursor", gone)
    answer = Client().get("/health")

    assert (answer.status_code, answer.content) == (503, b"no database\n")


def answer(port: int) -> bytes:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as said:
            return bytes(said.read())
    except OSError:
        return b""


def children(pid: int) -> list[int]:
    told = subprocess.run(["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, text=True).stdout
    return [int(word) for word in told.split()]


@pytest.mark.slow
@pytest.mark.parametrize("processes", [1, 2])
def test_serve_answers_goes_on_after_a_death_and_stops_cleanly(tmp_path: Path, processes: int) -> None:
    town = empty_ledger(tmp_path / "data")
    env = surroundings(town.data)
    port = pages.free_port(18000)
    command = [sys.executable, "-m", "yiben.start.commands.main", "serve", "--port", str(port)]
    serving = subprocess.Popen(
        [*command, "--processes", str(processes)], env=env, stderr=subprocess.PIPE, text=True
    )
    try:
        assert until(lambda: answer(port) == b"ok\n", 60)
        wanted = 1 if processes == 1 else processes + 1
        assert until(lambda: len(children(serving.pid)) == wanted)
        before = children(serving.pid)
        os.kill(before[0], signal.SIGKILL)
        assert answer(port) == b"ok\n"
        assert until(lambda: len(children(serving.pid)) == wanted and children(serving.pid) != before)
        assert "J009" in town.run("upgrade").err
        ended = children(serving.pid)
    finally:
        serving.terminate()
        _, said = serving.communicate(timeout=60)
    assert serving.returncode == 0 and "Traceback" not in said
    assert all(not Path(f"/proc/{pid}").exists() for pid in ended)
    assert answer(port) == b""


def test_a_taken_port_stays_with_who_has_it() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Refused, match="S001"):
            pages.check_port(taken.getsockname()[1])
