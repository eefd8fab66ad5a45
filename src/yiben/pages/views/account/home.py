"""My account: posts and rights in words, password, second factor, log-ins, language, colours, mail."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yiben.administration import rights_table
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.pages import signing_in
from yiben.pages.views.administration.people import powers
from yiben.township import logins, looks, post_names, second_factor
from yiben.township.models import Account, Holding

THEMES = ("", "light", "dark")
LONGEST_MAIL = 254


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    return _page(request, cast(Account, request.user))


def _page(request: HttpRequest, mine: Account, faults: tuple[Problem, ...] = ()) -> HttpResponse:
    holdings = _holdings(mine)
    words = {
        "holdings": holdings,
        "powers": powers(rights_table.what_may(mine)),
        "administers": [post_names.said(h.post) for h in holdings if _administers(h)],
        "age": signing_in.password_age(mine),
        "most": settings.PASSWORD_DAYS,
        "factors": second_factor.factors(mine),
        "required": second_factor.required(mine),
        "left": second_factor.recovery_left(mine),
        "codes": second_factor.CODES,
        "logins": logins.of(mine, request.session),
        "idle": settings.SESSION_COOKIE_AGE // 60,
        "themes": [("", _("跟着电脑")), ("light", _("浅色")), ("dark", _("深色"))],
        "email": request.POST.get("email", mine.email) if faults else mine.email,
        "faults": faults,
    }
    return render(request, "pages/account/account.html", words, status=400 if faults else 200)


def _holdings(mine: Account) -> list[Holding]:
    """The posts held today, and those that begin later."""
    held = Holding.objects.filter(account=mine).select_related("post__office").order_by("since", "id")
    return [h for h in held if h.until is None or h.until > clock.today()]


def _administers(holding: Holding) -> str:
    kind = catalog().posts.get(holding.post.kind)
    return kind.administers if kind else ""


@require_POST
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """Light or dark, and where notices go by mail."""
    mine = cast(Account, request.user)
    if "theme" in request.POST and request.POST["theme"] in THEMES:
        mine.theme = request.POST["theme"]
        mine.save(update_fields=["theme"])
        messages.success(request, _("颜色已改。"))
    if "email" in request.POST:
        typed = request.POST["email"].strip()
        if typed and not _is_mail(typed):
            return _page(request, mine, (problem("T009", "email", value=typed[:60]),))
        mine.email = typed
        mine.save(update_fields=["email"])
        messages.success(request, _("邮箱已改。") if typed else _("邮箱已去掉，不再用邮件提醒。"))
    return redirect("account")


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_MAIL


@require_POST
@login_required
def end_login(request: HttpRequest) -> HttpResponse:
    """End one of my other log-ins, or all of them; this one stays."""
    mine, name = cast(Account, request.user), request.POST.get("login", "")[:20]
    ended = (
        logins.end_others(mine, request.session)
        if name == "others"
        else logins.end(mine, name, request.session)
    )
    if ended:
        looks.log(mine, "session_ended", f"{mine.username} {ended}")
        messages.success(request, _("已结束%(n)s处登录。") % {"n": ended})
    else:
        told = problem("T016")
        messages.error(request, f"{told.sentence}{_('。')}{told.hint}")
    return redirect("account")


@require_POST
@login_required
def stay(request: HttpRequest) -> HttpResponse:
    """Go on for another half hour; the session renews itself by being asked."""
    return HttpResponse(status=204)
