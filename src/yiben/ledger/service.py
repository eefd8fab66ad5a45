"""Writing to the ledger: acts in, entries out, in one transaction, or not at all.

A page's one record, the API's list, an import's block and the demo's thousands all go through `submit`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from yiben.declare.load import catalog
from yiben.declare.model import Move, Register
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger import keys, movers, validation, vault
from yiben.ledger.acts import Act, Advance, Correct, Enter, Void, Written
from yiben.ledger.book import Book
from yiben.ledger.conflict import conflict
from yiben.ledger.gate import writing
from yiben.ledger.models import Entry, Record
from yiben.ledger.preparing import Ready, prepare
from yiben.ledger.projection import read_body
from yiben.ledger.seals import seal_finished_days
from yiben.ledger.shapes import Doing, Effect, batch, effect
from yiben.township import staff
from yiben.township.models import Account
from yiben.township.rights import require


def submit(acts: Sequence[Act], by: Account, source: str = "form") -> list[Written]:
    """Write the acts, each as one entry, in this order and in one transaction.

    Returns what each became. An act whose client id is known already is not written again. Raises
    `Refused` with every problem of every act (`where` is the field's id, after `n:` when there are
    several acts), `Conflict` when a record is newer than the sender saw, `Denied` without the right.
    Nothing is written unless everything is.
    """
    with staff.held():
        return _submit(acts, by, source)


def _submit(acts: Sequence[Act], by: Account, source: str) -> list[Written]:
    ready = [prepare(act, by, f"{n + 1}:" if len(acts) > 1 else "") for n, act in enumerate(acts)]
    wrong = [p for r in ready for p in r.problems]
    if wrong:
        raise Refused(wrong)
    ring = keys.ring()
    with writing(), batch():
        earlier = _earlier(acts)
        known = {name: _as_written(entry) for name, entry in earlier.items()}
        book = Book(by, source, vault.Shelf(ring))
        book.open(a.record for a in acts if not isinstance(a, Enter))
        _fetch_keys(book, ready)
        results: list[Written] = []
        for one in ready:
            act = one.act
            seen = known.get(act.client_id)
            if seen is not None and not _same_act(act, by, earlier.get(act.client_id)):
                wrong.append(problem("L023", f"{one.prefix}client_id"))
                continue
            if seen is None:
                entry = _write(book, one, by, wrong)
                if entry is None:
                    continue
                seen = Written(entry.seq, entry.record, book.now[entry.record]["number"])
                if act.client_id:
                    known[act.client_id] = replace(seen, repeated=True)
            results.append(seen)
        if wrong:
            raise Refused(wrong)
        book.save()
        seal_finished_days(book.pen.ends)
    return results


def _earlier(acts: Sequence[Act]) -> dict[str, Entry]:
    """What the client ids among the acts have become before."""
    ids = [a.client_id for a in acts if a.client_id]
    found: dict[str, Entry] = {}
    for start in range(0, len(ids), 500):
        for entry in Entry.objects.filter(client_id__in=ids[start : start + 500]):
            found[entry.client_id] = entry
    return found


def _as_written(entry: Entry) -> Written:
    number = Record.objects.filter(record=entry.record).values_list("number", flat=True).first()
    return Written(entry.seq, entry.record, number or "", repeated=True)


def _same_act(act: Act, by: Account, entry: Entry | None) -> bool:
    """Whether a known client id stands for this act, sent again by the same person."""
    if entry is None:
        return True
    if entry.by != by.username:
        return False
    if isinstance(act, Enter):
        return entry.kind == f"{act.register}.recorded"
    if entry.record != act.record:
        return False
    if isinstance(act, Correct):
        return entry.kind.endswith(".corrected")
    return entry.kind.endswith(".voided") if isinstance(act, Void) else "move" in read_body(entry.body)


def _fetch_keys(book: Book, ready: list[Ready]) -> None:
    """The keys that new records need, in a few queries for the whole batch."""
    bases = set()
    for one in ready:
        if one.register is None:
            continue
        for field in one.register.fields.values():
            if field.is_identifier and field.id in one.kept:
                bases.add(vault.base_for(book.shelf.ring, one.register, one.record, field, one.kept))
    book.shelf.fetch(bases)


def _write(book: Book, ready: Ready, by: Account, wrong: list[Problem]) -> Entry | None:
    act = ready.act
    if isinstance(act, Enter):
        entered = _enter(book, ready, act)
        wrong += ready.problems
        return entered
    before = book.now.get(act.record)
    register = catalog().registers.get(before["register"]) if before else None
    if before is None or register is None:
        wrong.append(problem("L001", ready.prefix, record=act.record))
        return None
    if not _takes_part(register, act, before, by):
        require(by, "write", register.id, before["place"])
    if act.version is not None and act.version != before["version"]:
        raise conflict(register, act.record, act.version, before["version"])
    if before["void"]:
        wrong.append(problem("L005", ready.prefix))
        return None
    ready.register, ready.town = register, before["town"]
    if isinstance(act, Void):
        return book.write(
            register, act.record, before["town"], "voided", {"void": True}, act.client_id, act.why.strip()
        )
    write = (
        _correct(book, ready, act, before) if isinstance(act, Correct) else _advance(book, ready, act, before)
    )
    wrong += ready.problems
    if write is not None:
        place = book.now[act.record]["place"]
        if place != before["place"]:
            require(by, "write", register.id, place)
    return write


def _takes_part(register: Register, act: Act, before: Mapping[str, Any], by: Account) -> bool:
    """Whether the act is a move that he may make though he does not keep the register."""
    move = register.moves.get(act.move) if isinstance(act, Advance) else None
    return move is not None and movers.may_act(register, move, before, by)


def _enter(book: Book, ready: Ready, act: Enter) -> Entry | None:
    register = ready.register
    assert register is not None
    state = act.state or register.first_state
    added = _added(book, ready, "enter", ready.kept, state=state)
    if ready.problems:
        return None
    sealed = vault.seal_changes(book.shelf, register, ready.record, {}, ready.kept)
    happened = ready.kept.get(register.happened)
    body = {
        "set": {**validation.as_data(register, sealed), **added.set},
        "number": book.number(register, ready.town, (happened or clock.today()).year),
        "state": state,
        "office": added.office or register.owner,
        "owner": added.owner or book.by.username,
    }
    if added.parts:
        body["parts"] = added.parts
    return book.write(register, ready.record, ready.town, "recorded", body, act.client_id, act.why.strip())


def _added(
    book: Book,
    ready: Ready,
    kind: str,
    kept: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
    move: Move | None = None,
    state: str = "",
) -> Effect:
    """What the register's shapes of work add to the act; their problems go to `ready.problems`."""
    register, act = ready.register, ready.act
    assert register is not None and not isinstance(act, Void)
    if not register.uses and not act.parts:
        return Effect()
    plain = {k: v for k, v in kept.items() if k in register.fields and not register.fields[k].is_identifier}
    doing = Doing(
        kind,
        register,
        ready.town,
        ready.record or act.record,
        validation.as_data(register, plain),
        book.by,
        act.why.strip(),
        book.pen.source,
        before,
        move,
        act.parts,
        state,
    )
    found = effect(doing)
    ready.blame(found.problems)
    old = before["data"] if before else {}
    found.set = {name: value for name, value in found.set.items() if value != old.get(name)}
    found.parts = {name: value for name, value in found.parts.items() if value != old.get(name)}
    return found


