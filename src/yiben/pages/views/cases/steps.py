"""The moves of a record as they are offered: the usual step, those beside it, the rare ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yiben.capabilities.cases.part import Part
from yiben.declare.model import Move, Register
from yiben.kernel import clock
from yiben.ledger.models import Version
from yiben.pages import trails
from yiben.township import people
from yiben.township.models import Account

FORWARD = ("", "accept", "sign", "dispatch", "answer", "resume", "check", "close", "archive")
"""Kinds of a usual step; all others put off, send back, press on or open again."""
DECIDING = ("grant_extension", "refuse_extension")
SHOWN = 3
"""Moves beside the primary one that stand open; the others are folded away under 更多."""


@dataclass(frozen=True)
class Steps:
    primary: Move | None = None
    shown: tuple[Move, ...] = ()
    more: tuple[Move, ...] = ()
    deciding: tuple[Move, ...] = ()
    """Granting or refusing the extension that was asked for; they stand beside what they decide."""
    answering: Move | None = None
    """The answer of an office that was asked to take part, where it is mine to give."""
    offices: frozenset[str] = field(default_factory=frozenset)


def steps(register: Register, found: Version, account: Account) -> Steps:
    """The account's moves on the record, those left out that have nothing to work on now."""
    offices = offices_of(account)
    moves = [m for m in trails.open_moves(register, found, account) if _wanted(m, found.data, register)]
    deciding = tuple(m for m in moves if m.kind in DECIDING)
    rest = [m for m in moves if m not in deciding]
    forward = [m for m in rest if m.kind in FORWARD]
    primary = _usual(register, found, forward) if not deciding else None
    beside = sorted((m for m in rest if m is not primary), key=lambda m: _rank(m, found.state))
    answering = next((m for m in rest if m.kind == "join_answer"), None)
    owed = offices & set(Part.of(found.data).waiting_offices) if answering else frozenset()
    return Steps(
        primary, tuple(beside[:SHOWN]), tuple(beside[SHOWN:]), deciding, answering if owed else None, offices
    )


def _rank(move: Move, state: str) -> tuple[bool, bool]:
    """Steps before side moves, and those that lead on before those that stay."""
    return move.kind not in (*FORWARD, "return"), move.to in ("", state)


def _usual(register: Register, found: Version, forward: list[Move]) -> Move | None:
    """The next step: of an open record the first that leads on; of a finished one the first there is."""
    known = register.states.get(found.state)
    leads = [m for m in forward if m.to not in ("", found.state)]
    onward = leads if known and not known.closed else []
    return next(iter(onward or forward), None)


def next_step(register: Register, found: Version, account: Account) -> Move | None:
    """The one move that a line of work offers; a decision first where one waits."""
    known = steps(register, found, account)
    return known.primary or next(iter(known.deciding), None)


def offices_of(account: Account) -> frozenset[str]:
    """Offices of the town that the account works in today; kept while the account object lives, as its rights
    are, because every line of a list asks."""
    kept: tuple[date, frozenset[str]] | None = account.__dict__.get("_offices")
    if kept is None or kept[0] != clock.today():
        posts = people.posts_of(account)
        kept = clock.today(), frozenset(p.office.kind for p in posts if p.office and len(p.place) <= 9)
        account.__dict__["_offices"] = kept
    return kept[1]


def _wanted(move: Move, data: Mapping[str, Any], register: Register) -> bool:
    """Whether the move has something to work on: an extension asked for, an office still to answer."""
    if "cases" not in register.uses:
        return True
    if move.kind in DECIDING:
        return bool(data.get("extension_asked"))
    if move.kind == "ask_extension":
        return not data.get("extension_asked")
    if move.kind == "join_answer":
        return bool(Part.of(data).waiting_offices)
    return True
