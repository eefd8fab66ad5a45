"""Lists: every marked field asked for, conditions taken off again, columns, totals, paper, keys."""

import re
from html import unescape

import pytest

from yiben.declare.load import catalog
from yiben.pages import filters
from yiben.pages.tests.conftest import TOWN, People, browser, entered
from yiben.personal import lists as personal
from yiben.ui import asking

ALL = "/registers/petitions/?received_on_from="


def titles(page: str) -> list[str]:
    return re.findall(r'<a class="title"[^>]*>([^<]*)</a>', page)


def asked(staff: People, query: str) -> list[str]:
    return sorted(titles(browser(staff.clerk).get(ALL + query).content.decode()))


@pytest.mark.django_db
def test_one_can_ask_for_several_for_none_and_for_a_range(staff: People) -> None:
    entered(staff.clerk, matter="甲", source="来信", amount="100")
    entered(staff.clerk, matter="乙", source="来访", amount="", village="见天村")
    entered(staff.clerk, matter="丙", source="热线", amount="900", due_on="2023-06-01")
    assert asked(staff, "&source=来信&source=热线") == ["丙", "甲"]
    assert asked(staff, "&village=422802101201&village=422802101202&source=来访") == ["乙"]
    assert asked(staff, "&amount_is=empty") == ["乙"] and asked(staff, "&due_on_is=filled") == ["丙"]
    assert asked(staff, "&amount_from=50&amount_to=500") == ["甲"]
    assert asked(staff, "&village=422802102201") == ["丙", "乙", "甲"]


@pytest.mark.django_db
def test_each_condition_is_a_chip_that_takes_itself_off(staff: People) -> None:
    entered(staff.clerk, matter="甲", source="来信")
    entered(staff.clerk, matter="乙", source="来访")
    page = browser(staff.clerk).get(ALL + "&source=来信&source=热线&page=1").content.decode()
    assert "来源 来信、热线" in page
    address = unescape(re.search(r'<a href="(\?[^"]*)" aria-label="去掉条件：来源[^"]*"', page)[1])  # type: ignore[index]
    assert sorted(titles(browser(staff.clerk).get(f"/registers/petitions/{address}").content.decode())) == [
        "乙",
        "甲",
    ]


@pytest.mark.django_db
def test_the_period_can_be_taken_off_too(staff: People) -> None:
    entered(staff.clerk, matter="甲", received_on="2022-02-03")
    page = browser(staff.clerk).get("/registers/petitions/?view=").content.decode()
    assert titles(page) == []
    address = unescape(re.search(r'<a href="(\?[^"]*)" aria-label="去掉条件：收到日[^"]*"', page)[1])  # type: ignore[index]
    assert titles(browser(staff.clerk).get(f"/registers/petitions/{address}").content.decode()) == ["甲"]


@pytest.mark.django_db
def test_every_field_marked_filter_has_a_control(monkeypatch: pytest.MonkeyPatch, staff: People) -> None:
    monkeypatch.delenv("YIBEN_CATALOG")
    from yiben.declare import load

    load.forget()
    for register in catalog().registers.values():
        offered = {f.id: filters.kind_of(f) for f in filters.fields(register)}
        assert {f.id for f in register.fields.values() if f.filter} <= set(offered)
        assert register.happened in offered and set(offered.values()) <= {
            "choice", "place", "words", "whole", "days", "range",
        }  # fmt: skip
        for field in register.fields.values():
            assert not any(asking.SEVERAL in option for option in field.options)


@pytest.mark.django_db
def test_columns_are_ones_own_and_never_more_than_may_be_seen(staff: People) -> None:
    entered(staff.clerk, person="向某某", amount="100", source="来访")
    client = browser(staff.clerk)
    sent = {"column": ["source", "amount", "nothing"], "order-source": "2", "order-amount": "1"}
    client.post("/registers/petitions/columns/", sent)
    page = client.get(ALL).content.decode()
    head = page[page.index("<thead>") : page.index("</thead>")]
    assert head.index("涉及金额") < head.index("来源") and "收到日" not in head
    assert "收到日" in browser(staff.village_clerk).get(ALL).content.decode()
    client.post("/registers/petitions/columns/", {"usual": "1"})
    page = client.get(ALL).content.decode()
    assert "来源" not in page[page.index("<thead>") : page.index("</thead>")]


@pytest.mark.django_db
def test_a_hidden_field_is_neither_column_nor_filter_nor_sum(staff: People, settings: object) -> None:
    personal.choose_columns(staff.clerk, "petitions", ["id_no", "amount"])
    entered(staff.clerk, amount="100")
    page = browser(staff.clerk).get(ALL).content.decode()
    assert "990101198503070017" not in page and "9901************17" in page


@pytest.mark.django_db
def test_the_foot_adds_up_all_rows_with_their_unit(staff: People) -> None:
    for n in range(23):
        entered(staff.clerk, amount=str(n))
    page = browser(staff.clerk).get(ALL).content.decode()
    foot = page[page.index("<tfoot>") : page.index("</tfoot>")]
    assert "253" in foot and "元" in foot and "23 件" in foot


@pytest.mark.django_db
def test_one_may_choose_how_many_rows_a_page_has(staff: People) -> None:
    for n in range(60):
        entered(staff.clerk, matter=f"第{n}件")
    client = browser(staff.clerk)
    assert [len(titles(client.get(f"{ALL}&size={n}").content.decode())) for n in (20, 50, 100, 7)] == [
        20,
        50,
        60,
        20,
    ]


@pytest.mark.django_db
def test_paper_holds_all_rows_what_was_asked_and_the_day(staff: People) -> None:
    for n in range(30):
        entered(staff.clerk, matter=f"第{n}件", source="来访" if n else "来信")
    page = browser(staff.clerk).get(f"{ALL}&source=来访&print=1").content.decode()
    assert len(titles(page)) == 29 and "条件：来源 来访" in page and "截至 2023-05-08" in page
    assert 'type="checkbox"' not in page[page.index("<thead>") : page.index("</tfoot>")]


@pytest.mark.django_db
def test_who_may_not_unmask_is_not_offered_to_ask_by_number(staff: People) -> None:
    register = catalog().registers["petitions"]
    offered = filters.made(register, staff.clerk, {}, ())
    assert [f.id for f in offered] == ["received_on", "village", "source"]
    assert TOWN
