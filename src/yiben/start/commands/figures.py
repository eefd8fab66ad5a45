"""`./yiben figures TOWN …`: figures by definition, place and period; `figures rows`: what lies behind one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yiben.kernel.problems import Refused, problem, refuse
from yiben.start.arguments import Parser, day, period_of
from yiben.start.book import open_book, who
from yiben.start.commands import figure_rows
from yiben.start.output import print_json, print_table

if TYPE_CHECKING:
    from yiben.figures.engine import Result
    from yiben.township.models import Account

BY = ("village", "month", "office", "class")


def run(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["rows"]:
        return figure_rows.run(arguments[1:])
    parser = Parser("figures", "查一个镇一个时期的数据；figures rows 列出一个数据背后的记录。")
    parser.town().period().as_of().account().json()
    parser.add_argument("--by", metavar="口径", help="village、month、office 或 class（分类）")
    parser.add_argument("--only", metavar="编号", help="只要这些数据，用逗号隔开")
    args = parser.read(arguments)
    period, as_of = period_of(args), day(args.as_of, "--as-of")
    if args.by and args.by not in BY:
        raise refuse("F012", by=args.by)
    open_book()
    from yiben.figures import engine
    from yiben.township.places import town

    place = town(args.town)
    ids = wanted(args.only, who(args.account), place.code)
    if args.by == "class" and args.only is None:
        ids = engine.of_class(ids)
    results = engine.evaluate(ids, place.code, period, as_of=as_of, by=args.by)
    if args.json:
        from yiben.api.figures import figure_out

        print_json({"figures": [figure_out(r) for r in results]})
    else:
        show(results)
    return 0


def wanted(only: str | None, account: "Account", place: str) -> list[str]:
    """The figures asked for, or all that the account may see at the place. Refused F006, Denied for none."""
    from yiben.declare.load import catalog
    from yiben.township import looks
    from yiben.township.places import title
    from yiben.township.rights import Denied, may_read_figures

    figures = catalog().figures
    if only is None:
        seen = [f.id for f in figures.values() if may_read_figures(account, f.register, place)]
        if not seen:
            looks.log(account, "refused", f"figures {place}")
            raise Denied("查看", f"{title(place)}的数据")
        return seen
    ids = [name.strip() for name in only.split(",") if name.strip()]
    if not ids:
        raise refuse("S012", why="--only 后面缺少编号", usage="--only petitions.received,petitions.closed")
    unknown = [name for name in ids if name not in figures]
    if unknown:
        raise Refused(problem("F006", figure=name) for name in unknown)
    for name in ids:
        if not may_read_figures(account, figures[name].register, place):
            looks.log(account, "refused", f"figures {name} {place}")
            raise Denied("查看", figures[name].title)
    return ids


def show(results: Sequence["Result"]) -> None:
    from yiben.figures.results import shown

    rows = []
    for result in results:
        figure = result.figure
        rows.append((figure.id, figure.title, shown(figure, result.value), f"{result.rows:,}"))
        rows += [("", f"  {c.title}", shown(figure, c.value), f"{c.rows:,}") for c in result.cells]
    print_table(["编号", "数据", "值", "记录"], rows, right=(2, 3))
