"""Choosing one's own password; after a one-time password nothing else opens before."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.pages.views.account.way_back import crumbs
from yiben.township import looks
from yiben.township.models import Account
from yiben.township.own_password import weakness

LONGEST = 200


@require_http_methods(["GET", "POST"])
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """The old password is asked for where one's own is changed; a one-time one was typed a moment ago."""
    account = cast(Account, request.user)
    first = account.must_change_password
    problems: dict[str, list[Problem]] = {}
    if request.method == "POST":
        old, new, again = (request.POST.get(n, "")[:LONGEST] for n in ("old", "new", "again"))
        problems = _faults(account, old, new, again, first)
        if not problems:
            _set(request, account, new)
            messages.success(request, _("密码已改。下次用新密码登录。"))
            return redirect("desk" if first else "account")
    words = {"first": first, "problems": problems, "crumbs": [] if first else crumbs(_("改密码"))}
    return render(request, "pages/account/password.html", words, status=400 if problems else 200)


def _faults(account: Account, old: str, new: str, again: str, first: bool) -> dict[str, list[Problem]]:
    made: dict[str, list[Problem]] = {}
    if not first and not account.check_password(old):
        made["old"] = [problem("W021", "old")]
    if account.check_password(new):
        made["new"] = [problem("W022", "new")]
    elif weak := weakness(new, account):
        made["new"] = [problem("S018", "new", why=weak)]
    if new != again:
        made["again"] = [problem("S018", "again", why=_("两次输入不一样"))]
    return made


def _set(request: HttpRequest, account: Account, new: str) -> None:
    account.set_password(new)
    account.must_change_password = False
    account.password_changed_at = clock.now()
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])
    update_session_auth_hash(request, account)
    looks.log(account, "password", account.username)
