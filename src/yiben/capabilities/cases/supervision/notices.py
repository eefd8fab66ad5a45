"""督查通报: how the items of a period stand, with the lagging ones by number and unit, never by person.

Its numbers are the figures of `supervision_tasks` as of the period's last day, so a notice opened years later
says what it said. Units are compared only where three items and more allow it (DOMAIN 6.3).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yiben.capabilities.cases.supervision import letters
from yiben.capabilities.cases.supervision.items import REGISTER as TASKS
from yiben.capabilities.cases.supervision.items import Item, items
from yiben.documents.word import Paper
from yiben.documents.word_table import TableColumn
from yiben.figures import engine
from yiben.kernel.language import CHINESE, speaking
from yiben.kernel.periods import Period
from yiben.ledger.models import Version
from yiben.township.models import Account

REGISTER = "supervision_notices"
LEAST = 3
"""Fewer items than these make no share that could be compared."""
FIGURES = ("assigned", "assigned_closed", "assigned_open", "assigned_late")
LAGGING = (
    TableColumn("序", 9, "right"), TableColumn("编号", 31), TableColumn("事项", 44), TableColumn("单位", 34),
    TableColumn("期限", 24), TableColumn("逾期日", 14, "right"),
)  # fmt: skip
UNITS = (
    TableColumn("单位", 52), TableColumn("督办（项）", 24, "right"), TableColumn("办结（项）", 24, "right"),
    TableColumn("逾期（项）", 24, "right"), TableColumn("办结率", 32, "right"),
)  # fmt: skip


@dataclass(frozen=True)
class UnitLine:
    unit: str
    total: int
    closed: int
    late: int

    @property
    def share(self) -> str:
        """Of closed ones, or why there is none to compare."""
        return percent(self.closed, self.total) if self.total >= LEAST else f"不足{LEAST}项，不比"


@dataclass(frozen=True)
class Standing:
    """The items of a period as of its last day."""

    period: Period
    total: int
    closed: int
    open: int
    late: int
    items: tuple[Item, ...]

    @property
    def closed_share(self) -> str:
        return percent(self.closed, self.total)

    @property
    def open_share(self) -> str:
        """What is left to a hundred, so that the two shares of a sentence add up."""
        if not self.total:
            return "—"
        return f"{100 - int(self.closed_share.removesuffix('%'))}%"

    @property
    def lagging(self) -> list[Item]:
        """Late and not finished, the longest late first; equally late ones by number."""
        late = [i for i in self.items if not i.closed and i.record.due_on and i.colour.late > 0]
        halted = {i.record.record for i in late if i.record.state == "halted"}
        kept = [i for i in late if i.record.record not in halted]
        return sorted(kept, key=lambda i: (-i.colour.late, i.record.number))

    @property
    def units(self) -> list[UnitLine]:
        """Unit by unit in the order of how much each was given; no rank, and no share of too few."""
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            found[item.unit].append(item)
        lines = [
            UnitLine(unit, len(own), sum(i.closed for i in own), sum(i in self.lagging for i in own))
            for unit, own in found.items()
        ]
        return sorted(lines, key=lambda line: (-line.total, line.unit))


def percent(part: int, whole: int) -> str:
    """27%, rounded half up; — of nothing."""
    if not whole:
        return "—"
    return f"{int(Decimal(part * 100) / whole + Decimal('0.5'))}%"


def standing(account: Account, town: str, period: Period, as_of: date | None) -> Standing:
    """How the items of the period stand as of the end of a day (None: now)."""
    ids = [f"{TASKS}.{name}" for name in FIGURES]
    found = engine.evaluate(ids, town, period, as_of)
    total, closed, unfinished, late = (int(result.value or 0) for result in found)
    filters = {"raised_on": (period.start, period.end)}
    listed = [i for i in items(account, town, period.end, filters, as_of) if not i.left]
    return Standing(period, total, closed, unfinished, late, tuple(listed))


def of(notice: Version, account: Account) -> Standing:
    """What a notice says: its period, by the ledger as of its last day."""
    start, end = (date.fromisoformat(notice.data[name]) for name in ("from_on", "until_on"))
    return standing(account, notice.town, Period(start, end), end)


def opening(found: Standing) -> str:
    """The first sentence: 共督办22项，已办结6项（27%），在办16项（73%），其中逾期5项。"""
    period = found.period
    span = f"{letters.day(period.start)}至{letters.day(period.end)}"
    if not found.total:
        return f"{span}，没有立项督办的事项。"
    late = f"，其中逾期{found.late}项" if found.late else "，没有逾期的"
    rest = f"，在办{found.open}项（{found.open_share}）{late}" if found.open else ""
    return (
        f"{span}，镇里立项督办{found.total}项。截至{letters.day(period.end)}，"
        f"已办结{found.closed}项（{found.closed_share}）{rest}。"
    )


@speaking(CHINESE)
def docx(notice: Version, account: Account) -> bytes:
    """The notice as a Word file in the layout of GB/T 9704."""
    found, said = of(notice, account), notice.data
    issued = date.fromisoformat(said["issued_on"])
    paper = Paper(str(said["subject"]), subject=notice.number)
    paper.letterhead(letters.issuer(notice.town), notice.number)
    paper.headline(str(said["subject"]))
    paper.addressed("各村（社区）、镇直各单位：")
    paper.body(["现将督办事项办理情况通报如下。"])
    paper.heading(1, "一、总体情况")
    paper.body([opening(found)])
    paper.heading(1, "二、滞后事项")
    _lagging(paper, found)
    paper.heading(1, "三、分单位情况")
    _units(paper, found)
    if said.get("demand"):
        paper.heading(1, "四、下一步要求")
        for line in str(said["demand"]).splitlines():
            paper.body([line])
    paper.signed(letters.issuer(notice.town), letters.day(issued))
    paper.imprint(str(said.get("copied", "")), letters.issuer(notice.town), letters.day(issued))
    return letters.bytes_of(paper)


def _lagging(paper: Paper, found: Standing) -> None:
    if not found.lagging:
        paper.body(["没有逾期未办结的事项。"])
        return
    paper.body([f"逾期未办结{len(found.lagging)}项，按逾期天数列出，天数相同的按编号。"])
    paper.table(LAGGING, list(lagging_rows(found.lagging)))


def lagging_rows(lagging: Iterable[Item]) -> Iterable[list[str]]:
    for n, item in enumerate(lagging, 1):
        due = letters.short_day(item.record.due_on)
        number, title = item.record.number, str(item.record.data["matter"])
        yield [str(n), number, title, item.unit, due, str(item.colour.late)]


def _units(paper: Paper, found: Standing) -> None:
    if found.total < LEAST:
        paper.body([f"本期督办事项不足{LEAST}项，不作单位之间的比较。"])
        return
    paper.body([f"按督办项数列出，不排名次；不足{LEAST}项的单位不算办结率。"])
    paper.table(UNITS, [[u.unit, str(u.total), str(u.closed), str(u.late), u.share] for u in found.units])
