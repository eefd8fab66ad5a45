"""`./yiben upgrade`: an older data folder brought up to this program, after a backup; or left as it was."""

from collections.abc import Sequence
from pathlib import Path

from yiben.kernel.problems import Problem
from yiben.start import datafolder, occupied
from yiben.start.arguments import Parser
from yiben.start.backup import passphrase
from yiben.start.book import check_database, check_keys, ready_django
from yiben.start.places_of_things import data_dir
from yiben.start.version import DATA_VERSION


def run(arguments: Sequence[str]) -> int:
    parser = Parser("upgrade", "把数据升级到本程序的版本：先备份，再升级；没升成，数据还是原样。")
    parser.add_argument("--to", type=Path, metavar="目录", help="备份放在哪里，默认在数据目录的 backups/ 下")
    parser.add_argument("--passphrase-file", metavar="文件", help="备份口令所在的文件；- 为标准输入")
    args = parser.read(arguments)
    data = data_dir()
    datafolder.check(data, upgrading=True)
    found = datafolder.version(data)
    assert found is not None
    with occupied.alone(data):
        ready_django()
        check_database()
        check_keys()
        return _upgrade(data, found, args.to or data / "backups", args.passphrase_file)


def _upgrade(data: Path, found: tuple[int, bool], to: Path, phrase: str | None) -> int:
    from yiben.start.backup import upgrading, writing

    waiting = upgrading.pending()
    version, demo = found
    if not waiting and version == DATA_VERSION:
        print(f"数据已是最新（{DATA_VERSION}），不用升级。")
        return 0
    opening = passphrase.read(phrase, twice=True)
    to.mkdir(parents=True, exist_ok=True)
    path = writing.target(to)
    writing.write(data, path, opening)
    print(f"先备份好了：{path}", flush=True)
    upgrading.carry_out(data, demo, _look)
    print(f"升级好了：数据 {version} → {DATA_VERSION}，改了 {len(waiting)} 处表；流水和封账全部相符。")
    return 0


def _look() -> list[Problem]:
    from yiben.ledger.seals import verify

    return list(verify())
