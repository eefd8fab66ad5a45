"""Who may make a move beside who may write, and what must be shown before it."""

from collections.abc import Iterable, Mapping
from typing import Any

from yiben.declare.load import catalog
from yiben.declare.model import Move, Register
from yiben.kernel.problems import Problem, problem
from yiben.ledger.models import Attachment, Entry
from yiben.ledger.projection import read_body
from yiben.township.models import Account
from yiben.township.people import posts_of
from yiben.township.rights import may

CHECKED = ("close", "answer", "join_answer", "")
"""Kinds of move that do the work which `another` then checks."""

LED = ("urge", "escalate")
"""Kinds of move that who approves makes too, though he registers nothing."""


def may_move(register: Register, move: Move, before: Mapping[str, Any], by: Account) -> bool:
    """Whether the account may make the move, as far as `who` says; writing is asked for elsewhere."""
    return not refusal(register, move, before, by, ())


def may_act(register: Register, move: Move, before: Mapping[str, Any], by: Account) -> bool:
    """Whether the account may move the record at all.

    It writes there, or decides what is for an approver, or the case was dispatched to it or its office, or
    its office is asked to join: who handles a case need not keep the register, but must be able to read it.
    """
    place = before["place"]
    leads = bool(move.who) or move.kind in LED
    if may(by, "write", register.id, place) or (leads and may(by, "approve", register.id, place)):
        return True
    if "cases" not in register.uses or not may(by, "read", register.id, place):
        return False
    case = before["data"].get("case", {})
    return (bool(case.get("given")) and _handles(before, by)) or (
        move.kind == "join_answer" and _is_asked(before, by)
    )


def _is_asked(before: Mapping[str, Any], by: Account) -> bool:
    """Whether an office of his is asked to join and has not answered."""
    joint = before["data"].get("case", {}).get("joint", ())
    waiting = {one["office"] for one in joint if not one.get("answered_on")}
    return any(post.office is not None and post.office.kind in waiting for post in posts_of(by))


def refusal(
    register: Register, move: Move, before: Mapping[str, Any], by: Account, fresh: Iterable[Entry]
) -> list[Problem]:
    """L025 approver, L026 giver, L032 handler, L027 another; `fresh` are its entries not yet written."""
    if not move.who:
        return []
    approves = may(by, "approve", register.id, before["place"])
    if move.who == "approver":
        return [] if approves else [problem("L025", "move", move=move.title)]
    if move.who == "handler":
        return [] if _handles(before, by) else [problem("L032", "move", move=move.title)]
    trail = [*Entry.objects.filter(record=before["record"]).order_by("seq"), *fresh]
    if move.who == "giver":
        gave = bool(trail) and trail[0].by == by.username
        return [] if gave or approves else [problem("L026", "move", move=move.title)]
    doer = _doer(register, trail)
    if doer is None or doer.by != by.username:
        return []
    return [problem("L027", "move", move=move.title, who=doer.by_name)]


def _handles(before: Mapping[str, Any], by: Account) -> bool:
    """Whether the record is his, or his office's; a village has only its own."""
    if before["owner"] == by.username:
        return True
    return any(
        post.office is not None
        and post.office.kind == before["office"]
        and before["place"].startswith(post.place)
        for post in posts_of(by)
    )


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
