"""Changes of one account: off and on, password and second factor reset, unlocked, sessions ended."""

from collections.abc import Iterable

from axes.utils import reset
from django.utils.translation import gettext as _
from django_otp import devices_for_user

from yiben.administration import members, walls
from yiben.administration.kind import Asked, Checked
from yiben.administration.models import Change
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.ledger.assigning import open_records
from yiben.township import people
from yiben.township.locks import locks
from yiben.township.models import Account


def check_off(asked: Asked) -> Checked:
    """A switched-off account logs in nowhere and does nothing; its posts stay until they are ended."""
    checked, account = _found(asked)
    if account is None:
        return checked
    if not account.is_active:
        checked.problems.append(problem("A008", "account", name=account.name))
        return checked
    checked.problems += members.elsewhere(account, asked.town)
    kinds = walls.open_kinds(account, asked.town)
    checked.problems += walls.stays_filled(account, kinds, asked.town, clock.today())
    checked.said = [(_("账号 %(name)s") % {"name": _named(account)}, _("在用"), _("停用，立即退出登录"))]
    if open_records(account.username, catalog().registers, asked.town).exists():
        checked.notes.append(_("他名下还有没办结的记录，请考虑先办交接。"))
    return checked


def off(change: Change, by: Account) -> None:
    account = _account(change)
    account.is_active = False
    account.save(update_fields=["is_active"])


def check_on(asked: Asked) -> Checked:
    """Back in use, with whatever posts it still holds; these must be such as may be held together."""
    checked, account = _found(asked)
    if account is None:
        return checked
    if account.is_active:
        checked.problems.append(problem("A010", "account", name=account.name))
        return checked
    checked.problems += members.elsewhere(account, asked.town)
    held = members.open_holdings(account, asked.town)
    for holding in held[:1]:
        checked.problems += walls.separated(account, holding.post.kind, clock.today())
    posts = _("、").join(h.post.title for h in held) or _("无")
    checked.said = [
        (
            _("账号 %(name)s") % {"name": _named(account)},
            _("停用"),
            _("在用，岗位：%(posts)s") % {"posts": posts},
        )
    ]
    return checked


def on(change: Change, by: Account) -> None:
    account = _account(change)
    # A session from before it was switched off must not come to life again.
    people.end_sessions(account)
    account.is_active = True
    account.save(update_fields=["is_active"])


def check_password(asked: Asked) -> Checked:
    """The old password stops at once; a one-time password is handed out afterwards (`passwords`)."""
    checked, account = _usable(asked)
    if account is not None:
        name = _("%(name)s的密码") % {"name": _named(account)}
        checked.said = [(name, _("原密码"), _("原密码作废；另发一次性密码，首次登录必须改"))]
        checked.notes.append(_("确认前请当面或打电话向本人核实，是不是他要重设。"))
    return checked


def password(change: Change, by: Account) -> None:
    account = _account(change)
    account.set_unusable_password()
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    people.end_sessions(account)
    reset(username=account.username)


def check_factor(asked: Asked) -> Checked:
    """All of the account's second factors go; it sets up a new one at its next log-in."""
    checked, account = _usable(asked)
    if account is not None:
        known = [str(d.name) for d in devices_for_user(account, confirmed=None)]
        if not known:
            checked.problems.append(problem("A011", "account", name=account.name))
        name = _("%(name)s的第二因子") % {"name": _named(account)}
        checked.said = [(name, _("、").join(known) or "—", _("清除，由本人重新设置"))]
        checked.notes.append(_("确认前请当面或打电话向本人核实，是不是他丢了原来的。"))
    return checked


def factor(change: Change, by: Account) -> None:
    account = _account(change)
    for device in devices_for_user(account, confirmed=None):
        device.delete()
    people.end_sessions(account)


def check_unlock(asked: Asked) -> Checked:
    checked, account = _found(asked)
    if account is not None:
        if not locked(account.username):
            checked.problems.append(problem("A012", "account", name=account.name))
        name = _("账号 %(name)s") % {"name": _named(account)}
        checked.said = [(name, _("密码错了太多次，已锁定"), _("可以再试"))]
    return checked


def unlock(change: Change, by: Account) -> None:
    reset(username=_account(change).username)


def check_sessions(asked: Asked) -> Checked:
    checked, account = _found(asked)
    if account is not None:
        name = _("%(name)s的登录") % {"name": _named(account)}
        checked.said = [(name, _("可能开着"), _("全部退出，须重新登录"))]
    return checked


def sessions(change: Change, by: Account) -> None:
    people.end_sessions(_account(change))


def locked(username: str) -> bool:
    """Whether log-in is locked after too many wrong tries; it opens by itself after half an hour."""
    return bool(locked_among([username]))


def locked_among(usernames: Iterable[str]) -> frozenset[str]:
    """Those of them that are locked, in one query."""
    return frozenset(locks(list(usernames)))


def _found(asked: Asked) -> tuple[Checked, Account | None]:
    account, problems = members.find(asked.text("account"), asked.town)
    return _checked(account, problems), account


def _usable(asked: Asked) -> tuple[Checked, Account | None]:
    """The active account; A013 for an administrator's, which nobody may take over by a reset."""
    account, problems = members.find_active(asked.text("account"), asked.town)
    if account is not None and not problems:
        problems += members.elsewhere(account, asked.town)
        if any(walls.part_of(k) for k in walls.open_kinds(account, asked.town)):
            problems.append(problem("A013", "account", name=account.name))
    return _checked(account, problems), account if not problems else None


def _checked(account: Account | None, problems: list[Problem]) -> Checked:
    if account is None:
        return Checked(problems=problems)
    return Checked({"account": account.username}, problems, frozenset({account.username}))


def _account(change: Change) -> Account:
    return Account.objects.get(username=change.about["account"])


def _named(account: Account) -> str:
    return f"{account.name}{_('（')}{account.username}{_('）')}"
