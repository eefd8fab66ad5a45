"""Every fault of the API in one shape: {"problems": [{"number", "sentence", "hint", "where"}]}."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
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
        found = [
            problem("P002", ".".join(map(str, e.get("loc", ())[1:])), why=str(e.get("msg", ""))[:200])
            for e in fault.errors
        ]
        return answer(request, found, 400)

    def stored(request: HttpRequest, fault: Any) -> HttpResponse:
        known = said(fault)
        if isinstance(known, Refused):
            return refused(request, known)
        raise fault

    def http(request: HttpRequest, fault: Any) -> HttpResponse:
        return answer(request, [problem("P002", why=str(fault)[:200])], fault.status_code)

    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(Denied, denied)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(HttpError, http)
    api.add_exception_handler(DatabaseError, stored)
    api.add_exception_handler(OSError, stored)
    api.add_exception_handler(AuthenticationError, lambda r, f: answer(r, [problem("P001")], 401))
    api.add_exception_handler(Http404, lambda r, f: answer(r, [problem("P003")], 404))
