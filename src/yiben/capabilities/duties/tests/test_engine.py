"""What may be done with one duty: on its days, by rights, taken back, beyond the plan, and its problems."""

from datetime import date
from typing import Any

import pytest

from yiben.capabilities.duties import faults
from yiben.capabilities.duties.tests.conftest import (
    DAY,
    TOWN,
    People,
    chief,
    done,
    patrols,
    run_on,
)
from yiben.figures import engine
from yiben.kernel import clock
from yiben.kernel.periods import Period
from yiben.kernel.problems import Refused
from yiben.ledger import reading, service
from yiben.ledger.models import Record
from yiben.search.links import linked
from yiben.township.models import Account
from yiben.township.rights import Denied


def duty(staff: People) -> Record:
    chief(staff.clerk)
    run_on(DAY.isoformat())
    return patrols()[0]


def numbers(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.number for p in refused.value.problems]


def by_hand(by: Account, **changes: Any) -> Record:
    values = {
        "water": "清江柏杨坝段", "village": "友好村", "level": "镇级", "done_on": "2023-09-04", "how": "代巡",
    } | changes  # fmt: skip
    return service.enter("river_patrols", {k: v for k, v in values.items() if v is not None}, by, town=TOWN)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "typed", "number"),
    [
        ("2023-08-31", "2023-09-05", "Y003"),  # the day before its turn
        ("2023-09-11", "2023-09-12", "Y003"),  # the day after
        ("2023-09-06", "2023-09-05", "Y004"),  # tomorrow
    ],
)
def test_done_on_a_day_of_its_turn_and_not_tomorrow(staff: People, on: str, typed: str, number: str) -> None:
    found = duty(staff)
    with pytest.raises(Refused) as refused:
        done(found, staff.clerk, on, typed)
    assert numbers(refused) == [number]


@pytest.mark.django_db
def test_first_and_last_day_of_the_turn_count(staff: People) -> None:
    found = duty(staff)
    assert done(found, staff.clerk, "2023-09-01", "2023-09-04").state == "done"
    service.advance(found.record, "take_back", {}, staff.clerk, why="登记错河段")
    assert done(found, staff.clerk, "2023-09-10").state == "done"


@pytest.mark.django_db
def test_taken_back_it_is_due_again_with_nothing_left(staff: People) -> None:
    found = done(duty(staff), staff.clerk, "2023-09-04", found=2, solved=1, situation="桥下有垃圾")
    assert found.state == "done"
    back = service.advance(found.record, "take_back", {}, staff.clerk, why="登记错河段")
    assert back.state == "due" and back.closed_on is None
    assert not {"done_on", "how", "found", "solved", "situation"} & set(back.data)
    assert run_on("2023-09-11").missed == 1


@pytest.mark.django_db
def test_nobody_is_called_late_before_the_day_has_passed(staff: People) -> None:
    found = duty(staff)
    with clock.stated(date(2023, 9, 10)), pytest.raises(Refused) as refused:
        service.advance(found.record, "miss", {}, staff.clerk)
    assert numbers(refused) == ["Y005"]


@pytest.mark.django_db
def test_excused_with_a_reason_and_done_all_the_same(staff: People) -> None:
    found = duty(staff)
    with pytest.raises(Refused) as refused:
        service.advance(found.record, "excuse", {}, staff.clerk)
    assert numbers(refused) == ["K001"]
    excused = service.advance(found.record, "excuse", {"exempt_reason": "恶劣天气"}, staff.village_clerk)
    assert (excused.state, excused.data["exempt_on"]) == ("exempt", "2023-09-04")
    assert run_on("2023-09-12").missed == 0
    late = done(found, staff.clerk, "2023-09-08", typed="2023-09-12")
    assert late.state == "done" and "exempt_on" not in late.data


@pytest.mark.django_db
def test_what_follows_the_assignment_is_not_changed_on_the_duty(staff: People) -> None:
    found = duty(staff)
    with pytest.raises(Refused) as refused:
        service.correct(found.record, {"water": "三角塘", "chief": "覃范例"}, "改一改", staff.clerk)
    assert numbers(refused) == ["Y006", "Y006"]
    with pytest.raises(Refused) as typed:
        service.correct(found.record, {"due_on": "2023-12-31"}, "宽限", staff.clerk)
    assert numbers(typed) == ["L029"]


@pytest.mark.django_db
def test_what_is_done_keeps_a_day_within_its_turn(staff: People) -> None:
    found = done(duty(staff), staff.clerk, "2023-09-04")
    with pytest.raises(Refused) as empty:
        service.correct(found.record, {"done_on": ""}, "记错", staff.clerk)
    assert numbers(empty) == ["Y007"]
    with clock.stated(date(2023, 9, 20)), pytest.raises(Refused) as out:
        service.correct(found.record, {"done_on": "2023-09-12"}, "记错", staff.clerk)
    assert numbers(out) == ["Y003"]


@pytest.mark.django_db
def test_solved_is_not_more_than_found(staff: People) -> None:
    with pytest.raises(Refused):
        done(duty(staff), staff.clerk, "2023-09-04", found=1, solved=2)


