"""Values cut by class: every option even with nothing, what has none last, and who can't be asked so."""

from datetime import date
from typing import Any

import pytest

from yiben.figures import engine
from yiben.figures.tests.shaped import CHECKS, HOTLINE, TALKS, shaped_catalog
from yiben.figures.tests.small import ROLL, small_register
from yiben.kernel.periods import year
from yiben.kernel.problems import Refused
from yiben.ledger import validation
from yiben.ledger.models import Record

TOWN = "990300001"
YEAR = year(2023)


def write(register: str, rows: list[dict[str, Any]], happened: str) -> None:
    Record.objects.bulk_create(
        Record(
            record=f"{register}{seq}", register=register, version=1, town=TOWN, place=TOWN,
            office="zongzhi", owner="clerk", number=f"{seq}", title="", state="",
            happened_on=date(2023, 5, 1), data={happened: "2023-05-01", **row}, seq_from=seq,
            day_from=date(2023, 6, 1),
        )
        for seq, row in enumerate(rows, start=1)
    )  # fmt: skip


def cells(figure: str, place: str = TOWN) -> list[tuple[str, str, Any, int]]:
    (found,) = engine.evaluate([figure], place, YEAR, by="class")
    return [(c.key, c.title, c.value, c.rows) for c in found.cells]


@pytest.mark.django_db
def test_every_option_is_listed_and_what_has_none_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    known = shaped_catalog(TALKS)
    monkeypatch.setattr(engine, "catalog", lambda: known)
    write("talks", [{"kind": "环境", "people": 4}, {"kind": "旧类别", "people": 2}, {"people": 3}], "held_on")
    assert cells("talks.persons") == [
        ("道路", "道路", 0, 0),
        ("供水", "供水", 0, 0),
        ("环境", "环境", 4, 1),
        ("", "未分类", 5, 2),
    ]


@pytest.mark.django_db
def test_without_a_record_of_no_class_there_is_no_such_line(monkeypatch: pytest.MonkeyPatch) -> None:
    known = shaped_catalog(TALKS)
    monkeypatch.setattr(engine, "catalog", lambda: known)
    assert cells("talks.held") == [(kind, kind, 0, 0) for kind in ("道路", "供水", "环境")]


@pytest.mark.django_db
def test_the_town_s_own_list_takes_the_place_of_the_options(monkeypatch: pytest.MonkeyPatch) -> None:
    text = TALKS.replace('options = ["道路", "供水", "环境"]', 'options = ["道路"], options_from = "topics"')
    topics = TALKS.replace('id = "talks"', 'id = "topics"').partition("[uses.events]")[0]
    known = shaped_catalog(text, topics)
    for module in (engine, validation):
        monkeypatch.setattr(module, "catalog", lambda: known)
    write("topics", [{}], "held_on")
    Record.objects.filter(register="topics").update(title="防溺水")
    write("talks", [{"kind": "防溺水"}, {"kind": "从前的"}, {}], "held_on")
    assert [(key, rows) for key, _, _, rows in cells("talks.held")] == [("防溺水", 1), ("从前的", 1), ("", 1)]
    # A county has no list of its own.
    assert [key for key, *_ in cells("talks.held", TOWN[:6])] == ["道路", "从前的", "防溺水", ""]


@pytest.mark.django_db
def test_several_registers_are_each_cut_by_their_own_classes(monkeypatch: pytest.MonkeyPatch) -> None:
    known = shaped_catalog(TALKS, CHECKS.replace('"环境"]', '"绿化"]'))
    monkeypatch.setattr(engine, "catalog", lambda: known)
    talks, checks = engine.evaluate(["talks.held", "village_checks.visits"], TOWN, YEAR, by="class")
    assert [c.key for c in talks.cells] == ["道路", "供水", "环境"]
    assert [c.key for c in checks.cells] == ["道路", "供水", "绿化"]


@pytest.mark.django_db
def test_a_figure_of_a_register_without_classes_is_refused_by_class(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = (
        TALKS
        + '\n[figures]\nmixed = { title = "比", unit = "%", formula = "share(count(), figure(roll.left))" }\n'
    )
    known = shaped_catalog(mixed)
    known = type(known)({}, {**known.registers, "roll": small_register(ROLL)}, known.offices, {}, {})
    monkeypatch.setattr(engine, "catalog", lambda: known)
    with pytest.raises(Refused) as fault:
        engine.evaluate(["talks.held", "roll.standing", "roll.left", "talks.mixed"], TOWN, YEAR, by="class")
    told = [(p.number, p.sentence.partition("（")[2].partition("）")[0]) for p in fault.value.problems]
    assert told == [("F017", "roll.standing"), ("F017", "roll.left"), ("F017", "talks.mixed")]
    assert engine.of_class(["talks.held", "roll.standing", "talks.mixed"]) == ["talks.held"]


@pytest.mark.django_db
def test_a_past_day_is_cut_by_the_class_of_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    known = shaped_catalog(HOTLINE)
    monkeypatch.setattr(engine, "catalog", lambda: known)
    write("hotline", [{"kind": "道路"}], "received_on")
    (before,) = engine.evaluate(["hotline.received"], TOWN, YEAR, date(2023, 5, 31), "class")
    assert [c.value for c in before.cells] == [0, 0, 0]
    (after,) = engine.evaluate(["hotline.received"], TOWN, YEAR, date(2023, 6, 1), "class")
    assert [c.value for c in after.cells] == [1, 0, 0]
