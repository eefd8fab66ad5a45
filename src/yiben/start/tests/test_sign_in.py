"""What a site may say about logging in, and how a wrong word of it is told."""

import json

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from yiben.kernel.problems import Refused
from yiben.ledger.models import Entry
from yiben.ledger.tests.conftest import TOWN, People, small_town, staff
from yiben.start import sign_in
from yiben.start.commands import user
from yiben.township import second_factor

__all__ = ["small_town", "staff"]


def test_without_a_word_the_administrators_need_a_second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YIBEN_SECOND_FACTOR", raising=False)
    monkeypatch.delenv("YIBEN_PASSWORD_DAYS", raising=False)
    assert (sign_in.second_factor(), sign_in.password_days()) == ("admins", 0)


@pytest.mark.parametrize(("name", "value"), [
    ("YIBEN_SECOND_FACTOR", "nobody"), ("YIBEN_PASSWORD_DAYS", "-1"), ("YIBEN_PASSWORD_DAYS", "九十"),
    ("YIBEN_PASSWORD_DAYS", "99999"),
])  # fmt: skip
def test_a_wrong_word_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Refused) as refused:
        sign_in.second_factor()
        sign_in.password_days()
    assert refused.value.problems[0].number == "T015" and name in refused.value.problems[0].sentence


def test_what_the_site_says_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIBEN_SECOND_FACTOR", "all")
    monkeypatch.setenv("YIBEN_PASSWORD_DAYS", "90")
    assert (sign_in.second_factor(), sign_in.password_days()) == ("all", 90)


@pytest.mark.django_db
def test_a_lost_factor_is_taken_away_on_the_machine_and_that_is_kept(
    staff: People, capsys: pytest.CaptureFixture[str]
) -> None:
    TOTPDevice.objects.create(user=staff.clerk, name="口令器")

    user._factor("clerk")
    user._factor("leader")

    assert capsys.readouterr().out == "已清除 clerk 的1个第二因子。\nleader 没有设第二因子。\n"
    assert not second_factor.has_any(staff.clerk)
    kept = Entry.objects.filter(kind="machine.factor_reset").order_by("seq")
    assert [(e.town, json.loads(e.body)["account"]) for e in kept] == [(TOWN, "clerk"), (TOWN, "leader")]
