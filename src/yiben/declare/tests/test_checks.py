"""Rules that higher rooms add."""

from collections.abc import Iterator
from pathlib import Path

from yiben.declare import checks
from yiben.declare.load import load_catalog
from yiben.declare.model import Catalog
from yiben.declare.tests.sample import PETITIONS, write_catalog
from yiben.kernel.problems import Problem, problem


def complain(catalog: Catalog) -> Iterator[Problem]:
    for register in catalog.registers.values():
        yield problem("F006", where=register.where, figure=f"{register.id}.lost")


def test_an_added_rule_is_asked_once(tmp_path: Path) -> None:
    checks.add_rule(complain)
    checks.add_rule(complain)
    catalog, problems = load_catalog(write_catalog(tmp_path))
    assert catalog is None
    assert [(p.number, p.where) for p in problems] == [("F006", "catalog/order/petitions.toml:1")]


def test_an_added_rule_does_not_see_a_register_with_faults(tmp_path: Path) -> None:
    seen: list[str] = []
    checks.add_rule(lambda catalog: seen.extend(catalog.registers) or [])  # type: ignore[func-returns-value]
    write_catalog(tmp_path, PETITIONS.replace("G2", "Z9"))
    again = PETITIONS.replace('"petitions"', '"letters"').replace("信访热线", "来信")
    (tmp_path / "order" / "letters.toml").write_text(again, encoding="utf-8")
    load_catalog(tmp_path)
    assert seen == ["letters"]


def test_a_complaint_that_only_repeats_another_fault_is_left_out(tmp_path: Path) -> None:
    checks.add_rule(lambda catalog: [problem("F006", figure="petitions.received")])
    _, problems = load_catalog(write_catalog(tmp_path, PETITIONS.replace("G2", "Z9")))
    assert [p.number for p in problems] == ["C016"]
