"""Logging in: the password, then the second step where the account has one; only then is anybody in.

Between the steps the session holds whose password was right, and no log-in: its cookie opens nothing.
"""

import time
from dataclasses import dataclass
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django_otp import login as verified

from yiben.kernel import clock
from yiben.kernel.language import CHINESE
from yiben.kernel.problems import Problem, problem
from yiben.pages import standing
from yiben.township import logins, looks, second_factor
from yiben.township.models import Account

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
STEP, PROVED = "second_step", "proved_at"
STEP_SECONDS = 5 * 60
FRESH_SECONDS = 10 * 60
"""How long after typing the password one may change how one logs in."""


@dataclass(frozen=True)
class Step:
    """Whose password was right, and where to go on to afterwards."""

    account: Account
    next: str


def enter(request: HttpRequest, account: Account, to: str) -> HttpResponse:
    """After the right password: in, or on to the second step."""
    if second_factor.has_any(account):
        return park(request, account, to)
    return complete(request, account, to)


def park(request: HttpRequest, account: Account, to: str) -> HttpResponse:
    """Hold the log-in at the second step; an open one of this browser ends."""
    language = request.session.get("language", "")
    request.session.flush()
    request.session["language"] = language
    request.session[STEP] = {
        "account": account.pk,
        "password": account.get_session_auth_hash(),
        "at": time.time(),
        "next": to,
    }
    return redirect("second_step")


def step(request: HttpRequest) -> Step | None:
    """The log-in held at the second step; None where it has run out or nothing stands behind it any more."""
    held = request.session.get(STEP)
    if not held or time.time() - held["at"] > STEP_SECONDS:
        return None
    account = Account.objects.filter(pk=held["account"], is_active=True).first()
    if account is None or not constant_time_compare(held["password"], account.get_session_auth_hash()):
        return None
    return Step(account, held["next"]) if second_factor.has_any(account) else None


def run_out() -> Problem:
    return problem("T008", minutes=STEP_SECONDS // 60)


def complete(request: HttpRequest, account: Account, to: str, device: Any = None) -> HttpResponse:
    """Logged in, with the device that the second step was done with."""
    request.session.pop(STEP, None)
    login(request, account, backend=MODEL_BACKEND)
    if device is not None:
        verified(request, device)
    prove(request)
    # The demo's people log in on their town's day, as everything else of theirs happens on it.
    with standing.clock_of(standing.session_town(request)):
        logins.mark(request)
        looks.log(account, "login", account.username, _way(request, device))
        remind(request, account)
    return HttpResponseRedirect(to or "/")


WAYS = {
    "": lazy("密码"),
    "totpdevice": lazy("密码、动态口令"),
    "staticdevice": lazy("密码、备用码"),
    "webauthncredential": lazy("密码、安全钥匙"),
}


def _way(request: HttpRequest, device: Any) -> str:
    used = WAYS.get(device._meta.model_name if device is not None else "", "")
    return _in_chinese(used, logins.address_of(request))


def _in_chinese(*words: str | Promise) -> str:
    """For the log, which is kept in one language whoever reads the page."""
    with translation.override(CHINESE):
        return " ".join(filter(None, map(str, words)))


def failed(request: HttpRequest, username: str, why: str | Promise) -> None:
    """Keep a wrong try. What was typed for a name may be a password typed in the wrong box."""
    account = Account.objects.filter(username=username).first()
    named = account.username if account else _in_chinese(lazy("没有这个账号"))
    looks.log(account, "login_failed", named, _in_chinese(why, logins.address_of(request)))
    if account and getattr(request, "axes_failures_since_start", 0) == settings.AXES_FAILURE_LIMIT:
        looks.log(account, "locked", named, logins.address_of(request))


def wrong_step(request: HttpRequest, account: Account, why: str | Promise) -> None:
    """A wrong second step: counted by axes with the wrong passwords, which locks at the same number."""
    user_login_failed.send(sender=__name__, credentials={"username": account.username}, request=request)
    failed(request, account.username, why)


def locked(request: HttpRequest, account: Account) -> bool:
    return not AxesProxyHandler.is_allowed(request, {"username": account.username})


def locked_page(request: HttpRequest, account: Account) -> HttpResponse:
    request.session.pop(STEP, None)
    answer: HttpResponse = get_lockout_response(request, credentials={"username": account.username})
    return answer


def prove(request: HttpRequest) -> None:
    """The password was right just now."""
    request.session[PROVED] = time.time()


def proved(request: HttpRequest) -> bool:
    """Whether the password was typed a moment ago. The demo's people come in without one."""
    return settings.DEMO or time.time() - float(request.session.get(PROVED, 0)) < FRESH_SECONDS


def remind(request: HttpRequest, account: Account) -> None:
    """Where the site wants passwords changed from time to time, say that it is time."""
    days = password_age(account)
    if (
        settings.PASSWORD_DAYS
        and not account.must_change_password
        and not (days is not None and days < settings.PASSWORD_DAYS)
    ):
        told = (
            _("密码已用了%(n)s天，本单位要求每%(most)s天换一次。")
            % {"n": days, "most": settings.PASSWORD_DAYS}
            if days is not None
            else _("密码用了多久没有记载，本单位要求每%(most)s天换一次。") % {"most": settings.PASSWORD_DAYS}
        )
        messages.warning(
            request, format_html('{} <a href="{}">{}</a>', told, reverse("password"), _("改密码"))
        )


def password_age(account: Account) -> int | None:
    """Days since the password was set; None where that is not known."""
    changed = account.password_changed_at
    return (clock.today() - clock.day_of(changed)).days if changed else None
