"""Identifiers: sealed before they reach the ledger, masked when shown, opened only for a reason.

A sealed value is kept as {"k": data key, "c": ciphertext, "x": keyed index}. The index is the same for
the same number, so that equal ones are found and persons are counted once without opening anything.
"""

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from yiben.declare.load import catalog
from yiben.declare.model import Field, Register
from yiben.kernel.identity import mask
from yiben.kernel.problems import refuse
from yiben.ledger import keys
from yiben.ledger.ciphers import Unreadable, keyed_sm3
from yiben.ledger.models import DataKey, PastRecord, Record
from yiben.township import looks
from yiben.township.models import Account
from yiben.township.rights import require

DESTROYED = "已依法销毁"


def index_of(ring: keys.Ring, type: str, plain: str) -> str:
    """The keyed index of an identifier; numbers of different types never share one."""
    return keyed_sm3(ring.index, f"{type}:{plain}".encode())


def find_index(type: str, plain: str) -> str:
    """The index to search a list by, for a number that somebody typed."""
    return index_of(keys.ring(), type, plain.strip().upper())


class Shelf:
    """The data keys that one batch needs; new ones wait in `made` until the batch is written."""

    def __init__(self, ring: keys.Ring) -> None:
        self.ring = ring
        self.opened: dict[str, keys.OpenKey] = {}
        self.made: list[DataKey] = []

    def fetch(self, bases: Iterable[str]) -> None:
        missing = {base for base in bases if base not in self.opened}
        if missing:
            opened, made = keys.for_subjects(self.ring, missing)
            self.opened |= opened
            self.made += made

    def seal(self, base: str, record: str, field: Field, plain: str) -> dict[str, str]:
        self.fetch([base])
        opened = self.opened[base]
        sealed = opened.algorithm.seal(opened.key, plain.encode(), f"{record}:{field.id}".encode())
        return {
            "k": opened.subject,
            "c": base64.b64encode(sealed).decode(),
            "x": index_of(self.ring, field.type, plain),
        }


def person_field(register: Register) -> Field | None:
    """The ID number that says whose record this is: the first one declared."""
    return next((f for f in register.fields.values() if f.type == "id_number"), None)


def base_for(ring: keys.Ring, register: Register, record: str, field: Field, data: Mapping[str, Any]) -> str:
    """Whose key seals this field: the person's own, or the record's where it names no person.

    `data` holds plain new values and sealed old ones.
    """
    whose = field if field.type == "id_number" else person_field(register)
    held = data.get(whose.id) if whose else None
    if whose is None or held is None:
        return f"r:{record}"
    return f"p:{held['x'] if isinstance(held, Mapping) else index_of(ring, 'id_number', held)}"


def seal_changes(
    shelf: Shelf, register: Register, record: str, before: Mapping[str, Any], changes: dict[str, Any]
) -> dict[str, Any]:
    """The changes with every identifier sealed.

    Where the person's number itself changes, his other numbers are sealed anew under his new key.
    """
    after = {**before, **changes}
    touched = [f for f in register.fields.values() if f.is_identifier and changes.get(f.id) is not None]
    whose = person_field(register)
    if whose and whose.id in changes:
        for other in register.fields.values():
            if other.is_identifier and other.id not in changes and other.id in before:
                plain = open_token(shelf.ring, record, other.id, before[other.id])
                if plain is not None:
                    changes[other.id] = after[other.id] = plain
                    touched.append(other)
    sealed = dict(changes)
    for one in touched:
        base = base_for(shelf.ring, register, record, one, after)
        sealed[one.id] = shelf.seal(base, record, one, changes[one.id])
    return sealed


def open_token(ring: keys.Ring, record: str, field_id: str, token: Mapping[str, str]) -> str | None:
    """The plain number; None once its key is destroyed. Raises Unreadable if the token was changed."""
    kept = DataKey.objects.filter(subject=token["k"]).first()
    if kept is None:
        raise Unreadable
    opened = keys.unwrap(ring, kept)
    if opened is None:
        return None
    sealed = base64.b64decode(token["c"])
    return opened.algorithm.open(opened.key, sealed, f"{record}:{field_id}".encode()).decode()


def masked(record: str, register: Register, field_id: str, token: Mapping[str, str] | None) -> str:
    """What may be shown to whoever may see the record: 4228************3X, 138****0000."""
    if not token:
        return ""
    try:
        plain = open_token(keys.ring(), record, field_id, token)
    except Unreadable:
        return "读不出"
    return DESTROYED if plain is None else mask(plain, register.fields[field_id].type)


def reveal(record: Record | PastRecord, field_id: str, account: Account, reason: str) -> str:
    """The whole number, for a reason, which is kept with the look. Raises Denied, Refused L003."""
    require(account, "unmask", record.register, record.place)
    register = catalog().registers[record.register]
    if not reason.strip():
        raise refuse("L003", where="reason")
    token = record.data.get(field_id)
    if not token or not register.fields[field_id].is_identifier:
        raise refuse("K020", field=field_id, allowed="、".join(register.fields))
    looks.log(account, "reveal", f"{record.number} {register.fields[field_id].title}", reason.strip())
    plain = open_token(keys.ring(), record.record, field_id, token)
    return DESTROYED if plain is None else plain
