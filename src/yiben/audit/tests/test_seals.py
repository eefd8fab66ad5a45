"""Looks only grow; whoever gets at them in the database is told with the day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from yiben.audit import seals
from yiben.audit.models import LookSeal
from yiben.audit.tests.conftest import DAY, People, look
from yiben.township.models import Look, OnlyGrows

pytestmark = [pytest.mark.services, pytest.mark.django_db]
NEXT, LATER = DAY + timedelta(1), DAY + timedelta(5)


def three_days(staff: People) -> None:
    for day in (DAY, NEXT, LATER):
        for hour in (0, 9, 23):
            look(staff.clerk, what=f"XF-{day} {hour}", day=day, hour=hour, reason="核对")


def told() -> list[str]:
    return [f"{p.number} {p.sentence[:10]}" for p in seals.verify()]


def test_days_are_sealed_once_and_days_without_looks_need_no_seal(staff: People) -> None:
    three_days(staff)
    assert seals.seal_until(NEXT) == 2
    assert seals.seal_until(NEXT) == 0
    assert seals.seal_until(LATER) == 1
    assert list(LookSeal.objects.order_by("day").values_list("day", "count")) == [
        (DAY, 3), (NEXT, 3), (LATER, 3),
    ]  # fmt: skip
    first, second, third = LookSeal.objects.order_by("day")
    assert (first.previous, second.previous, third.previous) == ("", first.digest, second.digest)
    assert told() == [] and seals.last_day() == LATER


def test_a_day_that_is_not_over_is_left_open_and_an_empty_log_has_no_seals(staff: People) -> None:
    assert seals.seal_until(LATER) == 0 and told() == []
    three_days(staff)
    assert seals.seal_until(DAY - timedelta(1)) == 0


def sql(statement: str, *values: Any) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run


@pytest.mark.parametrize(
    ("meddle", "numbers"),
    [
        (sql("DELETE FROM township_look WHERE what = %s", f"XF-{NEXT} 9"), [("U009", NEXT)]),
        (sql("UPDATE township_look SET reason = '' WHERE what = %s", f"XF-{NEXT} 9"), [("U010", NEXT)]),
        (
            sql("UPDATE township_look SET account_id = NULL WHERE what = %s", f"XF-{DAY} 0"),
            [("U010", DAY)],
        ),
        (
            sql("UPDATE audit_lookseal SET count = 4 WHERE day = %s", NEXT),
            [("U009", NEXT), ("U011", NEXT)],
        ),
        (sql("DELETE FROM audit_lookseal WHERE day = %s", NEXT), [("U009", NEXT), ("U011", LATER)]),
        (sql("DELETE FROM audit_lookseal WHERE day = %s", DAY), [("U009", DAY), ("U011", NEXT)]),
    ],
)
def test_what_was_deleted_or_changed_is_told_with_its_day(
    staff: People, meddle: Callable[[], None], numbers: list[tuple[str, date]]
) -> None:
    three_days(staff)
    seals.seal_until(LATER)
    meddle()
    assert told() == [f"{number} {day}" for number, day in numbers]


def test_a_look_put_in_afterwards_is_told_even_on_a_day_that_had_none(staff: People) -> None:
    three_days(staff)
    seals.seal_until(LATER)
    look(staff.clerk, what="添的", day=NEXT)
    look(staff.clerk, what="添的", day=NEXT + timedelta(1))
    assert told() == [f"U009 {NEXT}", f"U009 {NEXT + timedelta(1)}"]
    assert seals.seal_until(LATER) == 0


def test_a_look_moved_to_another_day_is_missed_on_both(staff: People) -> None:
    three_days(staff)
    seals.seal_until(LATER)
    moved = Look.objects.get(what=f"XF-{DAY} 9")
    sql("UPDATE township_look SET at = %s WHERE id = %s", moved.at + timedelta(1), moved.pk)()
    assert told() == [f"U009 {DAY}", f"U009 {NEXT}"]


def test_nothing_in_the_program_changes_or_deletes_a_look(staff: People) -> None:
    look(staff.clerk, reason="核对")
    kept = Look.objects.get()
    kept.reason = ""
    for act in (
        kept.save,
        kept.delete,
        Look.objects.all().delete,
        Look.objects.filter(pk=kept.pk).delete,
        lambda: Look.objects.update(reason=""),
        lambda: Look.objects.bulk_update([kept], ["reason"]),
        lambda: Look.objects.update_or_create(pk=kept.pk, defaults={"reason": ""}),
        lambda: Look(pk=kept.pk, at=kept.at, action="x", what="x").delete(),
    ):
        with pytest.raises(OnlyGrows), transaction.atomic():
            act()
    assert Look.objects.get().reason == "核对"
