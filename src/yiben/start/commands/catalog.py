"""`./yiben catalog check`: every fault of the catalog with file and line. Needs no database."""

import sys
from collections.abc import Sequence

from yiben.start.arguments import Parser
from yiben.start.book import ready_django


def run(arguments: Sequence[str]) -> int:
    parser = Parser("catalog", "检查 catalog/ 里的台账定义，不用数据库。")
    parser.add_argument("action", choices=["check"], help="check：列出全部错处")
    parser.read(arguments)
    # The figures add their rules (formulas, worked checks) when their app is ready.
    ready_django()
    from yiben.declare.load import load_catalog

    catalog, problems = load_catalog()
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems or catalog is None:
        print(f"共 {len(problems)} 处。", file=sys.stderr)
        return 2
    figures = catalog.figures
    checks = sum(len(f.checks) for f in figures.values())
    print(f"台账 {len(catalog.registers)} 本，数据 {len(figures)} 项，验算 {checks} 个，没有错处。")
    return 0
