"""`./yiben rebuild`: the present state of every record made again from the entries."""

import sys
from collections.abc import Sequence

from yiben.start.arguments import Parser
from yiben.start.book import open_book


def run(arguments: Sequence[str]) -> int:
    parser = Parser("rebuild", "由流水重建台账现状。").account()
    parser.add_argument("--check", action="store_true", help="只核对，不改动")
    args = parser.read(arguments)
    open_book()
    from yiben.audit import lines
    from yiben.figures import store
    from yiben.ledger import rebuild
    from yiben.ledger.models import Record
    from yiben.search import indexing, links

    found = list(rebuild.check())
    for problem in found:
        print(problem, file=sys.stderr)
    if args.check:
        print(f"核对 {Record.objects.count():,} 条记录，{len(found)} 处不一致。")
        return 2 if found else 0
    made = rebuild.rebuild()
    # The figures' Parquet was made from the rows that have just been replaced.
    store.discard()
    links.rebuild()
    indexing.rebuild()
    lines.rebuild()
    print(f"由流水重建了 {made:,} 条记录，原来有 {len(found)} 处不一致。")
    return 0
