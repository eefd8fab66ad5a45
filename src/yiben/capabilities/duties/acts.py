"""The acts by which duties come about and follow their assignments: pure, so that the demo plans by them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from yiben.capabilities.duties.assignments import Assignment
from yiben.capabilities.duties.declared import DUE, MISS, assignments_of, copied
from yiben.capabilities.duties.turns import Owed
from yiben.declare.model import Register
from yiben.ledger.acts import Advance, Correct, Enter, Void

SOURCE = "按频次"
"""The source of every entry that a run makes, so that it shows that no person typed it."""
PART, OWNER = "duty", "owner"


@dataclass(frozen=True)
class Open:
    """A duty not done yet, as it stands."""

    record: str
    assignment: str
    starts_on: date
    due_on: date
    owner: str
    data: Mapping[str, Any]


def client_id(register: str, assignment: str, owed: Owed) -> str:
    """The same for the same turn of the same assignment, so that a run made twice makes nothing twice."""
    said = f"{register} {assignment} {owed.span.start} {owed.number}"
    return f"duty-{blake2b(said.encode(), digest_size=20).hexdigest()}"


def enter(register: Register, town: str, one: Assignment, owed: Owed, record: str = "") -> Enter:
    """The duty of one turn."""
    return Enter(
        register=register.id,
        values={name: value for name, value in one.values.items() if value is not None},
        town=town,
        client_id=client_id(register.id, one.record, owed),
        why=f"{owed.said}，{owed.title}" if owed.said else owed.title,
        record=record,
        state=DUE,
        parts={PART: part(one.record, owed, one.owner)},
    )


def part(assignment: str, owed: Owed, owner: str = "") -> dict[str, str]:
    """What the engine is told of a duty that a run makes."""
    return {
        "assignment": assignment,
        "starts_on": owed.span.start.isoformat(),
        "due_on": owed.span.end.isoformat(),
        "turn": owed.title,
        OWNER: owner,
    }


def adjusted(register: Register, one: Assignment, duty: Open, day: date, owner: str) -> Void | Correct | None:
    """What brings an open duty up to its assignment: ended, or with another person, place or account."""
    if one.void:
        return Void(duty.record, f"分工{one.number}已作废")
    if not one.holds(day) and one.until is not None and one.until <= duty.due_on:
        return Void(duty.record, f"分工{one.number}到{one.until}结束")
    changes = {name: value for name, value in one.values.items() if value != duty.data.get(name)}
    if not changes and owner == duty.owner:
        return None
    titles = [f.title for f in copied(register, assignments_of(register)) if f.id in changes]
    said = "、".join(titles or ["经办账号"])
    return Correct(duty.record, changes, f"分工{one.number}的{said}变了", parts={PART: {OWNER: owner}})


def missed(duties: Iterable[Open], day: date) -> Iterator[Advance]:
    """Every open duty whose day has passed."""
    for duty in duties:
        if duty.due_on < day:
            yield Advance(duty.record, MISS, {}, f"过了{duty.due_on}没有登记完成")
