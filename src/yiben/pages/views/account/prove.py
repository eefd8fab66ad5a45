"""The password once more, before somebody changes how he logs in: a found-open screen can't take over."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from yiben.kernel.problems import problem
from yiben.pages import signing_in
from yiben.pages.views.account.way_back import crumbs
from yiben.township.models import Account

View = Callable[..., HttpResponse]


def lately(view: View) -> View:
    """Only who is logged in and typed his password in the last ten minutes; the others are asked for it."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if signing_in.proved(request):
            return view(request, *args, **kwargs)
        back = request.path if request.method == "GET" else reverse("account")
        return redirect(f"{reverse('prove')}?{urlencode({'next': back})}")

    return login_required(checked)


@require_http_methods(["GET", "POST"])
@login_required
def prove(request: HttpRequest) -> HttpResponse:
    mine = cast(Account, request.user)
    asked = request.POST.get("next") or request.GET.get("next", "")
    to = asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else reverse("account")
    told = None
    if request.method == "POST":
        typed = request.POST.get("password", "")[:200]
        if authenticate(request, username=mine.username, password=typed) == mine:
            signing_in.prove(request)
            return HttpResponseRedirect(to)
        signing_in.failed(request, mine.username, lazy("再输密码不对"))
        told = problem("T014", "password")
    words = {"next": to, "problem": told, "crumbs": crumbs(_("再输一次密码"))}
    return render(request, "pages/account/prove.html", words, status=400 if told else 200)
