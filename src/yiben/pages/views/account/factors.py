"""Setting up and removing one's second factors: code generators, security keys, recovery codes."""

import json
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_otp import login as verified
from django_otp_webauthn.models import WebAuthnCredential
from django_otp_webauthn.views import BeginCredentialRegistrationView, CompleteCredentialRegistrationView

from yiben.kernel.problems import problem
from yiben.pages import key_ceremony, second_first, signing_in
from yiben.pages.views.account.prove import lately
from yiben.pages.views.account.way_back import crumbs
from yiben.township import logins, looks, second_factor
from yiben.township.models import Account

NEW = "new_generator"
KEYS_NAME = "new_key_name"


@require_safe
@login_required
def factors(request: HttpRequest) -> HttpResponse:
    """Which kind to set up; where one must be set up, the page that comes before all others."""
    mine = cast(Account, request.user)
    must = second_factor.required(mine) and not second_factor.has_any(mine)
    words = {
        "must": must,
        "crumbs": [] if must else crumbs(_("设第二因子")),
        "may_wait": settings.DEMO,
        "possible": key_ceremony.possible(request),
        "site": key_ceremony.site(),
    }
    return render(request, "pages/account/factors.html", words)


@require_POST
@login_required
def later(request: HttpRequest) -> HttpResponse:
    """Put it off until the next log-in; in the demo only."""
    if not settings.DEMO:
        raise Http404
    request.session[second_first.POSTPONED] = True
    return redirect("desk")


@require_http_methods(["GET", "POST"])
@lately
def code(request: HttpRequest) -> HttpResponse:
    """A new code generator: scanned or typed in, kept when it shows the right code."""
    mine = cast(Account, request.user)
    key = request.session.setdefault(NEW, second_factor.new_key())
    name, told = _named(request, _("动态口令器")), None
    if request.method == "POST":
        made = second_factor.add_generator(mine, key, request.POST.get("code", "")[:20], name)
        if made is not None:
            del request.session[NEW]
            return redirect(_set(request, mine, made))
        told = problem("T012", "code")
    words = {
        "setup": second_factor.setup(mine, key),
        "name": name,
        "problem": told,
        "crumbs": crumbs(_("设动态口令")),
    }
    return render(request, "pages/account/factor_code.html", words, status=400 if told else 200)


@require_safe
@lately
def key(request: HttpRequest) -> HttpResponse:
    """The page on which a security key is touched."""
    words = {
        "name": _("安全钥匙"),
        "crumbs": crumbs(_("登记安全钥匙")),
        "possible": key_ceremony.possible(request),
        "elsewhere": problem("T011", site=key_ceremony.site()),
    }
    return render(request, "pages/account/factor_key.html", words)


def _named(request: HttpRequest, otherwise: str) -> str:
    return request.POST.get("name", "").strip()[: second_factor.LONGEST_NAME] or otherwise


def _set(request: HttpRequest, mine: Account, device: object) -> str:
    """After a new factor: this log-in counts as verified, the others end; where to go on."""
    verified(request, device)
    name = str(getattr(device, "name", ""))
    ended = logins.end_others(mine, request.session)
    looks.log(mine, "factor_set", f"{mine.username} {name}")
    messages.success(request, _("“%(name)s”已设好，下次登录要用。") % {"name": name})
    if ended:
        messages.success(request, _("另有%(n)s处登录已结束。") % {"n": ended})
    return reverse("factor_recovery" if not second_factor.recovery_left(mine) else "account")


class _Registering(key_ceremony.InWords):
    """Who typed his password a moment ago."""

    def check_can_register(self) -> None:
        if not signing_in.proved(self.request):
            raise key_ceremony.NotNow


class KeyBegin(_Registering, BeginCredentialRegistrationView):  # type: ignore[misc]
    """What a new key is made from."""

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        name = str(self.request.data.get("name", "")).strip()  # type: ignore[attr-defined]
        self.request.session[KEYS_NAME] = name[: second_factor.LONGEST_NAME] or _("安全钥匙")
        answer: HttpResponse = super().post(*args, **kwargs)
        return answer


class KeyComplete(_Registering, CompleteCredentialRegistrationView):  # type: ignore[misc]
    """The new key; with it this log-in is verified."""

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        answer: HttpResponse = super().post(*args, **kwargs)
        mine = cast(Account, self.request.user)
        made = WebAuthnCredential.objects.get(user=mine, pk=json.loads(answer.content)["id"])
        made.name = self.request.session.pop(KEYS_NAME, "") or _("安全钥匙")
        made.save(update_fields=["name"])
        return JsonResponse({"redirect_url": _set(self.request, mine, made)})


@require_http_methods(["GET", "POST"])
@lately
def recovery(request: HttpRequest) -> HttpResponse:
    """Ten recovery codes, shown on the answer to the press of the button and never again."""
    mine = cast(Account, request.user)
    if not second_factor.has_any(mine):
        return redirect("factors")
    codes = []
    if request.method == "POST":
        codes = second_factor.make_recovery_codes(mine)
        looks.log(mine, "recovery_made", mine.username)
    left = second_factor.recovery_left(mine)
    words = {"codes": codes, "left": left, "n": second_factor.CODES, "crumbs": crumbs(_("备用码"))}
    return render(request, "pages/account/factor_recovery.html", words)


@require_POST
@lately
def remove(request: HttpRequest) -> HttpResponse:
    """Take a lost or old factor away; the last one stays where the site asks for one."""
    mine = cast(Account, request.user)
    kind, number = request.POST.get("kind", ""), request.POST.get("id", "")
    known = second_factor.factors(mine)
    if len(known) == 1 and second_factor.required(mine) and not settings.DEMO:
        told = problem("T017")
        messages.error(request, f"{told.sentence}{_('。')}{told.hint}")
        return redirect("account")
    gone = second_factor.remove(mine, kind, int(number)) if number.isascii() and number.isdigit() else None
    if gone is None:
        told = problem("T016")
        messages.error(request, f"{told.sentence}{_('。')}{told.hint}")
    else:
        looks.log(mine, "factor_removed", f"{mine.username} {gone.name}")
        messages.success(request, _("“%(name)s”已去掉。") % {"name": gone.name})
    return redirect("account")
