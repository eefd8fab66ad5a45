"""What is found, by whom, by what."""

import pytest

from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.search.finding import Question, find
from yiben.search.tests.conftest import JIANTIAN, LAOWU, YOUHAO, People, entered, found
from yiben.township.models import Look

pytestmark = [pytest.mark.django_db, pytest.mark.services]
ROAD = "三组道路塌方，请求清理"


@pytest.mark.parametrize(
    "typed",
    ["道路", "路塌", "塌方请求", "塌方，请求", "方", "信访2023-0001", "信访2023-1", "0001", "SD2023/77",
     "szdl", "tafang", "tafangq", "来信", "曾示例", "示例", "zsl", "zengshili", "12万", "12", "120000元",
     "道路 曾示例", "道路 友好", "塌方 信访", "道路\x00"],
)  # fmt: skip
def test_the_clerk_finds_a_petition_by(typed: str, staff: People) -> None:
    entered(staff.clerk, upstream_no="SD2023/77")
    entered(staff.clerk, matter="低保复核", village="见天村", person="何某", amount="7", source="来访")
    assert found(staff.clerk, typed) == [ROAD]


@pytest.mark.parametrize(
    "typed", ["道塌", "桥", "信访", "ldsz", "信访2023-0003", "道路 见天", "道路 低保", "13万", "，。"]
)
def test_and_not_by(typed: str, staff: People) -> None:
    entered(staff.clerk)
    entered(staff.clerk, matter="低保复核", village="见天村", person="何某", amount="7")
    assert found(staff.clerk, typed) == []


def test_titles_and_names_come_before_other_text_then_the_newest(staff: People) -> None:
    entered(staff.clerk, matter="甲", result="已修复道路", received_on="2023-05-07")
    entered(staff.clerk, matter="道路乙", received_on="2023-05-01")
    entered(staff.clerk, matter="道路丙", received_on="2023-05-02")
    assert found(staff.clerk, "道路") == ["道路丙", "道路乙", "甲"]


def test_the_entry_made_a_second_ago_its_correction_and_its_void_are_seen(staff: People) -> None:
    record = entered(staff.clerk)
    assert found(staff.clerk, "道路") == [ROAD]
    service.correct(record.record, {"matter": "三组水管破裂"}, "写错了", staff.clerk)
    assert found(staff.clerk, "道路") == []
    assert found(staff.clerk, "水管") == ["三组水管破裂"]
    service.void(record.record, "重复登记", staff.clerk)
    assert found(staff.clerk, "水管") == []
    assert found(staff.clerk, "水管", void=True) == ["三组水管破裂"]


def test_each_finds_what_he_may_read_and_counts_nothing_else(staff: People) -> None:
    entered(staff.clerk)
    entered(staff.clerk, matter="道路二", village="见天村")
    entered(staff.keeper, "clues", matter="道路线索")
    told = {p.username: found(p, "道路") for p in staff.everybody}
    both = ["三组道路塌方，请求清理", "道路二"]
    assert {name: sorted(titles) for name, titles in told.items()} == {
        "clerk": both, "village_clerk": both[:1], "leader": both, "county": both,
        "keeper": ["道路线索"], "admin": [], "stranger": [],
    }  # fmt: skip
    answer = find(staff.village_clerk, Question("道路"))
    assert dict(answer.by_register) == {"petitions": 1} and dict(answer.by_place) == {YOUHAO: 1}


@pytest.mark.parametrize(
    "typed", ["曾示例", "示例", "zsl", "zengshili", "4321", "0017", "向某某", "xmm", "向"]
)
def test_what_is_masked_for_me_is_not_found_by_it(typed: str, staff: People) -> None:
    entered(staff.clerk)
    entered(staff.clerk, "households")
    assert found(staff.clerk, typed) and found(staff.village_clerk, typed)
    for masked in (staff.leader, staff.county):
        assert found(masked, typed) == []
        answer, nonsense = find(masked, Question(typed)), find(masked, Question("魑魅魍魉"))
        assert (answer.total, answer.by_register, answer.by_place) == (
            nonsense.total, nonsense.by_register, nonsense.by_place,
        )  # fmt: skip
    assert len(found(staff.leader, "2023")) == 2, "the records themselves are found by their numbers"


