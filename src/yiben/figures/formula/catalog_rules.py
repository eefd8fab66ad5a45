"""What the figures ask of the catalog: formulas that make sense, and worked checks that come out.

`yiben.declare` lies below; it is told of these rules by `install`, which the app does when it starts
and `./yiben catalog check`, which runs without Django, does itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from yiben.declare import checks
from yiben.declare.model import Catalog, Figure
from yiben.figures.formula import worked
from yiben.figures.formula.check import check, check_rule
from yiben.figures.formula.cycles import cycles
from yiben.figures.formula.parse import parse
from yiben.figures.formula.walk import references
from yiben.kernel.problems import Problem, problem


def install() -> None:
    """Have these rules asked at every later load of the catalog."""
    checks.add_rule(problems)


def problems(catalog: Catalog) -> Iterator[Problem]:
    """Everything wrong with the rules and figures of a catalog."""
    for register in catalog.registers.values():
        for rule in register.rules:
            yield from check_rule(rule, register)
    round_about = list(cycles(catalog))
    yield from round_about
    sound: set[str] = set()
    for figure in catalog.figures.values():
        found = check(figure, catalog)
        yield from _in_register(figure, found)
        if all(one.number == "F010" for one in found):
            sound.add(figure.id)
    if not round_about:
        for name in sorted(sound):
            if _reads_only(sound, catalog.figures[name], catalog):
                figure = catalog.figures[name]
                yield from _in_register(figure, _worked(figure, catalog))


def _in_register(figure: Figure, found: Iterable[Problem]) -> Iterator[Problem]:
    """A standard figure stands in a file of many registers: its problems say in which it does not hold."""
    for one in found:
        yield replace(one, hint=f"{one.hint}（{figure.id}）") if figure.template else one


def _reads_only(sound: set[str], figure: Figure, catalog: Catalog) -> bool:
    """Whether every figure that it is made of is sound, so that it can be worked out at all."""
    return all(
        other.figure in sound and _reads_only(sound, catalog.figures[other.figure], catalog)
        for other in references(parse(figure.formula))
    )


def _worked(figure: Figure, catalog: Catalog) -> Iterator[Problem]:
    for one in figure.checks:
        misfits = list(worked.row_problems(one, figure, catalog))
        yield from misfits
        if misfits:
            continue
        found = worked.computed(one, figure, catalog)
        if not worked.agrees(one.wanted, found):
            wanted = "没有值" if one.wanted is None else one.wanted
            yield problem("F005", where=one.where, wanted=wanted, found=_shown(found), why=one.why)


def _shown(found: int | Decimal | None) -> str:
    if found is None:
        return "没有值"
    return str(found if isinstance(found, int) else round(found, 6).normalize())
