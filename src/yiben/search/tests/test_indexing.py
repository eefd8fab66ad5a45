"""The index keeps level with the ledger, holds nothing plain, and can be made anew."""

from datetime import date

import pytest
from django.db import connection

from yiben.declare import load
from yiben.ledger import erasure, files, rebuild, service
from yiben.search import indexing, store
from yiben.search.finding import Question, find
from yiben.search.models import Document, Reached, Source
from yiben.search.tests.conftest import ID_NO, People, entered, found
from yiben.township import people

pytestmark = [pytest.mark.django_db, pytest.mark.services]
ROAD = "三组道路塌方，请求清理"


def test_it_is_taken_in_batch_by_batch(staff: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "BATCH", 2)
    for n in range(5):
        entered(staff.clerk, matter=f"道路第{n}段")
    assert indexing.behind() == 5 and indexing.catch_up(batches=1) == 3
    assert indexing.keep_up() == "编入3笔流水" and indexing.keep_up() == "没有新的流水"
    assert Document.objects.count() == 5


def test_while_it_is_behind_what_has_changed_since_is_not_told(
    staff: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = entered(staff.clerk)
    indexing.catch_up()
    service.correct(record.record, {"village": "见天村"}, "写错村", staff.clerk)
    monkeypatch.setattr(indexing, "catch_up", lambda batches: indexing.behind())
    answer = find(staff.village_clerk, Question("道路"))
    assert answer.left == 1 and answer.total == 0 and answer.page() == []


def test_a_right_lost_since_is_lost_at_once(staff: People) -> None:
    entered(staff.clerk)
    answer = find(staff.village_clerk, Question("道路"))
    staff.village_clerk.holdings.update(until=date(2023, 5, 8))
    staff.village_clerk.__dict__.pop("_grants")
    assert answer.page() == [], "asked again before it is shown"
    assert found(people.find("village_clerk"), "道路") == []


def test_no_plain_identifier_lies_in_it(staff: People) -> None:
    entered(staff.clerk, result=f"证号{ID_NO}")
    indexing.catch_up()
    kept = "\n".join(Source.objects.values_list("lines", flat=True))
    assert "道路塌方" in kept
    for plain in (ID_NO, "0017", "19900004321", "4321"):
        assert plain not in kept


def test_who_was_erased_is_no_longer_found_by_his_numbers(staff: People) -> None:
    record = entered(staff.clerk)
    assert found(staff.clerk, "0017") == [ROAD]
    erasure.erase_person(ID_NO, record.town, "本人申请", staff.clerk)
    assert found(staff.clerk, "0017") == [] == found(staff.clerk, "4321") == found(staff.clerk, ID_NO)
    service.correct(record.record, {"person": "某某"}, "依法删除姓名", staff.clerk)
    assert found(staff.clerk, "曾示例") == []
    assert "曾示例" not in Source.objects.get().lines


def test_a_record_is_found_by_the_name_of_its_attachment(staff: People) -> None:
    record = entered(staff.clerk)
    indexing.catch_up()
    files.attach(record.record, "测绘图纸.txt", b"x", staff.clerk)
    assert found(staff.leader, "测绘图纸") == [ROAD]


def test_made_anew_it_finds_the_same(staff: People) -> None:
    for n in range(3):
        record = entered(staff.clerk, matter=f"道路第{n}段")
    service.void(record.record, "重复", staff.clerk)
    before = found(staff.clerk, "道路")
    assert sorted(before) == ["道路第0段", "道路第1段"]
    rebuild.rebuild()
    assert indexing.rebuild() == 3
    assert found(staff.clerk, "道路") == before


def test_a_field_made_secret_is_no_longer_found_by_whom_it_is_masked_for(
    staff: People, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import os
    import shutil
    from pathlib import Path

    entered(staff.clerk, result="家中有病人")
    assert found(staff.leader, "病人") == [ROAD]
    changed = tmp_path_factory.mktemp("catalog") / "catalog"
    shutil.copytree(os.environ["YIBEN_CATALOG"], changed)
    file = Path(changed, "order", "petitions.toml")
    file.write_text(
        file.read_text("utf-8").replace('"long_text",', '"long_text", secrecy = "personal",'), "utf-8"
    )
    monkeypatch.setenv("YIBEN_CATALOG", str(changed))
    load.forget()
    assert found(staff.leader, "病人") == []
    assert found(staff.clerk, "病人") == [ROAD]


def test_terms_that_were_taken_out_leave_nothing_behind(staff: People) -> None:
    record = entered(staff.clerk)
    indexing.catch_up()
    service.correct(record.record, {"matter": "换了", "person": "换了"}, "改", staff.clerk)
    indexing.catch_up()
    store.settle()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("CREATE VIRTUAL TABLE temp.told USING fts5vocab(main, search_terms, row)")
            cursor.execute("SELECT term FROM temp.told WHERE term LIKE 'h%%'")
            terms = {term for (term,) in cursor.fetchall()}
            cursor.execute("DROP TABLE temp.told")
        assert "h1换了" in terms and "h1道路" not in terms and "h2曾示" not in terms
    assert Reached.objects.get().seq == indexing.seq_reached()
