from datetime import date
from decimal import Decimal

import pytest

from yiben.kernel.problems import Refused
from yiben.ledger import reading, service
from yiben.ledger.acts import Enter
from yiben.ledger.tests.conftest import ID_NO, JIANTIAN, OTHER_ID, TOWN, YOUHAO, People, petition
from yiben.township.models import Look
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(staff: People) -> None:
    service.submit(
        [
            Enter("petitions", petition(amount="30"), record="a" * 32),
            Enter(
                "petitions", petition(village=JIANTIAN, amount="4", source="来访", received_on="2023-05-01")
            ),
            Enter(
                "petitions", petition(village=JIANTIAN, amount=None, id_no=OTHER_ID, received_on="2023-05-03")
            ),
        ],
        staff.clerk,
    )


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"source": "来访"}, ["4"]),
        ({"place": YOUHAO}, ["30"]),
        ({"amount": (Decimal("5"), None)}, ["30"]),
        ({"happened_on": (date(2023, 5, 2), date(2023, 5, 5))}, [None]),
        ({"id_no": ID_NO}, ["30", "4"]),
        ({"state": "closed"}, []),
        ({"source": ["来信", "来访"]}, ["30", None, "4"]),
    ],
)
def test_a_list_is_filtered(
    three: None, staff: People, filters: dict[str, object], wanted: list[str]
) -> None:
    found = reading.listing("petitions", staff.clerk, filters)
    amounts = [row.data.get("amount") for row in found.page(1)]
    assert amounts == [None if w is None else Decimal(w) for w in wanted]
    assert found.count() == len(wanted)


def test_a_list_is_sorted_by_number_not_by_text(three: None, staff: People) -> None:
    rows = reading.listing("petitions", staff.clerk, {"amount": (Decimal(0), None)}, sort="amount").page(1)
    assert [row.data["amount"] for row in rows] == [4, 30]


def test_totals_and_states_are_over_all_rows(three: None, staff: People) -> None:
    found = reading.listing("petitions", staff.clerk)
    assert found.totals() == {"amount": Decimal(34)} and found.by_state() == {"registered": 3}
    assert len(found.page(2, size=2)) == 1 and len(list(found.rows())) == 3


def test_as_of_lists_sort_and_sum_like_the_present(three: None, staff: People) -> None:
    now = reading.listing("petitions", staff.clerk, sort="-amount")
    then = reading.listing("petitions", staff.clerk, sort="-amount", as_of=date(2023, 5, 8))
    assert [r.record for r in now.rows()] == [r.record for r in then.rows()]
    assert now.totals() == then.totals()


def test_a_village_clerk_sees_his_village_and_a_stranger_nothing(three: None, staff: People) -> None:
    assert [r.place for r in reading.listing("petitions", staff.village_clerk).page(1)] == [YOUHAO]
    with pytest.raises(Denied):
        reading.listing("petitions", staff.stranger).count()


def test_another_villages_person_asked_for_by_address_is_refused_and_logged(
    three: None, staff: People
) -> None:
    other = reading.listing("petitions", staff.clerk, {"place": JIANTIAN}).page(1)[0]
    with pytest.raises(Denied):
        reading.record(other.record, staff.village_clerk)
    assert Look.objects.get().action == "refused"


def test_an_unknown_filter_or_sort_is_a_problem_not_sql(three: None, staff: People) -> None:
    for bad in ({"x') or 1=1 --": 1}, {"no_such": 1}):
        with pytest.raises(Refused) as refused:
            reading.listing("petitions", staff.clerk, bad).count()
        assert refused.value.problems[0].number == "K020"
    with pytest.raises(Refused):
        reading.listing("petitions", staff.clerk, sort="data").page(1)
    assert reading.listing("petitions", staff.clerk, {"place": TOWN}).count() == 3


def test_what_is_masked_cannot_be_asked_for(three: None, staff: People) -> None:
    with pytest.raises(Denied):
        reading.listing("petitions", staff.village_clerk, {"id_no": ID_NO}).count()
    assert reading.listing("petitions", staff.clerk, {"id_no": ID_NO}).count() == 2
    assert Look.objects.get().action == "search"