def test_people_are_found_by_the_last_four_digits_and_that_is_kept(staff: People) -> None:
    entered(staff.clerk)
    for typed in ("4321", "0017"):
        assert found(staff.clerk, typed) == [ROAD]
    assert found(staff.clerk, "4321", tails=False) == []
    kept = Look.objects.filter(action="search")
    assert {look.what for look in kept} == {"按号码末四位查找"} and kept.count() == 2
    found(staff.leader, "4321")
    assert kept.count() == 2, "who can't search by it has not"


def test_a_whole_number_needs_the_right_to_unmask(staff: People) -> None:
    entered(staff.clerk)
    for typed in ("990101198503070017", "19900004321", " 9901011985 03070017".replace(" ", "")):
        assert found(staff.clerk, typed) == [ROAD]
        assert found(staff.village_clerk, typed) == [] == found(staff.leader, typed)
    assert set(Look.objects.filter(action="search").values_list("what", flat=True)) == {"按整个号码查找"}


def test_a_number_typed_into_free_text_is_not_searchable(staff: People) -> None:
    entered(staff.clerk, result="本人电话13800001111，已答复")
    assert found(staff.leader, "13800001111") == [] == found(staff.leader, "00001111")
    assert found(staff.leader, "已答复") == [ROAD]


def test_a_record_that_moved_to_another_village_is_found_there(staff: People) -> None:
    record = entered(staff.clerk)
    assert found(staff.village_clerk, "道路") == [ROAD]
    service.correct(record.record, {"village": "见天村"}, "写错村", staff.clerk)
    assert found(staff.village_clerk, "道路") == []
    assert found(staff.clerk, "道路", places=(JIANTIAN,)) == [ROAD]


def test_a_village_alone_lists_what_is_recorded_there(staff: People) -> None:
    entered(staff.clerk)
    entered(staff.clerk, matter="道路二", village="见天村")
    answer = find(staff.clerk, Question("", places=(YOUHAO,)))
    assert [r.title for r in answer.page()] == [ROAD] and dict(answer.by_place) == {YOUHAO: 1}
    assert find(staff.clerk, Question("", places=(LAOWU, YOUHAO))).total == 1
    assert find(staff.village_clerk, Question("", places=(JIANTIAN,))).total == 0
    assert find(staff.clerk, Question("")).total == 0


def test_filters_by_register_and_the_counts_beside_them(staff: People) -> None:
    entered(staff.clerk, person="向某某")
    entered(staff.clerk, "households")
    answer = find(staff.clerk, Question("向某某", register="households"))
    assert [r.register for r in answer.page()] == ["households"] and answer.total == 1
    assert dict(answer.by_register) == {"petitions": 1, "households": 1}


def test_pages_hold_twenty_and_all_are_told(staff: People) -> None:
    for n in range(23):
        entered(staff.clerk, matter=f"道路第{n}段")
    answer = find(staff.clerk, Question("道路"))
    pages = [answer.page(n) for n in (1, 2, 3)]
    assert [len(p) for p in pages] == [20, 3, 0] and answer.total == 23
    assert len({r.record for page in pages for r in page}) == 23


def test_too_long_a_text_is_refused(staff: People) -> None:
    for typed in ("道" * 81, "一 二 三 四 五 六 七"):
        with pytest.raises(Refused) as refused:
            find(staff.clerk, Question(typed))
        assert [p.number for p in refused.value.problems] == ["Q001"]


@pytest.mark.parametrize(
    "typed", ['"', "' OR 1=1 --", "h1道路", "* AND *", "道路 NEAR", "\\", "道\x00桥", "𠮷田", "(", "w4228*"]
)
def test_nothing_typed_reaches_the_index_as_its_language(typed: str, staff: People) -> None:
    entered(staff.clerk)
    assert found(staff.leader, typed) == []
    assert found(staff.stranger, typed) == []


def test_a_rare_character_is_found(staff: People) -> None:
    entered(staff.clerk, matter="𠮷田的路")
    assert found(staff.clerk, "𠮷田") == ["𠮷田的路"]


def test_who_holds_two_posts_finds_each_record_once_by_the_better_right(staff: People) -> None:
    from datetime import date

    from yiben.township import people

    entered(staff.clerk)
    entered(staff.clerk, village="见天村", matter="道路二")
    people.appoint(staff.leader, people.post("village_clerk", YOUHAO), date(2020, 1, 1))
    staff.leader.__dict__.pop("_grants", None)
    assert sorted(found(staff.leader, "道路")) == [ROAD, "道路二"]
    assert found(staff.leader, "曾示例") == [ROAD], "by name in his own village only"
    assert found(staff.leader, "道路 曾示例") == [ROAD]
