"""`./yiben report TOWN --outline KIND …`: a written account whose figures come from the ledger."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yiben.kernel.periods import Period
from yiben.start.arguments import Parser, day, period_of
from yiben.start.book import open_book, town_clock, who

if TYPE_CHECKING:
    from yiben.township.models import Account


def run(arguments: Sequence[str]) -> int:
    parser = Parser("report", "写一份材料，数都从账里来。")
    parser.town().period().as_of().account()
    parser.add_argument("--outline", required=True, metavar="提纲", help="catalog/reports/ 的编号，如 review")
    parser.add_argument("--out", required=True, type=Path, metavar="文件", help=".docx、.html 或 .txt")
    args = parser.read(arguments)
    period, as_of = period_of(args), day(args.as_of, "--as-of")
    from yiben.reports.write import suffix_of

    suffix_of(args.out)
    open_book()
    from yiben.township.places import town

    write(args.outline, town(args.town).code, period, as_of, who(args.account), args.out)
    print(f"写好了：{args.out}")
    return 0


def write(outline: str, town: str, period: Period, as_of: date | None, account: "Account", out: Path) -> None:
    """Draft and write one account. Refused R001 for an unknown outline, S002 where it can't be written."""
    from yiben.reports import write as writers
    from yiben.reports.draft import draft

    with town_clock(town):
        made = draft(outline, town, period, as_of, account)
    writers.write(made, out)
