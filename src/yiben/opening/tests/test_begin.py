import pytest

from yiben.kernel.problems import Refused
from yiben.ledger import seals
from yiben.ledger.models import Entry
from yiben.opening import begin, country
from yiben.opening.tests.conftest import DAY, GULIN, TOWN, VILLAGES, Staff, numbers
from yiben.township import people, places, rights
from yiben.township.models import Account, DemoTown, Office

pytestmark = pytest.mark.django_db


def test_an_opened_town_has_places_offices_and_three_administrators_kept_apart(staff: Staff) -> None:
    assert [p.short for p in places.villages(TOWN)] == ["古林村", "布政村"]
    assert places.title("330203") == "海曙区" and places.town("古林镇").code == TOWN
    assert Office.objects.filter(town=TOWN, kind="dangzheng").exists() and not DemoTown.objects.exists()
    for account, part in ((staff.system, "system"), (staff.security, "security"), (staff.audit, "audit")):
        assert rights.administers(account) == {part}
        assert account.must_change_password and not rights.grants(account)
    assert [h.since for h in staff.system.holdings.all()] == [DAY]


def test_the_opening_is_the_first_entry_of_the_towns_chain_and_holds_no_password(db: None) -> None:
    begun = begin.begin(country.one("古林镇"), VILLAGES, begin.admins_from(""))

    entry = Entry.objects.get(town=TOWN)
    assert (entry.kind, entry.by_name) == ("opening.town_opened", "命令行")
    assert len({a.password for a in begun.admins}) == 3
    assert all(a.password not in entry.body and a.username in entry.body for a in begun.admins)
    assert all(people.find(a.username).check_password(a.password) for a in begun.admins)
    assert list(seals.verify()) == []


def test_a_town_is_opened_once(staff: Staff) -> None:
    with pytest.raises(Refused, match="W011"):
        begin.begin(country.one("古林镇"), (), begin.admins_from("甲示例,乙示例,丙示例"))


def test_a_second_town_gets_administrators_of_its_own(staff: Staff) -> None:
    begun = begin.begin(country.one("柏杨坝镇"), (), begin.admins_from(""))

    assert begun.villages == 29
    assert [a.username for a in begun.admins] == [
        "sysadmin_422802101", "secadmin_422802101", "auditor_422802101",
    ]  # fmt: skip
    assert len(places.villages(TOWN)) == 2


@pytest.mark.parametrize("said", ["张三", "张三,李四", "张三,,王五", "a:张三,b:李四,c:王五,d:赵六"])
def test_three_administrators_are_three_people(said: str) -> None:
    with pytest.raises(Refused, match="W010"):
        begin.admins_from(said)


def test_one_person_cannot_be_two_of_them_and_nothing_is_left_behind(db: None) -> None:
    with pytest.raises(Refused, match=r"不能相同.*W010"):
        begin.begin(country.one("古林镇"), VILLAGES, begin.admins_from("张三,张三,王五"))

    assert not Account.objects.exists() and not Office.objects.exists()


def test_account_names_that_are_taken_are_told(staff: Staff) -> None:
    with pytest.raises(Refused) as refused:
        begin.begin(country.one("柏杨坝镇"), (), begin.admins_from("sysadmin:张三,secadmin:李四,wang:王五"))

    assert numbers(refused) == ["S019", "S019"]


def test_a_village_of_the_table_keeps_its_official_code(staff: Staff) -> None:
    assert places.place(GULIN).source == "代码表"
