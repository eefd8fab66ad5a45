"""The month's notice (通报) as an official paper: what was compared, two lists, how to reply, the order."""

from typing import IO

from yiben.capabilities.inspections.months import Month
from yiben.capabilities.inspections.ranking import BLACK, RED, Ranked
from yiben.documents.word import Paper
from yiben.documents.word_table import TableColumn
from yiben.kernel import clock
from yiben.township import places

COLUMNS = (
    TableColumn("名次", 16, "center"), TableColumn("村（社区）", 36), TableColumn("得分率", 22, "right"),
    TableColumn("检查", 14, "right"), TableColumn("主要原因", 68),
)  # fmt: skip


def write(month: Month, town: str, kind: str, target: IO[bytes]) -> None:
    """The .docx of the month, of what was published or, before that, of the ledger (marked 草稿)."""
    shown, start = month.shown, month.period.start
    said = f"{start.year}年{start.month}月"
    draft = "" if month.published else "（草稿）"
    title = f"{places.title(town)}关于{said}{kind}评比情况的通报{draft}"
    paper = Paper(title, kind)
    paper.title(title)
    day = month.published.happened_on if month.published and month.published.happened_on else clock.today()
    paper.dateline(f"{day.year}年{day.month}月{day.day}日")
    paper.body([f"{said}，对{len(shown.rows)}个村（社区）开展不打招呼检查{shown.count}次，按得分率（得分占满分的比例，"
                "一月多次的取平均）排出名次，得分率相同的名次并列。现通报如下。"])  # fmt: skip
    if shown.changed:
        paper.body(
            [f"本月换过评分细则（{'、'.join(shown.sheets)}），检查照当天的细则评分，名次按得分率比较。"]
        )
    number = _list(paper, "一", "红榜", shown.on(RED))
    number = _list(paper, number, "黑榜", shown.on(BLACK))
    paper.heading(1, f"{number}、有关要求")
    paper.body(["检查发现的问题按交办期限整改，复查合格后销号。对评分有意见的，可在告知后的期限内提出申辩，经复核采纳的，"
                "更正评分和名次。"])  # fmt: skip
    if shown.unvisited:
        paper.body([f"本月未查的有：{'、'.join(shown.unvisited)}，不参加排名。"])
    paper.appendix(1, f"{said}{kind}评比结果")
    paper.table(COLUMNS, [_row(row) for row in shown.rows])
    paper.note("名次只比村（社区），不比个人；检查次数和日期见台账。")
    paper.save(target)


def _list(paper: Paper, number: str, title: str, rows: tuple[Ranked, ...]) -> str:
    """The list under its heading, if anybody is on it; the number of the next heading."""
    if not rows:
        return number
    paper.heading(1, f"{number}、{title}")
    for row in rows:
        paper.body([f"{row.name}（得分率{row.rate}%）：{row.reason}。"])
    return {"一": "二", "二": "三"}[number]


def _row(row: Ranked) -> tuple[str, ...]:
    merged = f"（含原{'、'.join(row.merged)}）" if row.merged else ""
    rank = str(row.rank) if row.rank else "—"
    return rank, f"{row.name}{merged}", f"{row.rate}%", f"{len(row.days)}次", row.reason
