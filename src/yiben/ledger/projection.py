"""From entries to the present state of a record: the one place that says how.

`submit` and `rebuild` both go through `apply`, so a rebuilt ledger cannot differ from the live one.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from yiben.declare.model import Register
from yiben.ledger.models import Entry, ExactDecoder, NumberEncoder

Columns = dict[str, Any]
"""Column name of `Version` → value."""


def canonical(body: Mapping[str, Any]) -> str:
    """The one way an entry's body is written, so that its digest can be computed again."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=NumberEncoder)


def read_body(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text, cls=ExactDecoder)
    return found


def apply(
    before: Columns | None, entry: Entry, body: Mapping[str, Any], register: Register | None
) -> Columns:
    """The record's columns after an entry. `before` is None for the first one."""
    data = dict(before["data"]) if before else {}
    for name, value in body.get("set", {}).items():
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value
    data |= body.get("parts", {})
    after: Columns = {
        "record": entry.record,
        "register": entry.register,
        "town": entry.town,
        "office": body.get("office", before["office"] if before else ""),
        "owner": body.get("owner", before["owner"] if before else entry.by),
        "number": body.get("number", before["number"] if before else ""),
        "state": body.get("state", before["state"] if before else ""),
        "void": bool(body.get("void", before["void"] if before else False)),
        "version": entry.version,
        "data": data,
        "seq_from": entry.seq,
        "seq_to": None,
        "day_from": entry.day,
        "day_to": None,
    }
    return after | shared(register, data, entry.town, after["number"])


def shared(register: Register | None, data: Mapping[str, Any], town: str, number: str) -> Columns:
    """The typed columns that follow from the data by the register's declaration."""
    if register is None:
        return {"title": number, "place": town, "happened_on": None, "due_on": None, "closed_on": None}
    return {
        "title": str(data.get(register.title_field) or number)[:200],
        "place": (data.get(register.place) if register.place else None) or town,
        "happened_on": _day(data.get(register.happened)),
        "due_on": _day(data.get(register.due)) if register.due else None,
        "closed_on": _day(data.get(register.closed)) if register.closed else None,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
