"""Numbered doubts: the query over a register agrees with plain Python, record by record, on any day."""

import random
from datetime import date, timedelta

import pytest

from yiben.declare.model import Register
from yiben.figures.data_doubts import finding, judging, numbered
from yiben.figures.tests.books import pour, random_ledger, some_day
from yiben.figures.tests.small import CASES, small_register
from yiben.ledger.models import PastRecord, Record

DOUBTS = """
[rules.refused]
check = "closed_on >= received_on"
message = "办结日早于收到日"
[rules.large]
check = 'amount <= 100.5 or kind = "甲"'
message = "金额偏大"
doubt = true
[rules.unnamed]
check = "household is not null"
message = "没有户号"
doubt = true
[rules.three]
check = 'not (urgent = true and people in (0, 1)) and area < 10.5'
message = "急件没有人"
doubt = true
[rules.anywhere]
check = "place is not null"
message = "没有写村"
doubt = true
[rules.late]
check = "due_on >= happened_on or closed_on is not null"
message = "到期日在前"
doubt = true
[rules.state]
check = 'not (state = "done" and closed_on is null)'
message = "办结没有办结日"
doubt = true
[rules.person]
check = "person is not null"
message = "没有证件号"
doubt = true
[rules.same]
check = "closed_on >= due_on"
message = "办结日在到期日前"
doubt = true
"""
TOWNS = 120


def doubted() -> Register:
    head, _, rest = CASES.partition("[rules]")
    return small_register(head + DOUBTS + "\n[figures]" + rest.partition("[figures]")[2])


def by_hand(register: Register, town: str, day: date | None) -> set[tuple[str, int, str]]:
    kept: list[Record | PastRecord] = [*Record.objects.filter(town=town, register="cases", void=False)]
    if day is not None:
        kept = [r for r in kept if r.day_from <= day]
        past = PastRecord.objects.filter(town=town, register="cases", void=False, day_from__lte=day)
        kept += past.filter(day_to__gt=day)
    return {
        (one.record, one.version, rule.id)
        for one in kept
        for rule in judging.raised(register, one.data, one.state, one.place)
    }


@pytest.mark.django_db
def test_the_query_finds_what_plain_python_finds_on_random_ledgers() -> None:
    luck, register = random.Random(20231012), doubted()
    towns = [f"99{n // 3:04}{n % 3 + 1:03}" for n in range(TOWNS)]
    pour([random_ledger(luck, town, 1 + n * 50) for n, town in enumerate(towns)], entries=True)
    met: set[str] = set()
    for town in towns:
        for day in (None, some_day(luck), some_day(luck)):
            found = finding.find(register, town, day)
            told = {(one.record, one.version, one.rule) for one in found.doubts}
            assert told == by_hand(register, town, day), (town, day)
            met |= {one.rule for one in found.doubts}
    assert met == set(numbered.of_register(register))


def test_each_doubt_has_its_number_in_the_order_of_the_file_and_refusing_rules_are_none() -> None:
    told = [(one.id, one.code) for one in numbered.of_register(doubted()).values()]
    assert told[:2] == [("large", "事项-02"), ("unnamed", "事项-03")] and len(told) == 8


def test_what_is_asked_over_several_records_is_numbered_apart() -> None:
    text = CASES.replace('class = "kind"', 'class = "kind"\nperson = ["name", "person"]')
    text = text.replace("household = {", 'upstream_no = { title = "上级编号", type = "text" }\nhousehold = {')
    text = text.replace('owner = "zongzhi"', 'owner = "zongzhi"\nnumber_form = "督〔{year}〕{n:03}号"')
    told = [(one.id, one.code) for one in numbered.of_register(small_register(text)).values()]
    assert told == [("upstream_twice", "事项-91"), ("person_again", "事项-92"), ("number_gap", "事项-93")]


def across_register() -> Register:
    text = CASES.replace('class = "kind"', 'class = "kind"\nperson = ["name", "person"]')
    text = text.replace("household = {", 'upstream_no = { title = "上级编号", type = "text" }\nhousehold = {')
    return small_register(
        text.replace('owner = "zongzhi"', 'owner = "zongzhi"\nnumber_form = "督〔{year}〕{n:03}号"')
    )


def kept(n: int, day: date, number: str, title: str, void: bool = False, **data: object) -> Record:
    at = {"received_on": day.isoformat(), "matter": title}
    return Record(
        record=f"r{n}", register="cases", version=1, town="990001001", place="990001001001", office="zongzhi",
        owner="clerk", number=number, title=title, state="open", happened_on=day, void=void, data=at | data,
        seq_from=n, day_from=date(2024, 1, 1),
    )  # fmt: skip


def who(index: str) -> dict[str, str]:
    return {"k": "k", "c": "c", "x": index}


@pytest.mark.django_db
def test_doubts_over_several_records_name_the_others() -> None:
    day = date(2023, 5, 1)
    Record.objects.bulk_create([
        kept(1, day, "督〔2023〕001号", "修路", person=who("p1"), upstream_no="A1"),
        kept(2, day + timedelta(30), "督〔2023〕002号", "修路", person=who("p1"), upstream_no="A2"),
        kept(3, day + timedelta(61), "督〔2023〕005号", "修路", person=who("p1"), upstream_no="A1"),
        kept(4, day, "督〔2023〕006号", "饮水", person=who("p2"), upstream_no="A1", void=True),
        kept(5, day, "督〔2024〕002号", "修路", person=who("p2"), upstream_no=""),
        kept(6, day, "旧〔2023〕9号", "其他", person=who("p3")),
    ])  # fmt: skip
    found = finding.find(across_register(), "990001001")
    told = {(one.rule, one.record): one.said for one in found.doubts}
    assert told[("upstream_twice", "r1")] == {"upstream_no": "A1", "count": 2, "others": ["r3"]}
    assert told[("person_again", "r1")] == {"others": ["r2"]}
    assert told[("person_again", "r2")] == {"others": ["r1"]}
    assert told[("number_gap", "r3")] == {"missing": "3、4"}
    assert told[("number_gap", "r5")] == {"missing": "1"}
    assert set(told) == {
        ("upstream_twice", "r1"), ("upstream_twice", "r3"), ("person_again", "r1"), ("person_again", "r2"),
        ("number_gap", "r3"), ("number_gap", "r5"),
    }  # fmt: skip
