"""Numbers of persons in a free text (citizen numbers, bank accounts, mobiles): never kept whole."""

import re
from dataclasses import dataclass

from yiben.kernel.identity import mask

_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
_LONG = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"[0-9]{14,18}[0-9Xx]"
    r"|[0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx]"
    r"|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?"
    r")(?![0-9A-Za-z])"
)
"""15 to 19 digits, the last of them maybe X; in the groups that people write, which no two days make. A place
code has 12 digits, a record's number fewer."""
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])")
_LETTERS_ONLY = re.compile(r"[ -]")


@dataclass(frozen=True)
class Found:
    type: str
    """id_number, bank_account or phone."""
    start: int
    end: int
    shown: str
    """Masked."""


def find(text: str) -> list[Found]:
    """Where such numbers stand, in order."""
    plain = text.translate(_WIDE)
    found = [_read(m, _type_of(m[0])) for m in _LONG.finditer(plain)]
    taken = [(f.start, f.end) for f in found]
    for m in _MOBILE.finditer(plain):
        if not any(start < m.end() and m.start() < end for start, end in taken):
            found.append(_read(m, "phone"))
    return sorted(found, key=lambda f: f.start)


def hide(text: str) -> str:
    """The text with every such number masked."""
    for one in reversed(find(text)):
        text = f"{text[: one.start]}{one.shown}{text[one.end :]}"
    return text


def _type_of(number: str) -> str:
    length = len(_LETTERS_ONLY.sub("", number))
    return "id_number" if length in (15, 18) else "bank_account"


def _read(match: re.Match[str], type: str) -> Found:
    return Found(type, match.start(), match.end(), mask(_LETTERS_ONLY.sub("", match[0]).upper(), type))
