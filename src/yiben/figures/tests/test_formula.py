"""The formula language: what it reads, what it refuses, and what it gives on plain rows."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from yiben.figures.formula import catalog_rules, plain, rules, worked
from yiben.figures.formula.parse import parse, parse_condition
from yiben.figures.tests.small import CASES, SERIES, small_catalog, small_register
from yiben.kernel.periods import Period, year
from yiben.kernel.problems import Problem, Refused

CHECK = """
[figures.two]
title = "两件"
unit = "件"
formula = "count()"
[[figures.two.checks]]
why = "两件"
rows = [{}, {}]
is = 2
"""


def wrong(figure: str, text: str = CASES) -> list[Problem]:
    """What is wrong with a figure added to the cases, apart from checks not being there."""
    known = small_catalog(
        text.replace("[figures]", f"[figures]\nnew = {{ title = '新', unit = '件', {figure} }}")
    )
    return [p for p in catalog_rules.problems(known) if p.number != "F010"]


@pytest.mark.parametrize(
    ("formula", "number", "said"),
    [
        ("count(", "F001", "没有写完"),
        ("count(amount >> 3)", "F001", "这里不该是“>”"),
        ("count(amount = 2023-02-30)", "F001", "2023-02-30"),
        ("sum(amount, amount)", "F001", "这里要一个条件"),
        ("amount", "F001", "这里要一个数"),
        ("share(count())", "F001", "2项"),
        ("sum(moneys)", "F002", "第5个字的“moneys”"),
        ("sum(kind)", "F003", "第5个字的“kind”是文字"),
        ("distinct(name)", "F003", "人名"),
        ("mean(days(kind, closed_on))", "F003", "日期"),
        ('count(kind = "丁")', "F004", "丁"),
        ('count(state = "opened")', "F004", "opened"),
        ("figure(cases.nothing)", "F006", "cases.nothing"),
        ("figure(cases.new)", "F007", "cases.new → cases.new"),
        ("total(amount)", "F008", "total"),
        ("sum(amount) + rank(count())", "F013", "第15个字"),
        ("figure(cases.place)", "F013", "rank"),
        ('count(amount = "多")', "F015", "数和文字"),
        ('count(kind < "乙")', "F015", "文字"),
        ('count(person = "p1")', "F003", "加密"),
    ],
)
def test_a_faulty_formula_is_told_with_its_character(formula: str, number: str, said: str) -> None:
    found = wrong(f"formula = '{formula}'")
    assert [p.number for p in found] == [number]
    assert said in found[0].sentence
    assert found[0].where.startswith("catalog/test.toml:")


def test_a_stock_needs_to_know_since_when() -> None:
    assert [p.number for p in wrong("formula = 'count()', type = 'stock'")] == ["F009"]


def test_a_figure_without_worked_checks_is_told() -> None:
    found = list(catalog_rules.problems(small_catalog(SERIES)))
    assert [p.number for p in found] == ["F010"] * 4


def test_a_worked_check_that_does_not_come_out_names_both_numbers() -> None:
    known = small_catalog(CASES + CHECK.replace("is = 2", "is = 3"))
    (found,) = [p for p in catalog_rules.problems(known) if p.number == "F005"]
    assert "应为3，算得2" in found.sentence and "两件" in found.sentence


@pytest.mark.parametrize(
    "row",
    ["kind = '丁'", "amount = '3'", "received_on = '2023-01-01'", "people = 1.5", "town = 1", "state = 'x'"],
)
def test_a_row_that_no_field_could_hold_is_told(row: str) -> None:
    known = small_catalog(CASES + CHECK.replace("[{}, {}]", f"[{{ {row} }}, {{}}]"))
    assert "F011" in {p.number for p in catalog_rules.problems(known)}


def test_rules_of_a_register_are_read_too() -> None:
    text = CASES.replace("closed_on >= received_on", "closed_on >= period_end and kinds = 1")
    found = [p for p in catalog_rules.problems(small_catalog(text)) if p.number != "F010"]
    assert sorted(p.number for p in found) == ["F002", "F014"]


def test_a_record_that_breaks_a_rule_is_told_at_the_field() -> None:
    register = small_register(CASES)
    kept = {"received_on": "2023-05-02", "closed_on": "2023-05-01"}
    (found,) = rules.evaluate(register, kept)
    assert (found.number, found.where, found.sentence) == ("L008", "closed_on", "办结日早于收到日")
    assert rules.evaluate(register, {"received_on": date(2023, 5, 2), "closed_on": date(2023, 5, 2)}) == []


def test_a_rule_whose_fields_are_empty_passes() -> None:
    assert rules.evaluate(small_register(CASES), {"closed_on": "2023-05-01"}) == []


def test_equal_formulas_are_equal_whatever_the_spaces() -> None:
    assert parse("sum( amount,people>0 )") == parse("sum(amount, people > 0)")
    assert parse("count() - count() - count()") == parse("(count() - count()) - count()")
    assert parse_condition("not a = 1 and b = 2") == parse_condition("(not (a = 1)) and b = 2")


LAST_YEAR = year(2023)


def value(figure: str, *rows: dict[str, Any], period: Period = LAST_YEAR) -> Any:
    known = small_catalog()
    made = [plain.Row(figure.partition(".")[0], row, seq) for seq, row in enumerate(rows)]
    return plain.evaluate_figure(known.figures[figure], known, made, period)


def test_unknown_is_neither_true_nor_false() -> None:
    rows = [{"received_on": date(2023, 1, 1), "kind": kind} for kind in ("甲", "乙", None)]
    assert value("cases.others", *rows) == 1


def test_a_household_counts_by_its_latest_row() -> None:
    rows = [
        {"entered_on": date(2022, 5, 1), "household": "h1", "members": 4},
        {"entered_on": date(2022, 3, 1), "household": "h1", "members": 9},
        {"entered_on": date(2022, 3, 1), "household": "h2", "members": 2},
        {"entered_on": date(2022, 3, 1), "left_on": date(2023, 12, 31), "household": "h3", "members": 50},
    ]
    assert value("roll.persons", *rows) == 6


def test_a_share_of_nothing_has_no_value() -> None:
    assert value("cases.share") is None
    assert value("cases.growth", {"received_on": date(2023, 1, 1)}) is None


def test_written_values_are_compared_to_the_decimals_written() -> None:
    assert worked.agrees(Decimal("0.6667"), Decimal(2) / 3)
    assert not worked.agrees(Decimal("0.6666"), Decimal(2) / 3)
    assert worked.agrees(3, Decimal("3.00")) and not worked.agrees(3, Decimal("3.01"))
    assert worked.agrees("none", None) and worked.agrees(None, None) and not worked.agrees(0, None)


def test_formulas_run_without_django() -> None:
    code = "import sys; from yiben.figures.formula import catalog_rules; sys.exit('django' in sys.modules)"
    where = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=where, check=False).returncode == 0


def test_refusals_carry_the_character() -> None:
    with pytest.raises(Refused, match="第7个字"):
        parse("count(。)")


def test_a_moment_counts_by_its_day() -> None:
    text = CASES.replace(
        "amount = {", 'called_at = { title = "接听时刻", type = "moment" }\namount = {', 1
    ).replace("closed_on is null or closed_on >= received_on", "called_at >= received_on")
    register = small_register(text)
    assert rules.evaluate(register, {"received_on": "2023-05-01", "called_at": "2023-05-01T00:05"}) == []
    assert len(rules.evaluate(register, {"received_on": "2023-05-02", "called_at": "2023-05-01T23:59"})) == 1
    days = text.replace(
        "[figures]",
        "[figures]\nnew = { title = '新', unit = '天', formula = 'mean(days(received_on, called_at))' }",
    )
    known = small_catalog(days)
    rows = [plain.Row("cases", {"received_on": date(2023, 5, 1), "called_at": "2023-05-03T08:00"})]
    assert plain.evaluate_figure(known.figures["cases.new"], known, rows, LAST_YEAR) == 2
