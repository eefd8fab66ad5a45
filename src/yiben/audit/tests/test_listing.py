"""One listing over looks and entries: what is in it, what is found, how it is paged."""

from datetime import timedelta

import pytest
from django.db import connection

from yiben.audit import lines, listing
from yiben.audit.listing import Edge, Question
from yiben.audit.models import Line
from yiben.audit.tests.conftest import DAY, TOWN, YOUHAO, People, look, petition
from yiben.ledger import service, vault
from yiben.ledger.models import Entry, Record

pytestmark = [pytest.mark.services, pytest.mark.django_db]
SECRET = ("19900000001", "向某某", "三组道路塌方")


def entered(staff: People, **changes: object) -> Record:
    return service.enter("petitions", petition(**changes), staff.clerk)


def ask(sort: str = "newest", **asked: str) -> list[Line]:
    question = listing.question(TOWN, {"sort": sort, **asked})
    assert not question.problems
    return listing.page(question, 100).lines


def test_who_recorded_corrected_and_voided_stands_there_with_titles_and_never_a_value(staff: People) -> None:
    record = entered(staff)
    record = service.correct(
        record.record, {"phone": "19900000002", "matter": "换了事由"}, "填错", staff.clerk
    )
    service.void(record.record, "重复登记", staff.clerk)
    vault.reveal(Record.objects.get(), "phone", staff.clerk, "核对电话")
    look(staff.clerk, "opened", f"{record.record} 向某某身份证.jpg", reason="核对")
    lines.catch_up()
    told = {(n.action, n.number, n.village, n.by, n.reason) for n in ask()}
    assert told == {
        ("recorded", record.number, YOUHAO, "clerk", ""),
        ("corrected", record.number, YOUHAO, "clerk", "填错"),
        ("voided", record.number, YOUHAO, "clerk", "重复登记"),
        ("reveal", record.number, YOUHAO, "clerk", "核对电话"),
        ("opened", record.number, YOUHAO, "clerk", "核对"),
    }
    whole = " ".join(" ".join(map(str, vars(n).values())) for n in Line.objects.all())
    assert not [value for value in (*SECRET, "19900000002", "换了事由") if value in whole]
    corrected = ask(action="corrected")[0]
    assert "电话" in corrected.what and corrected.register == "petitions"


def test_catching_up_twice_adds_nothing_and_a_late_look_is_not_passed_over(staff: People) -> None:
    look(staff.clerk, what="先")
    look(staff.clerk, what="后")
    assert lines.catch_up() == 2 and lines.catch_up() == 0
    first = Line.objects.order_by("source_id")[0]
    first.delete()
    look(staff.clerk, what="再后")
    assert lines.catch_up() == 2
    assert list(lines.verify()) == []


def test_each_condition_narrows(staff: People) -> None:
    record = entered(staff)
    look(staff.clerk, "export", "petitions 12", reason="state=open&q=%E5%90%91%E6%9F%90%E6%9F%90&village=x")
    look(staff.leader, "refused", f"petitions {record.record}", day=DAY - timedelta(3))
    look(None, "login_failed", "没有这个账号", reason="密码 10.0.0.7")
    lines.catch_up()
    assert {n.action for n in ask(who="clerk")} == {"export", "recorded"}
    assert [n.action for n in ask(who=staff.leader.name)] == ["refused"]
    assert len(ask(register="petitions")) == 3
    assert [n.action for n in ask(action="export", register="petitions")] == ["export"]
    assert {n.action for n in ask(number=record.number)} == {"recorded", "refused"}
    assert {n.action for n in ask(number=record.number[:-1])} == {"recorded", "refused"}
    assert {n.action for n in ask(village=YOUHAO)} == {"recorded", "refused"}
    assert [n.action for n in ask(**{"to": str(DAY - timedelta(1))})] == ["refused"]
    assert "refused" not in {n.action for n in ask(**{"from": str(DAY)})}
    assert [n.action for n in ask(q="10.0.0.7")] == ["login_failed"]
    assert ask(who="没有这个人") == [] and ask(q="%") == []


