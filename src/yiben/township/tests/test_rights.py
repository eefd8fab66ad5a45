from datetime import date

import pytest

from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.township import people, places, rights
from yiben.township.models import Holding
from yiben.township.tests.conftest import JIANTIAN, TOWN, YOUHAO, People

pytestmark = pytest.mark.django_db


def test_rights_follow_post_register_place_and_secrecy(staff: People) -> None:
    assert rights.reach(staff.clerk, "read", "petitions") == (TOWN,)
    assert rights.may(staff.village_clerk, "write", "petitions", YOUHAO)
    assert not rights.may(staff.village_clerk, "write", "petitions", JIANTIAN)
    # The register is personal, the leader's level is internal: counts yes, names no.
    assert not rights.may(staff.leader, "read", "petitions", TOWN)
    assert rights.may_read_figures(staff.leader, "petitions", TOWN)
    assert not rights.may_read_figures(staff.village_clerk, "petitions", TOWN)
    assert not rights.may_read_figures(staff.stranger, "petitions", TOWN)


def test_a_post_left_yesterday_gives_nothing_today(staff: People) -> None:
    Holding.objects.filter(account=staff.clerk).update(until=date(2023, 5, 8))
    assert not rights.may(people.find("clerk"), "read", "petitions")
    with clock.stated(date(2023, 5, 7)):
        assert rights.may(people.find("clerk"), "read", "petitions")


def test_an_account_put_out_of_use_may_do_nothing(staff: People) -> None:
    staff.clerk.is_active = False
    assert rights.reach(staff.clerk, "read", "petitions") == ()
    with pytest.raises(Refused, match="T002"):
        people.find("nobody")


def test_a_town_is_found_by_code_or_unique_name(staff: People) -> None:
    assert places.town("柏杨坝镇").code == places.town(TOWN).code == TOWN
    for name in ("没有镇", "友好村"):
        with pytest.raises(Refused, match="T003"):
            places.town(name)
    assert [v.short for v in places.villages(TOWN, date(2023, 7, 1))] == ["友好村", "见天村"]
    assert len(places.villages(TOWN, date(2023, 6, 30))) == 3
