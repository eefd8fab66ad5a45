"""The mail server that a site names."""

import pytest

from yiben.kernel.problems import Refused
from yiben.start import mail


def test_without_one_no_mail_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YIBEN_MAIL", raising=False)
    assert mail.server()[0] is False


@pytest.mark.parametrize(
    ("told", "port", "ssl", "starttls"),
    [
        ("smtps://a%40b.cn:p%2Fw@mail.b.cn", 465, True, False),
        ("smtp://a%40b.cn:p%2Fw@mail.b.cn", 587, False, True),
        ("smtp://a%40b.cn:p%2Fw@mail.b.cn:2525", 2525, False, True),
    ],
)
def test_a_password_goes_under_tls_only(
    told: str, port: int, ssl: bool, starttls: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIBEN_MAIL", told)
    on, found = mail.server()
    assert on and (found.host, found.port, found.user, found.password) == ("mail.b.cn", port, "a@b.cn", "p/w")
    assert (found.ssl, found.starttls) == (ssl, starttls)
    monkeypatch.delenv("YIBEN_MAIL_FROM", raising=False)
    assert mail.sender(found) == "a@b.cn"
    monkeypatch.setenv("YIBEN_MAIL_FROM", "一本账 <yiben@b.cn>")
    assert mail.sender(found) == "一本账 <yiben@b.cn>"


@pytest.mark.parametrize("told", ["mail.b.cn", "http://mail.b.cn", "smtp://", "smtp://mail.b.cn:port"])
def test_what_is_no_server_is_refused_without_repeating_it(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIBEN_MAIL", told)
    with pytest.raises(Refused) as refused:
        mail.server()
    [problem] = refused.value.problems
    assert problem.number == "N022" and told not in problem.sentence
