"""Two clerks on one record: the later one is told what the earlier one changed, and loses nothing."""

from dataclasses import dataclass
from typing import Any

from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.problems import Refused, problem
from yiben.ledger.models import Entry
from yiben.ledger.projection import read_body


@dataclass(frozen=True)
class Change:
    """One field that somebody else changed meanwhile; identifiers are told without their values."""

    field: str
    title: str
    old: Any
    new: Any
    by: str
    at: str


class Conflict(Refused):
    """The record is newer than what the sender saw. `changes` says how; `version` is the present one."""

    def __init__(self, record: str, version: int, changes: list[Change], by: str, at: str) -> None:
        super().__init__([problem("L002", "version", who=by, when=at)])
        self.record, self.version, self.changes = record, version, tuple(changes)


def conflict(register: Register, record: str, seen: int, version: int) -> Conflict:
    """What has happened to the record since the version that the sender saw."""
    changes: list[Change] = []
    by = at = ""
    for entry in Entry.objects.filter(record=record, version__gt=seen).order_by("seq"):
        body = read_body(entry.body)
        by, at = entry.by_name, entry.at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")
        for name, new in body.get("set", {}).items():
            field = register.fields.get(name)
            secret = field is not None and field.is_identifier
            changes.append(
                Change(
                    name,
                    field.title if field else name,
                    None if secret else body.get("was", {}).get(name),
                    None if secret else new,
                    by,
                    at,
                )
            )
        if "state" in body:
            old, new = (register.states.get(body.get(k, "")) for k in ("from", "state"))
            changes.append(
                Change("state", "状态", old.title if old else "", new.title if new else "", by, at)
            )
    return Conflict(record, version, changes, by, at)
