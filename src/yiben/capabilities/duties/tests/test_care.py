"""People under care: names stay inside, numbers go out; rounds, persons and person-times by hand."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from yiben.capabilities.duties.service import make_due
from yiben.capabilities.duties.tests.conftest import RULES, TOWN, YOUHAO, People, write_catalog
from yiben.declare import load
from yiben.figures import engine
from yiben.kernel import clock
from yiben.kernel.locate import catalog_dir
from yiben.kernel.periods import Period
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.ledger.reading import listing
from yiben.township import rights
from yiben.township.models import Account
from yiben.ui import showing

HALF_YEARLY = '\n[duties.care_visit]\ntitle = "重点人员走访"\nevery = "half"\nlevel = "town"\n'


@pytest.fixture(autouse=True)
def with_care(river_town: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.delenv("YIBEN_CATALOG")
    folder = tmp_path / "care"
    write_catalog(folder, RULES + HALF_YEARLY)
    for name in ("care_objects", "care_visits"):
        shutil.copy(catalog_dir() / "order" / f"{name}.toml", folder / "order")
    monkeypatch.setenv("YIBEN_CATALOG", str(folder))
    load.forget()
    yield
    load.forget()


def person(by: Account, number: str, name: str) -> Record:
    values = {
        "care_no": number, "person": name, "kind": "刑满释放人员", "village": "友好村",
        "since_on": "2022-01-01",
    }  # fmt: skip
    return service.enter("care_objects", values, by, town=TOWN)


def visited(record: Record, by: Account, on: str, **values: object) -> None:
    with clock.stated(date.fromisoformat(on)):
        service.advance(record.record, "complete", {"done_on": on, "how": "上门"} | values, by)


def visits(number: str) -> list[Record]:
    found = Record.objects.filter(register="care_visits", title=number)
    return list(found.order_by("happened_on"))


def two_rounds(staff: People) -> None:
    """Two people: both seen in the first half, one in the second, by two persons."""
    for number, name in (("ZD1", "冉甲示"), ("ZD2", "牟乙例")):
        person(staff.clerk, number, name)
    for day in ("2023-02-01", "2023-07-03"):
        with clock.stated(date.fromisoformat(day)):
            make_due(TOWN)
    with clock.stated(date(2023, 9, 4)):
        for number in ("ZD1", "ZD2"):
            visited(visits(number)[0], staff.clerk, "2023-03-06")
    visited(visits("ZD1")[1], staff.clerk, "2023-08-01", persons=2, found=1, help_given="伤病残救助")


@pytest.mark.django_db
def test_rounds_persons_and_person_times(staff: People) -> None:
    two_rounds(staff)
    months = Period(date(2023, 1, 1), date(2023, 9, 30))
    names = ("rounds", "persons_visited", "person_times", "relieved", "settled")
    found = engine.evaluate([f"care_visits.{n}" for n in names], TOWN, months)
    # Three visits, of which the last by two persons; one of the two people was helped.
    assert [int(r.value or 0) for r in found] == [2, 2, 4, 1, 0]


@pytest.mark.django_db
def test_names_are_masked_for_who_may_read_the_list_and_no_leader_opens_it(staff: People) -> None:
    two_rounds(staff)
    record = visits("ZD1")[0]
    register = load.catalog().registers["care_visits"]
    level = showing.level_of(staff.clerk, register, YOUHAO)
    assert showing.cell(register, record, register.fields["person"], level).text != "冉甲示"
    assert listing("care_visits", staff.clerk).count() == 4
    assert not rights.may(staff.leader, "read", "care_visits", YOUHAO)
    assert rights.may_read_figures(staff.leader, "care_visits", TOWN)


@pytest.mark.django_db
def test_no_column_of_the_list_or_its_workbook_carries_a_name(staff: People) -> None:
    two_rounds(staff)
    register = load.catalog().registers["care_visits"]
    rows = list(listing("care_visits", staff.clerk).rows())
    level = showing.level_of(staff.clerk, register, YOUHAO)
    said = [showing.cell(register, row, f, level).text for row in rows for f in register.fields.values()]
    assert "ZD1" in said and not any("甲示" in text or "乙例" in text for text in said)
