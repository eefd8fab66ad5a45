"""Units: conversion, and the list itself."""

from decimal import Decimal
from pathlib import Path

import pytest

from yiben.kernel.problems import Refused
from yiben.kernel.units import from_base, read_units, to_base, unit, unit_names


@pytest.mark.parametrize(
    ("value", "name", "base"),
    [
        ("1.2", "万元", "12000"),
        ("1.68", "亿元", "168000000"),
        ("97.5", "%", "0.975"),
        ("2", "公顷", "30"),
        ("3", "人", "3"),
        ("3", "", "3"),
    ],
)
def test_a_value_goes_to_its_base_and_back(value: str, name: str, base: str) -> None:
    assert to_base(Decimal(value), name) == Decimal(base)
    assert from_base(Decimal(base), name) == Decimal(value)


def test_every_base_is_itself_a_unit_with_factor_one() -> None:
    for name in unit_names():
        base = unit(unit(name).base)
        assert (base.base, base.factor) == (base.name, Decimal(1))
        assert unit(name).factor > 0


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        unit("两")
    assert refused.value.problems[0].number == "K026"


@pytest.mark.parametrize(
    "text", ["", "units = 1", "[units]\nx = 1", "[units", '[units]\nx = { factor = "a" }']
)
def test_a_broken_list_is_refused_with_its_file(tmp_path: Path, text: str) -> None:
    file = tmp_path / "units.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_units(file)
    assert refused.value.problems[0].where.startswith("catalog/township/units.toml")
