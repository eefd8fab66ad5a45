from datetime import date

import pytest
from pytest import MonkeyPatch

from yiben.capabilities.cases import anew
from yiben.capabilities.cases.part import Part
from yiben.capabilities.cases.tests.conftest import TOWN, People, accepted, entered
from yiben.kernel import clock, working_days
from yiben.kernel.working_days import WorkingDays
from yiben.ledger import rebuild
from yiben.ledger.models import Entry

pytestmark = pytest.mark.django_db

NEW_YEAR = {date(2027, 1, 1): False}


def test_a_day_in_a_year_without_a_table_is_provisional_and_counted_anew_when_it_comes(
    staff: People, monkeypatch: MonkeyPatch
) -> None:
    # Received on Monday 28 December 2026; five working days by weekdays: 29 30 31, 1 January, 4 January.
    with clock.stated(date(2026, 12, 28)):
        found = entered(staff.clerk, received_on="2026-12-28")
    assert found.data["return_due"] == "2027-01-04"
    assert Part.of(found.data).provisional == ("return",)
    with clock.stated(date(2026, 12, 29)):
        assert anew.count_anew(TOWN) == (0, 0)
        known = WorkingDays(NEW_YEAR, [2027])
        monkeypatch.setattr(working_days, "_sources", [lambda town: known])
        assert anew.count_anew(TOWN) == (1, 0)
        assert anew.count_anew(TOWN) == (0, 0)
    found.refresh_from_db()
    # With New Year's Day off the fifth is Tuesday 5 January.
    assert found.data["return_due"] == "2027-01-05" and Part.of(found.data).provisional == ()
    entry = Entry.objects.filter(record=found.record).latest("seq")
    assert (entry.source, entry.by, entry.kind) == ("规则", "clerk", "petitions.corrected")
    assert list(rebuild.check()) == []


def test_what_nobody_there_may_correct_is_left_and_counted(staff: People, monkeypatch: MonkeyPatch) -> None:
    with clock.stated(date(2026, 12, 28)):
        accepted(staff.clerk, on="2026-12-28")
        staff.clerk.is_active = False
        staff.clerk.save()
        known = WorkingDays(NEW_YEAR, [2027])
        monkeypatch.setattr(working_days, "_sources", [lambda town: known])
        assert anew.count_anew(TOWN) == (0, 1)
