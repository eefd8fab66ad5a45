"""The prepared sheet of a meeting as a Word file: 备会单."""

from collections.abc import Iterator

from yiben.capabilities.cases.supervision import letters
from yiben.capabilities.cases.supervision.items import Item
from yiben.capabilities.cases.supervision.notices import LEAST, UNITS
from yiben.capabilities.cases.supervision.rhythm import Prepared
from yiben.declare.load import catalog
from yiben.documents.word import Paper
from yiben.documents.word_table import TableColumn
from yiben.kernel.language import CHINESE, speaking
from yiben.township import places

MOVED = (
    TableColumn("台账", 60), TableColumn("新收", 32, "right"), TableColumn("办结", 32, "right"),
    TableColumn("现逾期", 32, "right"),
)  # fmt: skip
LATE = (
    TableColumn("编号", 31), TableColumn("事项", 40), TableColumn("单位", 30),
    TableColumn("逾期日", 14, "right"), TableColumn("原因、进展", 41),
)  # fmt: skip
TO_DECIDE = (TableColumn("编号", 34), TableColumn("事项", 60), TableColumn("说明", 62))
DECIDED = (
    TableColumn("编号", 31), TableColumn("事项", 50), TableColumn("单位", 35), TableColumn("现在", 40),
)  # fmt: skip
ORDINALS = "一二三四五六"


@speaking(CHINESE)
def docx(sheet: Prepared) -> bytes:
    """The sheet in the order of the meeting: last time's decisions, what moved, late, to decide, targets."""
    title = f"{places.title(sheet.town)}{sheet.turn.occasion.title}备会单"
    paper, number = Paper(title), iter(ORDINALS)
    paper.title(title)
    paper.dateline(f"（{letters.day(sheet.turn.since)}至{letters.day(sheet.turn.day)}）")
    if sheet.decided:
        paper.heading(1, f"{next(number)}、上次议定事项")
        paper.table(DECIDED, [_decided(item) for item in sheet.decided])
    paper.heading(1, f"{next(number)}、这段时间的变化")
    _moved(paper, sheet)
    paper.heading(1, f"{next(number)}、逾期事项和原因")
    _late(paper, sheet)
    paper.heading(1, f"{next(number)}、要定的事")
    _to_decide(paper, sheet)
    paper.heading(1, f"{next(number)}、全年任务对照")
    paper.body([f"今年时间过去{sheet.time_share}。", *_on_target(sheet)])
    if sheet.units:
        paper.heading(1, f"{next(number)}、分单位情况")
        paper.body([f"按督办项数列出，不排名次；不足{LEAST}项的单位不算办结率。"])
        paper.table(UNITS, [[u.unit, str(u.total), str(u.closed), str(u.late), u.share] for u in sheet.units])
    paper.note("本单各数取自台账，网页上点开可以看到每一笔；不另写会议材料。")
    return letters.bytes_of(paper)


def _decided(item: Item) -> list[str]:
    state = catalog().registers[item.record.register].states[item.record.state].title
    late = f"，逾期{item.colour.late}日" if item.colour.late else ""
    return [item.record.number, str(item.record.data["matter"]), item.unit, f"{state}{late}"]


def _moved(paper: Paper, sheet: Prepared) -> None:
    if not sheet.moved:
        paper.body(["没有新收、办结和逾期的。"])
        return
    rows = [[m.register.title, str(m.came), str(m.closed), str(m.late)] for m in sheet.moved]
    paper.table(MOVED, rows)


def _late(paper: Paper, sheet: Prepared) -> None:
    if not sheet.late:
        paper.body(["督办事项没有逾期的。"])
        return
    rest = f"，列出前{len(sheet.late)}项" if sheet.late_count > len(sheet.late) else ""
    paper.body([f"督办事项逾期{sheet.late_count}项{rest}。"])
    rows = [
        [i.record.number, str(i.record.data["matter"]), i.unit, str(i.colour.late), i.why or "—"]
        for i in sheet.late
    ]
    paper.table(LATE, rows)


def _to_decide(paper: Paper, sheet: Prepared) -> None:
    groups = [group for group in sheet.to_decide if group.count]
    if not groups:
        paper.body(["没有等着定的事。"])
    for n, group in enumerate(groups, 1):
        paper.heading(3, f"{n}. {group.title}（{group.count}件）")
        paper.table(TO_DECIDE, [[record.number, record.title, said or "—"] for record, said in group.lines])


def _on_target(sheet: Prepared) -> Iterator[str]:
    for result, said in sheet.on_target:
        yield f"{result.figure.title}{said}。"
