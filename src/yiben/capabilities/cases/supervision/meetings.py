"""A dispatch meeting recorded with what it decided: each decision is a supervision item from that moment on.

Meeting, items and their handing out are written together or not at all; sent twice, they are written once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Any

from yiben.capabilities.cases import offices
from yiben.capabilities.cases.supervision.items import REGISTER as TASKS
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.dates import parse_day
from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger import service
from yiben.ledger.acts import Act, Advance, Enter
from yiben.ledger.gate import writing
from yiben.ledger.models import Record
from yiben.search import links
from yiben.township.models import Account

REGISTER = "meetings"
MOST = 20
"""Decisions of one meeting; more are no decisions."""
CHARACTERS = 32


@dataclass(frozen=True)
class Decision:
    """What is to be done, by which unit, by when; each as it was typed."""

    matter: str
    unit: str
    due_on: str
    requirement: str = ""
    leader: str = ""
    answer_every: str = ""
    field: str = ""

    @property
    def empty(self) -> bool:
        return not any(
            (self.matter.strip(), self.unit.strip(), self.due_on.strip(), self.requirement.strip())
        )


@dataclass(frozen=True)
class Held:
    meeting: Record
    tasks: tuple[Record, ...]


def hold(
    values: Mapping[str, Any], decisions: Sequence[Decision], by: Account, town: str, client_id: str
) -> Held:
    """Enter the meeting and hand each decision to its unit.

    Refused with every fault: `where` is the meeting's field, or d1:matter for the first decision; O008 for a
    meeting still to come, O010 for too many decisions.
    """
    kept = [d for d in decisions if not d.empty]
    wrong = _faults(values, kept)
    if wrong:
        raise Refused(wrong)
    acts, tasks = _acts(values, kept, town, client_id)
    with writing():
        try:
            written = service.submit(acts, by)
        except Refused as refused:
            found = refused.problems
            raise Refused([placed(p, 1) if len(acts) > 1 else p for p in found]) from None
        meeting = Record.objects.get(record=written[0].record)
        made = tuple(Record.objects.get(record=task) for task in tasks)
        if not written[0].repeated:
            for task in made:
                links.link(task, meeting, "会议议定", by)
    return Held(meeting, made)


def _faults(values: Mapping[str, Any], decisions: Sequence[Decision]) -> list[Problem]:
    found = []
    if len(decisions) > MOST:
        found.append(problem("O010", most=MOST, count=len(decisions)))
    held = day_of(str(values.get("held_on", "")))
    if held is not None and held > clock.today():
        found.append(problem("O008", "held_on", held=held))
    return found


def _acts(
    values: Mapping[str, Any], decisions: Sequence[Decision], town: str, client_id: str
) -> tuple[list[Act], list[str]]:
    meeting = act_id(client_id, "meeting")
    acts: list[Act] = [Enter(REGISTER, values, town, client_id, record=meeting)]
    tasks = []
    for row, decision in enumerate(decisions, 1):
        task = act_id(client_id, f"task {row}")
        tasks.append(task)
        acts += given(
            task_values(decision, values, town),
            task,
            decision,
            town,
            meeting,
            act_id(client_id, f"sent {row}"),
        )
    return acts, tasks


def task_values(decision: Decision, meeting: Mapping[str, Any], town: str) -> dict[str, Any]:
    """The item's fields: what was decided, and the meeting as its source and basis."""
    held = meeting.get("held_on", "")
    whole = {
        "matter": decision.matter,
        "requirement": decision.requirement or decision.matter,
        "source": "会议",
        "basis": str(meeting.get("topic", ""))[:120],
        "village": offices.village(town, decision.unit),
        "leader": decision.leader,
        "answer_every": decision.answer_every,
        "field": decision.field,
        "raised_on": held,
    }
    return {name: value for name, value in whole.items() if value}


def given(
    values: Mapping[str, Any], task: str, decision: Decision, town: str, born_of: str, client_id: str
) -> list[Act]:
    """The two acts that make an item and hand it to its unit."""
    give = {"given_on": values.get("raised_on", ""), "due_on": decision.due_on}
    parts = {"to_office": decision.unit}
    return [
        Enter(TASKS, values, town, client_id, record=task, parts={"born_of": born_of} if born_of else {}),
        Advance(task, "give", give, client_id=act_id(client_id, "given"), parts=parts),
    ]


def act_id(client_id: str, what: str) -> str:
    """The same id whenever the same form is sent, so that what was written is known again."""
    return blake2b(f"{client_id} {what}".encode(), digest_size=CHARACTERS // 2).hexdigest()


def placed(found: Problem, before: int) -> Problem:
    """A problem of the n-th act at its place in the form; `before` acts precede those of the rows."""
    number, _, name = found.where.partition(":")
    if not number.isdigit():
        return found
    row = (int(number) - before + 1) // 2
    if row < 1:
        return replace(found, where=name)
    return replace(found, where=f"d{row}:{'unit' if name in ('to_office', 'move') else name}")


def last_of(occasion: str, town: str, before: date) -> Record | None:
    """The latest meeting of the kind held before a day."""
    own = Record.objects.filter(register=REGISTER, town=town, void=False, happened_on__lt=before)
    return next(
        (m for m in own.order_by("-happened_on", "-number") if m.data.get("occasion") == occasion), None
    )


def occasions() -> tuple[str, ...]:
    return catalog().registers[REGISTER].fields["occasion"].options


def day_of(text: str) -> date | None:
    """A day as it was typed, None where it is none."""
    try:
        return parse_day(text)
    except ValueError:
        return None
