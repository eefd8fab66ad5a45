"""One row, written down from either database and put into either."""

from typing import Any

import pytest
from django.db import OperationalError

from yiben.kernel.problems import Refused
from yiben.start.backup import loading, snapshot
from yiben.start.backup.tables import (
    Column,
    Table,
    from_postgres,
    from_sqlite,
    kept,
    kind_of,
    to_postgres,
    to_sqlite,
)

KINDS = ("int", "bool", "moment", "bytes", "text")
TABLE = Table("a", tuple(Column(kind, kind) for kind in KINDS))
WRITTEN = [7, True, "2023-10-12 01:02:03.000400", "00ff", "三组 {1.50}"]
SQLITE = (7, 1, "2023-10-12 01:02:03.000400", b"\x00\xff", "三组 {1.50}")
POSTGRES = ("7", "t", "2023-10-12 01:02:03.0004+00", "\\x00ff", "三组 {1.50}")


def test_both_databases_write_a_row_down_alike() -> None:
    assert from_sqlite(TABLE, SQLITE) == WRITTEN
    assert from_postgres(TABLE, POSTGRES) == WRITTEN


def test_a_row_goes_into_both_as_they_want_it() -> None:
    assert to_sqlite(TABLE, list(WRITTEN)) == [7, True, WRITTEN[2], b"\x00\xff", "三组 {1.50}"]
    assert to_postgres(TABLE, list(WRITTEN))[2:4] == ["2023-10-12 01:02:03.000400+00", "\\x00ff"]


def test_nothing_stays_nothing_and_a_whole_second_has_no_point() -> None:
    nothing: list[Any] = [None] * 5
    for turned in (from_sqlite, from_postgres, to_sqlite, to_postgres):
        assert turned(TABLE, list(nothing)) == nothing
    assert (
        from_postgres(TABLE, (None, None, "2023-10-12 01:02:03+00", None, None))[2] == "2023-10-12 01:02:03"
    )


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ("bigint", "int"), ("integer unsigned", "int"), ("bool", "bool"), ("boolean", "bool"),
        ("datetime", "moment"), ("timestamp with time zone", "moment"), ("BLOB", "bytes"),
        ("bytea", "bytes"), ("varchar(40)", "text"), ("date", "text"), ("jsonb", "text"), ("decimal", "text"),
        ("interval", "text"),
    ],
)  # fmt: skip
def test_the_kind_of_a_column_is_told_by_either_database(declared: str, kind: str) -> None:
    assert kind_of(declared) == kind


def test_log_ins_and_the_search_index_are_left_out_but_links_stay() -> None:
    names = ["search_link", "search_document", "django_session", "django_migrations", "ledger_entry"]

    assert kept(names) == ["ledger_entry", "search_link"]


@pytest.mark.services
@pytest.mark.django_db
def test_a_row_that_does_not_fit_is_told_with_its_table() -> None:
    with pytest.raises(Refused, match=r"ledger_mark.*J016"):
        loading.load(Table("ledger_mark", (Column("name", "text"),)), [["甲"]])


@pytest.mark.services
@pytest.mark.django_db
def test_a_full_disk_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(loading, "_into_sqlite", full)
    monkeypatch.setattr(loading, "_into_postgres", full)
    with pytest.raises(Refused, match="J001"):
        loading.load(TABLE, [])


@pytest.mark.services
@pytest.mark.threads
@pytest.mark.django_db(transaction=True)
def test_what_is_loaded_is_what_a_snapshot_reads() -> None:
    with snapshot.taken() as shot:
        (table,) = (one for one in shot.tables() if one.name == "ledger_mark")
    loading.load(table, [["甲", "一\t二\n三\\"], ["乙", ""]])
    with snapshot.taken() as shot:
        assert sorted(shot.rows(table)) == sorted([["甲", "一\t二\n三\\"], ["乙", ""]])
