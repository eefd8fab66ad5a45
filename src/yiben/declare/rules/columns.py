"""The register's own columns name fields of the right type."""

from collections.abc import Iterator

from yiben.declare.draft import Draft, at
from yiben.declare.model import Register
from yiben.declare.source import Source
from yiben.kernel.problems import Problem

DAYS = ("happened", "due", "closed", "since", "until")
TITLES = ("text", "long_text", "person_name", "choice", "date", "place")
"""An identifier can't be a title: titles are kept plain."""
SYSTEM = {"state": "", "place": "place", "happened_on": "happened", "due_on": "due", "closed_on": "closed"}
"""Columns that every register has; a field of that name must be the one that fills it."""


def check(draft: Draft) -> Iterator[Problem]:
    for register, source in draft.registers:
        yield from _names(register, source)
        for column, key in SYSTEM.items():
            if column in register.fields and (not key or getattr(register, key) != column):
                yield at(source, "C021", "fields", column, field=column, key=key or "states")
        if register.until and not register.since:
            yield at(source, "C003", "register", "until", key="since")


def _names(register: Register, source: Source) -> Iterator[Problem]:
    wanted = {"title_field": TITLES, "place": ("place",), **dict.fromkeys(DAYS, ("date",))}
    for key, types in wanted.items():
        name = getattr(register, key)
        if not name:
            continue
        field = register.fields.get(name)
        if field is None:
            allowed = "、".join(register.fields)
            yield at(source, "C007", "register", key, key=key, field=name, allowed=allowed)
        elif field.type not in types:
            yield at(
                source,
                "C018",
                "register",
                key,
                key=key,
                field=name,
                wanted="、".join(types),
                found=field.type,
            )
