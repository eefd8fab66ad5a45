"""What a visit deducts, a line a place: 评分项：扣分，原因. Typed, imported or sent by the API alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from yiben.capabilities.inspections.sheets import Item, Sheet, exact, plain
from yiben.kernel.problems import Problem, problem

FIELD = "deductions"
_POINTS = re.compile(
    r"[\s：:｜|\t]*(?:扣)?\s*[-−]?\s*(\d{1,3}(?:\.\d{1,2})?)\s*分?(?![\d.])[\s，,：:；;｜|\t]*(.*)"
)
_ENDS = re.compile(r"[：:｜|\t]")


@dataclass(frozen=True)
class Deduction:
    item: str
    points: Decimal
    reason: str

    def as_json(self) -> dict[str, Any]:
        return {"item": self.item, "points": self.points, "reason": self.reason}

    @property
    def points_said(self) -> str:
        return plain(self.points)

    @property
    def line(self) -> str:
        """As it is typed: 垃圾收集：2，三组路口桶满外溢."""
        return f"{self.item}：{plain(self.points)}，{self.reason}"


def kept(data: Iterable[Any]) -> tuple[Deduction, ...]:
    """Deductions out of a visit's parts."""
    return tuple(Deduction(str(d["item"]), exact(d["points"]), str(d["reason"])) for d in data)


def text_of(deductions: Iterable[Deduction]) -> str:
    return "\n".join(d.line for d in deductions)


def parse(text: str, sheet: Sheet) -> tuple[tuple[Deduction, ...], list[Problem]]:
    """The deductions and everything wrong with them: I002 item, I003 points, I004 reason, I005 too much."""
    found: list[Deduction] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        one, wrong = _line(line.strip(), number, sheet)
        problems += wrong
        found += [one] if one else []
    return tuple(found), problems + list(_too_much(found, sheet))


def _line(line: str, number: int, sheet: Sheet) -> tuple[Deduction | None, list[Problem]]:
    item = _item(line, sheet.items)
    if item is None:
        said = _ENDS.split(line, 1)[0].strip()[:30]
        allowed = "、".join(i.title for i in sheet.items)
        return None, [problem("I002", FIELD, line=number, item=said, sheet=sheet.said, allowed=allowed)]
    match = _POINTS.fullmatch(line[len(item.title) :])
    if match is None or not Decimal(match[1]):
        return None, [problem("I003", FIELD, line=number, item=item.title)]
    if not match[2].strip():
        return None, [problem("I004", FIELD, line=number, item=item.title)]
    return Deduction(item.title, Decimal(match[1]), match[2].strip()), []


def _item(line: str, items: Sequence[Item]) -> Item | None:
    """The item with the longest title that begins the line: 公路沿线绿化 before 公路沿线."""
    return max((i for i in items if line.startswith(i.title)), key=lambda i: len(i.title), default=None)


def _too_much(found: Sequence[Deduction], sheet: Sheet) -> Iterable[Problem]:
    for item in sheet.items:
        points = sum((d.points for d in found if d.item == item.title), Decimal(0))
        if points > item.most:
            yield problem("I005", FIELD, item=item.title, points=plain(points), most=plain(item.most))
