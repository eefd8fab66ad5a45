"""Files that belong to a record: adding one, fetching one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yiben.kernel.problems import Refused
from yiben.ledger import files
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views.record import open_record
from yiben.township import looks


@require_POST
@member
def add(request: PageRequest, record: str) -> HttpResponse:
    opened = open_record(request, record, "write", now=True)
    sent = request.FILES.get("file")
    if sent is None:
        messages.error(request, _("请先选择文件。"))
        return redirect("record", record)
    try:
        too_large = (sent.size or 0) > files.LIMIT_MB * 1024 * 1024
        content = b"x" * (files.LIMIT_MB * 1024 * 1024 + 1) if too_large else sent.read()
        files.attach(opened.record.record, sent.name or "", content, request.user)
        messages.success(request, _("已存附件。"))
    except Refused as refused:
        for said in refused.problems:
            messages.error(request, f"{said.sentence}{_('。')}{said.hint}")
    return redirect("record", record)


@require_safe
@member
def fetch(request: PageRequest, record: str, number: int) -> HttpResponse:
    """The file as it was kept, always as a download; opening it is logged."""
    open_record(request, record, now=True)
    found = next((a for a in files.attachments(record) if a.id == number), None)
    if found is None:
        raise Http404
    content = files.open_attachment(found, request.user)
    looks.log(request.user, "opened", f"{record} {found.name}")
    disposition = content_disposition_header(True, found.name) or "attachment"
    # Never the sent media type: a kept web page must not run here.
    return HttpResponse(
        content, content_type="application/octet-stream", headers={"Content-Disposition": disposition}
    )
