"""One proposes, another confirms; the walls stand whoever leans on them."""

from datetime import date, timedelta
from functools import partial
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from yiben.administration import changes, sealing, walls
from yiben.administration.models import Change
from yiben.administration.tests.conftest import DAY, OTHER_TOWN, TOWN, WHY, YOUHAO, Staff, numbers, words
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import seals
from yiben.ledger.models import Entry
from yiben.township import people, places
from yiben.township.models import Account, Holding
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db


def given(staff: Staff, who: str, post: str, place: str = "", **more: str) -> Change:
    about = {"account": who, "post": post, "place": place, **more}
    return changes.propose("post_given", TOWN, about, staff.system, WHY)


def ended(staff: Staff, who: str, post: str, **more: str) -> Change:
    about = {"account": who, "post": post, "place": "", **more}
    return changes.propose("post_ended", TOWN, about, staff.system, WHY)


def titles(account: Account, on: date | None = None) -> list[str]:
    return [p.title for p in people.posts_of(account, on)]


def test_nothing_changes_until_another_confirms_and_both_stand_in_the_chain(staff: Staff) -> None:
    change = given(staff, "second", "文书", "友好村")
    assert titles(staff.second) == ["民政办办事员"]
    changes.confirm(change.pk, staff.security)
    assert titles(staff.second) == ["民政办办事员", "友好村文书"]
    kinds = list(Entry.objects.order_by("seq").values_list("kind", "by", "why", "record"))
    assert kinds == [
        ("administration.proposed", "sysadmin", WHY, ""),
        ("administration.confirmed", "secadmin", "", ""),
    ]
    assert list(seals.verify()) == []
    stored = changes.found(change.pk, TOWN)
    assert list(sealing.differences(stored)) == [] and stored.carried_at is not None
    assert "2023-05-08起任友好村文书" in words(stored.said)


def test_only_the_system_administrator_proposes_and_only_the_security_administrator_decides(
    staff: Staff,
) -> None:
    about = {"account": "second", "post": "mayor"}
    for other in (staff.security, staff.audit, staff.clerk, staff.leader):
        with pytest.raises(Denied):
            changes.propose("post_given", TOWN, about, other, WHY)
    change = given(staff, "second", "mayor")
    for other in (staff.system, staff.audit, staff.clerk, staff.leader):
        with pytest.raises(Denied):
            changes.confirm(change.pk, other)
        with pytest.raises(Denied):
            changes.refuse_change(change.pk, other, WHY)
    for other in (staff.security, staff.audit, staff.clerk):
        with pytest.raises(Denied):
            changes.withdraw(change.pk, other, WHY)
    with pytest.raises(Denied):
        changes.propose("post_given", OTHER_TOWN, about, staff.system, WHY)
    assert Change.objects.get().open and Entry.objects.count() == 1


def test_who_came_to_hold_both_posts_still_cannot_confirm_his_own(staff: Staff) -> None:
    change = given(staff, "second", "mayor")
    # Put there past every check, as by a hand in the database.
    people.appoint(staff.system, people.post("security_admin", TOWN), DAY)
    with pytest.raises(Refused) as refused:
        changes.confirm(change.pk, staff.system)
    assert numbers(refused) == ["A001"]


def test_the_database_itself_refuses_one_person_for_both(staff: Staff) -> None:
    change = given(staff, "second", "mayor")
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(verdict="confirmed", decided_by=staff.system)


ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")
WHO = {"system_admin": "sysadmin", "security_admin": "secadmin", "audit_admin": "auditor"}


@pytest.mark.parametrize(
    ("holder", "wanted"),
    [(h, w) for h, w in product(ADMINISTRATORS, (*ADMINISTRATORS, "clerk_minzheng", "mayor")) if h != w],
)
def test_no_administrator_gets_a_second_post(staff: Staff, holder: str, wanted: str) -> None:
    second = staff.hired("sysadmin2", "郑备样", "system_admin", TOWN)
    about = {"account": WHO[holder], "post": wanted}
    with pytest.raises(Refused) as refused:
        changes.propose("post_given", TOWN, about, second, WHY)
    assert numbers(refused) == ["A003"]


