"""One web process: `python -m yiben.start.serving.web FD` answers on a socket that its parent has bound."""

import os
import socket
import sys
from typing import Any

from yiben.start.serving.life import end_with_parent

THREADS = 8


def answer(listening: socket.socket) -> None:
    """Answer requests until the process is told to end; those begun are finished first."""
    import waitress
    from django.core.wsgi import get_wsgi_application

    server = waitress.create_server(
        get_wsgi_application(), sockets=[listening], threads=THREADS, ident=None, **proxy()
    )
    server.run()


def proxy() -> dict[str, Any]:
    """Whose word on the sender and on HTTPS is taken; anybody else's is struck out."""
    trusted = os.environ.get("YIBEN_PROXY") or ("127.0.0.1" if os.environ.get("YIBEN_HTTPS") == "1" else "")
    if not trusted:
        return {}
    return {"trusted_proxy": trusted, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}


def end() -> None:
    """In the main thread this leaves waitress's loop, which then waits for the requests at hand."""
    raise SystemExit(0)


def main(descriptor: int) -> int:
    from yiben.start.book import open_book

    end_with_parent(end)
    open_book()
    answer(socket.socket(fileno=descriptor))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
