"""`./yiben init --town NAME`: an empty ledger for one town, with three administrators kept apart."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yiben.kernel.problems import refuse
from yiben.start import datafolder
from yiben.start.arguments import Parser
from yiben.start.backup import passphrase
from yiben.start.book import check_keys, migrate, open_book, ready_django
from yiben.start.launch.lock import one_at_a_time
from yiben.start.output import print_json, print_table
from yiben.start.places_of_things import data_dir, private

if TYPE_CHECKING:
    from yiben.opening.begin import Begun

PARTS = {"system": "建账号、岗位、村，选台账", "security": "逐项确认", "audit": "查流水和留痕"}


def run(arguments: Sequence[str]) -> int:
    parser = Parser("init", "给一个镇开一本空账：地方、科室、三个管理员账号，密码只显示这一次。").json()
    parser.add_argument("--town", required=True, metavar="乡镇", help="9位代码或名称，如 随县吴山镇")
    parser.add_argument(
        "--villages",
        metavar="文件",
        type=Path,
        help="村（社区）代码表，CSV，有 code、name 两列；没有就以后在网页上添",
    )
    parser.add_argument(
        "--admins",
        default="",
        metavar="姓名",
        help="系统、安全、审计三个管理员：张三,李四,王五 或 账号:姓名,…",
    )
    parser.add_argument("--backup-key", metavar="文件", type=Path, help="另做一把备份恢复密钥，写进这个文件")
    parser.add_argument("--add", action="store_true", help="在已有账的数据目录里再开一个镇（县里合用）")
    args = parser.read(arguments)
    data = data_dir()
    ready_django()
    from yiben.opening import begin, code_table, country

    town = country.one(args.town)
    villages: tuple[code_table.Village, ...] = ()
    skipped = 0
    if args.villages:
        table = code_table.read(args.villages, town.code, town.name)
        villages, skipped = table.villages, table.skipped
    admins = begin.admins_from(args.admins)
    private(data)
    with one_at_a_time(data):
        _prepare(data, args.add)
        begun = _begin(args.backup_key, lambda: begin.begin(town, villages, admins))
    _tell(args, begun, skipped, data)
    return 0


def _begin(key_file: Path | None, begin: Callable[[], "Begun"]) -> "Begun":
    """Open the town, with a recovery key for backups where one is asked for: both or neither."""
    if key_file is not None:
        passphrase.write_new_key(key_file)
    try:
        return begin()
    except Exception:
        if key_file is not None:
            key_file.unlink()
        raise


def _prepare(data: Path, add: bool) -> None:
    """An empty ledger ready in the folder, or with `--add` the one that is there.

    Refused W012 where a ledger lies, W013 for a demo, S004 where there is none to add to.
    """
    if datafolder.is_demo(data):
        raise refuse("W013", path=data)
    if add:
        open_book()
        migrate()
        return
    found = datafolder.version(data)
    if found is None and (data / datafolder.DATABASE).exists():
        raise refuse("W012", path=data)
    if found is not None:
        datafolder.check_version(data)
    _refuse_used(data)
    datafolder.write_version(data, demo=False)
    migrate()
    check_keys()


def _refuse_used(data: Path) -> None:
    """Refused W012 unless nothing was opened here; an init that was cut off left nothing and goes on."""
    from django.db import OperationalError, connection

    from yiben.township.models import Account, Office

    try:
        there = connection.introspection.table_names()
    except OperationalError as fault:
        raise refuse("S005", why=str(fault).strip()) from fault
    for model in (Office, Account):
        if model._meta.db_table in there and model._default_manager.exists():
            raise refuse("W012", path=data)


def _tell(args: Namespace, begun: "Begun", skipped: int, data: Path) -> None:
    if args.json:
        town = begun.town
        print_json(
            {
                "town": {"code": town.code, "name": town.name, "full": town.full},
                "villages": begun.villages,
                "skipped": skipped,
                "data": str(data),
                "administrators": [
                    {"part": a.part, "username": a.username, "name": a.name, "password": a.password}
                    for a in begun.admins
                ],
            }
        )
        return
    print(f"已开账：{begun.town}。数据目录 {data}")
    print(_villages(begun.villages, skipped))
    print("三个管理员的账号。密码只显示这一次，第一次登录须改；请分别交给三个人：\n")
    rows = [(a.post, a.username, a.name, a.password, PARTS[a.part]) for a in begun.admins]
    print_table(["岗位", "账号", "姓名", "一次性密码", "管什么"], rows)
    print(
        "\n接着做：\n"
        "  1. ./yiben serve，用浏览器打开 http://127.0.0.1:8000/ 。\n"
        "  2. 系统管理员登录，改密码，设第二因子，照“开账准备”一步步做：村、岗位、人员、台账。\n"
        "  3. 安全管理员登录，确认人员和台账。\n"
        f"  4. 把密钥文件 {_key_file()} 另抄一份，和数据分开放；丢了它，证件号码等读不出来。\n"
        f"  5. {_backups(args.backup_key)}"
    )


def _villages(count: int, skipped: int) -> str:
    if not count:
        return "还没有村（社区）：登录后在“开账准备”里粘贴村名，或粘贴代码和村名。"
    return f"村（社区）{count}个。" + (f"表里另有{skipped:,}行是别的乡镇的，没有取。" if skipped else "")


def _backups(key_file: Path | None) -> str:
    if key_file is None:
        return "定好备份：./yiben backup --help。"
    return f"备份恢复密钥在 {key_file}，也另抄一份；备份时写 --passphrase-file {key_file}。"


def _key_file() -> Path:
    from yiben.ledger.keys import key_file

    return key_file()
