"""Counts that are kept say what counting anew says, whatever is written meanwhile."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from yiben.kernel import clock
from yiben.ledger import service, tallies
from yiben.ledger.reading import Has, Presence, listing
from yiben.ledger.tests.conftest import DAY, People, petition

FILTERS: tuple[dict[str, object], ...] = (
    {},
    {"state": ["registered", "handling"]},
    {"source": "来信"},
    {"source": ["来信", "热线"], "place": ["422802101201", "422802101202"]},
    {"received_on": (date(2023, 3, 1), None)},
    {"amount": (100, 600)},
    {"amount": Presence.EMPTY},
    {"due_on": Presence.FILLED, "void": True},
    {"matter": Has("路")},
)


def said(staff: People, as_of: date | None = None) -> list[object]:
    made: list[object] = []
    for filters in FILTERS:
        found = listing("petitions", staff.clerk, filters, "", as_of)
        made.append((found.by_state(), found.count(), found.totals()))
    return made


def anew(staff: People, as_of: date | None = None) -> list[object]:
    tallies.forget()
    return said(staff, as_of)


@pytest.mark.django_db
def test_what_is_kept_up_equals_what_is_counted_anew(staff: People) -> None:
    chance, records = random.Random(4), list[str]()
    for step in range(60):
        with clock.stated(DAY + timedelta(days=step // 20)):
            _some_act(staff, chance, records)
            kept = said(staff)
            before = said(staff, DAY)
        assert kept == anew(staff), step
        assert before == anew(staff, DAY), step


def _some_act(staff: People, chance: random.Random, records: list[str]) -> None:
    what = chance.choice(["enter", "enter", "accept", "correct", "void"]) if records else "enter"
    one = chance.choice(records) if records else ""
    if what == "enter":
        values = petition(
            source=chance.choice(["来信", "来访", "热线"]), village=chance.choice(["友好村", "见天村"]),
            amount=chance.choice(["", "120.5", "700"]), received_on=f"2023-0{chance.randint(1, 5)}-03",
            due_on=chance.choice(["", "2023-06-01"]), matter=chance.choice(["修路", "饮水"]),
        )  # fmt: skip
        records.append(service.enter("petitions", values, staff.clerk).record)
    elif (
        what == "accept"
        and listing("petitions", staff.clerk, {"record": [one], "state": "registered"}).count()
    ):
        service.advance(one, "accept", {}, staff.clerk)
    elif what == "correct":
        service.correct(one, {"amount": str(chance.randint(1, 999))}, "核对", staff.clerk)
    elif what == "void":
        service.void(one, "重复", staff.clerk)
        records.remove(one)


@pytest.mark.django_db
def test_kept_counts_of_another_ledger_are_not_taken(staff: People) -> None:
    tallies.forget()
    service.enter("petitions", petition(), staff.clerk)
    assert listing("petitions", staff.clerk).count() == 1
    from yiben.ledger.models import Entry, Record

    # As after a restored copy: the same number of entries, but other ones.
    Entry.objects.update(digest="0" * 64)
    Record.objects.all().delete()
    assert listing("petitions", staff.clerk).count() == 0


@pytest.mark.django_db
def test_much_at_once_is_counted_anew(staff: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "MOST_CHANGED", 1)
    assert listing("petitions", staff.clerk).count() == 0
    for n in range(3):
        service.enter("petitions", petition(amount=str(n + 1)), staff.clerk)
    found = listing("petitions", staff.clerk)
    assert found.count() == 3 and found.totals() == {"amount": Decimal(6)}


@pytest.mark.django_db
def test_no_identifier_lies_in_what_is_kept(staff: People) -> None:
    service.enter("petitions", petition(), staff.clerk)
    tallies.forget()
    assert listing("petitions", staff.clerk, {"id_no": "990101198503070017"}).count() == 1
    assert not any("990101198503070017" in repr(key) for key in tallies._kept)


@pytest.mark.django_db
def test_one_can_ask_for_several_for_none_and_for_words(staff: People) -> None:
    service.enter("petitions", petition(matter="通户路塌方"), staff.clerk)
    service.enter(
        "petitions", petition(matter="饮水", village="见天村", amount="", source="热线"), staff.clerk
    )

    def titles(**filters: object) -> list[str]:
        return sorted(r.title for r in listing("petitions", staff.clerk, filters).rows())

    assert titles(source=["来信", "热线"]) == ["通户路塌方", "饮水"]
    assert titles(amount=Presence.EMPTY) == ["饮水"] and titles(amount=Presence.FILLED) == ["通户路塌方"]
    assert titles(matter=Has("户路")) == ["通户路塌方"]
    assert titles(village=["422802101202"]) == ["饮水"] and titles(phone=Presence.EMPTY) == []
    assert titles(closed_on=Presence.EMPTY) == ["通户路塌方", "饮水"]
