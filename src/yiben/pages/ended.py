"""Whose log-in has ended, or whose account was switched off meanwhile, is told so at his next request."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from yiben.pages import errors
from yiben.township.models import Account


def farewell(request: HttpRequest) -> HttpResponse | None:
    """The page that says so, with the session closed; None for everybody else."""
    if request.user.is_authenticated or request.path.startswith("/api/"):
        return None
    known = str(request.session.get(SESSION_KEY, ""))
    if not known.isdecimal() or not Account.objects.filter(pk=known, is_active=False).exists():
        return None
    request.session.flush()
    sentence = _("这个账号刚才停用了，已经退出登录；这一步没有记账。如有疑问，请找系统管理员。")
    return errors.page(403, _("账号已停用"), sentence)


def told(request: HttpRequest, response: HttpResponse) -> None:
    """Who comes with the cookie of a log-in that is no more is sent to log in with a word about it."""
    sent_to = response.headers.get("Location", "")
    if response.status_code != 302 or not sent_to.startswith(reverse("login") + "?next="):
        return
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty():
        response["Location"] = f"{sent_to}&ended=1"
