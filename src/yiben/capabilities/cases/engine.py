"""What the shape adds to each act on a case: what the kind of move means, the end, the clocks, the counts.

Fields are set before the clocks are looked at, because a clock may start or stop by one of them
(`dispatched_on`, `last_answer_on`); the due days come last.
"""

from collections.abc import Mapping

from yiben.capabilities.cases import (
    clocks,
    closing,
    dispatching,
    extension,
    joint,
    merging,
    order,
    parting,
    promise,
    upstream,
    urging,
)
from yiben.capabilities.cases.part import KEY
from yiben.capabilities.cases.working import Step, Working
from yiben.declare.uses import CASE_COUNTS
from yiben.ledger.shapes import Doing, Effect


def _counts(counter: str) -> Step:
    def add(case: Working) -> None:
        case.add(counter)

    return add


def _answer(case: Working) -> None:
    case.add("answered")
    case.put("last_answer_on", case.day.isoformat())


def _suspend(case: Working) -> None:
    case.add("suspended")
    case.put("suspended_on", case.day.isoformat())


def _resume(case: Working) -> None:
    """M060 where it would go on before it stood still."""
    since = case.fields.get("suspended_on")
    if since and case.day.isoformat() < since:
        case.refuse("M060", "move", day=case.day, since=since)


KINDS: Mapping[str, Step] = {
    "dispatch": dispatching.dispatch,
    "answer": _answer,
    "return": dispatching.send_back,
    "ask_extension": extension.ask,
    "grant_extension": extension.grant,
    "refuse_extension": extension.refuse,
    "urge": urging.urge,
    "escalate": _counts("escalated"),
    "suspend": _suspend,
    "resume": _resume,
    "redo": _counts("redone"),
    "merge": merging.merge,
    "join": joint.ask,
    "join_answer": joint.answer,
    "reopen": _counts("reopened"),
}
"""What a kind of move does beside changing the state; accept, sign, check, close and archive do no more."""


def effect(doing: Doing) -> Effect:
    """System fields, clocks and counts that the act brings with it, and every reason to refuse it."""
    case = Working.on(doing)
    before = dict(case.part.clocks)
    if doing.kind == "enter":
        _begin(case)
    order.checked(case)
    upstream.checked(case)
    parting.checked(case)
    if case.kind in KINDS and not case.problems:
        KINDS[case.kind](case)
    closing.ended(case)
    if not case.problems:
        clocks.brought_up(case)
        main = case.register.main_limit
        promise.taken(case, before.get(main.id) if main else None)
        clocks.set_dues(case)
        closing.measured(case)
    kept = case.part.as_json()
    return Effect(case.set, {KEY: kept} if kept or before else {}, case.problems, case.owner, case.office)


def _begin(case: Working) -> None:
    for name in CASE_COUNTS:
        case.put(f"times_{name}", 0)
    born = case.doing.given.get("born_of")
    if born:
        case.put("born_of", str(born))