@pytest.mark.parametrize("wanted", ADMINISTRATORS)
def test_no_clerk_becomes_an_administrator_beside_his_post(staff: Staff, wanted: str) -> None:
    with pytest.raises(Refused) as refused:
        given(staff, "clerk", wanted)
    assert numbers(refused) == ["A003"]


def test_two_proposals_that_are_each_right_are_not_both_confirmed(staff: Staff) -> None:
    people.account("fresh", "新来样")
    first, second = given(staff, "fresh", "mayor"), given(staff, "fresh", "audit_admin")
    changes.confirm(first.pk, staff.security)
    with pytest.raises(Refused) as refused:
        changes.confirm(second.pk, staff.security)
    assert numbers(refused) == ["A003"]
    assert walls.parts(Account.objects.get(username="fresh"), TOWN) == frozenset()


def test_an_administrator_gives_and_takes_nothing_of_his_own(staff: Staff) -> None:
    for kind, about in (
        ("post_given", {"account": "sysadmin", "post": "mayor"}),
        ("post_ended", {"account": "sysadmin", "post": "system_admin", "successor": "second"}),
        ("account_off", {"account": "sysadmin"}),
    ):
        with pytest.raises(Refused) as refused:
            changes.propose(kind, TOWN, about, staff.system, WHY)
        assert "A002" in numbers(refused), kind
    # The other way round: the security administrator neither confirms nor refuses what is about him.
    staff.hired("secadmin2", "冯备样", "security_admin", TOWN)
    change = changes.propose("account_off", TOWN, {"account": "secadmin"}, staff.system, WHY)
    for decide in (changes.confirm, lambda n, by: changes.refuse_change(n, by, WHY)):
        with pytest.raises(Refused) as refused:
            decide(change.pk, staff.security)
        assert numbers(refused) == ["A002"]


@pytest.mark.parametrize("who", ["secadmin", "auditor"])
def test_the_last_of_each_stays(staff: Staff, who: str) -> None:
    post = {v: k for k, v in WHO.items()}[who]
    for kind, about in (
        ("account_off", {"account": who}),
        ("post_ended", {"account": who, "post": post}),
        ("post_ended", {"account": who, "post": post, "until": "2024-01-01"}),
    ):
        with pytest.raises(Refused) as refused:
            changes.propose(kind, TOWN, about, staff.system, WHY)
        assert numbers(refused) == ["A004"], about


def test_two_removals_at_once_leave_one(staff: Staff) -> None:
    staff.hired("auditor2", "吴备样", "audit_admin", TOWN)
    first = changes.propose("account_off", TOWN, {"account": "auditor"}, staff.system, WHY)
    second = changes.propose("account_off", TOWN, {"account": "auditor2"}, staff.system, WHY)
    changes.confirm(first.pk, staff.security)
    with pytest.raises(Refused) as refused:
        changes.confirm(second.pk, staff.security)
    assert numbers(refused) == ["A004"]


def test_a_successor_follows_in_the_same_change(staff: Staff) -> None:
    people.account("fresh", "新来样")
    change = ended(staff, "auditor", "audit_admin", successor="fresh", until="2023-05-20")
    changes.confirm(change.pk, staff.security)
    assert titles(staff.audit) == ["审计管理员"]
    with clock.stated(date(2023, 5, 20)):
        assert titles(staff.audit) == []
        assert walls.holders("audit", TOWN) == {"fresh"}


def test_a_successor_must_be_one_who_may(staff: Staff) -> None:
    for heir, number in (("clerk", "A003"), ("auditor", "A022"), ("nobody", "A007")):
        with pytest.raises(Refused) as refused:
            ended(staff, "auditor", "audit_admin", successor=heir)
        assert number in numbers(refused)


