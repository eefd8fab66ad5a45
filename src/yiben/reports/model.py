"""A draft: a report of one place and period in which every figure is still a figure, not yet letters."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from yiben.kernel.periods import Period

Value = int | float | Decimal


@dataclass(frozen=True)
class TextRun:
    text: str

    @property
    def shown(self) -> str:
        return self.text


@dataclass(frozen=True)
class FigureRun:
    """A figure in a sentence, with all that is needed to open its definition and its rows."""

    number: int
    """Its line in the draft's figure list."""
    figure: str
    period: Period
    place: str
    value: Value
    """In the base unit, exact."""
    shown: str
    """As the sentence says it: 1008万元, 约69%."""
    rows: int
    title: str
    definition: str


Run = TextRun | FigureRun


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.shown for run in self.runs)


@dataclass(frozen=True)
class Section:
    number: str
    """一, 二; empty for a lead without a heading."""
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def heading(self) -> str:
        return f"{self.number}、{self.title}" if self.number else ""


@dataclass(frozen=True)
class FigureLine:
    """One figure of one period in the list at the end."""

    number: int
    section: str
    title: str
    """With its period where that isn't the report's: 信访件收到数，上半年."""
    figure: str
    period: Period
    value: str
    """As tables write it: 1,008."""
    unit: str
    register: str
    rows: int
    definition: str

    @property
    def source(self) -> str:
        return f"{self.register}，{self.rows:,}行"


@dataclass(frozen=True)
class LeftOut:
    """A sentence of the outline that isn't in the draft, and why."""

    text: str
    why: str
    where: str = ""


@dataclass(frozen=True)
class Draft:
    outline: str
    title: str
    dateline: str
    town: str
    town_name: str
    period: Period
    as_of: date | None
    """None: as the ledger stands now."""
    day: date
    """The day that the draft speaks of: the as-of day, or today."""
    scope: str
    demo: bool
    """Made from demonstration records."""
    sections: tuple[Section, ...]
    figures: tuple[FigureLine, ...]
    left_out: tuple[LeftOut, ...] = field(default=())

    def paragraphs(self) -> Iterator[Paragraph]:
        return (paragraph for section in self.sections for paragraph in section.paragraphs)

    @property
    def body(self) -> tuple[Section, ...]:
        """The sections, or one sentence that says there is nothing to tell."""
        nothing = Paragraph((TextRun(f"{self.period.title()}账上没有可写入的数据。"),))
        return self.sections or (Section("", "", (nothing,)),)

    @property
    def basis(self) -> str:
        """The line over the figure list: period, as-of day and scope."""
        parts = [f"时期：{self.period.title()}（另注者除外）", f"截至：{self.day.isoformat()}"]
        return "　".join([*parts, *([f"范围：{self.scope}"] if self.scope else [])])

    @property
    def notes(self) -> tuple[str, ...]:
        """The lines under the figure list."""
        lines = ["以上数字均由台账逐行算得，行数是算出这个数的记录数。"]
        if self.left_out:
            lines.append(f"提纲中有{len(self.left_out)}句未写入：{'；'.join(self._reasons())}。")
        if self.demo:
            lines.append("本文由演示数据生成，不作依据。")
        return tuple(lines)

    def _reasons(self) -> list[str]:
        reasons = [left.why for left in self.left_out]
        return [f"{why}{reasons.count(why)}句" for why in dict.fromkeys(reasons)]
