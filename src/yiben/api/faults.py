"""Every fault of the API in one shape: {"problems": [{"number", "sentence", "hint", "where"}]}."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger.conflict import Conflict
from yiben.ledger.gate import said
from yiben.township import looks
from yiben.township.rights import Denied

STATUS = {
    "L001": 404, "F006": 404, "C013": 404, "T003": 404,
    "L009": 503, "L010": 503, "L011": 503, "L012": 507, "L015": 503, "L021": 503,
}  # fmt: skip


def install(api: NinjaAPI) -> None:
    """Have the API answer every fault that we can say in words."""

    def answer(request: HttpRequest, problems: Iterable[Problem], status: int, **more: Any) -> HttpResponse:
        told = {"problems": [asdict(p) for p in problems], **more}
        return api.create_response(request, told, status=status)

    def refused(request: HttpRequest, fault: Any) -> HttpResponse:
        if isinstance(fault, Conflict):
            changes = [asdict(c) for c in fault.changes]
            return answer(request, fault.problems, 409, version=fault.version, changes=changes)
        status = next((STATUS[p.number] for p in fault.problems if p.number in STATUS), 400)
        return answer(request, fault.problems, status)

    def denied(request: HttpRequest, fault: Any) -> HttpResponse:
        account: Any = request.user
        looks.log(account if account.is_authenticated else None, "refused", request.path)
        return answer(request, [problem("T001", action=fault.action, what=fault.what)], 403)

    def invalid(request: HttpRequest, fault: Any) -> HttpResponse:
        found = [problem("P002", _where(e.get("loc", ())), why=_why(e)) for e in fault.errors]
        return answer(request, dict.fromkeys(found), 400)

    def stored(request: HttpRequest, fault: Any) -> HttpResponse:
        known = said(fault)
        if isinstance(known, Refused):
            return refused(request, known)
        raise fault

    def unreadable(request: HttpRequest, fault: Any) -> HttpResponse:
        why = _("内容太大") if isinstance(fault, RequestDataTooBig) else _("内容不完整")
        return answer(request, [problem("P002", why=why)], 400)

    def http(request: HttpRequest, fault: Any) -> HttpResponse:
        return answer(request, [problem("P002", why=str(fault)[:200])], fault.status_code)

    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(Denied, denied)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(HttpError, http)
    api.add_exception_handler(SuspiciousOperation, unreadable)
    api.add_exception_handler(BadRequest, unreadable)
    api.add_exception_handler(DatabaseError, stored)
    api.add_exception_handler(OSError, stored)
    api.add_exception_handler(AuthenticationError, lambda r, f: answer(r, [problem("P001")], 401))
    api.add_exception_handler(Http404, lambda r, f: answer(r, [problem("P003")], 404))


# pydantic speaks English only; what it says most is put in Chinese here.
_WORDS = {
    "missing": lazy("缺少这一项"),
    "string_type": lazy("应当是文字"),
    "int_type": lazy("应当是整数"),
    "int_parsing": lazy("应当是整数"),
    "dict_type": lazy("应当是对象"),
    "list_type": lazy("应当是列表"),
    "string_too_long": lazy("太长"),
    "greater_than_equal": lazy("太小"),
    "less_than_equal": lazy("太大"),
    "date_from_datetime_parsing": lazy("应当是日期，如 2023-10-12"),
    "date_parsing": lazy("应当是日期，如 2023-10-12"),
}


def _where(steps: Iterable[Any]) -> str:
    """The key that is wrong, as the sender wrote it: without the validator's own names in between."""
    return ".".join(str(step) for step in list(steps)[1:] if not re.search(r"[\[(]", str(step)))


def _why(fault: Mapping[str, Any]) -> str:
    return str(_WORDS.get(str(fault.get("type", "")), str(fault.get("msg", ""))[:200]))