def test_the_only_security_administrator_is_not_replaced_without_one_who_can_confirm(staff: Staff) -> None:
    people.account("fresh", "新来样")
    with pytest.raises(Refused) as refused:
        ended(staff, "secadmin", "security_admin", successor="fresh")
    assert numbers(refused) == ["A046"]
    changes.confirm(given(staff, "fresh", "security_admin").pk, staff.security)
    fresh = Account.objects.get(username="fresh")
    changes.confirm(ended(staff, "secadmin", "security_admin").pk, fresh)
    assert walls.holders("security", TOWN) == {"fresh"}


def test_who_lost_his_post_meanwhile_has_proposed_nothing(staff: Staff) -> None:
    staff.hired("sysadmin2", "郑备样", "system_admin", TOWN)
    change = given(staff, "second", "mayor")
    Holding.objects.filter(account=staff.system).update(until=DAY)
    with pytest.raises(Refused) as refused:
        changes.confirm(change.pk, staff.security)
    assert numbers(refused) == ["A036"]
    assert changes.refuse_change(change.pk, staff.security, "提出人已换").verdict == "refused"


def test_everything_is_asked_again_at_the_confirmation(staff: Staff) -> None:
    village = given(staff, "second", "clerk_village", "见天村")
    mayor = given(staff, "second", "mayor")
    Account.objects.filter(username="second").update(is_active=False)
    with pytest.raises(Refused) as refused:
        changes.confirm(mayor.pk, staff.security)
    assert numbers(refused) == ["A008"]
    Account.objects.filter(username="second").update(is_active=True)
    places.merge(village.about["place"], YOUHAO, DAY)
    with pytest.raises(Refused) as refused:
        changes.confirm(village.pk, staff.security)
    assert numbers(refused) == ["A016"] and "请改填友好村" in refused.value.problems[0].hint
    assert not Entry.objects.filter(kind="administration.confirmed").exists()


def test_a_change_confirmed_late_counts_from_that_day(staff: Staff) -> None:
    change = given(staff, "second", "mayor")
    with clock.stated(DAY + timedelta(days=4)):
        changes.confirm(change.pk, staff.security)
    assert Holding.objects.get(account=staff.second, post__kind="mayor").since == DAY + timedelta(days=4)


def test_a_change_is_decided_once(staff: Staff) -> None:
    change = given(staff, "second", "mayor")
    changes.withdraw(change.pk, staff.system)
    for again in (
        partial(changes.confirm, by=staff.security),
        partial(changes.refuse_change, by=staff.security, why=WHY),
        partial(changes.withdraw, by=staff.system, why=WHY),
    ):
        with pytest.raises(Refused) as refused:
            again(change.pk)
        assert numbers(refused) == ["A005"] and "撤回" in str(refused.value)
    with pytest.raises(Refused, match="A006"):
        changes.confirm(999, staff.security)


def test_no_change_without_a_reason_and_all_faults_come_at_once(staff: Staff) -> None:
    about = {"account": "nobody", "post": "省长", "place": "", "since": "2020-01-01", "until": "后天"}
    with pytest.raises(Refused) as refused:
        changes.propose("post_given", TOWN, about, staff.system, " ")
    assert numbers(refused) == ["A024", "A007", "A014", "A018", "A018"]
    with pytest.raises(Refused) as refused:
        changes.propose("post_given", TOWN, {"account": "second", "post": "mayor"}, staff.system, "长" * 501)
    assert numbers(refused) == ["A045"]
    assert not Change.objects.exists() and not Entry.objects.exists()


