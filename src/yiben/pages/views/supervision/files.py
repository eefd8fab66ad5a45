"""Official papers of the supervision as downloads, each kept in the look log."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from yiben.pages.standing import PageRequest
from yiben.township import looks

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(request: PageRequest, content: bytes, title: str) -> HttpResponse:
    looks.log(request.user, "export", f"{title}.docx")
    disposition = content_disposition_header(True, f"{title}.docx") or "attachment"
    return HttpResponse(content, content_type=WORD, headers={"Content-Disposition": disposition})