def _correct(book: Book, ready: Ready, act: Correct, before: Mapping[str, Any]) -> Entry | None:
    register = ready.register
    assert register is not None
    changes = _changes(book, ready, act.changes, before)
    if ready.problems:
        return None
    if not changes and not act.parts:
        ready.blame([problem("L006")])
        return None
    added = _added(book, ready, "correct", changes, before, state=before["state"])
    if ready.problems:
        return None
    changes |= added.set
    body: dict[str, Any] = {"set": changes, "was": {name: before["data"].get(name) for name in changes}}
    body |= _columns(added, before)
    return book.write(
        register,
        act.record,
        before["town"],
        "corrected",
        body,
        act.client_id,
        act.why.strip(),
        corrects=_last_to_set(book, act.record, changes),
    )


def _advance(book: Book, ready: Ready, act: Advance, before: Mapping[str, Any]) -> Entry | None:
    register = ready.register
    assert register is not None
    state = before["state"]
    open_moves = [m for m in register.moves.values() if state in m.from_states]
    allowed = "、".join(m.title for m in open_moves) or "无"
    move = register.moves.get(act.move)
    if move is None:
        ready.blame([problem("L007", "move", move=act.move, allowed=allowed)])
        return None
    if move not in open_moves:
        title = register.states[state].title if state in register.states else state
        ready.blame([problem("L004", "move", state=title, move=move.title, allowed=allowed)])
        return None
    ready.blame(movers.refusal(register, move, before, book.by, book.trail.get(act.record, ())))
    ready.blame(movers.unproved(register, move, before, act.values))
    if move.reason and not act.why.strip():
        ready.blame([problem("L003", "why")])
    asked = {name: act.values.get(name) for name in move.asks}
    ready.blame(
        [
            problem("K001", name, title=register.fields[name].title, hint=f"“{move.title}”要填这一项。")
            for name, value in asked.items()
            if value in (None, "") and before["data"].get(name) is None
        ]
    )
    ready.blame(
        [
            problem("K020", name, field=name, allowed="、".join((*move.asks, *move.may_ask)))
            for name in act.values
            if name not in (*move.asks, *move.may_ask)
        ]
    )
    given = {k: v for k, v in act.values.items() if v not in (None, "") and k in register.fields}
    changes = _changes(book, ready, given, before)
    if ready.problems:
        return None
    to = move.to or state
    added = _added(book, ready, "advance", changes, before, move, to)
    if ready.problems:
        return None
    changes |= added.set
    body = {"set": changes, "from": state, "state": to, "move": move.id, **_columns(added, before)}
    if changes:
        body["was"] = {name: before["data"].get(name) for name in changes}
    return book.write(register, act.record, before["town"], move.event, body, act.client_id, act.why.strip())


