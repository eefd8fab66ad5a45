"""The webhook against real servers on this machine: hanging, dripping, redirecting, saying no."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from yiben.talk import robot, webhook
from yiben.talk.webhook import NotSent


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine's own address allowed, and half a second of patience."""
    monkeypatch.setattr(webhook, "is_own", lambda address: False)
    monkeypatch.setattr(webhook, "SECONDS", 0.5)


@contextmanager
def answering(status: int, body: bytes, **head: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server that answers so, with its address and what it got."""
    got: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            got.append({"path": self.path, "head": dict(self.headers), "said": json.loads(sent)})
            self.send_response(status)
            for name, value in head.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/cgi-bin/webhook/send?key=abc", got
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def speaking_slowly(drip: bytes) -> Iterator[str]:
    """A server that takes everything and answers a byte now and then, or nothing."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def talk() -> None:
        connection, _ = listener.accept()
        with connection:
            for n in range(1000):
                if over.wait(0.1):
                    return
                try:
                    connection.sendall(drip[n : n + 1])
                except OSError:
                    return

    threading.Thread(target=talk, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        over.set()
        listener.close()


@pytest.mark.usefixtures("local")
def test_a_text_arrives_as_robots_read_it_with_its_id() -> None:
    with answering(200, b'{"errcode":0,"errmsg":"ok"}') as (address, got):
        webhook.post(address, "有3件事待办", "id-1")
    assert got[0]["said"] == {"msgtype": "text", "text": {"content": "有3件事待办"}}
    assert got[0]["path"] == "/cgi-bin/webhook/send?key=abc"
    assert got[0]["head"]["Idempotency-Key"] == "id-1"


@pytest.mark.usefixtures("local")
@pytest.mark.parametrize(
    "drip", [b"", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200], ids=["silent", "dripping"]
)
def test_one_that_hangs_is_left_after_its_time(drip: bytes) -> None:
    with speaking_slowly(drip) as address:
        begun = time.monotonic()
        with pytest.raises(NotSent, match="没有回音") as fault:
            webhook.post(address, "有3件事待办", "id-1")
    assert 0.4 < time.monotonic() - begun < 3
    assert not fault.value.final


@pytest.mark.usefixtures("local")
def test_a_redirect_is_not_followed() -> None:
    with (
        answering(200, b"{}") as (there, got),
        answering(302, b"", Location=there) as (address, _got),
        pytest.raises(NotSent) as fault,
    ):
        webhook.post(address, "有3件事待办", "id-1")
    assert fault.value.final and got == []


@pytest.mark.usefixtures("local")
@pytest.mark.parametrize(
    ("status", "body"), [(500, b""), (404, b""), (200, '{"errcode":93000,"errmsg":"李某某"}'.encode())]
)
def test_a_robot_that_says_no(status: int, body: bytes) -> None:
    with answering(status, body) as (address, _got), pytest.raises(NotSent) as fault:
        webhook.post(address, "有3件事待办", "id-1")
    assert not fault.value.final and "李某某" not in str(fault.value)


@pytest.mark.usefixtures("local")
def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotSent, match="连不上"):
        webhook.post(f"http://127.0.0.1:{port}/", "有3件事待办", "id-1")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", "http://169.254.169.254/latest"],
)
def test_this_machine_and_its_link_are_never_asked(address: str) -> None:
    with pytest.raises(NotSent, match="本机") as fault:
        webhook.post(address, "有3件事待办", "id-1")
    assert fault.value.final


def test_an_offices_own_network_may_be_asked() -> None:
    assert not webhook.is_own("10.12.0.8") and not webhook.is_own("192.168.1.20")
    assert all(map(webhook.is_own, ("::ffff:127.0.0.1", "0.0.0.0", "224.0.0.1", "fe80::1%eth0")))


@pytest.mark.parametrize(
    "address",
    [
        "ftp://qyapi.weixin.qq.com/x", "file:///etc/passwd", "qyapi.weixin.qq.com/x", "http://", "https://[::1",
        "https://a:b@qyapi.weixin.qq.com/", "https://例子.cn/", "https://h/ x", "https://h/#x", "https://h:99999/",
        "https://h/" + "x" * 500,
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    assert [p.number for p in robot.address_problems(address, "address")] == ["N021"]


def test_an_address_is_shown_without_its_key() -> None:
    shown = robot.shown(
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
    )
    assert shown == "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?…5aaa"
    in_path = robot.shown("https://open.example.cn/open-apis/bot/v2/hook/693a91f6-7fff-4bc4-97a0-0ec2")
    assert "693a91f6" not in in_path and in_path.endswith("…0ec2")
