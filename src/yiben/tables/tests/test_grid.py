"""A pasted block checked as the ledger would, posted at once, sent again without harm."""

import pytest

from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.ledger.models import Entry, Record
from yiben.ledger.tests.conftest import ID_NO, petition
from yiben.tables.grid import Grid, check, near_misses
from yiben.tables.post import post
from yiben.tables.tests.conftest import TOWN, People

HEAD = "事由\t来源\t村（社区）\t收到日\t涉及金额"


def pasted(staff: People, *lines: str, head: str = HEAD, **options: object) -> Grid:
    from yiben.declare.load import catalog

    text = "\n".join((head, *lines))
    return check(catalog().registers["petitions"], text, staff.clerk, TOWN, **options)  # type: ignore[arg-type]


def told(found: Grid) -> list[tuple[int, str, str]]:
    return [(n, p.where, p.number) for n, row in enumerate(found.rows, 1) for p in row.problems]


@pytest.mark.django_db
def test_every_fault_stands_at_its_cell_and_nothing_is_written(staff: People) -> None:
    found = pasted(
        staff,
        "修路\t来信\t友好村\t2023.5.6\t1,200.5",
        "饮水\t来电\t柏林村\t昨天\t-3",
        "\t来信\t柏杨坝镇友好村\t45050\t—",
        "桥\t来访\t见天村\t2023-06-01\t1.2万",
    )
    assert told(found) == [
        (2, "source", "K006"), (2, "village", "K012"), (2, "received_on", "K002"), (2, "amount", "K004"),
        (3, "matter", "K001"), (4, "received_on", "L024"),
    ]  # fmt: skip
    assert [r.clean for r in found.rows] == [True, False, False, False] and not Record.objects.exists()
    assert near_misses(found, TOWN)[1, "source"] in ("来信", "来访")


@pytest.mark.django_db
def test_the_check_says_what_the_ledger_would_say(staff: People) -> None:
    line = "修路\t来电\t友好村\t2023-05-06\t0.001"
    found = pasted(staff, line)
    values = dict(
        zip(("matter", "source", "village", "received_on", "amount"), line.split("\t"), strict=True)
    )
    with pytest.raises(Refused) as refused:
        service.enter("petitions", values, staff.clerk)
    assert {(p.where, p.number, p.sentence) for p in found.rows[0].problems} == {
        (p.where, p.number, p.sentence) for p in refused.value.problems
    }


@pytest.mark.django_db
def test_clean_rows_are_posted_at_once_and_sending_again_changes_nothing(staff: People) -> None:
    lines = [f"第{n}件\t来信\t友好村\t2023-05-0{n}\t{n}" for n in range(1, 6)]
    found = pasted(staff, *lines, paste="a" * 32)
    first = post(found.to_post(), found.register, staff.clerk, TOWN)
    assert [w.repeated for w in first] == [False] * 5 and Record.objects.count() == 5
    assert set(Entry.objects.values_list("source", flat=True)) == {"paste"}
    again = post(found.to_post(), found.register, staff.clerk, TOWN)
    assert [w.repeated for w in again] == [True] * 5 and [w.number for w in again] == [
        w.number for w in first
    ]
    later = pasted(staff, *lines, "新的\t来信\t友好村\t2023-05-06\t9", paste="a" * 32)
    assert [r.done for r in later.rows] == [True] * 5 + [False]
    assert len(later.to_post()) == 1 and Record.objects.count() == 5


@pytest.mark.django_db
def test_one_fault_of_the_ledger_leaves_nothing_written(staff: People) -> None:
    found = pasted(staff, "修路\t来信\t友好村\t2023-05-06\t1", "饮水\t来信\t友好村\t2023-05-06\t2")
    found.rows[1].values["amount"] = "三百"
    with pytest.raises(Refused) as refused:
        post(found.to_post(), found.register, staff.clerk, TOWN)
    assert [p.where for p in refused.value.problems] == ["2:amount"] and not Record.objects.exists()


