"""One account switched off and on, its password and second factor reset, unlocked, logged out."""

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from yiben.administration import accounts, changes, passwords
from yiben.administration.models import Change
from yiben.administration.tests.conftest import TOWN, WHY, Staff, numbers
from yiben.administration.tests.test_handover import petition
from yiben.kernel.problems import Refused
from yiben.ledger.models import Entry
from yiben.township import people, rights
from yiben.township.models import Account, Holding
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db


def done(staff: Staff, kind: str, who: str) -> None:
    change = changes.propose(kind, TOWN, {"account": who}, staff.system, WHY)
    changes.confirm(change.pk, staff.security)


def logged_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def fresh(account: Account) -> Account:
    return Account.objects.get(pk=account.pk)


def test_off_and_on_again(staff: Staff) -> None:
    logged_in(staff.clerk)
    done(staff, "account_off", "clerk")
    assert rights.grants(fresh(staff.clerk)) == ()
    with pytest.raises(Refused) as refused:
        done(staff, "account_off", "clerk")
    assert numbers(refused) == ["A008"]
    done(staff, "account_on", "clerk")
    assert rights.grants(fresh(staff.clerk)) and not Session.objects.exists()
    with pytest.raises(Refused) as refused:
        done(staff, "account_on", "clerk")
    assert numbers(refused) == ["A010"]


def test_open_work_is_pointed_out_before_an_account_goes(staff: Staff) -> None:
    def notes() -> list[str]:
        return changes.preview("account_off", TOWN, {"account": "clerk"}, staff.system).notes

    assert notes() == []
    petition(staff.clerk, "道路塌方")
    assert "没办结" in notes()[0]


def test_who_was_switched_off_does_not_come_back_on_both_sides_of_the_walls(staff: Staff) -> None:
    done(staff, "account_off", "clerk")
    Holding.objects.create(account=staff.clerk, post=people.post("audit_admin", TOWN), since="2023-01-01")
    with pytest.raises(Refused) as refused:
        done(staff, "account_on", "clerk")
    assert numbers(refused) == ["A003"]


def test_after_a_reset_only_the_one_time_password_opens(staff: Staff) -> None:
    staff.clerk.set_password("原来的密码2023")
    staff.clerk.save()
    logged_in(staff.clerk)
    change = changes.propose("password_reset", TOWN, {"account": "clerk"}, staff.system, WHY)
    changes.confirm(change.pk, staff.security)
    assert not Session.objects.exists()
    assert not fresh(staff.clerk).check_password("原来的密码2023")
    (slip,) = passwords.hand_out(change, staff.system)
    assert fresh(staff.clerk).check_password(slip.password) and fresh(staff.clerk).must_change_password


def test_a_later_own_password_is_not_taken_away_by_an_older_change(staff: Staff) -> None:
    change = changes.propose("password_reset", TOWN, {"account": "clerk"}, staff.system, WHY)
    changes.confirm(change.pk, staff.security)
    clerk = fresh(staff.clerk)
    clerk.set_password("自己设的密码2023")
    clerk.save()
    with pytest.raises(Refused, match="A042"):
        passwords.hand_out(change, staff.system)


@pytest.mark.parametrize("kind", ["password_reset", "factor_reset"])
@pytest.mark.parametrize("who", ["secadmin", "auditor"])
def test_no_administrator_takes_over_another_by_a_reset(staff: Staff, kind: str, who: str) -> None:
    staff.hired("secadmin2", "冯备样", "security_admin", TOWN)
    with pytest.raises(Refused) as refused:
        changes.propose(kind, TOWN, {"account": who}, staff.system, WHY)
    assert numbers(refused) == ["A013"]


def test_second_factors_are_cleared(staff: Staff) -> None:
    with pytest.raises(Refused) as refused:
        done(staff, "factor_reset", "clerk")
    assert numbers(refused) == ["A011"]
    TOTPDevice.objects.create(user=staff.clerk, name="手机", confirmed=True)
    done(staff, "factor_reset", "clerk")
    assert not TOTPDevice.objects.exists()


def test_unlocking_and_ending_sessions_need_no_second_person_but_are_kept(staff: Staff) -> None:
    logged_in(staff.clerk)
    logged_in(staff.leader)
    for _ in range(5):
        Client().post("/login/", {"username": "clerk", "password": "猜"})
    assert accounts.locked("clerk") and not accounts.locked("leader")
    with pytest.raises(Denied):
        changes.act_alone("unlock", TOWN, {"account": "clerk"}, staff.system, WHY)
    changes.act_alone("unlock", TOWN, {"account": "clerk"}, staff.security, WHY)
    assert not accounts.locked("clerk") and not AccessAttempt.objects.exists()
    with pytest.raises(Refused) as refused:
        changes.act_alone("unlock", TOWN, {"account": "clerk"}, staff.security, WHY)
    assert numbers(refused) == ["A012"]
    changes.act_alone("session_ended", TOWN, {"account": "clerk"}, staff.security, WHY)
    assert Session.objects.count() == 1
    kinds = list(Entry.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds == ["administration.proposed", "administration.alone"] * 2


def test_the_security_administrator_does_not_unlock_himself(staff: Staff) -> None:
    with pytest.raises(Refused) as refused:
        changes.act_alone("session_ended", TOWN, {"account": "secadmin"}, staff.security, WHY)
    assert numbers(refused) == ["A002"]


def test_whose_password_the_system_administrator_handed_out_becomes_no_other_administrator(
    staff: Staff,
) -> None:
    """Steps that are harmless one by one: a post ended, the password reset, another post given."""
    done(staff, "password_reset", "second")
    change = Change.objects.get(kind="password_reset")
    passwords.hand_out(change, staff.system)
    about = {"account": "second", "post": "clerk_minzheng", "place": "", "until": ""}
    changes.confirm(changes.propose("post_ended", TOWN, about, staff.system, WHY).pk, staff.security)
    given = {"account": "second", "post": "security_admin", "place": ""}
    with pytest.raises(Refused) as refused:
        changes.propose("post_given", TOWN, given, staff.system, WHY)
    assert numbers(refused) == ["A052"]
    heir = {"account": "auditor", "post": "audit_admin", "place": "", "until": "", "successor": "second"}
    with pytest.raises(Refused) as refused:
        changes.propose("post_ended", TOWN, heir, staff.system, WHY)
    assert [(p.number, p.where) for p in refused.value.problems] == [("A052", "successor")]
    # His own part's administrator may have known it: nothing is gained.
    assert changes.propose("post_given", TOWN, given | {"post": "system_admin"}, staff.system, WHY).pk