def _columns(added: Effect, before: Mapping[str, Any]) -> dict[str, Any]:
    """What an engine changes beside the fields: structured parts, who answers for the record."""
    found: dict[str, Any] = {"parts": added.parts} if added.parts else {}
    for name, value in (("owner", added.owner), ("office", added.office)):
        if value and value != before[name]:
            found |= {name: value, f"{name}_was": before[name]}
    return found


def _changes(
    book: Book, ready: Ready, values: Mapping[str, Any], before: Mapping[str, Any]
) -> dict[str, Any]:
    """What really changes, checked, sealed and as it is kept; faults go to `ready.problems`."""
    register = ready.register
    assert register is not None
    kept, problems = validation.clean(register, values, before["town"])
    ready.blame(problems)
    old = before["data"]
    changes = {
        name: value
        for name, value in validation.as_data(register, kept).items()
        if not _same(book, register, name, value, old.get(name))
    }
    if problems or changes:
        merged = {k: v for k, v in {**old, **changes}.items() if v is not None}
        ready.blame(validation.whole(register, merged, before["town"], {p.where for p in problems}))
    if ready.problems:
        return {}
    return vault.seal_changes(book.shelf, register, before["record"], old, changes)


def _same(book: Book, register: Register, name: str, new: Any, old: Any) -> bool:
    if isinstance(old, Mapping) and isinstance(new, str):
        return vault.index_of(book.shelf.ring, register.fields[name].type, new) == str(old["x"])
    return bool(new == old)


def _last_to_set(book: Book, record: str, changes: Mapping[str, Any]) -> int | None:
    """Seq of the latest entry that had set one of these fields: the one now corrected."""
    earlier: list[Entry] = [*Entry.objects.filter(record=record).order_by("seq"), *book.trail.get(record, ())]
    for entry in reversed(earlier):
        if any(name in read_body(entry.body).get("set", {}) for name in changes):
            return int(entry.seq)
    return int(earlier[0].seq) if earlier else None


def _one(act: Act, by: Account, source: str) -> Record:
    return Record.objects.get(record=submit([act], by, source)[0].record)


def enter(
    register: str,
    values: Mapping[str, Any],
    by: Account,
    *,
    town: str = "",
    client_id: str = "",
    why: str = "",
    source: str = "form",
) -> Record:
    """Put one new record in; see `submit`."""
    return _one(Enter(register, values, town, client_id, why), by, source)


def correct(
    record: str,
    changes: Mapping[str, Any],
    why: str,
    by: Account,
    *,
    version: int | None = None,
    client_id: str = "",
    source: str = "form",
) -> Record:
    """Correct one record; see `submit`."""
    return _one(Correct(record, changes, why, version, client_id), by, source)


def advance(
    record: str,
    move: str,
    values: Mapping[str, Any],
    by: Account,
    *,
    why: str = "",
    version: int | None = None,
    client_id: str = "",
    source: str = "form",
) -> Record:
    """Make one move; see `submit`."""
    return _one(Advance(record, move, values, why, version, client_id), by, source)


def void(
    record: str,
    why: str,
    by: Account,
    *,
    version: int | None = None,
    client_id: str = "",
    source: str = "form",
) -> Record:
    """Void one record; see `submit`."""
    return _one(Void(record, why, version, client_id), by, source)
