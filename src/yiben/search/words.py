"""Text as it is searched: letters, digits and characters only, in neighbouring pairs."""

import re
import unicodedata
from collections.abc import Iterator

from yiben.kernel.identity import birth_date

_LONG_NUMBER = re.compile(r"[0-9]{11,19}[Xx]?", re.ASCII)
_MOBILE = re.compile(r"1[3-9][0-9]{9}", re.ASCII)
_BANK_CARD = re.compile(r"62[0-9]{14,17}", re.ASCII)


def normal(text: str) -> str:
    """Half-width, lower case, without blanks and punctuation: 信访2023-0012 → 信访20230012."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def without_identifiers(text: str) -> str:
    """Free text with citizen, mobile and bank card numbers taken out, should somebody have typed them."""
    return _LONG_NUMBER.sub(_kept, unicodedata.normalize("NFKC", text))


def _kept(found: re.Match[str]) -> str:
    number = found[0].upper()
    person = len(number) == 18 and birth_date(number) is not None
    return " " if person or _MOBILE.fullmatch(number) or _BANK_CARD.fullmatch(number) else found[0]


def pairs(text: str) -> Iterator[str]:
    """雷家坪 → 雷家 家坪 坪. The last character stands alone, so that one character is found by prefix."""
    for n in range(len(text)):
        yield text[n : n + 2]


def asked_pairs(text: str) -> list[str]:
    """The pairs that must follow one another where the text is found: 雷家坪 → 雷家 家坪."""
    return [text[n : n + 2] for n in range(len(text) - 1)]
