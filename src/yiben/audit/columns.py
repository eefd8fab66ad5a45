"""One line of the listing from a look or an entry: who, when, what about; never a value of a record."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs

from django.db.models import Q

from yiben.audit import actions
from yiben.audit.models import ENTRY, LOOK, Line
from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.ledger.models import Entry, Record
from yiben.ledger.projection import read_body
from yiben.township.models import Account, Holding, Look

Known = tuple[str, str, str, str, str]
"""Of a record: id, register, number, village, town."""
_RECORD_ID = re.compile(r"[0-9a-f]{32}")
_PART = re.compile(r"[^\s/]+")


def of_entries(entries: Iterable[Entry]) -> Iterator[Line]:
    batch = list(entries)
    known = _records({e.record for e in batch if e.record}, set())
    for entry in batch:
        yield _of_entry(entry, read_body(entry.body), known.get(entry.record))


def _of_entry(entry: Entry, body: Mapping[str, Any], known: Known | None) -> Line:
    register = catalog().registers.get(entry.register)
    event = entry.kind.rpartition(".")[2]
    action = actions.EVENTS.get(entry.kind, event)
    if body.get("move"):
        action = "moved"
    return Line(
        source=ENTRY,
        source_id=entry.seq,
        at=entry.at,
        town=entry.town,
        by=entry.by,
        by_name=entry.by_name,
        action=action if action in actions.ACTIONS else "other",
        register=entry.register,
        record=entry.record,
        number=known[2] if known else str(body.get("number", ""))[:60],
        village=known[3] if known else "",
        change=body.get("change") if entry.kind.startswith("administration.") else None,
        what=_entry_says(entry, body, register)[:500],
        reason=entry.why,
    )


def _entry_says(entry: Entry, body: Mapping[str, Any], register: Register | None) -> str:
    """The register, the step and the titles of the fields that it touched."""
    if entry.kind.startswith("administration."):
        return f"{_change_kind(body)} 第{body['change']}号变更" if body.get("change") else entry.kind
    if register is None:
        return entry.kind
    move = register.moves.get(str(body.get("move", "")))
    said = [register.title, *([move.title] if move else [])]
    if entry.kind.endswith(".recorded"):
        return " ".join(said)
    touched = [f.title for n in body.get("set", {}) if (f := register.fields.get(n))]
    return " ".join([*said, "、".join(touched)]).strip()


def _change_kind(body: Mapping[str, Any]) -> str:
    """What the change is about, by its own words of what is changed, without what it was or will be."""
    said = body.get("said") or []
    return "、".join(dict.fromkeys(str(line[0]) for line in said[:3]))


def of_looks(looks: Iterable[Look]) -> Iterator[Line]:
    batch = list(looks)
    parts = {look.pk: _PART.findall(look.what) for look in batch}
    every = {p for found in parts.values() for p in found}
    ids = {p for p in every if _RECORD_ID.fullmatch(p)}
    known = _records(ids, {p for p in every - ids if any(c.isdigit() for c in p) and len(p) >= 6})
    names = {a.pk: a for a in Account.objects.filter(pk__in={look.account_id for look in batch})}
    towns = _Towns(names)
    for look in batch:
        record = next((known[p] for p in parts[look.pk] if p in known), None)
        yield _of_look(look, names.get(look.account_id or 0), record, parts[look.pk], towns)


def _of_look(look: Look, by: Account | None, record: Known | None, parts: list[str], towns: "_Towns") -> Line:
    registers = catalog().registers
    named = next((p for p in parts if p in registers), "")
    if not named and not record:
        named = next((r.id for r in registers.values() if look.what.startswith(r.title)), "")
    register = record[1] if record else named
    return Line(
        source=LOOK,
        source_id=look.pk,
        at=look.at,
        town=record[4] if record else towns.of(by, look),
        by=by.username if by else "",
        by_name=by.name if by else "",
        action=look.action if look.action in actions.ACTIONS else "other",
        register=register,
        record=record[0] if record else "",
        number=record[2] if record else "",
        village=record[3] if record else "",
        what=_look_says(look, record),
        reason=_without_values(look, registers.get(register)),
    )


def _look_says(look: Look, record: Known | None) -> str:
    """What was looked at, with a register's title for its id; a file's name may itself tell of a person."""
    if look.action == "opened" and record:
        return f"{record[2]} 附件"
    registers = catalog().registers
    return " ".join(registers[p].title if p in registers else p for p in look.what.split(" "))


def _without_values(look: Look, register: Register | None) -> str:
    """The reason as given; of an export's conditions only which they were, as a value may be a name."""
    if look.action != "export" or "=" not in look.reason:
        return look.reason
    asked = [n for n in parse_qs(look.reason) if n not in ("page", "size", "sort")]
    fields = register.fields if register else {}
    titles = [fields[n].title if n in fields else n for n in asked]
    return f"条件：{'、'.join(titles)}" if titles else ""


class _Towns:
    """The town in which an account held a post on the day of a look."""

    def __init__(self, accounts: Iterable[int]) -> None:
        self.held: dict[int, list[Holding]] = {}
        held = Holding.objects.filter(account__in=list(accounts)).select_related("post").order_by("id")
        for holding in held:
            self.held.setdefault(holding.account_id, []).append(holding)

    def of(self, by: Account | None, look: Look) -> str:
        held = [h for h in self.held.get(by.pk, ()) if len(h.post.place) >= 9] if by else []
        day = clock.day_of(look.at)
        then = [h for h in held if h.since <= day and (h.until is None or day < h.until)]
        return next((h.post.place[:9] for h in (*then, *held)), "")


def _records(ids: set[str], numbers: set[str]) -> dict[str, Known]:
    """Records by id and by number."""
    found: dict[str, Known] = {}
    asked = [("record", sorted(ids)), ("number", sorted(numbers))]
    for column, values in asked:
        for start in range(0, len(values), 500):
            rows = Record.objects.filter(Q(**{f"{column}__in": values[start : start + 500]}))
            for row in rows.values_list("record", "register", "number", "place", "town"):
                village = row[3][:12] if len(row[3]) >= 12 else ""
                found[row[0 if column == "record" else 2]] = (row[0], row[1], row[2], village, row[4])
    return found
