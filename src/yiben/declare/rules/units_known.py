"""Every unit is listed in catalog/township/units.toml."""

from collections.abc import Iterator

from yiben.declare.draft import Draft, at
from yiben.kernel.problems import Problem


def check(draft: Draft) -> Iterator[Problem]:
    for register, source in draft.registers:
        for field in register.fields.values():
            if field.unit and field.unit not in draft.units:
                yield at(source, "C009", "fields", field.id, "unit", unit=field.unit)
        for figure in register.figures.values():
            if figure.unit and figure.unit not in draft.units:
                name = figure.id.rpartition(".")[2]
                yield at(source, "C009", "figures", name, "unit", unit=figure.unit)
