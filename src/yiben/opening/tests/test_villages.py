import pytest

from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.ledger.models import Entry
from yiben.opening import villages
from yiben.opening.tests.conftest import BUZHENG, DAY, GULIN, TOWN, Staff
from yiben.township import places

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("kind", flat=True))


def test_names_alone_get_provisional_codes_of_the_towns_own(staff: Staff) -> None:
    made = villages.add(TOWN, "村名\n薛家村\n\n 包家村 \n330203103221,蜃蛟村", staff.system)

    assert [p.code[9:] for p in made] == ["701", "702", "221"]
    assert [line.provisional for line in villages.lines(TOWN)] == [False, False, False, True, True]
    assert kinds()[-1] == "opening.places_added"


def test_a_code_that_was_used_is_not_given_again(staff: Staff) -> None:
    villages.add(TOWN, "薛家村", staff.system)
    villages.end(TOWN, f"{TOWN}701", "", "区划调整", staff.system)

    assert villages.add(TOWN, "包家村", staff.system)[0].code == f"{TOWN}702"


def test_all_faults_of_a_pasted_list_are_told_and_nothing_is_added(staff: Staff) -> None:
    with pytest.raises(Refused) as refused:
        villages.add(
            TOWN,
            "古林村\n薛家村\n薛家村\n110101001001,别处村\n1234,短码村\n330203103202,同码村",
            staff.system,
        )

    assert [(p.where, p.number) for p in refused.value.problems] == [
        ("第1行", "W015"), ("第2行", "W006"), ("第3行", "W006"), ("第4行", "W005"), ("第5行", "W004"),
        ("第6行", "W015"),
    ]  # fmt: skip
    assert len(places.villages(TOWN)) == 2


def test_an_empty_list_is_told(staff: Staff) -> None:
    with pytest.raises(Refused, match="W009"):
        villages.add(TOWN, "\n \n", staff.system)


def test_a_village_renamed_keeps_its_code(staff: Staff) -> None:
    villages.rename(TOWN, GULIN, "新古林村村民委员会", staff.system)

    assert places.place(GULIN).short == "新古林村"
    with pytest.raises(Refused, match="W015"):
        villages.rename(TOWN, GULIN, "布政村", staff.system)


def test_a_merged_village_counts_in_the_other(staff: Staff) -> None:
    villages.end(TOWN, GULIN, BUZHENG, "甬民政〔2026〕1号", staff.system)

    assert places.successor_map(TOWN, DAY) == {GULIN: BUZHENG}
    with pytest.raises(Refused, match="W017"):
        villages.end(TOWN, BUZHENG, GULIN, "并回去", staff.system)
    villages.revive(TOWN, GULIN, staff.system)
    assert len(places.villages(TOWN)) == 2


def test_a_village_with_people_or_records_does_not_just_end(staff: Staff) -> None:
    clerk = staff.hired("hean", "何示范", "clerk_village", GULIN)
    with pytest.raises(Refused, match=r"还有人在岗.*W016"):
        villages.end(TOWN, GULIN, "", "撤销", staff.system)

    service.enter(
        "disputes",
        {
            "matter": "界址纠纷", "source": "日常排查", "village": BUZHENG, "category": "邻里",
            "people": "2", "party_name": "向某", "found_on": "2026-03-01", "due_on": "2026-03-20",
        },
        staff.hired("zong", "覃例文", "clerk_zongzhi"),
    )  # fmt: skip
    with pytest.raises(Refused, match=r"还有记录.*W016"):
        villages.end(TOWN, BUZHENG, "", "撤销", staff.system)
    assert clerk.is_active


def test_places_of_another_town_are_not_touched(staff: Staff) -> None:
    places.put("110101001001", "多福巷社区居委会", "代码表")

    with pytest.raises(Refused, match="K013"):
        villages.rename(TOWN, "110101001001", "新名", staff.system)
