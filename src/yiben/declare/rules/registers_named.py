"""Ids and number prefixes are used once; a register's id is its file's name."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from yiben.declare.draft import Draft, at
from yiben.kernel.problems import Problem


def check(draft: Draft) -> Iterator[Problem]:
    ids: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    for register, source in draft.registers:
        stem = PurePosixPath(source.shown).stem
        if register.id and register.id != stem:
            yield at(source, "C019", "register", "id", id=register.id, file=stem)
        if ids.setdefault(register.id, source.shown) != source.shown:
            yield at(source, "C006", "register", "id", id=register.id, other=ids[register.id])
        if register.number and prefixes.setdefault(register.number, source.shown) != source.shown:
            key = "number" if ("register", "number") in source.lines else "title"
            yield at(source, "C006", "register", key, id=register.number, other=prefixes[register.number])
