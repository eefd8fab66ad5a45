"""Rows of a form, each a decision or a part: what, which unit, by when."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yiben.capabilities.cases.supervision.items import REGISTER
from yiben.capabilities.cases.supervision.meetings import MOST, Decision, day_of
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Problem
from yiben.pages.standing import PageRequest
from yiben.township import places

ROWS = 4
CELLS = ("matter", "unit", "due_on", "answer_every", "requirement")
NOT_HERE = ("lingdao", "xianji", "xitong", "cun")
"""Offices that are given nothing to do: leaders, the county, administrators; villages go by name."""


@dataclass(frozen=True)
class Row:
    number: int
    typed: Decision
    problems: tuple[Problem, ...]

    def at(self, cell: str) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.where.partition(":")[2] == cell)

    @property
    def plain_date(self) -> bool:
        """Whether a browser's day picker can show what was typed."""
        return not self.typed.due_on or (
            day_of(self.typed.due_on) is not None and len(self.typed.due_on) == 10
        )

    @property
    def faulty(self) -> str:
        """Names of the cells with a fault, for the template to mark."""
        return " ".join(p.where.partition(":")[2] for p in self.problems)


def typed(data: Any) -> list[Decision]:
    """What the form sent, row by row, the empty ones between kept so that numbers stay."""
    return [
        Decision(**{cell: str(data.get(f"d{n}-{cell}", "")) for cell in CELLS}) for n in range(1, MOST + 2)
    ]


def rows(sent: Sequence[Decision], problems: Sequence[Problem]) -> list[Row]:
    """What is shown again: rows filled, with their faults, and some empty ones after them."""
    filled = [d for d in sent if not d.empty]
    wanted = max(ROWS, len(filled) + 1) if filled else ROWS
    shown = [*filled, *[Decision("", "", "")] * (min(wanted, MOST) - len(filled))]
    return [
        Row(n, d, tuple(p for p in problems if p.where.startswith(f"d{n}:"))) for n, d in enumerate(shown, 1)
    ]


def intervals() -> list[tuple[str, str]]:
    field = catalog().registers[REGISTER].fields["answer_every"]
    return [(option, field.option_said(option)) for option in field.options]


def units(request: PageRequest) -> list[str]:
    """Whom something can be given to: offices of the town, then its villages."""
    own = [o.title for o in catalog().offices.values() if o.id not in NOT_HERE]
    return own + [v.short for v in places.villages(request.town, clock.today())]


def client_id(request: PageRequest) -> str:
    sent = request.POST.get("client_id", "")
    return sent if len(sent) == 32 and sent.isalnum() else uuid.uuid4().hex
