"""What of a record is searched: lines made of its fields, and the terms made of the lines.

A line begins with its kind and the level of secrecy that may search it (`h1` a title for who reads
internal things), so that what is masked for somebody is never compared with what he types.

c record number · h title, names · b other text · i initials of titles and names · p their pinyin · m money ·
t keyed hash of the last four characters of an identifier · n keyed index of the whole one · w where ·
r which register.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from importlib.metadata import version

from yiben.declare.model import SECRECY, Catalog, Field, Register
from yiben.ledger import keys
from yiben.ledger.ciphers import Unreadable, keyed_sm3
from yiben.ledger.models import DataKey, Record
from yiben.search.readings import initials, syllables
from yiben.search.words import normal, pairs, without_identifiers

EDITION = "1"
"""Raise it whenever lines or terms are made otherwise: the index is then made anew."""
PERSONAL = SECRECY.index("personal")
TEXTS = ("text", "long_text", "choice")
_PLACE_LENGTHS = (2, 4, 6, 9, 12, 15)
_HASH = 20
"""Characters kept of a keyed hash; 80 bits."""
TAIL = 4


def fingerprint(catalog: Catalog) -> str:
    """Changes when the code, the pinyin tables or a field's type or secrecy does."""
    said = [EDITION, version("pypinyin")]
    for register in catalog.registers.values():
        said += [register.id, register.title_field, register.place, register.secrecy]
        said += [f"{f.id} {f.type} {f.secrecy}" for f in register.fields.values()]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


class Opener:
    """Opens the identifiers of a batch of records, their keys read in one query."""

    def __init__(self, records: Iterable[Record], catalog: Catalog) -> None:
        self.ring = keys.ring()
        wanted = set()
        for record in records:
            register = catalog.registers.get(record.register)
            for field in register.fields.values() if register else ():
                if field.is_identifier and isinstance(record.data.get(field.id), Mapping):
                    wanted.add(record.data[field.id]["k"])
        self.kept = {k.subject: k for k in DataKey.objects.filter(subject__in=wanted)}
        self.opened: dict[str, keys.OpenKey | None] = {}

    def tail(self, record: str, field: str, token: Mapping[str, str]) -> str | None:
        """The keyed hash of the identifier's end; None once its key is destroyed."""
        subject = token["k"]
        if subject not in self.opened:
            kept = self.kept.get(subject)
            self.opened[subject] = keys.unwrap(self.ring, kept) if kept else None
        key = self.opened[subject]
        if key is None:
            return None
        try:
            plain = key.algorithm.open(key.key, base64.b64decode(token["c"]), f"{record}:{field}".encode())
        except Unreadable:
            return None
        return tail_of(self.ring, plain.decode()[-TAIL:])


def tail_of(ring: keys.Ring, last: str) -> str:
    """What stands in the index for the last characters of an identifier."""
    return keyed_sm3(ring.index, f"tail:{last.upper()}".encode())[:_HASH]


def whole_of(index: str) -> str:
    """What stands in the index for a whole identifier, from its keyed index in the ledger."""
    return index[:_HASH]


def lines(register: Register, record: Record, opener: Opener, files: Sequence[str] = ()) -> list[str]:
    """Everything that the record can be found by."""
    made = [f"c0{normal(record.number)}"]
    for field in register.fields.values():
        value = record.data.get(field.id)
        if value is not None:
            made += _of_field(register, record, field, value, opener)
    level = SECRECY.index(register.secrecy)
    made += [f"b{level}{normal(name)}" for name in files]
    made += [f"w{record.place[:n]}" for n in _PLACE_LENGTHS if len(record.place) >= n]
    return [*made, f"r_{register.id}"]


def _of_field(
    register: Register, record: Record, field: Field, value: object, opener: Opener
) -> Iterator[str]:
    level = SECRECY.index(field.secrecy)
    if field.is_identifier and isinstance(value, Mapping):
        level = max(level, PERSONAL)
        tail = opener.tail(record.record, field.id, value)
        if tail:
            yield f"t{level}{tail}"
            yield f"n{level}{whole_of(str(value['x']))}"
    elif field.type == "money":
        yield f"m{level}{amount(Decimal(str(value)))}"
    elif field.type == "person_name" or field.id == register.title_field:
        yield from _named(level, str(value), field.type == "person_name")
    elif field.type in TEXTS:
        yield f"b{level}{normal(without_identifiers(str(value)))}"


def _named(level: int, text: str, person: bool) -> Iterator[str]:
    plain = normal(without_identifiers(text))
    yield f"h{level}{plain}"
    read = syllables(plain, person)
    yield f"i{level}{initials(read)}"
    yield f"p{level}{' '.join(read)}"


def amount(value: Decimal) -> str:
    """Money in 元 as one term: 120000, 1200.5."""
    text = format(value.quantize(Decimal("0.01")), "f")
    return text.rstrip("0").rstrip(".")


def terms(made: Iterable[str]) -> Iterator[str]:
    """The terms of the lines, in their order; a phrase is found by terms that follow one another."""
    for line in made:
        kind, text = line[:2], line[2:]
        if kind[0] in "chbi":
            for pair in pairs(text):
                yield kind + pair
        elif kind[0] == "p":
            for syllable in text.split():
                yield kind + syllable
            # So that no phrase runs from one name into the next.
            yield f"{kind}_"
        else:
            yield line
