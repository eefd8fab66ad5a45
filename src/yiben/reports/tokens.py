"""The tokens of an outline's sentence: `{town}`, `{period@first_half}`, `{petitions.received@year|about}`.

After @ stands the period, after | the hedge; README.md of this folder lists them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

WORDS = ("town", "period", "day")
"""Words that aren't figures: the town's name, the period as it is spoken, the as-of day."""
HEDGES = {"about": "约", "over": "超", "nearly": "近", "odd": "余"}
_TOKEN = re.compile(r"\{([^{}]*)\}")
_INNER = re.compile(r"([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)(?:@([a-z][a-z0-9_]*))?(?:\|([a-z]+))?")


@dataclass(frozen=True)
class Token:
    name: str
    """A word of WORDS or the full id of a figure."""
    period: str = ""
    hedge: str = ""
    source: str = ""

    @property
    def is_figure(self) -> bool:
        return "." in self.name


@dataclass(frozen=True)
class Unreadable:
    """A brace with something in it that is no token."""

    source: str


Part = str | Token | Unreadable


@lru_cache(maxsize=4096)
def parts(text: str) -> tuple[Part, ...]:
    """The sentence as words and tokens in order; nothing of it is lost, faults are parts of their own."""
    found: list[Part] = []
    at = 0
    for match in _TOKEN.finditer(text):
        found += _words(text[at : match.start()])
        inner = _INNER.fullmatch(match[1].replace(" ", ""))
        found.append(
            Token(inner[1], inner[2] or "", inner[3] or "", match[0]) if inner else Unreadable(match[0])
        )
        at = match.end()
    return tuple(found + _words(text[at:]))


def _words(text: str) -> list[Part]:
    if not text:
        return []
    return [Unreadable(text)] if "{" in text or "}" in text else [text]


def named(text: str) -> Token:
    """The figure that an `only_if` names, `petitions.received@first_half`."""
    found = parts(f"{{{text}}}")
    return found[0] if len(found) == 1 and isinstance(found[0], Token) else Token(text)
