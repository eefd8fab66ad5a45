"""`./yiben backup --to FILE|FOLDER`: all of the ledger in one encrypted file, read back before it counts."""

import time
from collections.abc import Sequence
from pathlib import Path

from yiben.start.arguments import Parser
from yiben.start.backup import passphrase
from yiben.start.book import open_book, ready_django


def run(arguments: Sequence[str]) -> int:
    parser = Parser("backup", "备份：账、附件、密钥全在一个加密文件里，写完再读回核对。网页开着也能备份。")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--to", type=Path, metavar="文件或目录", help="写成这个文件，或放进这个目录")
    what.add_argument("--check", type=Path, metavar="文件", help="只核对一个备份文件")
    what.add_argument("--new-key", type=Path, metavar="文件", help="生成一把恢复密钥，可代替口令")
    parser.add_argument("--passphrase-file", metavar="文件", help="口令或恢复密钥所在的文件；- 为标准输入")
    args = parser.read(arguments)
    if args.new_key:
        return _new_key(args.new_key)
    if args.check:
        return _check(args.check, args.passphrase_file)
    return _backup(args.to, args.passphrase_file)


def _new_key(path: Path) -> int:
    key = passphrase.write_new_key(path)
    print(f"恢复密钥写在 {path}：\n  {key}\n请抄一份放在别处；没有它，备份谁也打不开。")
    return 0


def _check(path: Path, phrase: str | None) -> int:
    opening = passphrase.read(phrase)
    ready_django()
    from yiben.start.backup import checking, telling

    read = checking.check(path, opening)
    print(f"{path} 完好。")
    print(telling.read(read))
    telling.refuse_faults(read)
    return 0


def _backup(to: Path, phrase: str | None) -> int:
    opening = passphrase.read(phrase, twice=True)
    data = open_book()
    from yiben.start.backup import telling, writing

    started = time.monotonic()
    path = writing.target(to)
    read = writing.write(data, path, opening)
    seconds = time.monotonic() - started
    print(f"备份好了：{path}，{path.stat().st_size / 1e6:.1f} MB，用了 {seconds:.0f} 秒，已读回核对。")
    print(telling.read(read))
    telling.refuse_faults(read)
    return 0