@pytest.mark.parametrize(
    ("about", "number"),
    [
        ({"post": "文书"}, "A051"),
        ({"post": "文书", "place": "柏杨坝镇"}, "A023"),
        ({"post": "镇长", "place": "友好村"}, "A023"),
        ({"post": "民政办办事员"}, "A020"),
        ({"post": "镇长", "since": "2023-06-01", "until": "2023-06-01"}, "A019"),
    ],
)
def test_a_post_that_cannot_be_given_is_told(staff: Staff, about: dict[str, str], number: str) -> None:
    with pytest.raises(Refused) as refused:
        changes.propose("post_given", TOWN, {"account": "second", **about}, staff.system, WHY)
    assert numbers(refused) == [number]


def test_a_county_post_is_not_one_towns_to_give_where_there_are_two(staff: Staff) -> None:
    assert changes.confirm(given(staff, "second", "reader_county").pk, staff.security).carried_at
    people.open_town(OTHER_TOWN)
    with pytest.raises(Refused) as refused:
        given(staff, "leader", "reader_county")
    assert numbers(refused) == ["A017"]


def test_who_works_in_another_town_is_not_switched_off_by_one(staff: Staff) -> None:
    people.appoint(staff.second, people.post("mayor", OTHER_TOWN), DAY)
    with pytest.raises(Refused) as refused:
        changes.propose("account_off", TOWN, {"account": "second"}, staff.system, WHY)
    assert numbers(refused) == ["A009"]
    staff.hired("far", "远方样", "mayor", OTHER_TOWN)
    with pytest.raises(Refused) as refused:
        changes.propose("account_off", TOWN, {"account": "far"}, staff.system, WHY)
    assert numbers(refused) == ["A007"]


def test_a_post_that_nobody_has_given_is_not_taken(staff: Staff) -> None:
    with pytest.raises(Refused) as refused:
        ended(staff, "clerk", "mayor")
    assert numbers(refused) == ["A021"]


def test_a_post_ended_before_it_began_never_begins(staff: Staff) -> None:
    changes.confirm(given(staff, "second", "mayor", since="2023-06-01").pk, staff.security)
    changes.confirm(ended(staff, "second", "mayor", until="2023-05-20").pk, staff.security)
    assert titles(staff.second, date(2023, 7, 1)) == ["民政办办事员"]


def test_somebody_of_the_same_name_across_the_walls_is_pointed_out(staff: Staff) -> None:
    people.account("fresh", "钱管样")
    change = given(staff, "fresh", "clerk_minzheng")
    assert "钱管样（sysadmin）" in "".join(changes.looked_at(change).notes)


def test_a_row_altered_in_the_database_no_longer_agrees_with_its_entries(staff: Staff) -> None:
    change = changes.confirm(given(staff, "second", "mayor").pk, staff.security)
    Change.objects.filter(pk=change.pk).update(about={**change.about, "post": "secretary"})
    assert [p.number for p in sealing.differences(changes.found(change.pk, TOWN))] == ["A039"]
    Change.objects.filter(pk=change.pk).update(about=change.about, decided_by=staff.audit)
    assert [p.number for p in sealing.differences(changes.found(change.pk, TOWN))] == ["A039"]


def test_an_unknown_kind_and_a_harmless_one_are_not_proposed(staff: Staff) -> None:
    for kind in ("no_such", "unlock"):
        with pytest.raises(Refused, match="A044"):
            changes.propose(kind, TOWN, {}, staff.system, WHY)
    with pytest.raises(Refused, match="A044"):
        changes.act_alone("account_off", TOWN, {"account": "clerk"}, staff.security, WHY)


def test_what_was_altered_between_proposal_and_confirmation_is_not_confirmed(staff: Staff) -> None:
    change = given(staff, "second", "clerk_village", "友好村")
    Change.objects.filter(pk=change.pk).update(about={**change.about, "post": "mayor", "place": TOWN})
    with pytest.raises(Refused) as refused:
        changes.confirm(change.pk, staff.security)
    assert numbers(refused) == ["A039"]
    assert titles(staff.second) == ["民政办办事员"]
