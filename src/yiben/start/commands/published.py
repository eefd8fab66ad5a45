"""`./yiben published`: each published figure beside what the records give, with a verdict."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from yiben.start.arguments import Parser
from yiben.start.book import open_book
from yiben.start.output import print_json, print_table

if TYPE_CHECKING:
    from yiben.demo.published import Fact, Verdict

WORDS = {"equal": "相符", "differs": "不符", "not_stated": "尚未写出"}
BOUNDS = {"exact": "", "about": "约", "at_least": "≥", "at_most": "≤"}


def run(arguments: Sequence[str]) -> int:
    parser = Parser("published", "逐条核对演示镇公布的数：公布值、由记录算得的值、背后几条记录、结论。")
    args = parser.account().json().read(arguments)
    open_book()
    from yiben.demo.published import compare

    verdicts = compare()
    if args.account:
        verdicts = as_seen_by(args.account, verdicts)
    if args.json:
        print_json({"figures": [v.as_json() for v in verdicts]})
        return 0
    print_table(
        ["来源", "位置", "公布", "单位", "算得", "记录", "结论", "数据", "说的是"],
        [
            (
                v.fact.source,
                str(v.fact.start),
                f"{BOUNDS[v.fact.bound]}{plain(v.fact.value)}",
                v.fact.unit,
                "" if v.computed is None else plain(v.computed),
                f"{v.rows:,}" if v.fact.figure else "",
                WORDS[v.verdict],
                v.fact.figure,
                v.fact.what,
            )
            for v in verdicts
        ],
        right=(1, 2, 4, 5),
    )
    counts = Counter(v.verdict for v in verdicts)
    said = "，".join(f"{word} {counts[verdict]}" for verdict, word in WORDS.items())
    print(f"共 {len(verdicts)} 个：{said}。")
    return 0


def as_seen_by(name: str, verdicts: Sequence["Verdict"]) -> list["Verdict"]:
    """Without the values that the account may not see; Denied where it may see none at all.

    Only where an account is named: by itself the command is the book's own proof, and sees everything.
    """
    from yiben.declare.load import catalog
    from yiben.township import looks, people
    from yiben.township.rights import Denied, may_read_figures

    account, figures = people.find(name), catalog().figures

    def seen(fact: "Fact") -> bool:
        return bool(fact.figure) and may_read_figures(account, figures[fact.figure].register, fact.place)

    if not any(seen(v.fact) for v in verdicts):
        looks.log(account, "refused", "published")
        raise Denied("查看", "公布数核对")
    return [v if seen(v.fact) else replace(v, computed=None, rows=0, verdict="not_stated") for v in verdicts]


def plain(value: object) -> str:
    text = f"{value:,.4f}" if value is not None else ""
    return text.rstrip("0").rstrip(".") if "." in text else text
