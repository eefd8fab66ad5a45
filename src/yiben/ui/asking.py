"""What an address asks of a list, for pages, Excel and API alike: filters, order, page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yiben.declare.model import Field, Register
from yiben.kernel.problems import Problem, problem
from yiben.kernel.values import read_value
from yiben.ledger.reading import Has, Presence

SIZES = (20, 50, 100, 200)
RANGED = ("date", "integer", "number", "money")
WORDED = ("text", "long_text", "person_name")
"""Types that can be asked for words that stand in them."""
SEVERAL = "\n"
"""Between several values of one name, when a query is taken as a mapping; no option holds a line end."""
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


def of_query(query: Mapping[str, Any]) -> dict[str, str]:
    """The parameters of an address; of a name given several times all values, one a line."""
    lists = query.lists() if hasattr(query, "lists") else ((k, [v]) for k, v in query.items())
    return {name: SEVERAL.join(v for v in map(str, values) if v) for name, values in lists}


def read_question(register: Register, asked: Mapping[str, str], place: str = "") -> Question:
    """The question in an address, never wider than `place`.

    A field's own name asks for one value, `name_from` and `name_to` for a range, `state` for a state,
    `place` for a place and all below, `void=1` for voided records too, `sort`, `page` and `size`.
    Choices, states and places may be several; `name_is` asks for `empty` or `filled`, `name_has` for words.
    """
    problems: list[Problem] = []
    filters: dict[str, Any] = {}
    for one in register.fields.values():
        wanted = _wanted(one, asked, problems)
        if wanted is not None:
            filters[one.id] = wanted
    states = [s for s in asked.get("state", "").replace(SEVERAL, ",").split(",") if s in register.states]
    if states:
        filters["state"] = states
    if asked.get("void") == "1":
        filters["void"] = True
    wanted_places = asked.get("place") or asked.get(register.place or "place", "")
    filters["place"] = _places(wanted_places.split(SEVERAL), place)
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


def _places(asked: list[str], allowed: str) -> str | list[str]:
    """Those of the places that lie within the one allowed, else that one."""
    within = list(dict.fromkeys(c for c in asked if c.isdigit() and c.startswith(allowed)))
    return within if len(within) > 1 else narrower("".join(within), allowed)


def _wanted(one: Field, asked: Mapping[str, str], problems: list[Problem]) -> Any:
    presence = asked.get(f"{one.id}_is", "")
    if presence in ("empty", "filled"):
        return Presence(presence)
    words = asked.get(f"{one.id}_has", "").strip()
    if words and one.type in WORDED:
        return Has(words[:200])
    if one.type in RANGED:
        low, high = (_read(one, asked.get(f"{one.id}_{end}", ""), problems) for end in ("from", "to"))
        if low is not None or high is not None:
            return (low, high)
    text = asked.get(one.id, "")
    if not text:
        return None
    if one.type == "place":
        return text.split(SEVERAL) if SEVERAL in text else text
    if SEVERAL in text and one.type in ("choice", "boolean"):
        read = [_read(one, part, problems) for part in text.split(SEVERAL)]
        several = [value for value in read if value is not None]
        if one.type == "boolean" and several:
            return Presence.FILLED if len(set(several)) > 1 else several[0]
        return several or None
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
