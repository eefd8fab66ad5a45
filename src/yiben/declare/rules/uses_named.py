"""Shapes of work and time limits name fields, states and registers that there are, of the kind they need."""

from collections.abc import Iterator

from yiben.declare.draft import Draft, at
from yiben.declare.model import Limit, Register
from yiben.declare.source import Source
from yiben.kernel.problems import Problem

REGISTERS = ("assignments", "items", "faults", "ranks", "draws", "about")
"""Keys of `[uses.SHAPE]` that name a register; `rule` names one of `catalog/rules/`, the others a field."""
TIMES = ("date", "moment")


def check(draft: Draft) -> Iterator[Problem]:
    known = {register.id for register, _ in draft.registers}
    for register, source in draft.registers:
        yield from _uses(register, source, known)
        for limit in register.limits.values():
            yield from _limit(register, limit, source)
        if register.limits and sum(limit.main for limit in register.limits.values()) != 1:
            yield at(source, "C025", "limits")
        if register.main_limit is not None and not register.due:
            yield at(source, "C003", "register", "due", key="due")
        for move in register.moves.values():
            if move.proof:
                yield from _field(
                    register, source, ("text", "long_text"), move.proof, "moves", move.id, "proof"
                )
        for field in register.fields.values():
            if field.options_from and field.options_from not in known:
                here = ("fields", field.id, "options_from")
                yield at(source, "C013", *here, key="options_from", register=field.options_from)


def _uses(register: Register, source: Source, known: set[str]) -> Iterator[Problem]:
    for shape, said in register.uses.items():
        for key, value in said.items():
            here = ("uses", shape, key)
            if key in REGISTERS:
                if value not in known:
                    yield at(source, "C013", *here, key=key, register=value)
            elif key == "class":
                yield from _field(register, source, ("choice",), value, *here)
            elif key in ("in_charge", "checks", "joins", "visits"):
                yield from _field(register, source, ("staff", "person_name", "text"), value, *here)
            elif key not in ("rule", "rules", "by", "inbox"):
                for name in value if isinstance(value, tuple) else (value,):
                    yield from _field(register, source, (), name, *here)


def _limit(register: Register, limit: Limit, source: Source) -> Iterator[Problem]:
    here = ("limits", limit.id)
    if limit.start:
        yield from _field(register, source, TIMES, limit.start, *here, "from")
    if limit.minute:
        yield from _field(register, source, ("moment",), limit.minute, *here, "minute")
    for name in limit.stops:
        yield from _field(register, source, TIMES, name, *here, "stops")
    for key, name in (("kind", limit.kind), ("urgency", limit.urgency)):
        if name:
            yield from _field(register, source, ("choice",), name, *here, key)
    for state in limit.pauses:
        if state not in register.states:
            allowed = "、".join(register.states) or "无"
            yield at(source, "C010", *here, "pauses", key="pauses", state=state, allowed=allowed)


def _field(
    register: Register, source: Source, wanted: tuple[str, ...], name: str, *here: str
) -> Iterator[Problem]:
    """The field there, of one of these types where any are named."""
    found = register.fields.get(name)
    if found is None:
        yield at(source, "C007", *here, key=here[-1], field=name, allowed="、".join(register.fields))
    elif wanted and found.type not in wanted:
        kinds = "、".join(wanted)
        yield at(source, "C018", *here, key=here[-1], field=name, wanted=kinds, found=found.type)
