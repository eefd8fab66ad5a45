"""Where in a record the words stand, so that a hit can be understood."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from yiben.declare.model import SECRECY, Field, Register
from yiben.ledger.models import Record
from yiben.search.recipe import TEXTS
from yiben.search.words import normal

AROUND = 16
"""Characters shown before and after."""


@dataclass(frozen=True)
class Snippet:
    field: Field
    before: str
    hit: str
    after: str


def snippet(register: Register, record: Record, words: Iterable[str], level: int) -> Snippet | None:
    """The first field but the title, of those this level may see, in which one of the words stands."""
    wanted = [normal(w) for w in words if normal(w)]
    for field in register.fields.values():
        if field.id == register.title_field or SECRECY.index(field.secrecy) > level:
            continue
        value = record.data.get(field.id)
        if isinstance(value, str) and field.type in (*TEXTS, "person_name"):
            found = next((at for w in wanted if (at := where(value, w)) is not None), None)
            if found:
                start, end = found
                before, after = value[max(0, start - AROUND) : start], value[end : end + AROUND]
                head = "…" if start > AROUND else ""
                tail = "…" if len(value) > end + AROUND else ""
                return Snippet(field, head + before, value[start:end], after + tail)
    return None


def where(text: str, plain: str) -> tuple[int, int] | None:
    """Where the normal form `plain` stands in a text as written, its first and last character."""
    letters = [
        (c, n)
        for n, written in enumerate(text)
        for c in unicodedata.normalize("NFKC", written).casefold()
        if c.isalnum()
    ]
    at = "".join(c for c, _n in letters).find(plain)
    if at < 0 or not plain:
        return None
    return letters[at][1], letters[at + len(plain) - 1][1] + 1
