"""Two records that belong together: made, shown by right, taken back, made again from the entries."""

from datetime import date, timedelta

import pytest

from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import rebuild, seals, service
from yiben.ledger.models import Entry, Record
from yiben.search import links
from yiben.search.models import Link
from yiben.search.tests.conftest import DAY, People, entered
from yiben.township.models import Account
from yiben.township.rights import Denied

pytestmark = [pytest.mark.django_db, pytest.mark.services]


def shown(record: Record, by: Account, as_of: date | None = None) -> list[str]:
    return [one.record.title for one in links.linked(record.record, by, as_of)]


def test_a_link_is_shown_on_both_and_is_an_entry_of_the_town(staff: People) -> None:
    one, other = entered(staff.clerk), entered(staff.clerk, "households")
    links.link(one, other, "同一户", staff.clerk)
    assert shown(one, staff.clerk) == ["向某某"] and shown(other, staff.clerk) == [one.title]
    entry = Entry.objects.latest("seq")
    assert (entry.kind, entry.town, entry.why, entry.record) == ("records.linked", one.town, "同一户", "")
    assert not list(rebuild.check()) and not list(seals.verify())
    assert Record.objects.get(record=one.record).version == 1, "no field has changed"


def test_who_may_not_read_the_other_is_not_told_of_it(staff: People) -> None:
    here, there = entered(staff.clerk), entered(staff.clerk, village="见天村", matter="别村的事")
    links.link(here, there, "同一条路", staff.clerk)
    assert shown(here, staff.village_clerk) == [] and shown(here, staff.leader) == ["别村的事"]


def test_linking_needs_the_right_to_write_the_one_and_to_read_the_other(staff: People) -> None:
    here, there = entered(staff.clerk), entered(staff.clerk, village="见天村")
    for one, other, by in (
        (here, there, staff.leader), (there, here, staff.village_clerk), (here, there, staff.village_clerk),
    ):  # fmt: skip
        with pytest.raises(Denied):
            links.link(one, other, "同一条路", by)
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    ("why", "wanted"), [("", ["Q006"]), ("字" * 201, ["Q006"]), ("两\n行", ["Q006"]), ("同一件", ["Q005"])]
)
def test_faults_are_told(why: str, wanted: list[str], staff: People) -> None:
    one, other = entered(staff.clerk), entered(staff.clerk, matter="另一件")
    links.link(one, other, "同一件", staff.clerk)
    with pytest.raises(Refused) as refused:
        links.link(other, one, why, staff.clerk)
    assert [p.number for p in refused.value.problems] == wanted


def test_not_with_itself_nor_with_a_voided_one(staff: People) -> None:
    one, other = entered(staff.clerk), entered(staff.clerk, matter="另一件")
    with pytest.raises(Refused) as refused:
        links.link(one, one, "", staff.clerk)
    assert [p.number for p in refused.value.problems] == ["Q004", "Q006"]
    voided = service.void(other.record, "重复", staff.clerk)
    with pytest.raises(Refused) as refused:
        links.link(one, voided, "同一件", staff.clerk)
    assert [p.number for p in refused.value.problems] == ["L005"]


def test_taken_back_it_is_gone_now_but_not_as_of_yesterday(staff: People) -> None:
    one, other = entered(staff.clerk), entered(staff.clerk, matter="另一件")
    made = links.link(one, other, "同一件", staff.clerk)
    with clock.stated(DAY + timedelta(days=1)):
        links.unlink(other, made.seq, staff.clerk)
        links.unlink(other, made.seq, staff.clerk)
        assert shown(one, staff.clerk) == [] and shown(one, staff.clerk, DAY) == ["另一件"]
        assert Entry.objects.filter(kind="records.unlinked").count() == 1
        again = links.link(one, other, "还是同一件", staff.clerk)
        kept = list(Link.objects.order_by("seq").values())
        assert links.rebuild() == 1
        assert list(Link.objects.order_by("seq").values()) == kept and again.seq == kept[-1]["seq"]


def test_a_link_of_another_record_cannot_be_taken_back_here(staff: People) -> None:
    one, other = entered(staff.clerk), entered(staff.clerk, matter="另一件")
    third = entered(staff.clerk, matter="第三件")
    made = links.link(one, other, "同一件", staff.clerk)
    links.unlink(third, made.seq, staff.clerk)
    assert shown(one, staff.clerk) == ["另一件"]
    with pytest.raises(Denied):
        links.unlink(one, made.seq, staff.leader)
