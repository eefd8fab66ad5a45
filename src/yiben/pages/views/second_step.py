"""The second step of logging in: a code, a recovery code, or a security key."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp_webauthn.exceptions import OTPWebAuthnApiError
from django_otp_webauthn.models import AbstractWebAuthnCredential
from django_otp_webauthn.views import BeginCredentialAuthenticationView, CompleteCredentialAuthenticationView

from yiben.kernel.problems import Problem, problem
from yiben.pages import key_ceremony, signing_in
from yiben.pages.signing_in import Step
from yiben.township import second_factor
from yiben.township.models import Account


@never_cache
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Only for who gave the right password a moment ago."""
    held = signing_in.step(request)
    if held is None:
        return _start_again(request)
    if signing_in.locked(request, held.account):
        return signing_in.locked_page(request, held.account)
    if request.method == "POST":
        return _try(request, held)
    return _page(request, held.account)


def _start_again(request: HttpRequest) -> HttpResponse:
    request.session.pop(signing_in.STEP, None)
    if request.user.is_authenticated:
        return redirect("desk")
    return redirect(f"{reverse('login')}?again=1")


def _try(request: HttpRequest, held: Step) -> HttpResponse:
    tried = second_factor.try_code(held.account, request.POST.get("code", "")[:60])
    if tried.device is not None:
        return signing_in.complete(request, held.account, held.next, tried.device)
    if tried.wait:
        return _page(request, held.account, problem("T007", "code", seconds=tried.wait))
    signing_in.wrong_step(request, held.account, lazy("第二步不对"))
    return _page(request, held.account, problem("T006", "code"))


def _page(request: HttpRequest, account: Account, told: Problem | None = None) -> HttpResponse:
    kinds = {f.kind for f in second_factor.factors(account)}
    words = {
        "account": account,
        "codes": second_factor.CODE in kinds,
        "recovery": second_factor.recovery_left(account) > 0,
        "keys": second_factor.KEY in kinds,
        "possible": key_ceremony.possible(request),
        "elsewhere": problem("T011", site=key_ceremony.site()),
        "problem": told,
    }
    return render(request, "pages/account/second_step.html", words, status=400 if told else 200)


class KeyBegin(key_ceremony.InWords, BeginCredentialAuthenticationView):  # type: ignore[misc]
    """What a key is asked to sign."""

    def get_user(self) -> Account | None:
        return key_ceremony.of_step(self.request)


class KeyComplete(key_ceremony.InWords, CompleteCredentialAuthenticationView):  # type: ignore[misc]
    """The signature; a wrong one counts like a wrong code."""

    def get_user(self) -> Account | None:
        return key_ceremony.of_step(self.request)

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        account = self.get_user()
        try:
            answer: HttpResponse = super().post(*args, **kwargs)
        except OTPWebAuthnApiError as fault:
            if account is not None and not isinstance(fault, key_ceremony.NotNow):
                signing_in.wrong_step(self.request, account, lazy("安全钥匙不对"))
            raise
        return answer

    def complete_auth(self, device: AbstractWebAuthnCredential) -> None:
        held = signing_in.step(self.request)
        if held is None:
            raise key_ceremony.NotNow
        self.went_on = signing_in.complete(self.request, held.account, held.next, device)

    def get_success_url(self) -> str:
        return str(self.went_on["Location"])
