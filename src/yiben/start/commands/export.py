"""`./yiben export --register ID --out FILE`: one register as a table, from the query that its page uses."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yiben.documents.columns import Cell, Column, Kind
from yiben.kernel.problems import refuse
from yiben.start.arguments import Parser, day
from yiben.start.book import open_book, who

if TYPE_CHECKING:
    from yiben.declare.model import Field, Register
    from yiben.ledger.models import Version
    from yiben.ledger.reading import Listing

SUFFIXES = (".xlsx", ".csv")
KINDS: dict[str, Kind] = {"integer": "integer", "number": "number", "money": "money", "date": "date"}


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

    account = who(args.account, args.register)
    filters = {"place": town(args.town).code} if args.town else {}
    found = listing(args.register, account, filters, as_of=as_of, action="export")
    count = write(found, args.out)
    looks.log(account, "export", f"{args.register} {count} 条 {args.out.suffix}")
    print(f"导出 {count:,} 条：{args.out}")
    return 0


def write(found: "Listing", out: Path) -> int:
    from yiben.documents.csv_text import write_csv
    from yiben.documents.excel import write_rows

    head, rows = columns(found.register), cells(found)
    if out.suffix.lower() == ".csv":
        return write_csv(out, head, rows)
    until = f"截至 {found.as_of}" if found.as_of else ""
    return write_rows(out, found.register.title, head, rows, subtitle=until)


def columns(register: "Register") -> list[Column]:
    """Number, record id and state, then every field; money and lengths in the unit that clerks type."""
    return [
        Column("编号", kind="id"),
        Column("记录", kind="id"),
        Column("状态"),
        *(Column(f.title, kind=KINDS.get(f.type, "text"), unit=f.unit, decimals=f.decimals)
          for f in register.fields.values()),
    ]  # fmt: skip


def cells(found: "Listing") -> Iterator[list[Cell]]:
    from yiben.ui.showing import level_of

    register = found.register
    levels: dict[str, int] = {}
    for record in found.rows():
        place = record.place
        if place not in levels:
            levels[place] = level_of(found.account, register, place)
        state = register.states.get(record.state)
        yield [
            record.number,
            record.record,
            state.title if state else "",
            *(value(register, record, f, levels[place]) for f in register.fields.values()),
        ]


def value(register: "Register", record: "Version", field: "Field", level: int) -> Any:
    """Numbers in the unit shown and days as such; all else, and what is masked, as the pages show it."""
    from yiben.kernel.units import from_base
    from yiben.ui.showing import cell

    raw = record.data.get(field.id)
    if raw is None:
        return None
    shown = cell(register, record, field, level)
    if shown.masked:
        return shown.text
    if field.type in ("integer", "number", "money"):
        return from_base(Decimal(str(raw)), field.unit)
    return date.fromisoformat(raw) if field.type == "date" else shown.text
