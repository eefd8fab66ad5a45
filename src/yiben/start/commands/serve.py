"""`./yiben serve`: the pages and the API, on this machine or, behind a proxy, for the office."""

from collections.abc import Sequence

from yiben.kernel.problems import refuse
from yiben.start import occupied, web_files
from yiben.start.arguments import Parser
from yiben.start.book import migrate, open_book
from yiben.start.serving.pages import HERE, MOST, check_port, serve


def run(arguments: Sequence[str]) -> int:
    parser = Parser("serve", "打开网页，后台一起开。")
    parser.add_argument("--port", type=int, default=8000, metavar="端口")
    parser.add_argument("--listen", default=HERE, metavar="地址", help="默认只在本机：127.0.0.1")
    parser.add_argument("--processes", type=int, default=1, metavar="几个", help="几个进程一起答，默认1个")
    parser.add_argument("--no-worker", action="store_true", help="不带后台（另有 ./yiben worker 时）")
    args = parser.read(arguments)
    if not 1 <= args.processes <= MOST:
        raise refuse("S012", why=f"--processes {args.processes} 不在1至{MOST}之间", usage="--processes 2")
    check_port(args.port, args.listen)
    web_files.ensure()
    data = open_book()
    with occupied.together(data):
        migrate()
    serve(data, args.port, args.listen, args.processes, worker=not args.no_worker)
    return 0
