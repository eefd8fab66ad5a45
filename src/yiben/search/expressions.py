"""What is asked of the index, written for SQLite's FTS5 and for PostgreSQL's tsquery alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """Terms that follow one another; `begins` if the last one need only begin so."""

    terms: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True)
class All:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Without:
    """The first, but not where the second is found."""

    wanted: "Expression"
    left_out: "Any"


@dataclass(frozen=True)
class Any:
    """One of the parts; of none, nothing."""

    parts: tuple["Expression", ...]


Expression = Phrase | All | Any | Without


def either(parts: Iterable[Expression]) -> Any:
    return Any(tuple(parts))


def both(*parts: Expression) -> All:
    return All(parts)


def possible(asked: Expression) -> bool:
    """Whether anything at all could be found by it."""
    if isinstance(asked, Phrase):
        return bool(asked.terms)
    if isinstance(asked, Without):
        return possible(asked.wanted)
    held = [possible(p) for p in asked.parts]
    return all(held) if isinstance(asked, All) else any(held)


def fts5(asked: Expression) -> str:
    if isinstance(asked, Phrase):
        return f'"{" ".join(asked.terms)}"{" *" if asked.begins else ""}'
    if isinstance(asked, Without):
        return f"({fts5(asked.wanted)} NOT {fts5(asked.left_out)})"
    return _joined([fts5(p) for p in asked.parts if possible(p)], asked, " AND ", " OR ")


def tsquery(asked: Expression) -> str:
    if isinstance(asked, Phrase):
        quoted = [f"'{term}'" for term in asked.terms]
        return f"({' <-> '.join(quoted)}{':*' if asked.begins else ''})"
    if isinstance(asked, Without):
        return f"({tsquery(asked.wanted)} & !{tsquery(asked.left_out)})"
    return _joined([tsquery(p) for p in asked.parts if possible(p)], asked, " & ", " | ")


def _joined(parts: Sequence[str], asked: All | Any, all_of: str, any_of: str) -> str:
    return f"({(all_of if isinstance(asked, All) else any_of).join(parts)})"
