"""My notices: what waits, marking it read, what I want to be told and how."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yiben.pages import notices_shown
from yiben.pages.doors import insider
from yiben.pages.paging import paged
from yiben.pages.standing import PageRequest
from yiben.talk import notices, outbox, quiet
from yiben.talk.robot import Robot

SIZE = 50


@require_safe
@insider
def listed(request: PageRequest) -> HttpResponse:
    """Newest first; unread ones, or all."""
    whole = request.GET.get("show") == "all"
    mine = notices.mine(request.user)
    found = mine if whole else mine.filter(read=False)
    here, page = paged(found, request.GET.get("page", ""), SIZE)
    words: dict[str, Any] = {
        "lines": notices_shown.shown(request, here),
        "whole": whole,
        "unread": mine.filter(read=False).count(),
        "page": page,
    }
    return render(request, "pages/talk/notices.html", words)


@require_POST
@insider
def opened(request: PageRequest, number: int) -> HttpResponse:
    """Read from now on; goes where it leads, or stays in the list."""
    found = notices.opened(number, request.user)
    return redirect("notices" if request.POST.get("stay") else notices_shown.address(found))


@require_POST
@insider
def read_all(request: PageRequest) -> HttpResponse:
    """All read."""
    notices.read_all(request.user)
    messages.success(request, _("都标为已读。"))
    return redirect("notices")


@require_http_methods(["GET", "POST"])
@insider
def settings(request: PageRequest) -> HttpResponse:
    """For each kind that can reach me: inside, and by mail too."""
    kinds = notices_shown.kinds_for(request.user, request.town)
    if request.method == "POST":
        inside, outside = set(request.POST.getlist("inside")), set(request.POST.getlist("outside"))
        notices.choose(request.user, {k: (k in inside, k in outside) for k in kinds})
        messages.success(request, _("消息设置已存。"))
        return redirect("notice_settings")
    kept = notices.choices(request.user)
    evening, morning = quiet.hours()
    words: dict[str, Any] = {
        "kinds": [(k, notices.KINDS[k][0], *kept[k]) for k in kinds],
        "mail": outbox.mail_is_on(),
        "robot": Robot.objects.filter(town=request.town).first(),
        "evening": f"{evening:%H:%M}",
        "morning": f"{morning:%H:%M}",
        "crumbs": [(_("消息"), "/notices/"), (_("消息设置"), "")],
    }
    return render(request, "pages/talk/notice_settings.html", words)
