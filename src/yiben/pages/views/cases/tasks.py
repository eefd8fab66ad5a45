"""A record as a line of work: how late or near it is, what it is, where, and the step that it waits for."""

from collections.abc import Iterable
from dataclasses import dataclass

from yiben.declare.load import catalog
from yiben.declare.model import Move, Register
from yiben.kernel import clock
from yiben.ledger.models import Version
from yiben.pages.standing import PageRequest
from yiben.pages.views.cases.piles import ROLES, role_fields
from yiben.pages.views.cases.steps import next_step
from yiben.township import places
from yiben.ui import lights, showing


@dataclass(frozen=True)
class Task:
    record: Version
    register: Register
    light: lights.Light
    title: str
    place: str
    next: Move | None
    """The first move that it waits for, where the account may make it."""
    roles: tuple[str, ...] = ()
    """Which of the four roles the account has in it, in words."""


def tasks(request: PageRequest, records: Iterable[Version], moves: bool = True) -> list[Task]:
    registers = catalog().registers
    return [task(request, registers[r.register], r, moves) for r in records if r.register in registers]


def task(request: PageRequest, register: Register, record: Version, moves: bool = True) -> Task:
    day = request.as_of or clock.today()
    level = showing.level_of(request.user, register, record.place)
    return Task(
        record,
        register,
        lights.of_record(register, record.state, lights.due_of(register, record), day, record.void),
        showing.title(register, record, level),
        places.said(record.place),
        next_step(register, record, request.user) if moves and request.as_of is None else None,
        tuple(
            str(ROLES[role])
            for role, name in role_fields(register).items()
            if record.data.get(name) == request.user.username
        ),
    )
