"""A small catalog and an engine of given values, so that drafts are tested without ledger or DuckDB."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from yiben.declare.model import Catalog, Figure, Outline, Register, Section, Sentence
from yiben.figures.results import Result
from yiben.kernel.periods import Period
from yiben.reports.compose import Subject, compose
from yiben.reports.model import Draft

NINE_MONTHS = Period(date(2023, 1, 1), date(2023, 9, 30))
HALF = Period(date(2023, 1, 1), date(2023, 6, 30))
Given = Mapping[Any, Any]
"""Values by figure id, or by (figure id, period)."""


def figure(id: str, title: str, unit: str, **more: object) -> Figure:
    register = id.partition(".")[0]
    return Figure(id, register, title, unit, "count()", definition=f"{title}的口径。", **more)  # type: ignore[arg-type]


FIGURES = (
    figure("petitions.received", "信访件收到数", "件"),
    figure("petitions.closed", "信访件办结数", "件"),
    figure("petitions.closed_share", "信访件办结率", "%", type="share"),
    figure("petitions.growth", "信访件同比", "%", type="growth", decimals=2),
    figure("projects.investment", "固定资产投资", "万元"),
    figure("relief.households", "监测户", "户", pair="relief.persons"),
    figure("relief.persons", "监测人口", "人"),
    figure("roads.built", "新建道路", "公里", decimals=1),
)
TITLES = {"petitions": "信访热线", "projects": "重点项目", "relief": "防返贫监测", "roads": "道路"}


def catalog(*outlines: Outline) -> Catalog:
    registers = {
        id: Register(
            id=id, title=title, group="order", covers=(), row="", owner="", fields={}, title_field="",
            place="", happened="", figures={f.id: f for f in FIGURES if f.register == id},
        )
        for id, title in TITLES.items()
    }  # fmt: skip
    return Catalog({}, registers, {}, {}, {outline.id: outline for outline in outlines})


def outline(*sentences: str | Sentence, title: str = "{town}{period}工作回顾") -> Outline:
    made = tuple(s if isinstance(s, Sentence) else Sentence(s, where="review.toml:9") for s in sentences)
    return Outline("review", title, (Section("平安建设", (made,)),), where="review.toml:1")


@dataclass
class FakeEngine:
    """Answers with the given values, for a figure in any period or in one; remembers what it was asked."""

    given: Given
    asked: list[tuple[tuple[str, ...], Period]] = field(default_factory=list)

    def __call__(
        self, ids: Sequence[str], place: str, period: Period, as_of: date | None = None
    ) -> list[Result]:
        names, known = tuple(ids), {f.id: f for f in FIGURES}
        self.asked.append((names, period))
        return [
            Result(
                known[name], place, period, as_of, "", self.given.get((name, period), self.given.get(name)), 7
            )
            for name in names
        ]


def subject(period: Period = NINE_MONTHS, **more: object) -> Subject:
    told = {"scope": "全镇29个村（社区）", **more}
    return Subject("422802101", "柏杨坝镇", period, None, date(2023, 10, 12), **told)  # type: ignore[arg-type]


def drafted(given: Given, *sentences: str | Sentence, period: Period = NINE_MONTHS, **more: object) -> Draft:
    return compose(outline(*sentences), catalog().registers, subject(period, **more), FakeEngine(given))


def said(given: Given, *sentences: str | Sentence, **more: object) -> str:
    """The text of the draft's only paragraph; empty where nothing stands."""
    paragraphs = list(drafted(given, *sentences, **more).paragraphs())  # type: ignore[arg-type]
    return paragraphs[0].text if paragraphs else ""


def example() -> Draft:
    given: Given = {
        "petitions.received": 118, ("petitions.received", HALF): 56, "petitions.closed": 115,
        "petitions.closed_share": Decimal(700) / Decimal(1008), "projects.investment": 168_000_000,
        "relief.households": 252, "relief.persons": 947, "roads.built": None,
    }  # fmt: skip
    return drafted(
        given,
        "{period}，收到信访{petitions.received}，办结{petitions.closed}，办结率{petitions.closed_share|about}。",
        "其中上半年收到{petitions.received@first_half}。",
        "完成投资{projects.investment}，监测{relief.households}。",
        "新建道路{roads.built}。",
    )
