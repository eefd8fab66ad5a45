"""What somebody typed into the box, read: words, letters, numbers, the end of an identifier."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yiben.declare.model import SECRECY
from yiben.kernel.identity import normal_id
from yiben.kernel.problems import refuse
from yiben.ledger import keys, vault
from yiben.search import recipe
from yiben.search.expressions import Any, Expression, Phrase, either
from yiben.search.readings import cut
from yiben.search.words import asked_pairs, normal

LONGEST = 80
MOST_WORDS = 6
_TAIL = re.compile(r"[0-9]{3}[0-9Xx]", re.ASCII)
_NUMBER = re.compile(r"(\D{0,8})([0-9]{4})-([0-9]{1,3})", re.ASCII)
_AMOUNT = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,4})?)(万元|万|元)?", re.ASCII)
_IDENTIFIERS = {
    "id_number": re.compile(r"[0-9]{17}[0-9X]", re.ASCII),
    "phone": re.compile(r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}", re.ASCII),
    "bank_account": re.compile(r"[0-9]{12,19}", re.ASCII),
}


@dataclass(frozen=True)
class Word:
    """One typed word, and what else it may stand for."""

    text: str
    """As typed."""
    plain: str
    places: tuple[str, ...] = ()
    """Villages of this name, where the word stands beside others."""
    registers: tuple[str, ...] = ()

    @property
    def letters(self) -> bool:
        return self.plain.isascii() and self.plain.isalpha()

    @property
    def tail(self) -> bool:
        """Whether it may be the last four characters of an identifier."""
        return bool(_TAIL.fullmatch(self.text))

    @property
    def identifier(self) -> tuple[str, ...]:
        """The types of identifier that it may be whole."""
        number = normal_id(self.text)
        return tuple(t for t, shape in _IDENTIFIERS.items() if shape.fullmatch(number))


def read(typed: str) -> list[Word]:
    """The words; none for an empty text. Refused Q001 beyond 80 characters or six words."""
    words = [Word(text, plain) for text in typed.split() if (plain := normal(text))]
    if len(typed.strip()) > LONGEST or len(words) > MOST_WORDS:
        raise refuse("Q001", "q", longest=LONGEST, words=MOST_WORDS)
    return words


def in_head(word: Word, levels: Sequence[int]) -> Any:
    """Where the word stands in a title, a number or a name, by characters or by pinyin."""
    spoken = _spoken(word, levels)
    return either([*_phrases("h", word.plain, levels), *_numbers(word), *spoken, *_scope(word)])


def anywhere(word: Word, levels: Sequence[int], tails: bool = True, whole: bool = False) -> Any:
    """Where the word stands at all. `tails`: identifiers by their end too; `whole`: whole ones too."""
    parts = [*in_head(word, levels).parts, *_phrases("b", word.plain, levels), *_amounts(word, levels)]
    personal = [n for n in levels if n >= recipe.PERSONAL]
    if tails and word.tail and personal:
        hashed = recipe.tail_of(keys.ring(), word.text)
        parts += [Phrase((f"t{n}{hashed}",)) for n in personal]
    if whole:
        for type in word.identifier:
            kept = recipe.whole_of(vault.find_index(type, normal_id(word.text)))
            parts += [Phrase((f"n{n}{kept}",)) for n in personal]
    return either(parts)


def levels_to(highest: int) -> range:
    return range(min(highest, len(SECRECY) - 1) + 1)


def _phrases(kind: str, plain: str, levels: Iterable[int]) -> list[Expression]:
    if len(plain) == 1:
        return [Phrase((f"{kind}{n}{plain}",), begins=True) for n in levels]
    return [Phrase(tuple(f"{kind}{n}{pair}" for pair in asked_pairs(plain))) for n in levels]


def _numbers(word: Word) -> list[Expression]:
    """A record's number or a part of it that has a digit: its prefix alone would find the whole register.

    信访2023-12 is 信访2023-0012.
    """
    if len(word.plain) < 2 or not any(c.isdigit() for c in word.plain):
        return []
    made = _phrases("c", word.plain, [0])
    short = _NUMBER.fullmatch(word.text)
    return [*made, *_phrases("c", normal(f"{short[1]}{short[2]}{short[3]:0>4}"), [0])] if short else made


def _spoken(word: Word, levels: Sequence[int]) -> list[Expression]:
    if not word.letters or len(word.plain) < 2:
        return []
    made = _phrases("i", word.plain, levels)
    for read in cut(word.plain):
        made += [Phrase(tuple(f"p{n}{s}" for s in read), begins=True) for n in levels]
    return made


def _scope(word: Word) -> list[Expression]:
    return [
        *(Phrase((f"w{code}",)) for code in word.places),
        *(Phrase((f"r_{register}",)) for register in word.registers),
    ]


def _amounts(word: Word, levels: Iterable[int]) -> list[Expression]:
    """12万 and 120000元 are the same sum; a bare number may be in either unit."""
    found = _AMOUNT.fullmatch(word.text.replace(",", "").replace("，", ""))
    if not found:
        return []
    number, unit = Decimal(found[1]), found[2] or ""
    sums = {number} if unit == "元" else {number * 10000} if unit else {number, number * 10000}
    return [Phrase((f"m{n}{recipe.amount(s)}",)) for s in sums for n in levels]
