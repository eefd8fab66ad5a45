"""The search box on the pages: what is shown to whom, filters, offers, links between records."""

import re

import pytest
from django.urls import reverse

from yiben.kernel.problems import problem
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.pages import findings
from yiben.pages.tests.conftest import browser
from yiben.search import links
from yiben.search.models import Link
from yiben.search.tests.conftest import YOUHAO, People, entered, own_catalog, small_town, staff
from yiben.township.models import Account, Look, Place

__all__ = ["own_catalog", "small_town", "staff"]
pytestmark = pytest.mark.django_db
ROAD = "三组道路塌方，请求清理"


def page(by: Account, **asked: str) -> str:
    answer = browser(by).get("/search/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def offered(by: Account, **asked: str) -> str:
    answer = browser(by).get("/search/suggest/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def plain(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", text))


def test_the_box_is_on_every_page_and_works_without_script(staff: People) -> None:
    for path in ("/", "/registers/", "/figures/", "/search/"):
        text = browser(staff.clerk).get(path).content.decode()
        assert re.search(r'<form role="search" method="get" action="/search/">', text), path
        assert 'id="find-q"' in text


def test_a_hit_tells_title_register_place_state_day_and_where_it_was_hit(staff: People) -> None:
    entered(staff.clerk, result="已请施工队修复挡墙")
    text = plain(page(staff.clerk, q="挡墙"))
    for told in (
        ROAD,
        "信访热线",
        "信访2023-0001",
        "友好村",
        "待受理",
        "2023-05-06",
        "办理结果：已请施工队修复挡墙",
    ):
        assert told in text
    assert "<mark>道路</mark>" in page(staff.clerk, q="道路")


def test_registers_figures_villages_pages_and_acts_are_found_by_name_and_pinyin(staff: People) -> None:
    for typed in ("信访", "xinfang", "xfrx"):
        text = page(staff.clerk, q=typed)
        assert 'href="/registers/petitions/"' in text and 'href="/registers/petitions/new/"' in text
        assert 'href="/figures/petitions.received/"' in text
    assert 'href="/search/?place=422802101201"' in page(staff.clerk, q="yhc")
    assert 'href="/figures/"' in page(staff.clerk, q="数据指标")
    leader = page(staff.leader, q="信访")
    assert 'href="/registers/petitions/"' in leader and "/registers/petitions/new/" not in leader


def test_a_merged_village_says_so_and_its_records_count_at_the_successor(staff: People) -> None:
    entered(staff.clerk, village="老屋村", matter="老屋的路")
    Place.objects.filter(code="422802101203").update(valid_until="2023-05-07")
    assert "已并入友好村" in plain(page(staff.clerk, q="老屋村"))
    filtered = page(staff.clerk, q="的路", place=YOUHAO)
    assert "老屋的路" in plain(filtered) and "友好村（1）" in plain(filtered)


def test_the_leader_is_told_no_name_and_a_name_tells_him_nothing(staff: People) -> None:
    household = entered(staff.clerk, "households")
    shown = page(staff.leader, q="2023-0001")
    assert "向**" in shown and "向某某" not in shown
    told, nonsense = (plain(page(staff.leader, q=typed)).replace(typed, "") for typed in ("向某某", "魑魅某"))
    assert told == nonsense
    assert "向某某" in page(staff.clerk, q="向某某")
    assert household.record not in offered(staff.leader, q="向某某")


def test_an_administrator_has_pages_but_no_records(staff: People) -> None:
    entered(staff.clerk)
    text = page(staff.admin, q="道路")
    assert ROAD not in plain(text) and "/records/" not in text
    assert 'id="find-q"' in text


def test_filters_narrow_and_an_empty_answer_says_what_else_to_try(staff: People) -> None:
    record = entered(staff.clerk)
    service.void(record.record, "重复", staff.clerk)
    text = page(staff.clerk, q="道路", place=YOUHAO)
    assert "没有找到记录" in text and "连已作废的一起找" in text and "不限台账和村" in text
    assert ROAD in plain(page(staff.clerk, q="道路", void="1"))
    assert "没有找到记录" in page(staff.clerk, q="道路", void="1", register="households")


def test_odd_addresses_are_borne(staff: People) -> None:
    entered(staff.clerk)
    for asked in (
        {"page": "0"},
        {"page": "x"},
        {"page": "99999"},
        {"place": "w"},
        {"place": "９"},
        {"register": "x'"},
    ):
        assert browser(staff.clerk).get("/search/", {"q": "道路", **asked}).status_code == 200
    assert browser(staff.clerk).get("/search/", {"q": "道" * 90}).status_code == 400
    assert "80个字" in offered(staff.clerk, q="道" * 90)


