"""Answers at intervals: the next one is due so many days after the last, never on a day of rest."""

from datetime import date

from yiben.capabilities.cases.supervision.tests.conftest import People, decided, met, moved, working
from yiben.kernel import clock
from yiben.ledger.models import Record


def test_the_next_answer_is_counted_from_the_last(staff: People) -> None:
    task = working(staff, answer_every="每周")
    assert task.data["answer_due"] == "2023-09-12"
    task = moved(task, "answer", staff.nongye, "2023-09-08", progress="已进场")
    assert (task.data["answer_due"], task.data["last_answer_on"]) == ("2023-09-15", "2023-09-08")


def test_an_answer_due_in_the_spring_festival_waits_for_the_first_working_day(staff: People) -> None:
    # 2024: rest from Saturday 10 to Saturday 17 February, work on Sundays 4 and 18 (国办发明电〔2023〕7号).
    # A week after Monday 5 February is Monday 12, within the rest, so Sunday 18 February.
    task = _taken_up(staff, "2024-02-05", "每周")
    assert task.data["answer_due"] == "2024-02-18"
    # Half a month after 26 January is Saturday 10 February: Sunday 18 too.
    other = _taken_up(staff, "2024-01-26", "每半月")
    assert other.data["answer_due"] == "2024-02-18"


def test_over_national_day_likewise(staff: People) -> None:
    # 2023: rest from 29 September to 6 October, work on Saturday 7. A week after 25 September is 2 October.
    assert _taken_up(staff, "2023-09-25", "每周").data["answer_due"] == "2023-10-07"


def test_what_was_sent_back_for_more_owes_answers_again(staff: People) -> None:
    task = working(staff, answer_every="每周")
    task = moved(
        task, "submit", staff.nongye, "2023-09-08", result="清完", submitted_on="2023-09-08", proof_note="单"
    )
    task = moved(task, "redo", staff.writer, "2023-09-11", "还差一段")
    assert (task.data.get("submitted_on"), task.data["answer_due"]) == (None, "2023-09-18")


def _taken_up(staff: People, on: str, every: str) -> Record:
    key = (on + every).encode().hex()[:32]
    with clock.stated(date.fromisoformat(on)):
        decision = decided(due_on="2024-06-28", answer_every=every)
        held = met(staff.writer, decision, client_id=key, held_on=on)
    return moved(held.tasks[0], "sign", staff.nongye, on, signed_on=on)