@pytest.mark.django_db
def test_beyond_the_plan_one_is_entered_once_the_turns_own_is_done(staff: People) -> None:
    found = duty(staff)
    with pytest.raises(Refused) as waiting:
        by_hand(staff.clerk)
    assert numbers(waiting) == ["Y002"] and found.number in str(waiting.value)
    done(found, staff.clerk, "2023-09-02", "2023-09-04")
    extra = by_hand(staff.clerk)
    assert (extra.state, extra.due_on, str(extra.happened_on)) == ("extra", None, "2023-09-04")
    assert extra.data["assignment"] == found.data["assignment"]


@pytest.mark.django_db
def test_by_hand_it_needs_its_day_and_makes_no_duty_of_the_plan(staff: People) -> None:
    with pytest.raises(Refused) as none:
        by_hand(staff.clerk, done_on=None)
    assert numbers(none) == ["Y013"]
    with pytest.raises(Refused) as tomorrow:
        by_hand(staff.clerk, done_on="2023-09-05")
    assert numbers(tomorrow) == ["Y004"]
    from yiben.ledger.acts import Enter

    values = {"water": "三角塘", "level": "村级", "done_on": "2023-09-04"}
    with pytest.raises(Refused) as planned:
        service.submit([Enter("river_patrols", values, TOWN, state="due")], staff.clerk)
    assert numbers(planned) == ["Y001"]


@pytest.mark.django_db
def test_recording_it_twice_in_a_second_is_recorded_once(staff: People) -> None:
    found = duty(staff)
    values = {"done_on": "2023-09-04", "how": "本人"}
    for _ in range(2):
        service.advance(found.record, "complete", values, staff.clerk, client_id="one-click")
    with pytest.raises(Refused) as again:
        service.advance(found.record, "complete", values, staff.clerk, client_id="another")
    assert numbers(again) == ["L004"]


@pytest.mark.django_db
def test_strangers_and_readers_record_nothing(staff: People) -> None:
    found = duty(staff)
    for account in (staff.stranger, staff.leader):
        with pytest.raises(Denied):
            done(found, account, "2023-09-04")


@pytest.mark.django_db
def test_a_past_day_shows_it_as_it_stood(staff: People) -> None:
    found = duty(staff)
    run_on("2023-09-11")
    done(found, staff.clerk, "2023-09-09", typed="2023-09-13")
    states = [
        reading.record(found.record, staff.clerk, date.fromisoformat(day)).state
        for day in ("2023-09-04", "2023-09-12", "2023-09-13")
    ]
    assert states == ["due", "missed", "done"]


@pytest.mark.django_db
def test_the_figures_of_the_shape_count_by_the_last_day_of_the_turn(staff: People) -> None:
    chief(staff.clerk)
    run_on("2023-09-04")
    run_on("2023-09-11")
    run_on("2023-09-21")
    run_on("2023-10-01")
    first, second, third = patrols()[:3]
    done(first, staff.clerk, "2023-09-09", typed="2023-10-01", persons=2, found=3, solved=1)
    with clock.stated(date(2023, 10, 2)):
        service.advance(second.record, "excuse", {"exempt_reason": "防汛值守"}, staff.clerk)
        month = Period(date(2023, 9, 1), date(2023, 9, 30))
        ids = ("due", "done", "exempt", "missed", "coverage", "person_times", "problems_found")
        found = engine.evaluate([f"river_patrols.{i}" for i in ids], TOWN, month)
    assert third.state in ("due", "missed")
    assert [r.value for r in found][:4] == [3, 1, 1, 1]
    assert [str(r.value) for r in found][4:] == ["0.5", "2", "3"]


@pytest.mark.django_db
def test_a_problem_found_becomes_a_record_of_its_own_linked_with_the_patrol(staff: People) -> None:
    found = done(duty(staff), staff.clerk, "2023-09-04", found=1)
    values = {"matter": "桥下有建筑垃圾", "village": "友好村", "found_on": "2023-09-04"}
    made = faults.raise_fault(found, values, staff.clerk, "a-click")
    again = faults.raise_fault(found, values, staff.clerk, "a-click")
    assert made.record == again.record and made.data["born_of"] == found.record
    assert [one.record.record for one in linked(made.record, staff.clerk)] == [found.record]
    assert [r.record for r in faults.raised(found)] == [made.record]
    with pytest.raises(Refused) as all_gone:
        faults.raise_fault(found, values, staff.clerk)
    assert numbers(all_gone) == ["Y009"]


@pytest.mark.django_db
def test_without_a_problem_there_is_nothing_to_hand_on(staff: People) -> None:
    found = done(duty(staff), staff.clerk, "2023-09-04")
    with pytest.raises(Refused) as none:
        faults.raise_fault(found, {"matter": "x"}, staff.clerk)
    assert numbers(none) == ["Y008"]
    problem = service.enter(
        "river_problems", {"matter": "垃圾", "found_on": "2023-09-04"}, staff.clerk, town=TOWN
    )
    with pytest.raises(Refused) as nowhere:
        faults.raise_fault(problem, {}, staff.clerk)
    assert numbers(nowhere) == ["Y010"]


@pytest.mark.django_db
def test_a_refused_problem_leaves_nothing_behind(staff: People) -> None:
    found = done(duty(staff), staff.clerk, "2023-09-04", found=1)
    with pytest.raises(Refused):
        faults.raise_fault(found, {"matter": "没有写发现日"}, staff.clerk)
    assert faults.raised(found) == []