def test_search_looks_at_now_and_says_so(staff: People) -> None:
    entered(staff.clerk)
    answer = page(staff.clerk, q="道路", as_of="2023-05-01")
    assert "不受上面截至日的影响" in answer and ROAD in plain(answer)


def test_what_is_offered_tries_no_number_of_a_person(staff: People) -> None:
    entered(staff.clerk)
    assert ROAD not in plain(offered(staff.clerk, q="4321")) and not Look.objects.filter(action="search")
    assert ROAD in plain(page(staff.clerk, q="4321")) and Look.objects.filter(action="search").count() == 1


def test_offers_for_linking_are_records_alone_without_the_one_at_hand(staff: People) -> None:
    here, other = entered(staff.clerk), entered(staff.clerk, matter="道路二")
    text = offered(staff.clerk, q="道路", only="records", **{"not": here.record})
    assert f'data-record="{other.record}"' in text and here.record not in text and "/search/" not in text


def link(by: Account, record: Record, **sent: str) -> tuple[int, str]:
    answer = browser(by).post(f"/records/{record.record}/links/", {"why": "同一件事", **sent})
    return answer.status_code, answer.content.decode()


def test_records_are_linked_by_number_by_words_or_by_the_one_chosen(staff: People) -> None:
    here = entered(staff.clerk)
    others = [entered(staff.clerk, matter=m) for m in ("水管破裂", "路灯不亮", "危房改造")]
    assert link(staff.clerk, here, other=others[0].number)[0] == 302
    assert link(staff.clerk, here, other="ldbl")[0] == 302
    assert link(staff.clerk, here, other="改了的字", chosen=others[2].record)[0] == 302
    assert {one.record.record for one in links.linked(here.record, staff.clerk)} == {o.record for o in others}
    text = plain(browser(staff.clerk).get(f"/records/{others[1].record}/").content.decode())
    assert ROAD in text and "同一件事（田示例2023-05-08）" in text


def test_an_unclear_link_keeps_what_was_typed_and_offers_the_candidates(staff: People) -> None:
    here = entered(staff.clerk)
    for n in (1, 2):
        entered(staff.clerk, matter=f"水管{n}处破裂")
    status, text = link(staff.clerk, here, other="水管", why="")
    assert status == 400 and 'value="水管"' in text and text.count('type="radio" name="chosen"') == 2
    assert problem("Q003", text="水管", found=2).sentence in text and "要写一句为什么关联" in text
    status, text = link(staff.clerk, here, other="没有的事")
    assert status == 400 and problem("Q002", text="没有的事").sentence in text
    status, text = link(staff.clerk, here, other=here.number)
    assert status == 400 and "不能和自己关联" in text
    assert not Link.objects.exists()


def test_what_one_may_not_read_can_be_neither_linked_nor_seen(staff: People) -> None:
    here, there = entered(staff.clerk), entered(staff.clerk, village="见天村", matter="别村的事")
    for sent in ({"other": there.number}, {"other": "x", "chosen": there.record}, {"other": "别村的事"}):
        status, text = link(staff.village_clerk, here, **sent)
        assert status == 400 and "没有找到" in text
    assert link(staff.leader, here, other=there.number)[0] == 403
    made = links.link(here, there, "同一条路", staff.clerk)
    seen = browser(staff.village_clerk).get(f"/records/{here.record}/").content.decode()
    assert "别村的事" not in seen and "同一条路" not in seen and there.record not in seen
    address = f"/records/{here.record}/links/{made.seq}/remove/"
    browser(staff.village_clerk).post(address)
    assert Link.objects.get().until is None
    assert browser(staff.clerk).post(address).status_code == 302
    assert Link.objects.get().until is not None


def test_every_page_offered_opens(staff: People) -> None:
    for person in (staff.clerk, staff.admin):
        client, opened = browser(person), set()
        for title, name, _parts in findings.PAGES:
            if f'href="{reverse(name)}"' in offered(person, q=str(title)):
                assert client.get(reverse(name)).status_code == 200, f"{person} {name}"
                opened.add(name)
        assert ("desk" in opened) is (person == staff.clerk)
        assert ("administration" in opened) is (person == staff.admin)
