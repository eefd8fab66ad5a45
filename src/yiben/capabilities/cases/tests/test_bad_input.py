"""What a hostile or hurried user does to a case."""

from dataclasses import replace
from datetime import date

import pytest
from pytest import MonkeyPatch

from yiben.capabilities.cases import service as cases
from yiben.capabilities.cases.part import Part
from yiben.capabilities.cases.tests.conftest import (
    LAOWU,
    YOUHAO,
    People,
    accepted,
    entered,
    moved,
    numbers,
    values,
)
from yiben.declare.load import catalog
from yiben.declare.model import Catalog
from yiben.figures import engine
from yiben.kernel import clock
from yiben.kernel.limits.amounts import Amount
from yiben.kernel.periods import year
from yiben.kernel.problems import Refused
from yiben.ledger import reading, rebuild, service
from yiben.ledger.acts import Advance, Enter
from yiben.ledger.conflict import Conflict
from yiben.ledger.models import Entry, Record
from yiben.rulebook import limits
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db


def test_the_same_move_sent_twice_is_made_once(staff: People) -> None:
    found = accepted(staff.clerk)
    for _ in range(2):
        found = cases.urge(found, staff.clerk, client_id="click-1")
    assert found.data["times_urged"] == 1 and Entry.objects.filter(kind="petitions.urged").count() == 1


def test_the_second_of_two_movers_in_one_second_is_told_of_the_first(staff: People) -> None:
    found = accepted(staff.clerk)
    moved(found, "suspend", staff.clerk, "等鉴定")
    act = Advance(found.record, "close", {"closed_on": "2024-01-08"}, version=found.version)
    with pytest.raises(Conflict):
        service.submit([act], staff.head)
    assert Record.objects.get(record=found.record).state == "suspended"


def test_two_moves_of_one_batch_see_one_another(staff: People) -> None:
    found = accepted(staff.clerk)
    acts = [
        Advance(found.record, "urge"),
        Advance(found.record, "escalate", why="多次上访"),
        Advance(found.record, "close", {"closed_on": "2024-01-08"}),
    ]
    service.submit(acts, staff.clerk)
    now = Record.objects.get(record=found.record)
    assert (now.data["times_urged"], now.data["times_escalated"], now.data["in_time"]) == (1, 1, True)


def test_a_stranger_and_another_village_are_refused(staff: People) -> None:
    found = accepted(staff.clerk, village="见天村")
    for who in (staff.stranger, staff.village_clerk):
        with pytest.raises(Denied):
            cases.urge(found, who)


def test_what_the_system_works_out_is_typed_by_nobody(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        entered(staff.clerk, times_urged="5", handle_due="2030-01-01", merged_into="x")
    assert numbers(refused) == ["L029"] * 3


def test_a_rule_changed_while_a_limit_runs_leaves_old_cases_theirs(
    staff: People, monkeypatch: MonkeyPatch
) -> None:
    old = accepted(staff.clerk)
    halved = catalog_with(amount=30)
    monkeypatch.setattr(limits, "rules", lambda: halved.limits)
    new = accepted(staff.clerk)
    old = moved(old, "urge", staff.clerk)
    with clock.stated(date(2024, 1, 9)):
        service.correct(old.record, {"accepted_on": "2024-01-09"}, "更正", staff.clerk)
    old.refresh_from_db()
    assert (old.due_on, new.due_on) == (date(2024, 3, 9), date(2024, 2, 7))


def catalog_with(amount: int) -> Catalog:
    """The catalog with the handling of petitions set to another amount."""
    known = catalog()
    rule = known.limits["petition_handle"]
    variants = tuple(replace(v, amount=Amount(amount, "days")) for v in rule.variants)
    return replace(known, limits={**known.limits, rule.id: replace(rule, variants=variants)})


def test_a_case_of_a_village_since_merged_away_goes_on_and_counts_at_its_successor(staff: People) -> None:
    # 老屋村 became part of 友好村 on 1 July 2023.
    with clock.stated(date(2023, 6, 1)):
        found = entered(staff.clerk, village=LAOWU, received_on="2023-06-01", accepted_on="2023-06-01")
    found = moved(found, "dispatch", staff.clerk, on="2024-01-08", to_office="民政办")
    found = moved(found, "close", staff.clerk, on="2024-01-09", closed_on="2024-01-09")
    assert found.place == LAOWU and found.state == "closed"
    with clock.stated(date(2024, 1, 10)):
        counted = engine.evaluate(["petitions.received"], YOUHAO, year(2023))
    assert counted[0].value == 1
    with pytest.raises(Refused) as refused:
        entered(staff.clerk, village=LAOWU)
    assert numbers(refused) == ["K021"]


def test_a_voided_case_takes_no_move(staff: People) -> None:
    found = accepted(staff.clerk)
    service.void(found.record, "录错", staff.clerk)
    with pytest.raises(Refused) as refused:
        cases.urge(found, staff.clerk)
    assert numbers(refused) == ["L005"]


def test_a_past_day_shows_the_case_as_it_stood(staff: People) -> None:
    found = accepted(staff.clerk)
    found = moved(found, "grant_more", staff.head, on="2024-02-01")
    moved(found, "close", staff.clerk, on="2024-03-01", closed_on="2024-03-01")
    then = reading.record(found.record, staff.clerk, date(2024, 1, 31))
    assert then.due_on == date(2024, 3, 8) and then.data["times_extended"] == 0
    assert Part.of(then.data).clocks["handle"].extensions == ()
    assert list(rebuild.check()) == []


def test_an_imported_case_that_is_closed_already_is_measured(staff: People) -> None:
    given = values(received_on="2024-01-02", accepted_on="2024-01-03", closed_on="2024-01-05")
    written = service.submit([Enter("petitions", given, state="closed")], staff.clerk)
    found = Record.objects.get(record=written[0].record)
    # Days: 3 4 5 January; working days the same three.
    assert (found.data["in_time"], found.data["days_taken"], found.data["working_days_taken"]) == (True, 3, 3)
    given = values(received_on="2024-01-02")
    back = service.submit([Enter("petitions", given, state="sent_back")], staff.clerk)
    assert Record.objects.get(record=back[0].record).data["left_on"] == "2024-01-08"


def test_all_days_out_of_order_are_told_at_once(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        entered(staff.clerk, accepted_on="2024-01-07", closed_on="2024-02-01")
    assert numbers(refused) == ["M001", "M002"]


def test_nothing_half_written_when_one_of_many_is_wrong(staff: People) -> None:
    acts = [Enter("petitions", values()), Enter("petitions", values(accepted_on="2024-01-01"))]
    with pytest.raises(Refused) as refused:
        service.submit(acts, staff.clerk)
    assert [p.where for p in refused.value.problems] == ["2:accepted_on"] and not Record.objects.exists()
