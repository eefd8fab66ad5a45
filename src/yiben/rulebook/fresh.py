"""What a town's own records of a register say, worked out once and anew after each entry in that register."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Generic, TypeVar

from django.db import connection

from yiben.ledger.models import Entry

T = TypeVar("T")
Stamp = tuple[int, str]

LAST = f"SELECT seq, digest FROM {Entry._meta.db_table} WHERE register = %s ORDER BY seq DESC LIMIT 1"

_held: ContextVar[dict[str, Stamp] | None] = ContextVar("yiben_rulebook_held", default=None)


class Kept(Generic[T]):
    """One thing worked out of a register's records, by town; shared by all threads of the process."""

    def __init__(self, register: str, work_out: Callable[[str], T]) -> None:
        self.register, self.work_out = register, work_out
        self.made: Final[dict[str, tuple[Stamp, T]]] = {}

    def of(self, town: str) -> T:
        stamp = _stamp(self.register)
        held = self.made.get(town)
        if held is not None and held[0] == stamp:
            return held[1]
        made = self.work_out(town)
        self.made[town] = (stamp, made)
        return made


@contextmanager
def held() -> Iterator[None]:
    """Within the block the registers are looked at once, as one batch of acts that changes no rule allows."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def _stamp(register: str) -> Stamp:
    """The register's last entry, with its digest: a transaction undone gives its number back."""
    memo = _held.get()
    if memo is not None and register in memo:
        return memo[register]
    with connection.cursor() as cursor:
        # Asked for every clock that begins: the ORM takes ten times as long to build the query as to run it.
        cursor.execute(LAST, [register])
        stamp: Stamp = cursor.fetchone() or (0, "")
    if memo is not None:
        memo[register] = stamp
    return stamp
