"""The catalog in English: the same registers, with what people read taken from `catalog/english/`.

Each of its files is a table `[words]`: the Chinese as the catalog has it, and its English. A register's file
comes first, then `shapes.toml` (what comes with a shape of work) and `rules.toml`, `common.toml` last. Ids,
options, formulas and units stay as they are: only what is shown changes, so a figure is the same in both.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from yiben.declare.limit_rules import DutyRule, DutyVariant, Ground, LimitRule, LimitVariant
from yiben.declare.model import (
    Catalog,
    Field,
    Figure,
    Group,
    Limit,
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
    Limit: ("title",),
    Rule: ("message",),
    Figure: ("title", "definition"),
    WorkedCheck: ("why",),
    Outline: ("title",),
    LimitRule: ("title", "field"),
    LimitVariant: (),
    DutyRule: ("title", "field"),
    DutyVariant: (),
    Ground: ("note",),
}
"""What people read of each part of the catalog."""
COMMON, SHAPES, RULES = "common", "shapes", "rules"
CLOCKS: Mapping[str, str] = {"_due": "{limit}应于", "_in_time": "{limit}按期"}
"""End of the ids of a clock's two system fields → how `uses.py` titles them."""
T = TypeVar("T")
Words = Mapping[str, Mapping[str, str]]
"""File (a register's id, `common`, `shapes` or `rules`) → Chinese → English."""


def read_words(root: Path) -> Words:
    """All tables of words under `catalog/english/`; none where the folder is not there."""
    files = sorted((root / "english").glob("*.toml"))
    return {f.stem: tomllib.loads(f.read_text(encoding="utf-8")).get("words", {}) for f in files}


def in_english(whole: Catalog, words: Words) -> Catalog:
    """The catalog with every word that has an English put into English; the rest stays Chinese."""
    common = words.get(COMMON, {})

    def parts(held: Mapping[str, T], own: Mapping[str, str]) -> dict[str, T]:
        return {name: _said(part, {**common, **own}) for name, part in held.items()}

    def registers() -> Iterator[Register]:
        for name, register in whole.registers.items():
            known = {**common, **_of_all(words), **words.get(name, {})}
            yield _entitled(_said(register, known), known)

    return replace(
        whole,
        groups=parts(whole.groups, {}),
        offices=parts(whole.offices, {}),
        posts=parts(whole.posts, {}),
        outlines=parts(whole.outlines, {}),
        limits=parts(whole.limits, words.get(RULES, {})),
        duty_rules=parts(whole.duty_rules, words.get(RULES, {})),
        registers={register.id: register for register in registers()},
    )


def _of_all(words: Words) -> Mapping[str, str]:
    """What any register may say: of its shapes of work, and the titles of rules that it offers."""
    return {**words.get(SHAPES, {}), **words.get(RULES, {})}


def untranslated(whole: Catalog, words: Words) -> list[tuple[str, str]]:
    """Every (file of words, Chinese) that has no English yet, each once."""
    common = words.get(COMMON, {})
    shared = [whole.groups, whole.offices, whole.posts, whole.outlines]
    wanted = {text: COMMON for held in shared for part in held.values() for text in _texts(part)}
    rules = {**common, **words.get(RULES, {})}
    for held in (whole.limits, whole.duty_rules):
        wanted |= {text: RULES for text in _texts(held) if text not in rules and text not in wanted}
    for name, register in whole.registers.items():
        known = {**common, **_of_all(words), **words.get(name, {})}
        own, brought = _apart(register)
        wanted |= {text: SHAPES for text in brought if text not in known and text not in wanted}
        wanted |= {text: name for text in _texts(own) if text not in known and text not in wanted}
    return [(name, text) for text, name in wanted.items() if text not in {**common, **words.get(name, {})}]


def _apart(register: Register) -> tuple[Register, list[str]]:
    """The register without what its shapes of work bring, and the texts of that, titles with their blanks."""
    clocks = _clock_fields(register)
    fields = {name: f for name, f in register.fields.items() if not f.system}
    figures = {name: f for name, f in register.figures.items() if not f.template}
    brought = [
        replace(f, title=clocks.get(name, f.title))
        for name, f in register.fields.items()
        if name not in fields
    ]
    blank = [replace(f, title=f.template) for name, f in register.figures.items() if name not in figures]
    return replace(register, fields=fields, figures=figures), list(_texts((*brought, *blank)))


def _clock_fields(register: Register) -> dict[str, str]:
    """The system fields of the register's clocks, each with its title before the clock's was filled in."""
    found = {f"{limit}{end}": title for limit in register.limits for end, title in CLOCKS.items()}
    return {name: title for name, title in found.items() if (f := register.fields.get(name)) and f.system}


def _entitled(register: Register, words: Mapping[str, str]) -> Register:
    """What comes with the register's shapes of work, titled anew by its own title and those of its clocks."""
    figures = {
        name: replace(f, title=words[f.template].replace("{title}", register.title))
        for name, f in register.figures.items()
        if f.template in words
    }
    fields = {
        name: replace(register.fields[name], title=words[title].replace("{limit}", _clock(register, name)))
        for name, title in _clock_fields(register).items()
        if title in words
    }
    return replace(register, figures={**register.figures, **figures}, fields={**register.fields, **fields})


def _clock(register: Register, name: str) -> str:
    return next(
        limit.title for limit in register.limits.values() if name in {limit.id + end for end in CLOCKS}
    )


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
        if one.name not in shown and _holds_parts(value):
            changed[one.name] = _said(value, words)
    if isinstance(part, Field) and part.options:
        changed["option_words"] = tuple((o, words[o]) for o in part.options if o in words)
    return replace(part, **changed)


def _holds_parts(value: Any) -> bool:
    if not isinstance(value, Mapping | tuple):
        return type(value) in SHOWN
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
            if _holds_parts(value):
                yield from _texts(value)
