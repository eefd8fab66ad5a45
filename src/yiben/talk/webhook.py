"""Posting a short text to an address that a town set: five seconds, no redirect, never to this machine."""

import http.client
import ipaddress
import json
import socket
import ssl
import threading
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

SECONDS = 5.0
ANSWER = 64 * 1024
"""Bytes of the answer that are read."""


class NotSent(Exception):
    """Why it did not arrive, in a few words. `final`: another try would not help."""

    def __init__(self, why: str, final: bool = False) -> None:
        self.final = final
        super().__init__(why)


def post(address: str, text: str, id: str) -> None:
    """Send the text as WeCom and DingTalk read it; NotSent where it was not taken.

    `id` goes along as Idempotency-Key: a gateway that knows it takes a second try for the first.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotSent("地址不是 http 或 https", final=True)
    body = json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False).encode()
    try:
        status, answer = _exchange(parts, body, id)
    except TimeoutError as fault:
        raise NotSent(f"{SECONDS:.0f}秒没有回音") from fault
    except (OSError, http.client.HTTPException) as fault:
        raise NotSent(f"连不上：{type(fault).__name__}") from fault
    if 300 <= status < 400:
        raise NotSent("对方要求转到别的地址，没有跟去", final=True)
    if status != 200:
        raise NotSent(f"对方回答 {status}")
    _taken(answer)


def _taken(answer: bytes) -> None:
    """Robots answer 200 whatever happened; what they say is in errcode."""
    try:
        code = json.loads(answer or b"{}").get("errcode", 0)
    except (ValueError, AttributeError):
        return
    if code not in (0, "0"):
        raise NotSent(f"机器人没有收下（errcode {str(code)[:20]}）")


def _exchange(parts: SplitResult, body: bytes, id: str) -> tuple[int, bytes]:
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    over = threading.Event()
    connection.sock = _connected(host, port, secure=parts.scheme == "https")
    # A timeout of the socket starts anew with each byte; this one does not.
    limit = threading.Timer(SECONDS, _cut, [connection.sock, over])
    limit.daemon = True
    limit.start()
    try:
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        head = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": id}
        connection.request("POST", path, body, head)
        answer = connection.getresponse()
        status, told = answer.status, answer.read(ANSWER)
    except (OSError, http.client.HTTPException) as fault:
        if over.is_set():
            raise TimeoutError from fault
        raise
    finally:
        limit.cancel()
        connection.close()
    if over.is_set():
        raise TimeoutError
    return status, told


def _cut(sock: socket.socket, over: threading.Event) -> None:
    over.set()
    with suppress(OSError):
        # Of a secure socket only the shutdown below it wakes who waits.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _connected(host: str, port: int, secure: bool) -> socket.socket:
    """Connected to an address that was looked at before: a name cannot lead elsewhere in between."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_rest, where in found:
        if is_own(str(where[0])):
            raise NotSent("地址指向本机或链路本地，不发", final=True)
    plain = socket.create_connection((str(found[0][4][0]), port), timeout=SECONDS)
    if not secure:
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise


def is_own(address: str) -> bool:
    """This machine, its link, or no address of one machine. Those of an office's own network are allowed:
    a county's gateway stands there."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip.is_reserved
