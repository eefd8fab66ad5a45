"""First imports: the registers that the town keeps, each with the way to its grid."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.opening import imports
from yiben.pages.doors import insider
from yiben.pages.standing import PageRequest
from yiben.pages.views.opening.overview import crumbs
from yiben.township import rights


@dataclass(frozen=True)
class Row:
    line: imports.ImportLine
    address: str
    """Where records are pasted; empty for who does not write there."""
    may_say_empty: bool


@require_http_methods(["GET", "POST"])
@insider
def imports_page(request: PageRequest) -> HttpResponse:
    if request.method == "POST":
        imports.nothing_old(request.town, request.POST.get("register", "")[:60], request.user)
        messages.success(request, _("记下了：这本台账没有旧数据，从今天起登记。"))
        return redirect("opening_imports")
    rows = [_row(request, line) for line in imports.lines(request.town)]
    words = {
        "mine": [r for r in rows if r.address],
        "others": [r for r in rows if not r.address],
        "crumbs": crumbs(_("第一次导入")),
    }
    return render(request, "pages/opening/imports.html", words)


def _row(request: PageRequest, line: imports.ImportLine) -> Row:
    writes = rights.may(request.user, "write", line.register.id, request.place)
    whole = rights.may(request.user, "write", line.register.id, request.town)
    address = reverse("grid", args=[line.register.id]) if writes else ""
    return Row(line, address, whole and not line.done)
