"""Around every page: the demo town's clock, where the request stands, faults as pages, no caching."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse

from yiben.pages import errors, standing


class PageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        town = standing.session_town(request)
        page = cast(standing.PageRequest, request)
        with standing.clock_of(town) as day:
            page.demo_day = day
            standing.stand(page, town)
            response = self.get_response(request)
        if request.user.is_authenticated:
            # DOMAIN 2.15, 剩余信息保护: nothing of the ledger stays in the browser's cache.
            response["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A page for what can be said in words; None leaves a fault of ours to handler500."""
        return errors.answer(request, fault)
