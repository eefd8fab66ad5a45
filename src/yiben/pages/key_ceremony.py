"""What the views of security keys share: faults in our words, where keys work at all, whose key is asked.

Django-otp-webauthn does the ceremonies; its own script has no Chinese, so ui/key.js stands for it.
"""

import json
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django_otp_webauthn import exceptions
from django_otp_webauthn.exceptions import OTPWebAuthnApiError

from yiben.kernel.problems import Problem, problem
from yiben.pages import signing_in
from yiben.township.models import Account

NotNow = exceptions.InvalidState


def site() -> str:
    """The address that keys are bound to (YIBEN_SITE)."""
    return str(settings.SITE)


def possible(request: HttpRequest) -> bool:
    """Whether the page was opened under that address, and it is one that browsers give keys to: a name,
    not a bare number, over HTTPS or on the machine itself."""
    if f"{request.scheme}://{request.get_host()}" != site():
        return False
    name = urlsplit(site()).hostname or ""
    return name == "localhost" or (
        request.is_secure() and not name.replace(".", "").isdigit() and ":" not in name
    )


def of_step(request: HttpRequest) -> Account | None:
    """Whose password was right a moment ago, unless he is locked."""
    held = signing_in.step(request)
    if held is None or signing_in.locked(request, held.account):
        return None
    return held.account


class InWords:
    """Faults as our problems; a body that is no JSON object is one too."""

    request: HttpRequest

    def handle_exception(self, fault: Exception) -> HttpResponse:
        if not isinstance(fault, OTPWebAuthnApiError):
            raise fault
        told = [asdict(self._problem(fault))]
        return JsonResponse(
            {"problems": told}, status=fault.status_code, json_dumps_params={"ensure_ascii": False}
        )

    def _problem(self, fault: OTPWebAuthnApiError) -> Problem:
        held = signing_in.step(self.request)
        if held is not None and signing_in.locked(self.request, held.account):
            return problem("T005")
        if isinstance(fault, exceptions.InvalidState | exceptions.PasswordlessLoginDisabled):
            return signing_in.run_out()
        if isinstance(fault, exceptions.NotAuthenticated | exceptions.NotVerified):
            return problem("P001")
        why = {
            exceptions.CredentialNotFound: _("这把钥匙没有在本系统登记"),
            exceptions.CredentialUserMismatch: _("这把钥匙登记在别人名下"),
        }.get(type(fault), _("钥匙的回答对不上"))
        return problem("T010", why=why)

    def _parse_request_data(self, request: HttpRequest) -> dict[str, Any]:
        if request.content_type != "application/json":
            return {}
        try:
            sent = json.loads(request.body or b"{}")
        except ValueError as fault:
            raise exceptions.MalformedRequest from fault
        if not isinstance(sent, dict):
            raise exceptions.MalformedRequest
        return sent
