from dataclasses import replace
from datetime import date

import pytest

from yiben.capabilities.cases import duplicates
from yiben.capabilities.cases.tests.conftest import YOUHAO, People, entered, numbers, order, values
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.ledger.acts import Enter
from yiben.ledger.models import Record
from yiben.township.models import Account

pytestmark = pytest.mark.django_db
ROAD = "三组通户路塌方影响出行，请尽快清理"


def likely(by: Account, **changes: object) -> list[duplicates.Alike]:
    given = {**values(village=YOUHAO), "received_on": date(2024, 1, 8), **changes}
    return duplicates.likely(catalog().registers["petitions"], given, "422802101", by)


def test_the_same_thing_said_otherwise_in_the_same_village_is_likely(staff: People) -> None:
    first = entered(staff.clerk)
    found = likely(staff.clerk, matter=ROAD)
    assert [(one.record.number, one.certain) for one in found] == [(first.number, False)]
    assert found[0].reasons == ("同一个村（社区）", "内容很像")


def test_another_subject_another_village_or_another_season_is_not(staff: People) -> None:
    entered(staff.clerk)
    assert likely(staff.clerk, matter="反映低保金未发放") == []
    assert likely(staff.clerk, matter=ROAD, village="422802101202") == []
    with clock.stated(date(2024, 5, 1)):
        assert likely(staff.clerk, matter=ROAD, received_on=date(2024, 4, 1)) == []


def test_the_same_telephone_is_found_across_registers_without_being_shown(staff: People) -> None:
    other = order(staff.clerk, phone="19900000001")
    found = likely(staff.clerk, matter="反映低保金未发放", phone="19900000001")
    assert [one.record.number for one in found] == [other.number]
    assert "199" not in "".join(found[0].reasons)
    of = duplicates.likely_of(other, staff.clerk)
    assert of == []


def test_a_name_counts_only_with_more_and_a_hidden_name_never(staff: People) -> None:
    entered(staff.clerk, person="冉启明", address="三组岔路口")
    entered(staff.clerk, person="冉某", matter="邻里宅基地边界纠纷")
    found = likely(staff.clerk, person="冉启明", matter="请求安装健身器材", address="三组岔路口")
    assert [one.reasons for one in found] == [("姓名相同", "同一个村（社区）", "地点相同")]
    assert likely(staff.clerk, person="冉某", matter="路灯不亮") == []


def test_who_may_not_read_the_other_village_is_told_nothing_of_it(staff: People) -> None:
    entered(staff.clerk, village="见天村", phone="19900000001")
    assert likely(staff.village_clerk, phone="19900000001") == []


def test_an_upstream_number_makes_it_certain_and_is_entered_once(staff: People) -> None:
    first = entered(staff.clerk, upstream_no="202401080017", received_on="2024-01-08")
    found = likely(staff.clerk, matter="别的事", upstream_no="202401080017")
    assert found[0].certain and found[0].record.record == first.record
    with pytest.raises(Refused) as refused:
        entered(staff.clerk, upstream_no="202401080017")
    assert numbers(refused) == ["M080"] and first.number in str(refused.value)
    service.void(first.record, "录错", staff.clerk)
    assert entered(staff.clerk, upstream_no="202401080017").number


def test_the_same_export_twice_is_told_row_by_row(staff: People) -> None:
    acts = [Enter("orders", values(upstream_no=f"2024{n}")) for n in range(3)]
    service.submit(acts, staff.clerk)
    with pytest.raises(Refused) as refused:
        service.submit([*acts, Enter("orders", values(upstream_no="20249"))], staff.clerk)
    assert [p.where for p in refused.value.problems] == [f"{n}:upstream_no" for n in (1, 2, 3)]
    twice = [Enter("orders", values(upstream_no="20249")) for _ in range(2)]
    with pytest.raises(Refused) as refused:
        service.submit(twice, staff.clerk)
    assert [p.where for p in refused.value.problems] == ["2:upstream_no"]
    sent = [replace(act, values={**act.values, "upstream_no": f"x{n}"}, client_id=f"row-{n}")
            for n, act in enumerate(acts)]  # fmt: skip
    service.submit(sent, staff.clerk)
    assert all(one.repeated for one in service.submit(sent, staff.clerk))
    assert Record.objects.count() == 6
