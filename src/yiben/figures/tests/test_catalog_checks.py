"""Every worked check of the real catalog, asked of plain Python and of DuckDB; both give what is written."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from yiben.declare.load import load_catalog
from yiben.declare.model import Catalog, Figure, Register, WorkedCheck
from yiben.figures import engine, live
from yiben.figures.formula import worked
from yiben.figures.formula.plain import Row
from yiben.ledger.models import Record
from yiben.township.models import Place

pytestmark = pytest.mark.once

TOWN = "990000001"


def _catalog() -> Catalog:
    found, problems = load_catalog()
    if found is None:
        pytest.fail("\n".join(map(str, problems)))
    return found


def cases(known: Catalog) -> Iterator[tuple[Figure, WorkedCheck]]:
    for figure in known.figures.values():
        for check in figure.checks:
            yield figure, check


def villages(rows: list[Row], known: Catalog) -> dict[str, str]:
    """A code for each place that the rows name."""
    homes = [row.values.get(known.registers[row.register].place) for row in rows]
    names = dict.fromkeys(str(name) for name in homes if name)
    return {name: f"{TOWN}{number:03}" for number, name in enumerate(names, start=1)}


def record(row: Row, register: Register, codes: dict[str, str]) -> Record:
    kept: dict[str, Any] = {}
    for name, value in row.values.items():
        field = register.fields.get(name)
        if field is None or value is None:
            continue
        kept[name] = value.isoformat() if isinstance(value, date) else value
        if field.is_identifier:
            kept[name] = {"k": "k", "c": "c", "x": value}
        if field.type == "place":
            kept[name] = codes.get(value, value)

    def day(name: str) -> Any:
        return row.values.get(name) if name else None

    return Record(
        record=f"r{row.seq}", register=register.id, version=1,
        town=TOWN, place=kept.get(register.place) or TOWN, office=register.owner, owner="clerk",
        number=f"{row.seq}", title="", state=row.values.get("state", ""),
        happened_on=day(register.happened), due_on=day(register.due), closed_on=day(register.closed),
        data=kept, seq_from=row.seq, day_from=date(2024, 1, 1),
    )  # fmt: skip


def engine_value(figure: Figure, check: WorkedCheck, known: Catalog) -> int | Decimal | None:
    rows = worked.rows_of(check, figure, known)
    codes = villages(rows, known)
    Record.objects.all().delete()
    Place.objects.all().delete()
    Place.objects.bulk_create(
        Place(code=code, name=name, short=name, level="village") for name, code in codes.items()
    )
    Record.objects.bulk_create(record(row, known.registers[row.register], codes) for row in rows)
    live.book().states.clear()
    place = codes.get(worked.place_of(check, figure, known), TOWN) if "rank(" in figure.formula else TOWN
    (found,) = engine.evaluate([figure.id], place, worked.period_of(check))
    assert found.rows == len(engine.rows(figure.id, place, worked.period_of(check)).rows)
    return found.value


@pytest.mark.django_db
def test_every_worked_check_comes_out_on_plain_python_and_on_duckdb(monkeypatch: pytest.MonkeyPatch) -> None:
    known = _catalog()
    monkeypatch.setattr(engine, "catalog", lambda: known)
    told = []
    standard: set[str] = set()
    for figure, check in cases(known):
        found: dict[str, Any] = {"plain": worked.computed(check, figure, known)}
        # A standard figure is compiled anew for each register; once is enough of what it says.
        if not (figure.template and check.where in standard):
            found["duckdb"] = engine_value(figure, check, known)
        if figure.template:
            standard.add(check.where)
        for engine_name, value in found.items():
            if not worked.agrees(check.wanted, value):
                told.append(f"{check.where} {figure.id} on {engine_name}: {value} for {check.wanted}")
    assert not told, "\n".join(told)


def test_every_figure_of_the_catalog_has_a_worked_check() -> None:
    known = _catalog()
    assert known.figures
    assert [figure.id for figure in known.figures.values() if not figure.checks] == []
