"""Faults as pages: one sentence, the next step, never a traceback."""

import logging
from contextlib import suppress
from dataclasses import asdict

from django.conf import settings
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger.gate import said
from yiben.township import looks
from yiben.township.rights import Denied

STATUS = {
    "L001": 404, "T003": 404, "R001": 404, "R002": 404, "F006": 404, "K012": 404, "P005": 404,
    "L002": 409,
    "L009": 503, "L010": 503, "L011": 503, "L012": 507, "L015": 503, "L021": 503,
}  # fmt: skip
"""What a problem that no form shows answers with; 400 otherwise."""

logger = logging.getLogger(__name__)


def page(status: int, title: str, sentence: str, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    """A bare page: it needs neither the database nor the session, which may be what is broken."""
    words = {"title": title, "sentence": sentence, "problems": problems, "demo": settings.DEMO}
    return HttpResponse(render_to_string("pages/fault.html", words), status=status)


def answer(request: HttpRequest, fault: Exception) -> HttpResponse | None:
    """The page for a fault that we know how to say; None for the others."""
    if isinstance(fault, Denied):
        account = request.user if request.user.is_authenticated else None
        # On a full disk the refusal stands, even if it can't be kept.
        with suppress(DatabaseError):
            looks.log(account, "refused", request.path)
        told = problem("T001", action=_(fault.action), what=fault.what)
        return _denied(request, told)
    if isinstance(fault, OperationalError | OSError):
        logger.error("storage fault at %s: %s", request.path, fault)
        fault = said(fault)
    if isinstance(fault, Refused):
        status = next((STATUS[p.number] for p in fault.problems if p.number in STATUS), 400)
        if status == 404:
            return page(404, _("没有找到"), _("请核对地址，或回工作台。"), fault.problems)
        return page(status, _("没有办成"), _("这一步没有做，账上没有变动。"), fault.problems)
    return None


def _denied(request: HttpRequest, told: Problem) -> HttpResponse:
    """With the frame around it where there is somebody to go on or to log out."""
    title, sentence = _("没有权限"), _("这不在您岗位的范围内，账上没有变动。")
    if request.user.is_authenticated and hasattr(request, "town"):
        words = {"title": title, "sentence": sentence, "problems": (told,)}
        return render(request, "pages/denied.html", words, status=403)
    return page(403, title, sentence, (told,))


def _json(told: Problem, status: int) -> HttpResponse:
    return JsonResponse(
        {"problems": [asdict(told)]}, status=status, json_dumps_params={"ensure_ascii": False}
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(400, _("看不懂这次提交"), _("提交的内容太大或不完整。请返回上一页，删减后再试。"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(403, _("没有权限"), _("您没有查看这一页的权限。如因工作需要，请找系统管理员按岗位授权。"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.path.startswith("/api/"):
        return _json(problem("P003"), 404)
    return page(404, _("没有找到"), _("没有这一页，或者您不能看。请核对地址，或回工作台。"))


def server_error(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return _json(problem("P006"), 500)
    return page(
        500,
        _("程序出错了"),
        _("这次没有办成，账上没有留下半条。请再试一次；还不行，请告诉系统管理员出错的时间。"),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(403, _("页面已过期"), _("这一页打开得太久，或者登录已变。请返回上一页，刷新后再提交。"))
