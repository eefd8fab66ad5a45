"""Where a shape of work joins in: what its engine adds to an act before it is written.

The engines lie above (`capabilities`); each offers one function here. What it works out goes into the same
entry as the act: system fields into `set`, structured matter into `parts`, which `projection` lays beside
the fields in `data` under a key that is no field. So a rebuilt ledger has it too, and a past day shows it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from yiben.declare.model import Move, Register
from yiben.kernel.problems import Problem
from yiben.township.models import Account


@dataclass(frozen=True)
class Doing:
    """One act that the catalog allows, before it is written."""

    kind: str
    """enter, advance or correct."""
    register: Register
    town: str
    record: str
    values: Mapping[str, Any]
    """Field id → new value as it lies in JSON; identifiers are left out."""
    by: Account
    why: str = ""
    source: str = "form"
    before: Mapping[str, Any] | None = None
    """The record's columns as they stand (`data`, `state`, `owner`, `office`, `place`, …)."""
    move: Move | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    """What a capability's own service hands in with the act."""
    state: str = ""
    """The state that the record will be in."""

    @property
    def data(self) -> dict[str, Any]:
        """The record's fields as they will stand, as far as the act itself says."""
        old = dict(self.before["data"]) if self.before else {}
        return {k: v for k, v in {**old, **self.values}.items() if v is not None}


@dataclass
class Effect:
    """What an engine adds to the act; problems refuse it."""

    set: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    owner: str = ""
    office: str = ""


Engine = Callable[[Doing], Effect]
Around = Callable[[], AbstractContextManager[None]]
_engines: dict[str, Engine] = {}
_around: list[Around] = []
_notes: set[str] = set()


def around(batch: Around) -> None:
    """Have every batch of acts run within this: what engines look up once and not for each act."""
    _around.append(batch)


@contextmanager
def batch() -> Iterator[None]:
    with ExitStack() as stack:
        for one in _around:
            stack.enter_context(one())
        yield


def offer(shape: str, engine: Engine) -> None:
    """Have the engine asked about every act on a register that uses the shape."""
    _engines[shape] = engine


def keep(part: str) -> None:
    """Have this part taken as it is handed in, in any register: a note that no engine works out."""
    _notes.add(part)


def effect(doing: Doing) -> Effect:
    """What all shapes of the register add, together."""
    whole = Effect(parts={name: value for name, value in doing.given.items() if name in _notes})
    for shape in doing.register.uses:
        engine = _engines.get(shape)
        if engine is None:
            continue
        one = engine(doing)
        whole.set |= one.set
        whole.parts |= one.parts
        whole.problems += one.problems
        whole.owner, whole.office = one.owner or whole.owner, one.office or whole.office
    return whole
