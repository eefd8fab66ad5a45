"""`./yiben serve`: the pages and the API, on this machine or, behind a proxy, for the office."""

import socket
from collections.abc import Sequence

from yiben.kernel.problems import refuse
from yiben.start import web_files
from yiben.start.arguments import Parser
from yiben.start.book import migrate, open_book

THREADS = 8
HERE = "127.0.0.1"


def run(arguments: Sequence[str]) -> int:
    parser = Parser("serve", "打开网页。")
    parser.add_argument("--port", type=int, default=8000, metavar="端口")
    parser.add_argument("--listen", default=HERE, metavar="地址", help="默认只在本机：127.0.0.1")
    args = parser.read(arguments)
    check_port(args.port, args.listen)
    web_files.ensure()
    open_book()
    migrate()
    serve(args.port, args.listen)
    return 0


def check_port(port: int, listen: str = HERE) -> None:
    """Refused S001 with a free port proposed; before anything else, so that nothing is done for nothing."""
    if not 0 < port < 65536:
        raise refuse("S012", why=f"端口 {port} 不在1至65535之间", usage="--port 8000")
    try:
        _bind(port, listen)
    except OSError as fault:
        raise refuse("S001", port=port, other=free_port(port, listen)) from fault


def free_port(near: int, listen: str = HERE) -> int:
    for port in (*range(near + 1, min(near + 50, 65536)), 0):
        try:
            return _bind(port, listen)
        except OSError:
            continue
    return 0


def _bind(port: int, listen: str) -> int:
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((listen, port))
        return int(tried.getsockname()[1])


def serve(port: int, listen: str = HERE) -> None:
    """Serve until stopped by Ctrl-C."""
    import waitress
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    print(f"网页已开：http://{listen}:{port}/  按 Ctrl-C 停下。", flush=True)
    waitress.serve(application, host=listen, port=port, threads=THREADS, ident=None, _quiet=True)
