"""The shipped standard figures come out by their worked checks, in plain Python and in DuckDB."""

from dataclasses import replace

import pytest

from yiben.figures import engine
from yiben.figures.formula import catalog_rules, worked
from yiben.figures.tests.shaped import CHECKS, HOTLINE, PATROLS, TALKS, shaped_catalog, shipped_templates
from yiben.figures.tests.test_catalog_checks import engine_value


def test_a_register_with_every_column_gets_every_standard_figure() -> None:
    known = shaped_catalog(HOTLINE, PATROLS, CHECKS, TALKS)
    got = {name.rpartition(".")[2] for name in known.figures}
    assert got == {template.id for template in shipped_templates()}
    assert list(catalog_rules.problems(known)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", [HOTLINE, PATROLS, CHECKS, TALKS], ids=["cases", "duties", "inspections", "events"]
)
def test_worked_checks_of_the_shapes_come_out_on_duckdb(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = shaped_catalog(text)
    monkeypatch.setattr(engine, "catalog", lambda: known)
    told = []
    for figure in known.figures.values():
        for check in figure.checks:
            found = engine_value(figure, check, known)
            if not worked.agrees(check.wanted, found):
                told.append(f"{figure.id}: {found} for {check.wanted}")
    assert told == []


def test_a_check_that_fails_names_the_register_that_it_fails_in() -> None:
    known = shaped_catalog(TALKS)
    figure = known.figures["talks.held"]
    wrong = replace(figure, checks=(replace(figure.checks[0], wanted=9),))
    talks = replace(known.registers["talks"], figures={**known.figures, "talks.held": wrong})
    (found,) = catalog_rules.problems(replace(known, registers={"talks": talks}))
    assert found.number == "F005" and "talks.held" in found.hint
    assert found.where.startswith("catalog/shapes/events.toml:")
