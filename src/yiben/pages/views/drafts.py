"""Drafts: kept by the form's small script while one types, listed, discarded."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.pages import forms, unfinished
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.personal import drafts
from yiben.ui import controls


@require_POST
@member
def keep(request: PageRequest) -> HttpResponse:
    """Keep what was typed so far. Answers {draft, revision, said}; `said` is for the person to read."""
    sent = request.POST
    if sent.get("who", "") != str(request.user.pk):
        # Somebody else has logged in since, in another window of the same browser.
        return JsonResponse(
            {"said": _("现在登录的是别人，草稿没有存。请退出，由填表的人重新登录。")}, status=409
        )
    form = forms.named(request, sent.get("form", ""), sent.get("version", ""))
    page = sent.get("client_id", "")
    if not (len(page) == 32 and page.isalnum() and page.isascii()):
        return JsonResponse({"said": _("草稿没有存上")}, status=400)
    typed = drafts.Typed(
        form.name,
        page,
        form.opened.record.town if form.opened else request.town,
        form.register,
        form.changed(controls.typed(sent, form.fields)),
        sent.get("why", ""),
        form.record,
        forms.whole(sent.get("version", "")),
    )
    try:
        number, revision = forms.whole(sent.get("draft", "")), forms.whole(sent.get("revision", "")) or 0
        kept = drafts.keep(request.user, typed, number, revision)
    except Refused as refused:
        told = _("；").join(f"{p.sentence}{_('。')}{p.hint}" for p in refused.problems)
        return JsonResponse({"said": told}, status=400)
    if kept is None:
        return JsonResponse({"draft": None, "revision": 0, "said": ""})
    at = kept.draft.saved_at.astimezone(clock.SHANGHAI).strftime("%H:%M")
    said = _("草稿已存 %(at)s") % {"at": at}
    if kept.apart:
        said = _("这份草稿在另一个窗口里接着填过，这里的另存了一份（%(at)s）") % {"at": at}
    answer = {"draft": kept.draft.pk, "revision": kept.draft.revision, "said": said, "apart": kept.apart}
    return JsonResponse(answer)


@require_safe
@member
def listed(request: PageRequest) -> HttpResponse:
    """All drafts of one's own."""
    return render(request, "pages/drafts.html", {"drafts": unfinished.lines(request)})


@require_POST
@member
def discard(request: PageRequest, draft: int) -> HttpResponse:
    """Drop one; back to where one came from."""
    drafts.discard(request.user, draft)
    messages.success(request, _("草稿已丢弃。"))
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, request.get_host()) else "drafts")
