"""What an address asks of a list, for pages, Excel and API alike: filters, order, page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yiben.declare.model import Field, Register
from yiben.kernel.problems import Problem, problem
from yiben.kernel.values import read_value

SIZES = (20, 50)
RANGED = ("date", "integer", "number", "money")
SORTABLE = ("number", "state", "place", "happened_on", "due_on", "closed_on")


@dataclass(frozen=True)
class Question:
    """What was asked, read; `filters` and `sort` go to `ledger.reading.listing` as they are."""

    filters: dict[str, Any] = field(default_factory=dict)
    sort: str = ""
    number: int = 1
    size: int = SIZES[0]
    problems: tuple[Problem, ...] = ()
    """Filters that could not be read; they are left out and said beside the list."""


def read_question(register: Register, asked: Mapping[str, str], place: str = "") -> Question:
    """The question in an address, never wider than `place`.

    A field's own name asks for one value, `name_from` and `name_to` for a range, `state` for a state,
    `place` for a place and all below, `void=1` for voided records too, `sort`, `page` and `size`.
    """
    problems: list[Problem] = []
    filters: dict[str, Any] = {}
    for one in register.fields.values():
        wanted = _wanted(one, asked, problems)
        if wanted is not None:
            filters[one.id] = wanted
    states = [s for s in asked.get("state", "").split(",") if s in register.states]
    if states:
        filters["state"] = states
    if asked.get("void") == "1":
        filters["void"] = True
    filters["place"] = narrower(asked.get("place") or asked.get(register.place or "place", ""), place)
    if register.place:
        filters.pop(register.place, None)
    return Question(
        filters={k: v for k, v in filters.items() if v != ""},
        sort=_sort(register, asked.get("sort", "")),
        number=_whole(asked.get("page", ""), 1),
        size=_size(asked.get("size", "")),
        problems=tuple(problems),
    )


def narrower(asked: str, allowed: str) -> str:
    """The place asked if it lies within the one allowed, else the one allowed."""
    return asked if asked and asked.isdigit() and asked.startswith(allowed) else allowed


def _wanted(one: Field, asked: Mapping[str, str], problems: list[Problem]) -> Any:
    if one.type in RANGED:
        low, high = (_read(one, asked.get(f"{one.id}_{end}", ""), problems) for end in ("from", "to"))
        if low is not None or high is not None:
            return (low, high)
    text = asked.get(one.id, "")
    if not text or one.type == "place":
        return text or None
    if one.is_identifier:
        return text.strip()
    return _read(one, text, problems)


def _read(one: Field, text: str, problems: list[Problem]) -> Any:
    if not text.strip():
        return None
    value, wrong = read_value(one, text)
    problems += wrong
    return None if wrong else value


def _sort(register: Register, asked: str) -> str:
    name = asked.removeprefix("-")
    known = register.fields.get(name)
    return asked if name in SORTABLE or (known is not None and known.sort) else ""


def _size(text: str) -> int:
    size = _whole(text, SIZES[0])
    return size if size in SIZES else SIZES[0]


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text) > 0 else default


def day_filters(register: Register, start: date | None, end: date | None) -> dict[str, str]:
    """The filters that select by the register's own day, as they stand in an address."""
    return {
        f"{register.happened}_from": start.isoformat() if start else "",
        f"{register.happened}_to": end.isoformat() if end else "",
    }


def too_long(asked: Mapping[str, str], limit: int = 500) -> list[Problem]:
    """Filters that are longer than anything kept could be."""
    return [
        problem("K007", name, title=name, length=len(value), maximum=limit)
        for name, value in asked.items()
        if len(value) > limit
    ]
