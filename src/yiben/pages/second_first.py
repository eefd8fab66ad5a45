"""Who has a second factor is in only when it was used; who must have one sets it up before anything else."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from yiben.kernel.problems import problem
from yiben.pages import signing_in
from yiben.township import second_factor

POSTPONED = "factor_postponed"
OPEN = (
    "factors", "factor_code", "factor_key", "factor_key_begin", "factor_key_complete", "factor_later",
    "prove", "password", "logout", "language", "stay",
)  # fmt: skip
"""Names of the routes that stay open to who has to set one up."""


def first(request: HttpRequest) -> HttpResponse | None:
    """Where such a request is sent instead; None for everybody else."""
    user = request.user
    # Routes tested without OTPMiddleware have no is_verified.
    if not user.is_authenticated or getattr(user, "otp_device", None) is not None:
        return None
    if second_factor.has_any(user):
        return _verify(request)
    if not _to_be_set(request):
        return None
    if request.path.startswith("/api/"):
        return _told(403, "T013")
    return None if request.path in map(reverse, OPEN) else redirect("factors")


def _verify(request: HttpRequest) -> HttpResponse | None:
    """A log-in from before the factor was there, or whose factor was removed, ends at the second step."""
    if request.path == reverse("logout"):
        return None
    if request.path.startswith("/api/"):
        return _told(401, "P001")
    assert request.user.is_authenticated
    return signing_in.park(request, request.user, request.get_full_path() if request.method == "GET" else "")


def _to_be_set(request: HttpRequest) -> bool:
    user = request.user
    if not user.is_authenticated or user.must_change_password or not second_factor.required(user):
        return False
    return not (settings.DEMO and request.session.get(POSTPONED))


def _told(status: int, number: str) -> HttpResponse:
    return JsonResponse(
        {"problems": [asdict(problem(number))]}, status=status, json_dumps_params={"ensure_ascii": False}
    )
