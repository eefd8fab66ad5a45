"""The help page of the keyboard."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yiben.pages.doors import insider
from yiben.pages.standing import PageRequest


@require_safe
@insider
def keys(request: PageRequest) -> HttpResponse:
    return render(request, "pages/help_keys.html")
