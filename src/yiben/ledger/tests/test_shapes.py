"""What a shape of work adds is part of the act's entry; who may move, and what proves it, is asked."""

from datetime import date
from typing import Any

import pytest

from yiben.kernel import clock
from yiben.kernel.problems import Refused, problem
from yiben.ledger import files, reading, rebuild, seals, service, shapes
from yiben.ledger.models import Entry, Record
from yiben.ledger.projection import read_body
from yiben.ledger.shapes import Doing, Effect, Engine
from yiben.ledger.tests.conftest import TOWN, People
from yiben.ledger.tests.shapes_town import no_engine, orders
from yiben.township.rights import Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("orders", "no_engine")]
__all__ = ["no_engine", "orders"]


def order(**changes: object) -> dict[str, object]:
    return {"matter": "清运垃圾", "village": "友好村", "given_on": "2023-05-06"} | changes


def numbers(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.number for p in refused.value.problems]


def entered(staff: People, **changes: object) -> Record:
    return service.enter("orders", order(**changes), staff.clerk)


def signed(staff: People) -> Record:
    return service.advance(entered(staff).record, "sign", {}, staff.clerk)


def closed(staff: People) -> Record:
    values = {"closed_on": "2023-05-08", "proof_note": "照片两张"}
    return service.advance(signed(staff).record, "close", values, staff.clerk)


def test_what_the_engine_adds_is_in_the_entry_and_survives_a_rebuild(
    staff: People, no_engine: dict[str, Engine]
) -> None:
    def engine(doing: Doing) -> Effect:
        n = len(doing.before["data"].get("case", {}).get("acts", [])) if doing.before else 0
        told = Effect(set={"times_urged": n}, parts={"case": {"acts": [doing.kind] * (n + 1)}})
        told.owner = "leader" if doing.move else ""
        return told

    shapes.offer("cases", engine)
    made = signed(staff)
    assert (made.data["times_urged"], made.data["case"]) == (1, {"acts": ["advance", "advance"]})
    assert made.owner == "leader"
    body = read_body(Entry.objects.get(kind="orders.signed").body)
    assert (body["owner_was"], body["owner"], body["was"]["times_urged"]) == ("clerk", "leader", 0)
    assert list(rebuild.check()) == [] and list(seals.verify()) == []


def test_a_past_day_shows_what_the_engine_said_then(staff: People, no_engine: dict[str, Engine]) -> None:
    shapes.offer("cases", lambda doing: Effect(parts={"case": {"state": doing.state}}))
    made = entered(staff)
    with clock.stated(date(2023, 5, 10)):
        service.advance(made.record, "sign", {}, staff.clerk)
    past = reading.record(made.record, staff.clerk, date(2023, 5, 9))
    assert past.data["case"] == {"state": "given"}
    assert reading.record(made.record, staff.clerk).data["case"] == {"state": "doing"}


def test_an_engine_refuses_and_nothing_is_written(staff: People, no_engine: dict[str, Engine]) -> None:
    made = entered(staff)
    shapes.offer("cases", lambda doing: Effect(problems=[problem("L003", "why")]))
    with pytest.raises(Refused) as refused:
        service.advance(made.record, "sign", {}, staff.clerk)
    assert numbers(refused) == ["L003"]
    with pytest.raises(Refused):
        entered(staff)
    assert Entry.objects.filter(register="orders").count() == 1
    shapes._engines.clear()
    # A refused act takes no number: the sheets are numbered without gaps.
    assert entered(staff).number == "督办〔2023〕002号"


def test_what_the_system_works_out_is_not_typed(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        entered(staff, times_urged="3")
    assert numbers(refused) == ["L029"]
    made = entered(staff)
    with pytest.raises(Refused) as refused:
        service.correct(made.record, {"in_time": "是"}, "改", staff.clerk)
    assert numbers(refused) == ["L029"]


def test_a_step_for_an_approver_is_his_though_he_registers_nothing(staff: People) -> None:
    made = entered(staff)
    with pytest.raises(Refused) as refused:
        service.advance(made.record, "stop", {}, staff.clerk, why="汛期")
    assert numbers(refused) == ["L025"]
    with pytest.raises(Denied):
        service.advance(made.record, "sign", {}, staff.leader)
    with pytest.raises(Denied):
        service.advance(made.record, "stop", {}, staff.stranger, why="汛期")
    assert service.advance(made.record, "stop", {}, staff.leader, why="汛期").state == "doing"


def test_who_did_the_work_does_not_check_it(staff: People) -> None:
    made = closed(staff)
    with pytest.raises(Refused) as refused:
        service.advance(made.record, "check", {}, staff.clerk)
    assert numbers(refused) == ["L027"]
    assert service.advance(made.record, "check", {}, staff.village_clerk).state == "closed"


def test_who_gave_the_task_strikes_it_off(staff: People) -> None:
    made = closed(staff)
    with pytest.raises(Refused) as refused:
        service.advance(made.record, "strike", {}, staff.village_clerk)
    assert numbers(refused) == ["L026"]
    assert service.advance(made.record, "strike", {}, staff.clerk)
    assert service.advance(made.record, "strike", {}, staff.leader)


def test_closing_needs_words_or_a_file(staff: People) -> None:
    made = signed(staff)
    with pytest.raises(Refused) as refused:
        service.advance(made.record, "close", {"closed_on": "2023-05-08"}, staff.clerk)
    assert numbers(refused) == ["L028"]
    files.attach(made.record, "整改后.jpg", b"\xff\xd8photo", staff.clerk)
    assert service.advance(made.record, "close", {"closed_on": "2023-05-08"}, staff.clerk).state == "closed"


@pytest.mark.parametrize("typed", ["田示例", "clerk", "田示例（综治中心办事员）"])
def test_staff_are_named_by_name_username_or_post(staff: People, typed: str) -> None:
    assert entered(staff, lead=typed).data["lead"] == "clerk"


def test_a_name_of_two_people_asks_for_the_post(staff: People) -> None:
    staff.hired("second", "田示例", "leader", TOWN)
    with pytest.raises(Refused) as refused:
        entered(staff, lead="田示例")
    assert numbers(refused) == ["L031"] and "镇长" in refused.value.problems[0].sentence
    with pytest.raises(Refused) as refused:
        entered(staff, lead="路人甲")
    assert numbers(refused) == ["L030"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2023-05-06 09:30", "2023-05-06T09:30"),
        ("2023-05-06T09:30", "2023-05-06T09:30"),
        ("2023年5月6日 9：05", "2023-05-06T09:05"),
        ("2023年5月6日9时5分", "2023-05-06T09:05"),
    ],
)
def test_a_moment_is_read_as_people_write_it(staff: People, typed: str, kept: str) -> None:
    assert entered(staff, signed_at=typed).data["signed_at"] == kept


@pytest.mark.parametrize("typed", ["2023-05-06", "09:30", "2023-05-06 25:00", "2023-13-06 09:30", "昨天"])
def test_what_is_no_moment_is_told(staff: People, typed: Any) -> None:
    with pytest.raises(Refused) as refused:
        entered(staff, signed_at=typed)
    assert numbers(refused) == ["K032"]


def test_the_towns_own_list_takes_the_place_of_the_catalogs(staff: People) -> None:
    assert entered(staff, kind="批示").data["kind"] == "批示"
    service.enter("order_kinds", {"name": "巡查", "since": "2023-01-01"}, staff.clerk, town=TOWN)
    with pytest.raises(Refused) as refused:
        entered(staff, kind="批示")
    assert numbers(refused) == ["K006"]
    assert entered(staff, kind="巡查").data["kind"] == "巡查"
