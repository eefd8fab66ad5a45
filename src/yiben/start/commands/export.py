"""`./yiben export --register ID --out FILE`: one register as a table, from the query that its page uses."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yiben.kernel.problems import refuse
from yiben.start.arguments import Parser, day
from yiben.start.book import open_book, who

if TYPE_CHECKING:
    from yiben.ledger.reading import Listing

SUFFIXES = (".xlsx", ".csv")


def run(arguments: Sequence[str]) -> int:
    parser = Parser("export", "导出一本台账；证件号码等一律打码，导出留痕。").as_of().account()
    parser.add_argument("--register", required=True, metavar="台账", help="编号，例如 petitions")
    parser.add_argument("--out", required=True, type=Path, metavar="文件", help=".xlsx 或 .csv")
    parser.add_argument("--town", metavar="乡镇", help="只要一个镇的")
    args = parser.read(arguments)
    as_of = day(args.as_of, "--as-of")
    if args.out.suffix.lower() not in SUFFIXES:
        raise refuse("S017", suffix=args.out.suffix or args.out.name, allowed="、".join(SUFFIXES))
    open_book()
    from yiben.ledger.reading import listing
    from yiben.township import looks
    from yiben.township.places import town
    from yiben.township.rights import ACTIONS, Denied, reach

    account = who(args.account, args.register)
    filters = {"place": town(args.town).code} if args.town else {}
    found = listing(args.register, account, filters, as_of=as_of, action="export")
    if not reach(account, "export", args.register):
        looks.log(account, "refused", f"export {args.register}")
        raise Denied(ACTIONS["export"], found.register.title)
    count = write(found, args.out)
    looks.log(account, "export", f"{args.register} {count} 条 {args.out.suffix}")
    print(f"导出 {count:,} 条：{args.out}")
    return 0


def write(found: "Listing", out: Path) -> int:
    from yiben.documents.csv_text import write_csv
    from yiben.documents.excel import write_rows
    from yiben.ui import sheets

    head, rows = sheets.columns(found.register, ids=True), sheets.cells(found, ids=True)
    if out.suffix.lower() == ".csv":
        return write_csv(out, head, rows)
    until = f"截至 {found.as_of}" if found.as_of else ""
    return write_rows(out, found.register.title, head, rows, subtitle=until)