def test_an_export_s_conditions_are_named_without_what_was_typed(staff: People) -> None:
    look(staff.clerk, "export", "petitions 12", reason="matter=%E5%90%91%E6%9F%90%E6%9F%90&page=2")
    lines.catch_up()
    reason = ask()[0].reason
    assert ask()[0].what == "信访热线 12"
    assert "向某某" not in reason and "%E5" not in reason and reason.startswith("条件：")


def test_words_alone_are_searched_in_the_last_month_and_further_when_asked(staff: People) -> None:
    look(staff.clerk, "opened", "旧的材料", day=DAY - timedelta(32))
    look(staff.clerk, "opened", "新的材料", day=DAY - timedelta(31))
    lines.catch_up()
    assert [n.what for n in ask(q="材料")] == ["新的材料"]
    assert listing.question(TOWN, {"q": "材料"}).narrowed
    further = {"q": "材料", "from": "2020-01-01"}
    assert len(ask(**further)) == 2 and not listing.question(TOWN, further).narrowed
    assert len(ask(q="材料", who="clerk")) == 2


def test_what_cannot_be_read_is_told(staff: People) -> None:
    wrong = listing.question(TOWN, {"from": "上周", "to": "2023-13-01", "action": "drop", "sort": "x"})
    assert [p.number for p in wrong.problems] == ["U001", "U001"]
    assert (wrong.action, wrong.sort) == ("", "newest")
    upside_down = listing.question(TOWN, {"from": "2023-05-02", "to": "2023-05-01"})
    assert [p.number for p in upside_down.problems] == ["U002"]


@pytest.mark.parametrize("sort", listing.SORTS)
def test_pages_meet_without_gap_or_double_forth_and_back(staff: People, sort: str) -> None:
    for n in range(23):
        look((staff.clerk, staff.leader, None)[n % 3], "login_failed", f"{n}", second=n // 4)
    lines.catch_up()
    asked = Question(TOWN, sort=sort)
    forth: list[Line] = []
    pages, edge = [], None
    while True:
        found = listing.page(asked, 5, edge)
        pages.append([n.pk for n in found.lines])
        forth += found.lines
        if not found.more:
            break
        edge = Edge(listing.key(found.lines[-1], sort))
    assert [n.pk for n in forth] == [n.pk for n in listing.every(asked)]
    assert len({n.pk for n in forth}) == 23 == listing.count(asked)
    back = listing.page(asked, 5, Edge(listing.key(found.lines[0], sort), back=True))
    assert [n.pk for n in back.lines] == pages[-2] and back.earlier


def test_another_town_s_lines_are_not_listed(staff: People) -> None:
    look(staff.clerk)
    lines.catch_up()
    assert listing.page(Question("422802199"), 10).lines == []


def test_a_line_that_says_something_else_than_the_log_is_told_and_made_again(staff: People) -> None:
    entered(staff)
    look(staff.clerk)
    lines.catch_up()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_line SET reason = '改的' WHERE source = 'entry'")
        cursor.execute("UPDATE audit_line SET source_id = 999999 WHERE source = 'look'")
    assert sorted(p.number for p in lines.verify()) == ["U012", "U012", "U013"]
    assert lines.rebuild() == Entry.objects.count() + 1
    assert list(lines.verify()) == []


def test_a_record_s_reveals_are_told_before_and_after_they_are_listed(staff: People) -> None:
    record = entered(staff)
    vault.reveal(record, "phone", staff.clerk, "回访")
    assert [n.reason for n in listing.of_record(record.record, record.number)] == ["回访"]
    lines.catch_up()
    vault.reveal(record, "phone", staff.clerk, "再回访")
    assert {n.reason for n in listing.of_record(record.record, record.number)} == {"回访", "再回访"}
    assert listing.of_record("0" * 32, "XF-0") == []
