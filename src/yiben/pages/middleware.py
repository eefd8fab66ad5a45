"""Around every page: the language, the demo town's clock, where the request stands, faults as pages."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from yiben.kernel.language import speaking
from yiben.pages import ended, errors, first_password, recents, second_first, standing


class PageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        town = standing.session_town(request)
        page = cast(standing.PageRequest, request)
        language = standing.language_of(request)
        with speaking(language), translation.override(language), standing.clock_of(town) as day:
            page.demo_day = day
            standing.stand(page, town)
            response = (
                ended.farewell(request)
                or second_first.first(request)
                or first_password.first(request)
                or self.get_response(request)
            )
            ended.told(request, response)
            recents.note(request, response)
        if request.user.is_authenticated:
            # DOMAIN 2.15, 剩余信息保护: nothing of the ledger stays in the browser's cache.
            response["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A page for what can be said in words; None leaves a fault of ours to handler500."""
        return errors.answer(request, fault)
