"""`./yiben figures rows FIGURE TOWN …`: the records behind one figure, as the engine counted them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from yiben.start.arguments import Parser, day, period_of
from yiben.start.book import open_book, who
from yiben.start.output import number, print_json, print_table

if TYPE_CHECKING:
    from yiben.figures.results import Row


def run(arguments: Sequence[str]) -> int:
    parser = Parser("figures rows", "列出一个数据背后的记录。")
    parser.add_argument("figure", metavar="数据", help="编号，例如 petitions.received")
    parser.town().period().as_of().account().json()
    args = parser.read(arguments)
    period, as_of = period_of(args), day(args.as_of, "--as-of")
    open_book()
    from yiben.api.figures import figure_out
    from yiben.figures import engine
    from yiben.figures.results import shown
    from yiben.start.commands.figures import wanted
    from yiben.township.places import title, town
    from yiben.township.rights import may

    place = town(args.town)
    register = args.figure.partition(".")[0]
    account = who(args.account, register)
    wanted(args.figure, account, place.code)
    (result,) = engine.evaluate([args.figure], place.code, period, as_of=as_of)
    found = engine.rows(args.figure, place.code, period, as_of=as_of)
    rows = [as_row(row, may(account, "read", row.register, row.place)) for row in found.rows]
    if args.json:
        print_json({"figure": figure_out(result), "rows": rows})
        return 0
    figure = result.figure
    print(f"{figure.title} {shown(figure, result.value)}，背后 {len(rows):,} 条记录")
    print_table(
        ["编号", "记录", "地方", "日期", "计入"],
        [
            (r["number"], r["record"], title(r["place"]), r["date"] or "", _adds(r["contributes"]))
            for r in rows
        ],
        right=(4,),
    )
    return 0


def as_row(row: "Row", readable: bool) -> dict[str, Any]:
    """The promised shape. Counts go further than names: the title is empty for who may only count, and the
    engine has left it out where it is a person's name."""
    return {
        "record": row.record,
        "register": row.register,
        "place": row.place,
        "date": str(row.date) if row.date else None,
        "contributes": contributes(row.contributes),
        "number": row.number,
        "title": row.title if readable else "",
        "version": row.version,
        "state": row.state,
    }


def contributes(value: Any) -> Any:
    """A number, or for shares, means and growth one for each side."""
    if isinstance(value, Mapping):
        return {side: number(part) for side, part in value.items()}
    return number(value)


def _adds(value: Any) -> str:
    if isinstance(value, dict):
        return " / ".join(_adds(part) for part in value.values())
    return "" if value is None else str(value)
