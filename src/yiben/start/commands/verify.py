"""`./yiben verify`: whether any entry, seal or file was changed, added or taken away."""

import sys
from collections.abc import Sequence

from yiben.start.arguments import Parser
from yiben.start.book import open_book


def run(arguments: Sequence[str]) -> int:
    Parser("verify", "核对流水、封账、附件、台账现状和查看日志，有一个字节被改动就列出来。").account().read(
        arguments
    )
    open_book()
    from yiben.audit import lines, seals
    from yiben.ledger.files import verify_files
    from yiben.ledger.models import Entry, Seal
    from yiben.ledger.rebuild import check
    from yiben.ledger.seals import verify

    found = 0
    for look in (verify, verify_files, check, seals.verify, lines.verify):
        for problem in look():
            found += 1
            print(problem, file=sys.stderr)
    if found:
        print(f"共 {found} 处不符。", file=sys.stderr)
        return 2
    print(f"流水 {Entry.objects.count():,} 笔、封账 {Seal.objects.count():,} 天，全部相符。")
    return 0
