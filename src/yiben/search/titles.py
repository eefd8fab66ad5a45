"""Finding a short title (a register, a figure, a village, a page) by characters or by pinyin."""

from functools import lru_cache

from yiben.search.readings import cut, initials, syllables
from yiben.search.words import normal


@lru_cache(maxsize=8192)
def _spoken(title: str) -> tuple[str, tuple[str, ...], str]:
    plain = normal(title)
    read = syllables(plain)
    return plain, read, initials(read)


def matches(title: str, typed: str) -> bool:
    """Whether the title holds what was typed: its characters, its initials, or its syllables."""
    return rank(title, typed) is not None


def rank(title: str, typed: str) -> int | None:
    """How well: 0 the title itself, 1 its beginning, 2 within it, 3 by pinyin; None not at all."""
    wanted = normal(typed)
    if not wanted:
        return None
    plain, read, letters = _spoken(title)
    if wanted in plain:
        return 0 if wanted == plain else 1 if plain.startswith(wanted) else 2
    if not (wanted.isascii() and wanted.isalpha() and len(wanted) > 1):
        return None
    if wanted in letters or any(_follows(read, one) for one in cut(wanted)):
        return 3
    return None


def _follows(read: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    last = len(asked) - 1
    return any(
        read[n : n + last] == asked[:last] and read[n + last].startswith(asked[last])
        for n in range(len(read) - last)
    )
