"""Acts made ready: their values read and checked as far as they can be without the record."""

import uuid
from dataclasses import replace
from typing import Any

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel.problems import Problem, problem, refuse
from yiben.ledger import validation
from yiben.ledger.acts import Act, Correct, Enter, Void
from yiben.township.models import Account
from yiben.township.rights import require, towns


class Ready:
    """An act with its values read and checked as far as they can be without the record."""

    def __init__(self, act: Act, prefix: str) -> None:
        self.act, self.prefix = act, prefix
        self.problems: list[Problem] = []
        self.register: Register | None = None
        self.town = ""
        self.kept: dict[str, Any] = {}
        self.record = ""

    def blame(self, problems: list[Problem]) -> None:
        self.problems += [replace(p, where=self.prefix + p.where) for p in problems]


def prepare(act: Act, by: Account, prefix: str) -> Ready:
    """The act with its values as they are kept; what is wrong with them is in its problems."""
    ready = Ready(act, prefix)
    ready.blame(validation.about_the_act(act.why, act.client_id))
    if not isinstance(act, Enter):
        if isinstance(act, Correct | Void) and not act.why.strip():
            ready.blame([problem("L003", "why")])
        return ready
    register = catalog().registers.get(act.register)
    if register is None:
        raise refuse("C013", act.register, key="register", register=act.register)
    require(by, "write", register.id)
    ready.register, ready.record = register, act.record or uuid.uuid4().hex
    ready.town = act.town or _town(act, register, by)
    kept, problems = validation.clean(register, act.values, ready.town)
    ready.kept = {k: v for k, v in kept.items() if v is not None}
    faulty = {p.where for p in problems}
    problems += validation.whole(register, validation.as_data(register, ready.kept), ready.town, faulty)
    if act.state and act.state not in register.states:
        problems.append(
            problem("K006", "state", title="状态", value=act.state, allowed="、".join(register.states))
        )
    ready.blame(problems)
    if not problems:
        require(by, "write", register.id, ready.kept.get(register.place or "") or ready.town)
    return ready


def _town(act: Enter, register: Register, by: Account) -> str:
    """The town of the place's code, or the only one that the account works in."""
    named = str(act.values.get(register.place, "")) if register.place else ""
    if named.isdigit():
        return named[:9]
    own = towns(by)
    if len(own) != 1:
        raise refuse("T003", "town", name=named)
    return own[0]
