"""A record's trail and steps in words: each entry, what it changed from and to, who, when, why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from yiben.declare.model import SECRECY, Field, Move, Register
from yiben.figures.data_doubts.settled import PART
from yiben.ledger import movers
from yiben.ledger.models import Entry, Seal, Version
from yiben.ledger.reading import Step
from yiben.pages.views.cases import told
from yiben.township.models import Account
from yiben.ui import showing


@dataclass(frozen=True)
class Changed:
    title: str
    old: str
    new: str
    corrected: bool
    """Whether the old value is shown struck out."""


@dataclass(frozen=True)
class Line:
    number: int
    entry: Entry
    title: str
    changes: tuple[Changed, ...]
    sealed: bool
    handed: str = ""
    """To whom a case was given, who was asked to take part, what they answered."""

    @property
    def first(self) -> bool:
        """Whether this is the entry that made the record, whose many values are folded away."""
        return self.number == 1


@dataclass(frozen=True)
class Stage:
    title: str
    day: date | None
    now: bool

    @property
    def past(self) -> bool:
        return self.day is not None and not self.now


def lines(register: Register, steps: Sequence[Step], level: int) -> list[Line]:
    """Newest first, numbered from the oldest."""
    town = steps[0].entry.town if steps else ""
    sealed = Seal.objects.filter(town=town).aggregate(last=Max("day"))["last"]
    handed = told.along(register, (s.body for s in steps))
    made = [
        Line(
            n,
            s.entry,
            title(register, s),
            _changes(register, s, level),
            bool(sealed and s.entry.day <= sealed),
            words,
        )
        for n, (s, words) in enumerate(zip(steps, handed, strict=True), 1)
    ]
    return made[::-1]


def title(register: Register, step: Step) -> str:
    """登记, 更正, 作废, or the move's own word."""
    known = {
        "recorded": _("登记"), "corrected": _("更正"), "voided": _("作废"), "attached": _("存附件"),
        "assigned": _("移交"),
    }  # fmt: skip
    move = register.moves.get(str(step.body.get("move", "")))
    if step.event == "corrected" and PART in step.body.get("parts", {}):
        return _("疑点已核实")
    return move.title if move else known.get(step.event, step.event)


def _changes(register: Register, step: Step, level: int) -> tuple[Changed, ...]:
    attached = step.body.get("attach")
    if attached:
        return (Changed(_("文件"), "", str(attached.get("name", "")), False),)
    if step.event == "assigned":
        names = dict(Account.objects.values_list("username", "name").filter(username__in=_two(step)))
        old, new = (names.get(username, username) for username in _two(step))
        return (Changed(_("经办人"), old, new, True),)
    was, corrected = step.body.get("was", {}), step.event == "corrected"
    return tuple(
        Changed(
            f.title,
            said(f, was.get(name), level),
            said(f, value, level),
            corrected and was.get(name) is not None,
        )
        for name, value in step.body.get("set", {}).items()
        if (f := register.fields.get(name)) is not None and (step.event != "recorded" or value is not None)
    )


def _two(step: Step) -> tuple[str, str]:
    """Who handed a record over, and to whom."""
    return str(step.body.get("owner_was", "")), str(step.body.get("owner", ""))


def said(field: Field, value: Any, level: int) -> str:
    """A kept value as a trail may say it to this level."""
    if value is None:
        return showing.NONE
    if isinstance(value, Mapping):
        return showing.HIDDEN
    if SECRECY.index(field.secrecy) > level:
        return showing.surname(str(value)) if field.type == "person_name" else showing.HIDDEN
    return showing.plain(field, value)


def moves_from(register: Register, state: str) -> list[Move]:
    """The moves that a record in this state may make, the usual next step first.

    While a record is open that is the first move that takes it to another state: putting off its due day
    is no step forward.
    """
    known, here = register.states.get(state), [m for m in register.moves.values() if state in m.from_states]
    if known is None or known.closed:
        return here
    return sorted(here, key=lambda m: m.to == state)


def columns_of(found: Version) -> dict[str, Any]:
    """What a move is judged by."""
    return {name: getattr(found, name) for name in ("record", "place", "data", "owner", "office")}


def open_moves(register: Register, found: Version, account: Account) -> list[Move]:
    """The moves that this account may make now, by right and by who has done what before."""
    if found.void:
        return []
    before = columns_of(found)
    return [
        m
        for m in moves_from(register, found.state)
        if movers.may_act(register, m, before, account) and movers.may_move(register, m, before, account)
    ]


def stages(register: Register, steps: Sequence[Step], state: str) -> list[Stage]:
    """The register's states in order, each with the day that the record last came to it.

    A way out that the record did not take (sent back, turned down) is no step still to come.
    """
    reached = {str(s.body["state"]): s.entry.day for s in steps if s.body.get("state")}
    return [
        Stage(s.title, reached.get(s.id), s.id == state)
        for s in register.states.values()
        if s.id in reached or s.id == state or s.light != "returned"
    ]
