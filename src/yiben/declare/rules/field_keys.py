"""A field has the keys that its type needs, none that it can't use, and limits that make sense."""

from collections.abc import Iterator

from yiben.declare.draft import Draft, at
from yiben.declare.model import Field
from yiben.declare.source import Source
from yiben.kernel.problems import Problem
from yiben.kernel.values import read_value

LEVELS = ("village", "town", "county", "grid")
NUMBERS = ("integer", "number", "money")
ONLY_FOR = {
    "options": ("choice",), "level": ("place",), "unit": NUMBERS, "decimals": ("number", "money"),
    "minimum": NUMBERS, "maximum": NUMBERS, "max_length": ("text", "long_text", "person_name"),
}  # fmt: skip


def check(draft: Draft) -> Iterator[Problem]:
    for register, source in draft.registers:
        for field in register.fields.values():
            faults = list(_faults(field, source))
            yield from faults
            if field.default and not faults and field.type not in ("place", "choice"):
                _, found = read_value(field, field.default)
                for fault in found:
                    yield at(source, "C023", "fields", field.id, "default", why=fault.sentence)


def _faults(field: Field, source: Source) -> Iterator[Problem]:
    here = ("fields", field.id)
    for key, types in ONLY_FOR.items():
        if (*here, key) in source.lines and field.type not in types:
            wanted, found = "、".join(types), field.type
            yield at(source, "C018", *here, key, key=key, field=field.id, wanted=wanted, found=found)
    if field.type == "choice" and not field.options:
        yield at(source, "C003", *here, key="options")
    if len(set(field.options)) != len(field.options):
        yield at(source, "C022", *here, "options", key="options", why="有两项相同")
    if field.type == "choice" and field.default and field.default not in field.options:
        allowed = "、".join(field.options)
        yield at(source, "C005", *here, "default", key="default", value=field.default, allowed=allowed)
    if field.type == "place":
        if not field.level:
            yield at(source, "C003", *here, key="level")
        elif field.level not in LEVELS:
            yield at(source, "C008", *here, "level", level=field.level, allowed="、".join(LEVELS))
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        yield at(source, "C022", *here, "minimum", key="minimum", why="大于 maximum")
    if not 0 <= field.decimals <= 8:
        yield at(source, "C022", *here, "decimals", key="decimals", why="应在0至8之间")
    if not 1 <= field.max_length <= 20000:
        yield at(source, "C022", *here, "max_length", key="max_length", why="应在1至20000之间")
