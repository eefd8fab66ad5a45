"""Reading a text: pasted or dropped, shown with its figures marked. Nothing of it is kept."""

from datetime import date
from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yiben.documents.excel import write_rows
from yiben.documents.plain_text import Opened, open_text
from yiben.kernel.problems import Refused, refuse
from yiben.pages import readings
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest
from yiben.pages.views.registers import workbook
from yiben.reading.model import ReadText
from yiben.reading.read import read

LIMIT_MB = 5


@require_http_methods(["GET", "POST"])
@member
def reading(request: PageRequest) -> HttpResponse:
    """The form, and under it what was read. A text too long, too damaged or none at all is said there."""
    words: dict[str, object] = {
        "typed": request.POST,
        "left_out": "left_out" in request.POST,
        "why": "why" in request.POST,
        "limit": LIMIT_MB,
        "crumbs": [],
    }
    if request.method != "POST":
        return render(request, "pages/reading.html", words)
    try:
        opened = sent(request)
        found = _read(request, opened.text)
    except Refused as refused:
        words |= {"problems": refused.problems, "text": request.POST.get("text", "")}
        return render(request, "pages/reading.html", words, status=400)
    words |= {
        "found": readings.shown(found, "left_out" in request.POST),
        "text": opened.text,
        "name": _name(request),
        "problems": (),
        "notes": opened.notes,
        "length": len(opened.text),
    }
    return render(request, "pages/reading.html", words)


@require_POST
@member
def export(request: PageRequest) -> HttpResponse:
    """The same figures as a workbook, made anew of the text that the page sends along."""
    found = _read(request, sent(request).text)
    name = _name(request) or _("读稿")
    file = BytesIO()
    said = _("%(mark)s %(kind)s：%(sentence)s（%(word)s）")
    notes = [
        said % {"mark": t.mark, "kind": t.kind, "sentence": t.sentence, "word": t.word}
        for t in readings.ties(found)
    ]
    title = _("%(name)s：文中的数") % {"name": name.rpartition(".")[0] or name}
    write_rows(file, title, readings.columns(), readings.rows(found), notes=notes)
    return workbook(file.getvalue(), f"{title}.xlsx")


def sent(request: PageRequest) -> Opened:
    """The file sent, else the text pasted. Refused D001–D011, D002 beyond `LIMIT_MB`."""
    file = request.FILES.get("file")
    size = (file.size or 0) if file else len(request.POST.get("text", "").encode("utf-8", "replace"))
    if size > LIMIT_MB * 1024 * 1024:
        raise refuse("D002", (file.name or "") if file else "", found=-(-size // 1048576), maximum=LIMIT_MB)
    if file:
        opened = open_text(file.read(), file.name or "")
        return Opened(_lines(opened.text), opened.notes)
    text = _lines(request.POST.get("text", ""))
    if not text.strip():
        raise refuse("D003")
    return Opened(text)


def _lines(text: str) -> str:
    """Line breaks as one character: a form sends them as two."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read(request: PageRequest, text: str) -> ReadText:
    return read(text, _day(request.POST.get("day", "")), request.POST.get("place", "").strip()[:30])


def _day(typed: str) -> date | None:
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as fault:
        raise refuse("K002", "day", title=_("材料的日期"), value=typed[:20]) from fault


def _name(request: PageRequest) -> str:
    file = request.FILES.get("file")
    return ((file.name or "") if file else request.POST.get("name", ""))[:80]
