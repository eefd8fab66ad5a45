"""`./yiben restore FILE`: the ledger of a backup, on this or another machine, in either database."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from yiben.kernel.problems import Refused
from yiben.start.arguments import Parser
from yiben.start.backup import passphrase
from yiben.start.backup.full_disk import no_space
from yiben.start.backup.restoring import restore
from yiben.start.places_of_things import data_dir


def run(arguments: Sequence[str]) -> int:
    parser = Parser("restore", "从备份恢复；原有的账不会被盖掉，中途停下也不会留下半本账。")
    parser.add_argument("file", type=Path, metavar="备份文件")
    parser.add_argument("--into", type=Path, metavar="目录", help="恢复到这个数据目录，默认为 YIBEN_DATA")
    parser.add_argument("--replace", action="store_true", help="原有的账挪到一旁，再恢复")
    parser.add_argument("--passphrase-file", metavar="文件", help="口令或恢复密钥所在的文件；- 为标准输入")
    args = parser.read(arguments)
    opening = passphrase.read(args.passphrase_file)
    into = args.into.expanduser().resolve() if args.into else data_dir()
    started = time.monotonic()
    try:
        done = restore(args.file.resolve(), into, opening, args.replace)
    except OSError as fault:
        raise no_space(fault, into) from fault
    from yiben.start.backup import telling

    print(f"恢复好了：{into}，用了 {time.monotonic() - started:.0f} 秒。")
    print(telling.read(done.read))
    for place in done.aside:
        print(f"原来的账在 {place}，确认无误后可以删去。")
    if done.faults:
        print("备份本身完好，但账里在备份之前就有下列不符：", file=sys.stderr)
        raise Refused(done.faults)
    print("流水、封账、附件和台账现状全部相符。")
    return 0
