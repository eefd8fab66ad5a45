"""How often a duty is owed, by place and season."""

from datetime import date
from pathlib import Path

import pytest

from yiben.declare import load
from yiben.kernel.language import ENGLISH, speaking
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.rulebook.duties import frequency, in_force
from yiben.rulebook.tests.conftest import TOWN, People

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules_kept")]
DAY = date(2023, 5, 8)


@pytest.mark.parametrize(
    ("town", "said"),
    [
        (TOWN, "每周1次"),
        ("440111001", "每旬1次"),
        ("653023100", "每周1次，3月至12月"),
        ("341324102", "每月2次"),
        ("410105001", "每周1次"),
    ],
)
def test_the_nearest_place_says_how_often_village_chiefs_patrol(town: str, said: str) -> None:
    assert frequency(town, "river_patrol_village", DAY).said() == said


def test_a_season_has_its_months_also_over_the_years_end() -> None:
    river = frequency("653023100", "river_patrol_town", DAY)
    assert river.in_season(date(2023, 3, 1)) and not river.in_season(date(2023, 2, 28))
    fire = frequency(TOWN, "fire_watch", DAY)
    assert fire.in_season(date(2023, 1, 5)) and fire.in_season(date(2023, 11, 1))
    assert not fire.in_season(date(2023, 5, 1))
    with speaking(ENGLISH):
        assert fire.said() == "1 time a week, months 11 to 4"


def test_the_towns_own_counts_first_from_its_day_on(staff: People) -> None:
    values = {"rule": "镇级河长巡河", "every": "旬", "times": "2", "source": "镇河长办通知"}
    values |= {"valid_from": "2023-06-01", "first_month": "3", "last_month": "11"}
    record = service.enter("duty_frequencies", values, staff.clerk, town=TOWN).record
    assert frequency(TOWN, "river_patrol_town", DAY).own == ""
    mine = frequency(TOWN, "river_patrol_town", date(2023, 6, 1))
    assert (mine.said(), mine.own, mine.ground.source) == ("每旬2次，3月至11月", record, "镇河长办通知")
    service.correct(record, {"valid_until": "2023-06-30"}, "改回每月一次", staff.clerk)
    assert frequency(TOWN, "river_patrol_town", date(2023, 7, 1)).said() == "每月1次"
    with pytest.raises(Refused):
        service.enter("duty_frequencies", values | {"last_month": ""}, staff.clerk, town=TOWN)


def test_no_frequency_for_a_day_before_the_rules_or_an_unknown_rule(rules_kept: Path) -> None:
    for rule, on, number in (
        ("river_patrol_town", date(2010, 1, 1), "H015"),
        ("no_such", DAY, "H006"),
    ):
        with pytest.raises(Refused) as refused:
            frequency(TOWN, rule, on)
        assert [p.number for p in refused.value.problems] == [number]


def test_all_frequencies_of_a_town_are_listed() -> None:
    found = {rule.id: said for rule, said in in_force(TOWN, DAY)}
    assert found["branch_meeting"].said() == "每季度1次" and found["river_patrol_town"].ground.local
    load.forget()
