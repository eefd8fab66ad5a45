"""`./yiben demo`: everything set up, the demo towns loaded once, and the pages served."""

from collections.abc import Sequence
from pathlib import Path

from yiben.kernel.problems import refuse
from yiben.start import datafolder, occupied, web_files
from yiben.start.arguments import Parser
from yiben.start.book import migrate, open_book
from yiben.start.demo_loading import load, refuse_foreign_database
from yiben.start.launch.lock import one_at_a_time
from yiben.start.places_of_things import data_dir, private
from yiben.start.serving.pages import check_port, serve


def run(arguments: Sequence[str]) -> int:
    parser = Parser("demo", "装入演示镇并打开网页；第二次只需几秒，数据都在。")
    parser.add_argument("--port", type=int, default=8000, metavar="端口")
    parser.add_argument("--no-serve", action="store_true", help="只准备，不打开网页")
    parser.add_argument("--fresh", action="store_true", help="删去演示数据，从头再来")
    args = parser.read(arguments)
    if not args.no_serve:
        check_port(args.port)
    data = data_dir()
    private(data)
    web_files.ensure()
    with one_at_a_time(data):
        if to_be_loaded(data, args.fresh):
            refuse_foreign_database()
            with occupied.alone(data):
                datafolder.wipe(data)
                load(data)
        else:
            open_book()
            migrate()
    tell(data)
    if not args.no_serve:
        serve(data, args.port)
    return 0


def to_be_loaded(data: Path, fresh: bool) -> bool:
    """Whether the demo must be loaded anew. Refused S020 where real work lies, L011 for newer data."""
    half = (data / datafolder.LOADING).exists()
    found = datafolder.version(data)
    if half:
        print("上次装入没有做完，从头再来。", flush=True)
        return True
    if found is None:
        if (data / datafolder.DATABASE).exists():
            raise refuse("S020", path=data)
        return True
    if not found[1]:
        raise refuse("S020", path=data)
    if fresh or datafolder.database_missing(data):
        return True
    datafolder.check(data)
    return False


def tell(data: Path) -> None:
    """Say what is where, and who can log in."""
    from yiben.ledger.models import Record
    from yiben.township.models import Account, DemoTown
    from yiben.township.places import title

    for town in DemoTown.objects.order_by("town"):
        count = Record.objects.filter(town=town.town).count()
        print(f"演示镇 {title(town.town)}（{town.town}），停在 {town.day}，{count:,} 条记录，都是演示数据。")
    print(f"数据目录 {data}（账、密钥、附件都在这里）")
    for path in sorted((data / "reports").glob("*.docx")):
        print(f"工作回顾 {path}")
    print("演示账号（密码见登录页）：")
    for account in Account.objects.exclude(demo_note="").order_by("id"):
        print(f"  {account.username:<10} {account.name} {account.demo_note}")
    print(flush=True)
