"""Comments on a record: said, changed, withdrawn; and whom one may mention."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yiben.kernel.problems import Refused
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views.record import open_record, words_of
from yiben.talk import comments, mentions


@require_POST
@member
def add(request: PageRequest, record: str) -> HttpResponse:
    """A new comment; what was typed stays on the page until it is taken."""
    open_record(request, record, now=True)
    return _said(request, record, 0)


@require_POST
@member
def change(request: PageRequest, record: str, number: int) -> HttpResponse:
    """Other words for one's own comment."""
    open_record(request, record, now=True)
    return _said(request, record, number)


def _said(request: PageRequest, record: str, number: int) -> HttpResponse:
    said = request.POST.get("said", "")[: 4 * comments.LONGEST]
    seen = request.POST.get("masked") == said.strip()[:40]
    try:
        if number:
            kept = comments.change(number, said, request.user, seen)
        else:
            kept = comments.say(record, said, request.user, seen)
    except Refused as refused:
        words: dict[str, Any] = words_of(request, open_record(request, record, now=True)) | {
            "comment_problems": refused.problems,
            "comment_said": said,
            "comment_at": number,
            "comment_masked": {p.number for p in refused.problems} == {"N005"} and said.strip()[:40],
        }
        return render(request, "pages/record.html", words, status=400)
    messages.success(request, _("评论已改，原来的话还能看到。") if number else _("评论已写上。"))
    return redirect(f"{reverse('record', args=[kept.record])}#comment-{kept.pk}")


@require_POST
@member
def withdraw(request: PageRequest, record: str, number: int) -> HttpResponse:
    """One's own comment is shown no more; that there was one stays."""
    open_record(request, record, now=True)
    comments.withdraw(number, request.user)
    messages.success(request, _("评论已撤回。"))
    return redirect(f"{reverse('record', args=[record])}#comments")


@require_safe
@member
def people(request: PageRequest, record: str) -> HttpResponse:
    """Who may be mentioned here, for what is typed after an @."""
    opened = open_record(request, record, now=True)
    found = mentions.offered(
        request.GET.get("q", "")[:40], opened.register, opened.record.place, request.user
    )
    offered = [(one, mentions.written(one, found)) for one in found]
    return render(request, "pages/talk/people.html", {"offered": offered})
