"""Figures' values that are kept are those that the engine gives."""

from datetime import date
from typing import Any

import pytest

from yiben.figures import engine
from yiben.kernel.periods import Period
from yiben.ledger import service
from yiben.ledger.models import Entry
from yiben.pages import kept
from yiben.pages.tests.conftest import TOWN, People, entered

MAY = Period(date(2023, 5, 1), date(2023, 5, 31))
IDS = ["petitions.received"]


def value() -> object:
    return kept.evaluate(IDS, TOWN, MAY)[0].value


@pytest.mark.django_db
def test_a_value_is_kept_until_its_register_gets_another_entry(
    staff: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.forget()
    asked: list[object] = []
    real = engine.evaluate

    def watched(*given: Any) -> list[engine.Result]:
        asked.append(given)
        return real(*given)

    monkeypatch.setattr(engine, "evaluate", watched)
    record = entered(staff.clerk).record
    assert (value(), value(), len(asked)) == (1, 1, 1)
    entered(staff.clerk)
    assert (value(), value(), len(asked)) == (2, 2, 2)
    service.void(record, "重复", staff.clerk)
    assert (value(), len(asked)) == (1, 3)
    assert kept.evaluate(IDS, TOWN, MAY, None, "month") == real(IDS, TOWN, MAY, None, "month")


@pytest.mark.django_db
def test_what_is_kept_of_another_ledger_is_not_taken(staff: People) -> None:
    kept.forget()
    entered(staff.clerk)
    assert value() == 1
    key = next(iter(kept._kept))
    Entry.objects.update(digest="0" * 64)
    kept.evaluate(IDS, TOWN, MAY)
    assert len(kept._kept) == 2 and key in kept._kept