@pytest.mark.django_db
def test_the_same_thing_twice_is_a_doubt_and_not_a_fault(staff: People) -> None:
    service.enter("petitions", petition(matter="饮水"), staff.clerk)
    found = pasted(
        staff,
        "修路\t来信\t友好村\t2023-05-06\t1",
        "修路\t来访\t友好村\t2023.5.6\t2",
        "饮水\t来信\t友好村\t2023-05-06\t3",
        "饮水\t来信\t见天村\t2023-05-06\t3",
    )
    assert [[p.number for p in r.doubts] for r in found.rows] == [[], ["G010"], ["G011"], []]
    assert len(found.to_post()) == 2 and len(found.to_post(doubts=True)) == 4 and told(found) == []


@pytest.mark.django_db
def test_merged_cells_are_filled_from_above_where_asked(staff: People) -> None:
    lines = ("修路\t来信\t友好村\t2023-05-06\t1", "饮水\t来信\t\t2023-05-06\t2")
    assert told(pasted(staff, *lines)) == [(2, "village", "K001")]
    filled = pasted(staff, *lines, fill=[2])
    assert told(filled) == [] and filled.rows[1].typed[2] == "友好村"


@pytest.mark.django_db
def test_a_required_column_that_is_missing_is_told_once(staff: People) -> None:
    found = pasted(staff, "修路\t来信", "饮水\t来信", head="事由\t来源")
    assert [p.number for p in found.problems] == ["G008"] and "收到日" in found.problems[0].sentence
    assert told(found) == [] and found.to_post(doubts=True) == []


@pytest.mark.django_db
def test_a_row_with_a_number_corrects_that_record(staff: People) -> None:
    made = service.enter("petitions", petition(amount="100"), staff.clerk)
    other = service.enter("petitions", petition(matter="饮水"), staff.clerk)
    found = pasted(
        staff,
        f"{made.number}\t来访\t1.2万\t990101********0017\t",
        f"{other.number}\t来信\t\t{ID_NO}\t待受理",
        "信访2023-9999\t来信\t1\t\t",
        f"{made.number}\t来信\t1\t\t已办结",
        head="编号\t来源\t涉及金额\t证件号码\t状态",
    )
    assert told(found) == [(3, "number", "G006"), (4, "number", "G007"), (4, "state", "G009")]
    assert [r.same for r in found.rows] == [False, True, False, False]
    post(found.to_post(), found.register, staff.clerk, TOWN, "按原始登记核对")
    made.refresh_from_db()
    assert (made.data["source"], made.data["amount"], made.version) == ("来访", 12000, 2)
    assert Record.objects.get(record=other.record).version == 1


@pytest.mark.django_db
def test_nobody_writes_where_he_has_no_right(staff: People) -> None:
    from yiben.declare.load import catalog

    text = f"{HEAD}\n修路\t来信\t友好村\t2023-05-06\t1\n饮水\t来信\t见天村\t2023-05-06\t1"
    found = check(catalog().registers["petitions"], text, staff.village_clerk, TOWN)
    assert told(found) == [(2, "village", "T001")]


@pytest.mark.django_db
def test_a_heading_repeated_on_each_sheet_is_no_row(staff: People) -> None:
    found = pasted(staff, "修路\t来信\t友好村\t2023-05-06\t1", HEAD, "饮水\t来信\t友好村\t2023-05-06\t1")
    assert len(found.rows) == 2 and told(found) == []


@pytest.mark.django_db
def test_a_state_may_be_said_by_its_title(staff: People) -> None:
    found = pasted(
        staff,
        "修路\t来信\t友好村\t2023-05-06\t办理中",
        "桥\t来信\t友好村\t2023-05-06\t在办",
        head=HEAD.replace("涉及金额", "状态"),
    )
    assert told(found) == [(2, "state", "K006")]
    post(found.to_post(), found.register, staff.clerk, TOWN)
    assert Record.objects.get().state == "handling"
