"""States and moves: one first state, every name known, every state reached."""

from collections.abc import Iterator

from yiben.declare.draft import Draft, at
from yiben.declare.model import Register
from yiben.declare.source import Source
from yiben.kernel.problems import Problem


def check(draft: Draft) -> Iterator[Problem]:
    for register, source in draft.registers:
        yield from _names(register, source)
        if not register.states:
            continue
        if sum(state.first for state in register.states.values()) != 1:
            yield at(source, "C011", "states")
        else:
            for state in _unreached(register):
                yield at(source, "C015", "states", state, state=state)


def _names(register: Register, source: Source) -> Iterator[Problem]:
    for move in register.moves.values():
        for key, names in (("from", move.from_states), ("to", (move.to,) if move.to else ())):
            for name in names:
                if name not in register.states:
                    allowed = "、".join(register.states) or "无"
                    yield at(source, "C010", "moves", move.id, key, key=key, state=name, allowed=allowed)
        for key, names in (("asks", move.asks), ("may_ask", move.may_ask)):
            for name in names:
                if name not in register.fields:
                    allowed = "、".join(register.fields)
                    yield at(source, "C007", "moves", move.id, key, key=key, field=name, allowed=allowed)


def _unreached(register: Register) -> list[str]:
    reached = {register.first_state}
    if register.uses.get("duties", {}).get("assignments"):
        # A duty made from its assignment begins as due; what is entered by hand begins in the first state.
        reached |= {"due"} & set(register.states)
    while True:
        step = {m.to for m in register.moves.values() if reached & set(m.from_states)} - reached
        if not step:
            return [state for state in register.states if state not in reached]
        reached |= step
