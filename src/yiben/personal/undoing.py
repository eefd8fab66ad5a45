"""Undoing one's own last act on a record, the same day, while nobody has touched it since.

Nothing is taken out of the ledger: a new record is voided, a correction is corrected back, a step is
taken back by the register's own step, each as an entry of its own through `ledger.service.submit`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yiben.declare.load import catalog
from yiben.declare.model import Move, Register
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused, problem, refuse
from yiben.kernel.values import type_value
from yiben.ledger import keys, service, vault
from yiben.ledger.acts import Act, Advance, Correct, Void, Written
from yiben.ledger.models import Entry, Record
from yiben.ledger.projection import read_body
from yiben.township.models import Account
from yiben.township.rights import may


@dataclass(frozen=True)
class Undo:
    """What undoing an entry would be, or why it can't be undone."""

    entry: Entry
    refusal: Problem | None = None
    back: Move | None = None
    """The step by which a step is taken back."""
    was: Mapping[str, Any] = field(default_factory=dict)
    """Kept values to put back; None for a field that was empty."""

    @property
    def event(self) -> str:
        return self.entry.kind.partition(".")[2]


def offered(record: Record, account: Account) -> Undo | None:
    """What the account may be offered on the record's page: its own latest entry of today.

    None where the latest entry is another's or another day's, or of a kind that this does not know.
    """
    last = _last(record)
    if last is None or last.by != account.username or last.day != clock.today():
        return None
    register = catalog().registers.get(record.register)
    if register is None or not may(account, "write", record.register, record.place):
        return None
    found = plan(register, record, last)
    return None if found.refusal is not None and found.refusal.number == "V016" else found


def undo(record: Record, seq: int, account: Account) -> list[Written]:
    """Undo entry `seq`; returns the entries written, the same ones when it is asked twice.

    Refused V011 another's entry, V012 of an earlier day, V013 changed since, V014 a void, V015 a step with no
    way back, V016 an entry of another kind; Denied without the right to write there.
    """
    register = catalog().registers[record.register]
    entry, last = Entry.objects.filter(record=record.record, seq=seq).first(), _last(record)
    if entry is None or last is None:
        raise refuse("V016", "undo")
    if entry.by != account.username:
        raise refuse("V011", "undo", who=entry.by_name)
    again = Entry.objects.filter(client_id=_client_id(entry, 0), by=account.username).exists()
    if not again:
        if entry.day != clock.today():
            raise refuse("V012", "undo", day=entry.day)
        if last.seq != entry.seq:
            raise _changed(last)
    found = plan(register, record, entry)
    if found.refusal is not None:
        raise Refused([found.refusal])
    return service.submit(_acts(register, record, found, None if again else entry.version), account)


def _changed(last: Entry) -> Refused:
    when = last.at.astimezone(clock.SHANGHAI).strftime("%H:%M")
    return refuse("V013", "undo", who=last.by_name, when=when)


def _last(record: Record) -> Entry | None:
    return Entry.objects.filter(record=record.record).order_by("-seq").first()


def _client_id(entry: Entry, n: int) -> str:
    """The same for each try, so that a double press undoes once."""
    return f"undo:{entry.seq}:{n}"


def plan(register: Register, record: Record, entry: Entry) -> Undo:
    """How the entry would be undone in this register."""
    body, event = read_body(entry.body), entry.kind.partition(".")[2]
    if event == "recorded":
        return Undo(entry)
    if event == "voided":
        return Undo(entry, problem("V014", "undo"))
    was = {name: body.get("was", {}).get(name) for name in body.get("set", {}) if name in register.fields}
    if event == "corrected":
        # A correction that changed no field is a note on the record, which is taken back by nothing.
        return Undo(entry, was=was) if was else Undo(entry, problem("V016", "undo"))
    move = register.moves.get(str(body.get("move", "")))
    if move is None:
        return Undo(entry, problem("V016", "undo"))
    if body.get("from") == body.get("state"):
        return Undo(entry, was=was) if was else Undo(entry, _no_way(register, move, body))
    back = way_back(register, str(body.get("state", "")), str(body.get("from", "")))
    if back is None:
        return Undo(entry, _no_way(register, move, body))
    return Undo(entry, back=back, was=was)


def _no_way(register: Register, move: Move, body: Mapping[str, Any]) -> Problem:
    titles = {s.id: s.title for s in register.states.values()}
    here, before = titles.get(str(body.get("state")), ""), titles.get(str(body.get("from")), "")
    return problem("V015", "undo", move=move.title, here=here, before=before)


def way_back(register: Register, state: str, before: str) -> Move | None:
    """The register's own step from a state to the one before it, which asks for nothing but a reason."""
    steps = (m for m in register.moves.values() if state in m.from_states and m.to == before != state)
    return next((m for m in steps if not m.asks), None)


def _acts(register: Register, record: Record, found: Undo, version: int | None) -> list[Act]:
    entry = found.entry
    why = f"撤销本人刚才的“{_said(register, found)}”"
    if found.event == "recorded":
        return [Void(record.record, why, version, _client_id(entry, 0))]
    acts: list[Act] = []
    if found.back is not None:
        acts.append(Advance(record.record, found.back.id, {}, why, version, _client_id(entry, 0)))
    if found.was:
        n = len(acts)
        values = {name: _typed(register, record, name, value) for name, value in found.was.items()}
        acts.append(Correct(record.record, values, why, None if n else version, _client_id(entry, n)))
    return acts


def _said(register: Register, found: Undo) -> str:
    move = register.moves.get(str(read_body(found.entry.body).get("move", "")))
    return move.title if move else {"recorded": "登记", "corrected": "更正"}[found.event]


def _typed(register: Register, record: Record, name: str, value: Any) -> str:
    """A kept value as it would be typed; a sealed number is opened only to be sealed again."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        plain = vault.open_token(keys.ring(), record.record, name, value)
        if plain is None:
            raise refuse("V017", "undo", title=register.fields[name].title)
        return plain
    return type_value(register.fields[name], value)
