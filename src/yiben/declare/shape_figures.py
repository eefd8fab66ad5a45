"""The standard figures that come with a shape of work: written once, counted in every register that uses it.

`catalog/shapes/SHAPE.toml` holds them like those of a register, with blanks: {title} and {noun} of the
register, {happened}, {due}, {closed} and {place} for its columns, and every field that its `[uses.SHAPE]`
names ({persons}, and {persons_unit} for the unit of it). What a register has no column for it has no figure
of; a figure of the same id in the register's own file goes before.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from yiben.declare.model import SHAPES, Figure, Register, WorkedCheck
from yiben.declare.registers import FIGURE, read_figures
from yiben.declare.shapes import Key, Reader

BLANK = re.compile(r"\{(\w+)\}")
COLUMNS = ("happened", "due", "closed", "place")
TEMPLATE = {**FIGURE, "requires": Key("texts")}


@dataclass(frozen=True)
class Template:
    """A figure with blanks."""

    shape: str
    id: str
    figure: Figure
    requires: tuple[str, ...] = ()
    """What the register must have: a field (`repeated`), one of its options (`satisfaction:满意`), a kind of
    move (`move:return`), or a key of `[uses.SHAPE]` (`uses:items`)."""


Templates = tuple[Template, ...]


def read_templates(reader: Reader, shape: str) -> Templates:
    """The figures of one shape; none where anything is wrong, which is left in the reader."""
    if shape not in SHAPES:
        reader.fault("C005", key="shapes", value=shape, allowed="、".join(SHAPES))
    file = reader.table(dict(reader.source.data), {"figures": Key("table", required=True)})
    said = file.get("figures", {})
    needs = {name: reader.table(inner, TEMPLATE, "figures", name) for name, inner in said.items()}
    if reader.problems:
        return ()
    plain = {name: {k: v for k, v in inner.items() if k != "requires"} for name, inner in said.items()}
    read = read_figures(reader, plain, shape)
    found = [(figure.id.rpartition(".")[2], figure) for figure in read]
    made = tuple(Template(shape, name, figure, needs[name].get("requires", ())) for name, figure in found)
    return () if reader.problems else made


def expand(register: Register, templates: Templates) -> Register:
    """The register with the figures of its shapes after its own."""
    added: dict[str, Figure] = {}
    for template in templates:
        name = f"{register.id}.{template.id}"
        if template.shape not in register.uses or name in {*register.figures, *added}:
            continue
        if all(_has(register, template.shape, what) for what in template.requires):
            made = _filled(template, name, register)
            added |= {name: made} if made else {}
    return replace(register, figures={**register.figures, **added}) if added else register


def _has(register: Register, shape: str, what: str) -> bool:
    name, _, option = what.partition(":")
    if name == "uses":
        return bool(register.uses[shape].get(option))
    if name == "move":
        return any(move.kind == option for move in register.moves.values())
    field = register.fields.get(name)
    return field is not None and (not option or option in field.options)


def _filled(template: Template, name: str, register: Register) -> Figure | None:
    """The figure of this register; None where a blank has nothing to stand in it."""
    words, figure = _words(register, template.shape), template.figure
    wanted = {blank for text in _texts(figure) for blank in BLANK.findall(text)}
    if not wanted <= words.keys():
        return None
    return replace(
        figure,
        id=name,
        register=register.id,
        title=_fill(figure.title, words),
        unit=_fill(figure.unit, words),
        formula=_fill(figure.formula, words),
        time=_fill(figure.time, words),
        definition=_fill(figure.definition, words),
        pair=figure.pair.replace(f"{template.shape}.", f"{register.id}.", 1),
        template=figure.title,
        checks=tuple(_check(one, words) for one in figure.checks),
    )


def _words(register: Register, shape: str) -> dict[str, str]:
    """What stands in each blank."""
    words = {"title": register.title, "noun": register.noun}
    words |= {key: name for key in COLUMNS if (name := getattr(register, key))}
    # Whether the clock has stopped whose last day is the due day: often before the case itself is closed.
    words["due_met"] = f"{register.main_limit.id}_in_time" if register.main_limit else "in_time"
    for key, said in register.uses.get(shape, {}).items():
        if isinstance(said, str) and said in register.fields:
            words |= {key: said, f"{key}_unit": register.fields[said].unit or register.noun}
    return words


def _texts(figure: Figure) -> Iterator[str]:
    yield from (figure.title, figure.unit, figure.formula, figure.time, figure.definition)
    for check in figure.checks:
        yield from (key for row in check.rows for key in row)


def _fill(text: str, words: Mapping[str, str]) -> str:
    return BLANK.sub(lambda found: words[found[1]], text)


def _check(check: WorkedCheck, words: Mapping[str, str]) -> WorkedCheck:
    return replace(check, rows=tuple(_row(row, words) for row in check.rows))


def _row(row: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    return {_fill(key, words): value for key, value in row.items()}
