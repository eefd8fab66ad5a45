"""The catalog in English: the same registers, with what people read taken from `catalog/english/`.

Each of its files is a table `[words]`: the Chinese as the catalog has it, and its English. A register's file
comes first, `common.toml` after it. Ids, options, formulas and units stay as they are: only what is shown
changes, so a figure is the same in both languages.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from yiben.declare.model import (
    Catalog,
    Field,
    Figure,
    Group,
    Move,
    Office,
    Outline,
    PostKind,
    Register,
    Rule,
    State,
    WorkedCheck,
)

SHOWN: Mapping[type, tuple[str, ...]] = {
    Group: ("title", "mark"),
    Office: ("title",),
    PostKind: ("title",),
    Register: ("title", "row", "noun"),
    Field: ("title", "need", "basis", "often"),
    State: ("title",),
    Move: ("title",),
    Rule: ("message",),
    Figure: ("title", "definition"),
    WorkedCheck: ("why",),
    Outline: ("title",),
}
"""What people read of each part of the catalog."""
COMMON = "common"
T = TypeVar("T")
Words = Mapping[str, Mapping[str, str]]
"""File (a register's id or `common`) → Chinese → English."""


def read_words(root: Path) -> Words:
    """All tables of words under `catalog/english/`; none where the folder is not there."""
    files = sorted((root / "english").glob("*.toml"))
    return {f.stem: tomllib.loads(f.read_text(encoding="utf-8")).get("words", {}) for f in files}


def in_english(whole: Catalog, words: Words) -> Catalog:
    """The catalog with every word that has an English put into English; the rest stays Chinese."""
    common = words.get(COMMON, {})

    def parts(held: Mapping[str, T], own: Mapping[str, str]) -> dict[str, T]:
        return {name: _said(part, {**common, **own}) for name, part in held.items()}

    return replace(
        whole,
        groups=parts(whole.groups, {}),
        offices=parts(whole.offices, {}),
        posts=parts(whole.posts, {}),
        outlines=parts(whole.outlines, {}),
        registers={
            name: _said(register, {**common, **words.get(name, {})})
            for name, register in whole.registers.items()
        },
    )


def untranslated(whole: Catalog, words: Words) -> list[tuple[str, str]]:
    """Every (file of words, Chinese) that has no English yet, each once."""
    common = words.get(COMMON, {})
    shared = [whole.groups, whole.offices, whole.posts, whole.outlines]
    wanted = {text: COMMON for held in shared for part in held.values() for text in _texts(part)}
    for name, register in whole.registers.items():
        own = {**common, **words.get(name, {})}
        wanted |= {text: name for text in _texts(register) if text not in own and text not in wanted}
    return [(name, text) for text, name in wanted.items() if text not in {**common, **words.get(name, {})}]


def _said(part: Any, words: Mapping[str, str]) -> Any:
    """The part and all parts within it, with what people read put into English."""
    if isinstance(part, Mapping):
        return {key: _said(value, words) for key, value in part.items()}
    if isinstance(part, tuple):
        return tuple(_said(value, words) for value in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    shown = SHOWN.get(type(part), ())
    changed: dict[str, Any] = {name: words.get(getattr(part, name), getattr(part, name)) for name in shown}
    for one in fields(part):
        value = getattr(part, one.name)
        if one.name not in shown and isinstance(value, Mapping | tuple) and _holds_parts(value):
            changed[one.name] = _said(value, words)
    if isinstance(part, Field) and part.options:
        changed["option_words"] = tuple((o, words[o]) for o in part.options if o in words)
    return replace(part, **changed)


def _holds_parts(value: Any) -> bool:
    inner = value.values() if isinstance(value, Mapping) else value
    return any(type(one) in SHOWN for one in inner)


def _texts(part: Any) -> Iterator[str]:
    """What people read in the part and in all parts within it."""
    if isinstance(part, Mapping):
        part = tuple(part.values())
    if isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
        return
    if type(part) not in SHOWN:
        return
    yield from (text for name in SHOWN[type(part)] if (text := getattr(part, name)))
    if isinstance(part, Field):
        yield from part.options
    for one in fields(part):
        if one.name not in SHOWN[type(part)]:
            value = getattr(part, one.name)
            if isinstance(value, Mapping | tuple) and _holds_parts(value):
                yield from _texts(value)
