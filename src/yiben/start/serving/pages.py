"""Serves the pages: in this process with a worker beside, or in several that this one looks after."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yiben.kernel.problems import refuse
from yiben.start import occupied
from yiben.start.serving import web
from yiben.start.serving.crew import Child, Crew

HERE = "127.0.0.1"
MOST = 64
"""Processes: beyond that somebody mistyped."""
WAITING = 1024
"""Connections that the system holds until a process takes them."""
WORKER = "yiben.start.serving.worker"


def check_port(port: int, listen: str = HERE) -> None:
    """Refused S001 with a free port proposed; before anything else, so that nothing is done for nothing."""
    if not 0 < port < 65536:
        raise refuse("S012", why=f"端口 {port} 不在1至65535之间", usage="--port 8000")
    try:
        bound(port, listen).close()
    except OSError as fault:
        raise refuse("S001", port=port, other=free_port(port, listen)) from fault


def free_port(near: int, listen: str = HERE) -> int:
    for port in (*range(near + 1, min(near + 50, 65536)), 0):
        try:
            with bound(port, listen) as tried:
                return int(tried.getsockname()[1])
        except OSError:
            continue
    return 0


def bound(port: int, listen: str) -> socket.socket:
    """A socket of the address, not listening yet."""
    made = socket.socket(socket.AF_INET6 if ":" in listen else socket.AF_INET)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((listen, port))
    except BaseException:
        made.close()
        raise
    return made


def serve(data: Path, port: int, listen: str = HERE, processes: int = 1, worker: bool = True) -> None:
    """Serve until stopped by Ctrl-C or SIGTERM. Refused J008 while the folder is restored or upgraded."""
    with occupied.together(data), bound(port, listen) as listening:
        listening.listen(WAITING)
        told = f"[{listen}]" if ":" in listen else listen
        print(f"网页已开：http://{told}:{port}/  按 Ctrl-C 停下。", flush=True)
        helpers = [Child("后台", WORKER)] if worker and os.name == "posix" else []
        if processes == 1:
            _here(listening, helpers)
        else:
            _several(listening, processes, helpers)


def _here(listening: socket.socket, helpers: list[Child]) -> None:
    signal.signal(signal.SIGTERM, lambda *_: web.end())
    with _kept(helpers):
        web.answer(listening)


@contextmanager
def _kept(helpers: list[Child]) -> Iterator[None]:
    """The helpers alive beside the block."""
    stop = threading.Event()
    thread = threading.Thread(target=Crew(helpers).keep, args=[stop], name="crew")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _several(listening: socket.socket, processes: int, helpers: list[Child]) -> None:
    from django.db import connections

    connections.close_all()
    descriptor = listening.fileno()
    web_children = [
        Child(f"网页进程{number}", web.__name__, [str(descriptor)], [descriptor])
        for number in range(1, processes + 1)
    ]
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    Crew([*web_children, *helpers]).keep(stop)
    print("已停下。", file=sys.stderr, flush=True)
