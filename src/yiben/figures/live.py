"""The process's own DuckDB: each register as one view of its Parquet and what changed since.

One connection in memory, behind a lock, because the threads of the web server share it.
"""

import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import duckdb
import ibis
import pyarrow.compute as pc

from yiben.declare.model import Register
from yiben.figures import changes, slots, store

FOLD_AT = 10_000
"""Changed versions beyond which the register is folded (MEASURED: reading more through Python costs)."""
FIRST_AT = 1_000
"""The same where there is no file yet: below that, the register is simply read."""

T = TypeVar("T")
Rows = list[tuple[Any, ...]]


@dataclass
class State:
    """What the view of one register holds."""

    key: tuple[str, ...]
    """Folder, file and schema that it was made for."""
    folded: int
    """The entry up to which the file goes."""
    at: int
    """The entry up to which the view goes."""
    digest: str
    changed: int = 0
    superseded: int = 0
    viewed: bool = False


class Book:
    def __init__(self) -> None:
        self.ibis = ibis.duckdb.connect()
        self.duck: duckdb.DuckDBPyConnection = self.ibis.con
        self.duck.execute("SET enable_progress_bar = false")
        self.lock = threading.RLock()
        self.states: dict[str, State] = {}
        self.process = os.getpid()

    def run(self, sql: str) -> Rows:
        return self.duck.execute(sql).fetchall()

    def compile(self, table: Any) -> str:
        return str(self.ibis.compile(table))

    def fill(self, name: str, kinds: str, rows: Rows) -> None:
        """A small table of this process, filled anew."""
        self.duck.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({kinds})")
        if rows:
            told = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)
            self.duck.execute(f"INSERT INTO {name} VALUES {told}")

    def refresh(self, register: Register) -> None:
        """Bring the register's view up to the latest entry, folding where much has changed."""
        last = changes.last(register.id)
        manifest = store.current(register, last)
        state = self._bring_up(register, manifest, last)
        limit = FOLD_AT if manifest else FIRST_AT
        if state.changed > limit and store.fold(register, wait=False):
            self._bring_up(register, store.current(register, last), last)

    def _bring_up(self, register: Register, manifest: store.Manifest | None, last: int) -> State:
        key = (str(store.folder()), manifest.file if manifest else "", slots.fingerprint(register))
        state = self.states.get(register.id)
        if state is None or state.key != key or state.at > last or _digest(state.at) != state.digest:
            state = self._open(register, manifest, key)
        if last > state.at:
            self._add(register, state, manifest, last)
        if not state.viewed:
            self._view(register, state, manifest)
        return state

    def _open(self, register: Register, manifest: store.Manifest | None, key: tuple[str, ...]) -> State:
        kinds = ", ".join(f"{name} {sql}" for name, sql in slots.columns(register).items())
        self.duck.execute(f"CREATE OR REPLACE TEMP TABLE d_{register.id} ({kinds})")
        self.duck.execute(f"CREATE OR REPLACE TEMP TABLE g_{register.id} (line BIGINT)")
        upto = manifest.upto if manifest else 0
        state = State(key, upto, upto, manifest.entry if manifest else "")
        self.states[register.id] = state
        return state

    def _add(self, register: Register, state: State, manifest: store.Manifest | None, last: int) -> None:
        changed, gone = f"d_{register.id}", f"g_{register.id}"
        digest = _digest(last)
        self.duck.execute("BEGIN")
        try:
            for part in changes.since(register.id, state.at, last):
                self.duck.register("part", part)
                if state.changed:
                    self.duck.execute(
                        f"DELETE FROM {changed} AS d USING part AS p WHERE d.seq_from = p.seq_from"
                    )
                self.duck.execute(f"INSERT INTO {changed} {slots.typed(register, 'part')}")
                if manifest is not None and pc.min(part["seq_from"]).as_py() <= state.folded:
                    old = f"SELECT seq_from FROM part WHERE seq_from <= {state.folded}"
                    lines = f"SELECT file_row_number FROM {store.parquet(manifest)} WHERE seq_from IN ({old})"
                    self.duck.execute(f"INSERT INTO {gone} {lines} EXCEPT SELECT line FROM {gone}")
                self.duck.unregister("part")
        except BaseException:
            self.duck.execute("ROLLBACK")
            raise
        self.duck.execute("COMMIT")
        state.changed = self.run(f"SELECT count(*) FROM {changed}")[0][0]
        state.superseded = self.run(f"SELECT count(*) FROM {gone}")[0][0]
        state.at, state.digest, state.viewed = last, digest, False

    def _view(self, register: Register, state: State, manifest: store.Manifest | None) -> None:
        names = ", ".join(slots.columns(register))
        parts = [f"SELECT {names} FROM d_{register.id}"] if state.changed or not manifest else []
        if manifest is not None:
            # By line of the file, which costs nothing to read; a number of entry would have to be unpacked.
            gone = f" f ANTI JOIN g_{register.id} g ON f.file_row_number = g.line" if state.superseded else ""
            parts.append(f"SELECT {names} FROM {store.parquet(manifest)}{gone}")
        made = f"CREATE OR REPLACE TEMP VIEW v_{register.id} AS {' UNION ALL '.join(parts)}"
        self.duck.execute(made)
        state.viewed = True


_books: list[Book] = []
_making = threading.Lock()


def _literal(value: object) -> str:
    """A day, a code or a number in SQL; nothing that a user typed comes here."""
    return str(value) if isinstance(value, int) else f"'{value}'"


def _digest(seq: int) -> str:
    return changes.digests([seq]).get(seq, "") if seq else ""


def book() -> Book:
    """The book of this process; a forked one gets its own."""
    with _making:
        if not _books or _books[0].process != os.getpid():
            _books[:] = [Book()]
        return _books[0]


def ask(registers: Iterable[Register], work: Callable[[Book], T]) -> T:
    """Do the work on up-to-date views of these registers, alone. A file lost meanwhile is made anew."""
    wanted, own = tuple(registers), book()
    with own.lock:
        for attempt in (1, 2, 3):
            try:
                for register in wanted:
                    own.refresh(register)
                return work(own)
            except duckdb.Error:
                for register in wanted:
                    own.states.pop(register.id, None)
                if attempt == 3:
                    raise
        raise AssertionError
