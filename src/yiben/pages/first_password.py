"""Whoever logged in with a one-time password sets his own first; until then nothing else opens."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from yiben.kernel.problems import problem

OPEN = ("password", "logout", "language", "stay")
"""Names of the routes that stay open."""


def first(request: HttpRequest) -> HttpResponse | None:
    """Where such a request is sent instead; None for everybody else."""
    user = request.user
    if not user.is_authenticated or not getattr(user, "must_change_password", False):
        return None
    if request.path.startswith("/api/"):
        told = {"problems": [asdict(problem("W023"))]}
        return JsonResponse(told, status=403, json_dumps_params={"ensure_ascii": False})
    if request.path in map(reverse, OPEN):
        return None
    return redirect("password")
