"""What a site may say about logging in, and how a wrong word of it is told."""

import pytest

from yiben.kernel.problems import Refused
from yiben.start import sign_in


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
