"""Who may make a move beside who may write, and what must be shown before it."""

from collections.abc import Iterable, Mapping
from typing import Any

from yiben.declare.load import catalog
from yiben.declare.model import Move, Register
from yiben.kernel.problems import Problem, problem
from yiben.ledger.models import Attachment, Entry
from yiben.ledger.projection import read_body
from yiben.township.models import Account
from yiben.township.rights import may

CHECKED = ("close", "answer", "join_answer", "")
"""Kinds of move that do the work which `another` then checks."""


def may_move(register: Register, move: Move, before: Mapping[str, Any], by: Account) -> bool:
    """Whether the account may make the move, as far as `who` says; writing is asked for elsewhere."""
    return not refusal(register, move, before, by, ())


def refusal(
    register: Register, move: Move, before: Mapping[str, Any], by: Account, fresh: Iterable[Entry]
) -> list[Problem]:
    """L025 approver, L026 giver, L027 another; `fresh` are entries of the record not yet written."""
    if not move.who:
        return []
    approves = may(by, "approve", register.id, before["place"])
    if move.who == "approver":
        return [] if approves else [problem("L025", "move", move=move.title)]
    trail = [*Entry.objects.filter(record=before["record"]).order_by("seq"), *fresh]
    if move.who == "giver":
        gave = bool(trail) and trail[0].by == by.username
        return [] if gave or approves else [problem("L026", "move", move=move.title)]
    doer = _doer(register, trail)
    if doer is None or doer.by != by.username:
        return []
    return [problem("L027", "move", move=move.title, who=doer.by_name)]


def _doer(register: Register, trail: Iterable[Entry]) -> Entry | None:
    """The entry of the last step that did the work."""
    known = catalog().registers.get(register.id, register).moves
    for entry in reversed(list(trail)):
        move = known.get(str(read_body(entry.body).get("move", "")))
        if move is not None and move.kind in CHECKED:
            return entry
    return None


def unproved(
    register: Register, move: Move, before: Mapping[str, Any], given: Mapping[str, Any]
) -> list[Problem]:
    """L028 where the move asks for proof and neither words nor a file are there."""
    if not move.proof or given.get(move.proof) or before["data"].get(move.proof):
        return []
    if Attachment.objects.filter(record=before["record"]).exists():
        return []
    return [problem("L028", move.proof, move=move.title, title=register.fields[move.proof].title)]
